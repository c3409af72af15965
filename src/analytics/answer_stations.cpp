#include "analytics/count.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

struct StationFigures {
    Load load;
    Durations prep_ms, start_ms, glass_ms, wait_ms;
    Share recalled;
    OneValue target_s;
    std::uint64_t last = 0;
    bool counts = false;  // something of it fits the filters
};

struct CountsStations : CountsNothing {
    static constexpr bool lines = true;

    void day(ServiceDay, const PackedDay& day) {
        begin_stations(numbers, day);
        of_day = day.stations;
        stations.resize(numbers.names().size());
    }
    StationFigures& of(const packed::Ticket& ticket) { return stations[numbers.of(ticket.station)]; }

    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        StationFigures& station = of(ticket);
        station.counts = true;
        station.load.add(ticket);
        if (ticket.is(packed::Ticket::bumped_once)) station.recalled.add(ticket.recalls > 0);
        if (!ticket.is(packed::Ticket::fired)) return;
        station.target_s.add(of_day[ticket.station].target_s);
        station.glass_ms.add(ticket.glass_ms);
    }
    void line(const packed::Order&, const packed::Ticket& ticket, const packed::Line& line, bool) {
        StationFigures& station = of(ticket);
        station.counts = true;
        station.load.add(line);
        station.prep_ms.add(line.prep_ms);
        station.start_ms.add(line.start_ms);
    }
    void order(const packed::Order& order, std::span<const packed::Ticket> tickets) {
        if (!is_ordered(order)) return;
        pass_ms.add(order.pass_ms);
        if (order.last == packed::no_ticket) return;
        ++orders_with_last;
        ++of(tickets[order.last]).last;
        of(tickets[order.last]).wait_ms.add(order.wait_ms);
    }

    NameNumbers numbers;
    std::span<const packed::Station> of_day;
    std::vector<StationFigures> stations;
    Durations pass_ms;
    std::uint64_t orders_with_last = 0;
};

json::object station_json(const Coverage& coverage, const std::string& id, StationFigures& figures,
                          std::uint64_t orders_with_last) {
    return {{"station", id},
            {"name", station_name(coverage, id)},
            {"tickets", figures.load.tickets},
            {"items", figures.load.items},
            {"ticket_time", spread_json(figures.load.ticket_ms)},
            {"prep_time", spread_json(figures.prep_ms)},
            {"time_to_start", spread_json(figures.start_ms)},
            {"on_time", share_json(figures.load.on_time)},
            {"late", share_json(figures.load.late)},
            {"recalled", share_json(figures.recalled)},
            {"glass_time", spread_json(figures.glass_ms)},
            {"last", share_json({orders_with_last, figures.last})},
            {"wait_for_last", spread_json(figures.wait_ms)},
            {"target_s", one_value_json(figures.target_s)}};
}

}  // namespace

AnswerOr answer_stations(const Question& question) {
    CountsStations counts;
    if (auto counted =
            count_days(question.facts, question.selection.days, question.selection.filters, counts);
        !counted)
        return facts_unreadable(counted.error());
    json::array rows;
    for (const std::size_t i : station_places(question.coverage, counts.numbers.names()))
        if (counts.stations[i].counts)
            rows.push_back(station_json(question.coverage, counts.numbers.names()[i], counts.stations[i],
                                        counts.orders_with_last));
    StationFigures nothing;
    json::object head = answer_head(question, "analytics_stations");
    head["pass"] = {{"orders", counts.pass_ms.size()}, {"pass_time", spread_json(counts.pass_ms)}};
    return rows_answer(question, std::move(head), "stations", station_json(question.coverage, "", nothing, 0),
                       std::move(rows));
}

}  // namespace brigade
