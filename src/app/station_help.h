// What brigade-station --help prints. Only its arguments include this.
#pragma once

namespace brigade {

inline constexpr const char* station_help =
    R"(brigade-station shows one station's tickets and takes its cooks' presses.

usage: brigade-station --hub WHERE --station ID --data DIR [options]

  --hub WHERE          the hub: its host, such as 192.168.1.5, for
                       wss://192.168.1.5:8687/v1; on the hub's own machine
                       localhost, for ws://localhost:8686/v1; with another port
                       HOST:PORT; or find, or find:NAME, to look for it on the
                       network (NAME: its kitchen's, or its id). Needed
  --station ID         which of the kitchen's stations this screen stands at;
                       needed
  --data DIR           where this screen keeps its copy and its presses;
                       one directory for each screen, made if missing; needed
  --name NAME          what this screen is called, such as "Grill left"; default
                       the station's id
  --cook ID            the person whose screen or bump bar this is (ID as
                       brigade people lists it): every press is recorded as
                       theirs, and nobody signs in here; default: nobody's,
                       whoever types a PIN
  --pair-again         forget the hub this screen was paired with, and pair
                       with the one that answers now; then revoke the old
                       device there (brigade devices revoke)
  --beside ID          a second station, on the other half of this panel: left
                       and right on a wide one, above and below on an upright
                       one. The options after it are the second one's: --data
                       (default DIR/beside), --name, --cook, --bumpbar,
                       --language, --distance (as the first), --shows. All
                       others count for both, wherever they stand
  --windowed WxH[+X+Y] a window, such as 1280x720; with a place, without a frame
                       there; default: the full screen
  --headless           no display: the picture is drawn in memory (1920x1080,
                       or as --windowed says)
  --keys               take presses as lines of standard input as well: bump,
                       position 1 ... 9, bump line, start, recall, undo,
                       confirm, fire course, up, down, left, right,
                       page next, page previous, cancel, devices, cook, zero,
                       one done, hold, rush, transfer, unavailable, all-day,
                       view, filter, menu, setup, lock, figures. With
                       --beside, "beside bump" and so on for the second
                       station
  --bumpbar DEVICE=PROFILE
                       a bump bar that works for this screen, and what its keys
                       mean, such as 0461:0010=legend-c, or on a serial line
                       serial:/dev/ttyUSB0=serial-letters; may be given more
                       than once. brigade bumpbar list shows both. Default:
                       none, and what is chosen on the setup screen counts
                       first
  --language en|id     the screen's words; default en
  --distance M         how far away the cook stands, in metres; default 1.5
  --shows tickets|figures
                       what stands on a screen at which nothing is cooked
                       (expo, board): how today goes, for managers, in place
                       of the tickets, until a press asks for those; default
                       tickets. What is chosen on the setup screen counts first
  --diagonal INCHES    the panel's size; with it, letters are as large as the
                       distance asks for; default: sized by the pixels
  --settings FILE      more options from a file: their names without dashes, one a
                       line, "name = Grill left"; # begins a comment. They count
                       more than what stands before. A file that is not there is
                       an empty one
  --stay               for services: what keeps this screen from starting stands
                       on the panel, in English and Bahasa Indonesia, and is
                       tried again, also where no display is connected; default:
                       it is printed, and the program ends
  --fault TEXT         show only that this screen does not start, and TEXT, until
                       SIGTERM
  --debug              say more; default: what is worth knowing
  --help, --version

A screen that its hub does not know shows a code; type it at the hub
(brigade pair CODE) within two minutes. The pairing is kept in DIR/pairing.json.
With --headless the code is printed as well: "pairing code 482 913", of the
second station "pairing code 482 913 beside".
Whoever types their PIN here (F10, or a touch on the station's name) has their
presses recorded as theirs, until they sign out, leave it alone for half an
hour, or the program ends.
SIGUSR2 writes what is on the screen to DIR/screen.png, each station's half to
its own. SIGTERM ends it.
It starts, shows and bumps without its hub; presses are sent when it is back.

example: brigade-station --hub ws://127.0.0.1:8686/v1 --station grill \
             --data /var/lib/brigade/grill
         brigade-station --hub find --station grill --data /var/lib/brigade/grill
             --bumpbar usb-1.1/0461:0010=legend-c
             --beside fryer --bumpbar usb-1.2/0461:0010=legend-c
)";

}  // namespace brigade
