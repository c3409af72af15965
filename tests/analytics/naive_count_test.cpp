// Random days, counted by the product out of packed days and once more straight from the facts: every number
// is the same.
#include "naive_count.h"

#include <catch2/catch_test_macros.hpp>

#include "asked.h"
#include "random_facts.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct AskedFor {
    const char* query;
    NaiveFilters filters;
};

const std::vector<AskedFor>& asked_for() {
    static const std::vector<AskedFor> all{
        {"", {}},
        {"&station=grill&station=cold", {.stations = {"grill", "cold"}}},
        {"&item=item1&item=item7", {.items = {"item1", "item7"}}},
        {"&daypart=lunch&daypart=late", {.dayparts = {"lunch", "late"}}},
        {"&service=delivery&channel=gofood&channel=", {.services = {"delivery"}, .channels = {"gofood", ""}}},
        {"&cook=ani", {.cooks = {"ani"}}},
        {"&cook=&item=item1&station=grill", {.stations = {"grill"}, .items = {"item1"}, .cooks = {""}}},
        {"&station=nowhere", {.stations = {"nowhere"}}},
    };
    return all;
}

constexpr const char* first_day = "2026-11-09";
constexpr const char* last_day = "2026-11-16";

struct NaiveKitchen {
    FakeFacts facts = a_random_kitchen(11, first_day, 8, 120);
    NaiveCount count(const AskedFor& one) { return NaiveCount(facts, first_day, last_day, one.filters); }
    json::value ask(std::string_view path, const AskedFor& one) {
        return asked(facts, path, std::string("from=") + first_day + "&to=" + last_day + one.query);
    }
};

void check_fields(const json::value& told, const json::object& wanted) {
    for (const auto& field : wanted) {
        INFO(std::string_view(field.key()));
        CHECK(told.at(field.key()) == field.value());
    }
}

json::object figures_of(const NaiveCount& all) {
    json::object out = all.load();
    out["prep_time"] = all.prep_times();
    out["time_to_start"] = all.start_times();
    out["order_time"] = all.spread(all.orders, [](const OrderFacts* one) { return order_time(*one); });
    out["pass_time"] = all.spread(all.orders, [](const OrderFacts* one) { return pass_time(*one); });
    out["glass_time"] =
        all.spread(all.tickets, [](const NaiveTicket& one) { return glass_time(*one.ticket); });
    out["promised"] = all.share(
        all.orders, [](const OrderFacts* one) { return promise_kept(*one).has_value(); },
        [](const OrderFacts* one) { return *promise_kept(*one); });
    out["shown"] = all.share(
        all.tickets, [](const NaiveTicket& one) { return one.ticket->fired_at != 0; },
        [](const NaiveTicket& one) { return one.ticket->shown_at != 0; });
    out["recalled"] = all.recalled();
    out["voided"] = all.voided();
    return out;
}

}  // namespace

TEST_CASE("figures of random days are those that are counted straight from the facts") {
    NaiveKitchen kitchen;
    for (const AskedFor& one : asked_for()) {
        INFO(one.query);
        const auto now = at(kitchen.ask("figures", one), "/now");
        const NaiveCount all = kitchen.count(one);
        check_fields(now, figures_of(all));

        std::map<std::string, std::int64_t> last;
        for (const OrderFacts* order : all.orders)
            if (const auto* ticket = last_station(*order)) ++last[ticket->station];
        std::int64_t most = 0, of = 0;
        for (const auto& [station, n] : last) most = std::max(most, n), of += n;
        if (of > 0) CHECK((at(now, "/bottleneck/of") == of && at(now, "/bottleneck/count") == most));

        std::set<std::pair<std::string, int>> hours;
        for (const OrderFacts* order : all.orders)
            hours.emplace(order->day, NaiveCount::order_minute(*order) / 60);
        for (const NaiveTicket& ticket : all.tickets)
            if (ticket.ticket->fired_at != 0)
                hours.emplace(ticket.order->day, NaiveCount::ticket_minute(ticket) / 60);
        if (hours.empty()) continue;
        const double rate = static_cast<double>(all.orders.size()) / static_cast<double>(hours.size());
        CHECK(std::abs(at(now, "/orders_per_hour").as_double() - rate) <= 0.05001);
    }
}

