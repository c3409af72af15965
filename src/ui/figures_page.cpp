#include "ui/figures_page.h"

#include <algorithm>

#include "ui/device_page.h"
#include "ui/text.h"

namespace brigade::ui {
namespace {

constexpr const char* no_value = "–";

bool is_busy(const LiveHour& hour) { return hour.orders > 0 || hour.tickets.tickets > 0; }

LastHour of(const LiveTickets& tickets) {
    return {tickets.tickets, tickets.late.count, tickets.ticket_time.median_ms};
}

LastHour of_all(const LiveFigures& figures) {
    if (figures.hour) return of(*figures.hour);
    LastHour all;
    for (const LiveStation& station : figures.stations) {
        all.tickets += station.hour.tickets;
        all.late += station.hour.late.count;
    }
    return all;
}

}  // namespace

void settle_figures(FiguresView& view, const ScreenModel& model, DurationMs rests_ms) {
    const bool cooks = model.station.kind == StationKind::prep;
    const bool lasts = model.settings.shows == WallView::figures && model.known && !cooks;
    if (lasts != view.lasts)
        view = {lasts, lasts};
    else if (lasts && rests_ms >= page_rest_ms)
        view.open = true;
}

bool may_show_figures(const ScreenModel& model) {
    return model.station.kind != StationKind::board || model.settings.shows == WallView::figures;
}

bool figures_are_fresh(const ScreenModel& model, TimeMs kitchen_now) {
    return model.figures && model.link == Link::live && kitchen_now - model.figures_at <= figures_fresh_ms;
}

std::optional<LastHour> last_hour(const ScreenModel& model, TimeMs kitchen_now) {
    if (!figures_are_fresh(model, kitchen_now)) return std::nullopt;
    LastHour hour;
    if (model.station.kind != StationKind::prep) {
        hour = of_all(*model.figures);
    } else {
        for (const LiveStation& station : model.figures->stations)
            if (station.station == model.station.id) hour = of(station.hour);
    }
    return hour.tickets > 0 ? std::optional(hour) : std::nullopt;
}

std::vector<LiveHour> busy_hours(const LiveFigures& figures) {
    const auto first = std::find_if(figures.hours.begin(), figures.hours.end(), is_busy);
    const auto end = std::find_if(figures.hours.rbegin(), figures.hours.rend(), is_busy).base();
    return first < end ? std::vector<LiveHour>(first, end) : std::vector<LiveHour>();
}

std::string time_text(const std::optional<DurationMs>& time) {
    return time ? short_minutes(*time) : no_value;
}

std::string share_text(const LiveShare& share) {
    if (share.of == 0) return no_value;
    const double part = static_cast<double>(share.count) / static_cast<double>(share.of);
    const auto percent = static_cast<int>(100 * part + 0.5);
    if (percent == 0 && share.count > 0) return "< 1 %";
    if (percent == 100 && share.count < share.of) return "> 99 %";
    return std::to_string(percent) + " %";
}

}  // namespace brigade::ui
