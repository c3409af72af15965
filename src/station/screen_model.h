// What a screen shows, as one immutable value: made by the station's loop, drawn by the UI thread, which
// reads nothing else. Texts are the order's own; words of ours are the UI's business (assets/locales).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/command.h"
#include "core/config.h"
#include "core/order.h"
#include "core/words.h"
#include "protocol/device_list.h"
#include "protocol/figures_message.h"
#include "station/bar_found.h"
#include "station/machine_facts.h"
#include "station/settings.h"

namespace brigade {

struct ScreenLine {
    std::string id;
    std::string item = {};  // what the menu calls it; empty: its order did not say
    std::string category = {};
    std::string name;
    int quantity = 1;
    int done = 0;  // of the quantity, so far
    int course = 0;
    int seat = 0;
    LineState state = LineState::open;
    bool held = false;
    bool unavailable = false;
    Change change = Change::none;
    std::vector<Modifier> modifiers;
    std::string notes;
    int prep_s = 0;
    TimeMs started_at = 0;  // kitchen time; 0: not started
    bool pending = false;   // a press of ours on it that the hub has not confirmed yet
    std::string from;  // the name of the silent station that it would be at, where not all of the ticket is
};

// How far one station is with an order.
struct StationProgress {
    std::string station;
    std::string name;
    int done = 0;
    int total = 0;      // lines, held ones too
    bool held = false;  // nothing to do there yet
};

// What has to be presented anew when it differs. A frame shows all work up to `opened_seq`.
struct TicketVersion {
    std::uint32_t generation = 1;
    std::uint32_t revision = 0;
    Seq opened_seq = 0;

    bool operator==(const TicketVersion&) const = default;
};

struct ScreenTicket {
    std::string order_id;
    std::string number;
    std::uint32_t generation = 1;
    std::uint32_t revision = 0;
    Seq opened_seq = 0;  // the newest event that gave its station work on it; 0 at an expo
    TicketState state = TicketState::open;
    Priority priority = Priority::normal;
    Service service = Service::dine_in;
    std::string channel, reference, table, guest, server;
    int covers = 0;
    std::vector<std::string> allergies;
    std::string notes;
    TimeMs fired_at = 0;                // kitchen time; its age counts from here
    std::optional<TimeMs> promised_at;  // kitchen time
    TimeMs warn_at = 0;                 // kitchen time: from then it warns,
    TimeMs late_at = 0;                 // and from then it is late, by its promise or its service's limit
    bool ready = false;                 // at an expo: everything fired is done
    TimeMs ready_at = 0;                // at an expo: since when it waits at the pass
    std::optional<int> next_course;     // at an expo: the lowest course still held
    int held_lines = 0;
    bool parked = false;                    // held by hand, not for its course or its promised time
    std::vector<std::string> from;          // the names of silent stations whose work on it has come here
    std::vector<std::string> undelivered;   // at an expo: the names of the stations that have not seen it
    std::vector<ScreenLine> lines;          // at an expo: of all stations
    std::vector<StationProgress> progress;  // at a prep station the others, at an expo all
    bool pending = false;                   // a press of ours on it that the hub has not confirmed yet