TEST_CASE("hours, days and the heat map of random days are those that are counted straight from the facts") {
    NaiveKitchen kitchen;
    for (const AskedFor& one : asked_for()) {
        INFO(one.query);
        const NaiveCount all = kitchen.count(one);
        const json::value hours = kitchen.ask("hours", one), days = kitchen.ask("days", one);
        const json::value heat = kitchen.ask("heat", one);
        for (const json::value& row : hours.at("hours").as_array()) {
            const auto hour = row.at("hour").as_int64();
            const auto of_hour = all.part(
                [&](const OrderFacts& order) { return NaiveCount::order_minute(order) / 60 == hour; },
                [&](const NaiveTicket& ticket) { return NaiveCount::ticket_minute(ticket) / 60 == hour; });
            json::object wanted = of_hour.load();
            wanted.erase("items");  // a line at two stations may have fired in two hours
            check_fields(row, wanted);
        }
        for (const json::value& row : days.at("days").as_array()) {
            const auto is = [&](const OrderFacts& order) { return row.at("day") == json::value(order.day); };
            check_fields(row,
                         all.part(is, [&](const NaiveTicket& ticket) { return is(*ticket.order); }).load());
        }
        std::int64_t tickets = 0;
        for (const json::value& cell : heat.at("cells").as_array()) {
            tickets += cell.at("tickets").as_int64();
            const auto of_cell = all.part(
                [](const OrderFacts&) { return false; },
                [&](const NaiveTicket& ticket) {
                    return NaiveCount::ticket_minute(ticket) / 60 == cell.at("hour").as_int64() &&
                           weekday_of(*parse_day(ticket.order->day)) == cell.at("weekday").as_int64();
                });
            check_fields(cell,
                         {{"tickets", of_cell.fired_tickets()}, {"ticket_time", of_cell.ticket_times()}});
        }
        CHECK(tickets == all.fired_tickets());
    }
}

TEST_CASE("stations and items of random days are those that are counted straight from the facts") {
    NaiveKitchen kitchen;
    for (const AskedFor& one : asked_for()) {
        INFO(one.query);
        const NaiveCount all = kitchen.count(one);
        const json::value stations = kitchen.ask("stations", one);
        for (const json::value& row : stations.at("stations").as_array()) {
            const auto of_station =
                all.part([](const OrderFacts&) { return false; },
                         [&](const NaiveTicket& ticket) {
                             return row.at("station") == json::value(ticket.ticket->station);
                         });
            std::vector<const OrderFacts*> last;
            for (const OrderFacts* order : all.orders)
                if (const auto* ticket = last_station(*order);
                    ticket && row.at("station") == json::value(ticket->station))
                    last.push_back(order);
            const auto load = of_station.load();
            check_fields(row, {{"tickets", load.at("tickets")},
                               {"items", NaiveCount::quantity(of_station.lines, false)},
                               {"ticket_time", load.at("ticket_time")},
                               {"on_time", load.at("on_time")},
                               {"late", load.at("late")},
                               {"prep_time", of_station.prep_times()},
                               {"time_to_start", of_station.start_times()},
                               {"recalled", of_station.recalled()},
                               {"wait_for_last",
                                all.spread(last, [](const OrderFacts* o) { return wait_for_last(*o); })}});
            CHECK(at(row, "/last/count") == last.size());
        }
        std::set<std::string> keys;
        for (const NaiveLine& line : all.lines) keys.insert(line.line->key());
        const auto items = kitchen.ask("items", {(std::string(one.query) + "&limit=1000").c_str(), {}});
        CHECK(items.at("total") == keys.size());
        for (const json::value& row : items.at("items").as_array()) {
            NaiveCount of_item;
            for (const NaiveLine& line : all.lines)
                if (row.at("item") == json::value(line.line->key())) of_item.lines.push_back(line);
            std::int64_t lines = 0, recalls = 0;
            for (const NaiveLine& line : of_item.lines_once()) lines += line.line->state != LineState::voided;
            for (const NaiveLine& line : of_item.lines) recalls += line.line->recalls;
            check_fields(row, {{"quantity", NaiveCount::quantity(of_item.lines_once(), false)},
                               {"lines", lines},
                               {"recalls", recalls},
                               {"prep_time", of_item.prep_times()},
                               {"time_to_start", of_item.start_times()},
                               {"voided", of_item.voided()}});
        }
    }
}

TEST_CASE("the distribution of random days has every ticket time once") {
    NaiveKitchen kitchen;
    for (const AskedFor& one : asked_for()) {
        const NaiveCount all = kitchen.count(one);
        std::map<std::int64_t, std::int64_t> wanted;
        for (const NaiveTicket& ticket : all.tickets)
            if (const Duration ms = ticket_time(*ticket.ticket))
                ++wanted[std::min<std::int64_t>(*ms / 30'000 * 30, 3600)];
        const json::value distribution = kitchen.ask("distribution", one);
        for (const json::value& step : distribution.at("steps").as_array())
            CHECK(step.at("tickets") == wanted[step.at("from_s").as_int64()]);
    }
}
