#include "ui/filter.h"

#include <algorithm>

namespace brigade::ui {

bool filters(const ScreenModel& model) {
    return model.station.kind != StationKind::board && !model.settings.services.empty();
}

bool is_shown(const ScreenModel& model, const ScreenTicket& ticket) {
    const std::vector<Service>& shown = model.settings.services;
    return !filters(model) || std::find(shown.begin(), shown.end(), ticket.service) != shown.end();
}

HiddenTickets hidden_by_filter(const ScreenModel& model, TimeMs kitchen_now) {
    HiddenTickets hidden;
    for (const ScreenTicket& ticket : model.tickets) {
        if (is_shown(model, ticket)) continue;
        ++hidden.all;
        if (kitchen_now >= ticket.late_at) ++hidden.late;
    }
    return hidden;
}

Say service_word(Service service) {
    static constexpr Say says[] = {Say::dine_in, Say::takeaway, Say::delivery, Say::drive_thru,
                                   Say::self_order};
    return says[static_cast<std::size_t>(service)];
}

std::string services_shown(const ScreenModel& model, const Words& words) {
    std::string text;
    for (const Service service : model.settings.services)
        text += (text.empty() ? "" : ", ") + words(service_word(service));
    return text;
}

}  // namespace brigade::ui
