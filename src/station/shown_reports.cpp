#include "station/shown_reports.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "core/json_fields.h"

namespace brigade {

void ShownReports::note(const Presented& presented) {
    seq_ = std::max(seq_, presented.seq);
    for (const Drawn& drawn : presented.drawn) drawn_[drawn.order_id] = {drawn, presented.seq};
}

std::optional<Presented> ShownReports::again(const Kitchen& kitchen, const std::string& station) {
    if (seq_ == 0) return std::nullopt;
    std::erase_if(drawn_, [&](const auto& entry) {
        const OrderState* order = kitchen.find(entry.first);
        const brigade::Ticket* ticket = order ? order->find_ticket(station) : nullptr;
        return !ticket || !ticket->on_board();
    });
    Presented again{seq_, {}};
    for (const auto& [order_id, presented] : drawn_) {
        const brigade::Ticket* ticket = kitchen.find(order_id)->find_ticket(station);
        if (ticket->shown_seq < ticket->opened_seq() && ticket->opened_seq() <= presented.seq)
            again.drawn.push_back(presented.drawn);
    }
    return again;
}

std::string ShownReports::text_of(const Presented& presented) {
    json::array list;
    for (const Drawn& drawn : presented.drawn)
        list.push_back(json::object{
            {"order_id", drawn.order_id}, {"revision", drawn.revision}, {"generation", drawn.generation}});
    json::object out{{"type", "shown"}, {"seq", presented.seq}};
    out.emplace("drawn", std::move(list));
    return json::serialize(out);
}

}  // namespace brigade
