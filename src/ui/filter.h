// Which tickets this screen shows: those of the services that its people chose (ScreenSettings::services), or
// all. A filter that nobody remembers hides orders, so whatever it hides is counted, and who draws says so.
// Boards show all. Pure; UI thread.
#pragma once

#include <cstddef>
#include <string>

#include "station/screen_model.h"
#include "ui/words.h"

namespace brigade::ui {

bool filters(const ScreenModel& model);
bool is_shown(const ScreenModel& model, const ScreenTicket& ticket);

struct HiddenTickets {
    std::size_t all = 0, late = 0;
};
HiddenTickets hidden_by_filter(const ScreenModel& model, TimeMs kitchen_now);

Say service_word(Service service);
std::string services_shown(const ScreenModel& model, const Words& words);  // "takeaway, delivery"

}  // namespace brigade::ui