    // It was fired before its promised time, which is what counts: its header counts down to it.
    bool counts_down() const { return promised_at && late_at == *promised_at; }
    TicketVersion version() const { return {generation, revision, opened_seq}; }
};

// Another station, to which a ticket can go.
struct OtherStation {
    std::string id, name;
};

// An item that nobody can have now (86).
struct UnavailableItem {
    std::string id, name;  // the name as an order of the day calls it, or the id
};

// An order held by hand, with work here that is in no ticket meanwhile.
struct ParkedOrder {
    std::string order_id, number, summary;
};

// A ticket that left, for the recall list; newest first.
struct BumpedTicket {
    std::string order_id;
    std::string number;
    std::uint32_t generation = 1;
    TimeMs bumped_at = 0;  // kitchen time
    std::string summary;   // "2 Classic Burger, 1 Ribeye"; names isolated (base/isolate.h)
};

enum class Link { connecting, live, lost };

// What keeps this screen from its hub until a person does something about it.
struct PairingState {
    enum class Kind {
        none,
        code,         // it is to be paired, with a code that somebody types at the hub
        foreign_key,  // who answers there is not the hub that it was paired with
    };
    Kind kind = Kind::none;
    std::string code;                  // six digits; empty between two attempts
    TimeMs until = 0;                  // kitchen time; no longer counts then
    std::string failure;               // what came of the last attempt, a sentence
    std::string known_key, found_key;  // beginnings of their pins
};

// Somebody asks which screen this is: it shows its name for a while.
struct Identify {
    std::string name;
    TimeMs until = 0;  // kitchen time
};

// Whose presses the ones at this screen are, and what came of the last PIN (station/sign_in.h). No digit of
// it is in here.
struct CookState {
    enum class Answer { none, asking, signed_in, wrong, locked, away, refused };
    std::string name;           // empty: nobody has said who they are
    bool owned = false;         // the screen is this cook's alone: nobody signs in or out
    bool manages = false;       // whoever has signed in may change devices
    std::uint64_t attempt = 0;  // the one that is answered: Action::attempt
    Answer answer = Answer::none;
    std::string refusal;      // refused: the hub's sentence
    TimeMs locked_until = 0;  // kitchen time; no PIN is taken before
};

// What the device page knows; asked for while it is open.
struct DevicePage {
    enum class Answer { none, paired, identified, restarted, renamed, revoked, needs_pin, wrong_code };
    std::shared_ptr<const DeviceList> list;  // null: no answer yet
    bool elsewhere = false;                  // this screen is none that devices are looked after from
    TimeMs list_at = 0;                      // kitchen time of that answer
    std::string refusal;                     // the hub's sentence; empty: none
    Answer answer = Answer::none;            // to the last request that changed something, or would have
    std::uint64_t attempt = 0;               // that request: Action::attempt
    std::string about;                       // the device's name in it
};

// What an undo would take back: the newest press that took something away, by which it is named.
struct NewestPress {
    std::uint64_t number = 0;  // rises from press to press; 0: there is nothing to take back
    std::string name;          // "42", "42: 1 × Ribeye", "3 × Grilled Corn"
};

// What this screen keeps of the kitchen on its own disk.
struct CopyState {
    Seq seq = 0;                // on the disk up to here
    std::size_t unwritten = 0;  // events that are not there yet
    TimeMs written_at = 0;      // kitchen time; 0: nothing since the program began
    std::string fault;          // why the disk takes nothing; empty: it does
};

// Why there is no station behind this screen. It is seen in place of everything else.
struct StartFault {
    enum class Kind {
        storage,   // its copy or its presses cannot be opened
        settings,  // what it was told to be has a mistake
        ends,      // its program ends again and again
        newer,     // what it keeps was written by a newer system than this one
    };
    Kind kind = Kind::storage;
    std::string sentence;  // what was found, for whoever is called
    TimeMs again_at = 0;   // kitchen time of the next attempt; 0: it is made without a fixed time
};

struct ScreenModel {
    std::string kitchen;
    Station station;
    Seq seq = 0;         // the newest event it is built from
    bool known = false;  // false: nothing has ever been received, so an empty grid means nothing
    std::string day;     // the service day, "2026-11-20"; empty: none has begun
    Link link = Link::connecting;
    std::string hub_address;        // and the name of its kitchen, for people
    std::string fault;              // one sentence that must be seen; empty: none
    TimeMs as_of = 0;               // kitchen time of the last word from the hub
    std::size_t waiting = 0;        // presses kept for the hub
    TimeMs clock_offset_ms = 0;     // kitchen time = the loop's monotonic milliseconds + this
    DurationMs wall_offset_ms = 0;  // time as people read it = kitchen time + this
    bool clock_known = true;        // false: it is this machine's own, which nobody has compared yet
    int utc_offset_min = 0;
    std::vector<ScreenTicket> tickets;  // all that the station holds, in display order
    std::vector<BumpedTicket> bumped;   // of the service day, newest first
    NewestPress undoable;
    std::shared_ptr<const LiveFigures> figures;  // the newest that the hub has told; null: it has told none
    TimeMs figures_at = 0;                       // kitchen time of when they were right
    std::vector<UnavailableItem> unavailable;
    std::vector<ParkedOrder> parked;   // as they were accepted
    std::vector<OtherStation> others;  // that cook, in the kitchen's order
    std::string covered_by;            // the name of the station that takes this one's new work; empty: none
    PairingState pairing;
    Identify identify;
    CookState cook;
    DevicePage devices;
    ScreenSettings settings;
    std::string screen, device;  // what this screen is called, and its id at the hub; no id: not paired
    std::string hub_trouble;     // why the hub cannot write; empty: it can, as far as it has said
    bool hub_asks_pin = false;   // somebody there has a manager's PIN: not everybody may change everything
    DurationMs clock_moved_ms =
        0;                      // by the last correction of the hub's clock that this program has heard of
    TimeMs clock_moved_at = 0;  // kitchen time
    CopyState copy;
    std::vector<BarFound> bars;                   // that are plugged in here
    std::shared_ptr<const MachineFacts> machine;  // null: nobody has looked
    std::optional<StartFault> start_fault;
};

using ScreenModelPtr = std::shared_ptr<const ScreenModel>;

}  // namespace brigade
