// Sample kitchens at a fixed moment: what the pictures show and the scenarios press on.
#pragma once

#include <memory>
#include <string>

#include "station/screen_model.h"

namespace brigade::screens {

// Kitchen time in the samples; their offset makes monotonic 0 the same moment.
inline constexpr TimeMs noon = 1'795'176'187'000;  // 2026-11-20T12:03:07Z

using ModelPtr = std::shared_ptr<ScreenModel>;

ModelPtr empty_station(StationKind kind = StationKind::prep);
ModelPtr grill();    // in the middle of a rush
ModelPtr lost();     // the hub has been away for twelve seconds
ModelPtr waiting();  // nothing has ever been received
ModelPtr all_done();
ModelPtr long_ticket();
ModelPtr marks();    // every mark and kind of row, texts that do not fit, other scripts
ModelPtr scripts();  // names that are not written in Latin letters
ModelPtr expo();
ModelPtr board();
ModelPtr unpaired();           // with a code, and nothing received yet; the code before did not do
ModelPtr unpaired_at_first();  // likewise, with its first code
ModelPtr unpaired_at_work();   // with a code, over the tickets that it has
ModelPtr foreign_key();
ModelPtr identified();
ModelPtr backup();           // some of the work here is a silent station's
ModelPtr covered();          // the station that was silent, back again
ModelPtr devices();          // what the device page shows, one that waits among it
ModelPtr signed_in();        // somebody bumps here
ModelPtr fryer();            // many that want alike things, of several services
ModelPtr only_takeaway();    // and what it is when only those are shown
ModelPtr setup();            // a grill that knows the box it runs on, with a bump bar and one that is unknown
ModelPtr troubled();         // the same, with everything wrong that can be at once
ModelPtr wall();             // an expo that is there for the figures, in the evening
ModelPtr cannot_start();     // its copy cannot be opened
ModelPtr many(int tickets);  // small ones, numbered from 1

// How the day went so far: eleven hours, five stations; as of three seconds before noon.
LiveFigures day_so_far();

// A ticket fired `age_s` ago with no lines, and a line.
ScreenTicket ticket(const std::string& number, int age_s);
ScreenLine& add_line(ScreenTicket& ticket, const std::string& name, int quantity = 1);

}  // namespace brigade::screens
