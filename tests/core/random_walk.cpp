#include "random_walk.h"

#include <algorithm>
#include <optional>

namespace brigade::test {

namespace {

// In most kitchens somebody stands in for the grill, in some for the dessert as well.
KitchenConfig backed(KitchenConfig config, std::size_t choice) {
    for (Station& station : config.stations) {
        if (station.id == "grill" && choice % 3 != 0) station.backup = choice % 5 == 1 ? "dessert" : "drink";
        if (station.id == "dessert" && choice % 3 == 2 && choice % 5 != 1) station.backup = "drink";
        if (!station.backup.empty()) station.backup_after_s = 20;
    }
    return config;
}

// Not all kitchens are in the same hurry with all they serve.
KitchenConfig hurried(KitchenConfig config, std::size_t choice) {
    for (std::size_t i = 0; i < config.stations.size(); ++i) {
        Station& station = config.stations[i];
        station.two_step = (choice + i) % 3 == 0;
        if ((choice + i) % 4 == 0) station.layout = Arrangement::rail;
        if ((choice + i) % 2 == 0) station.services.push_back({Service::takeaway, 60, 120});
        if ((choice + i) % 5 == 0) station.services.push_back({Service::dine_in, 600, 900});
    }
    return config;
}

}  // namespace

TestKitchen a_walked_kitchen(unsigned seed) {
    TestKitchen k(hurried(backed(seed % 2 != 0 ? with_expo() : a_kitchen(), seed), seed));
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "drink"};
    k.rules.routes.push_back(combo);
    k.rules.menu["cola"] = {"drinks", "drink", 30};
    k.watches_delivery = true;
    return k;
}

Command RandomWalk::next(TestKitchen& k) {
    pass_time(k);
    std::size_t kind = below(100);
    if (kind < 40) return from_the_front(k);
    if (kind < 90) return from_a_screen(k);
    return from_the_house(k);
}

void RandomWalk::pass_time(TestKitchen& k) {
    if (one_in(2)) k.wait(static_cast<DurationMs>(below(6'000)));
    if (one_in(20)) k.wait(static_cast<DurationMs>(below(600'000)));
    if (one_in(150)) k.wait(static_cast<DurationMs>(below(24 * 3'600'000)));
}

std::string RandomWalk::an_order_id(const TestKitchen& k) {
    if (k.kitchen.orders.empty() || one_in(40)) return std::to_string(below(orders_ + 1));
    auto order = k.kitchen.orders.rbegin();
    std::advance(order,
                 static_cast<std::ptrdiff_t>(below(std::min<std::size_t>(6, k.kitchen.orders.size()))));
    return order->second.id();
}

void RandomWalk::add_line(OrderBuilder& order, std::string id) {
    const char* station = any_of<const char*>({"", "", "grill", "drink", "dessert"});
    order.line(std::move(id), station, static_cast<int>(1 + below(3)), static_cast<int>(below(3)));
    order.item(any_of<const char*>({"cola", "combo", "soup", ""}));
    if (one_in(4)) order.modifier(any_of({ModifierKind::without, ModifierKind::allergy}), "onion");
}

OrderPtr RandomWalk::a_new_order(const TestKitchen& k) {
    OrderBuilder order = an_order(std::to_string(orders_++));
    order.service(any_of({Service::dine_in, Service::dine_in, Service::takeaway}));
    if (one_in(5)) order.priority(Priority::rush);
    if (one_in(6)) order.promised_at(k.now + static_cast<DurationMs>(below(3'600'000)));
    std::size_t lines = 1 + below(3);
    for (std::size_t i = 0; i < lines; ++i) add_line(order, std::to_string(i));
    return order;
}

OrderPtr RandomWalk::a_changed_order(const OrderState& order) {
    OrderBuilder changed = an_order(order.id());
    const Order& before = *order.content;
    changed.service(one_in(10) ? Service::takeaway : before.service).priority(before.priority);
    if (before.promised_at && !one_in(4)) changed.promised_at(*before.promised_at);
    for (const std::string& allergy : before.allergies) changed.allergy(allergy);
    if (one_in(6)) changed.allergy("peanut");
    if (one_in(6)) changed.priority(Priority::vip);
    for (const Line& line : before.lines) {
        bool gone = order.lines[*order.find_line(line.id)].voided;
        if ((gone && !one_in(20)) || one_in(6)) continue;
        changed.copy_of(line);
        if (one_in(4)) changed.line_notes(any_of<const char*>({"rare", "well done"}));
        if (one_in(8)) changed.quantity(static_cast<int>(1 + below(3)));
        if (one_in(8)) changed.item(any_of<const char*>({"combo", "soup"}));
        if (one_in(8)) changed.station(any_of<const char*>({"", "grill", "drink", "dessert"}));
    }
    if (one_in(3) || changed.value().lines.empty()) add_line(changed, std::to_string(order.lines.size()));
    return changed;
}

std::optional<Seq> RandomWalk::maybe_seen(const TestKitchen& k) {
    if (one_in(3)) return std::nullopt;
    return k.kitchen.seq - std::min<Seq>(k.kitchen.seq, one_in(2) ? 0 : below(15));
}

std::optional<std::vector<std::string>> RandomWalk::maybe_lines() {
    if (one_in(2)) return std::nullopt;
    std::vector<std::string> lines{a_line_id()};
    if (one_in(3)) lines.push_back(a_line_id());
    return lines;
}

Press RandomWalk::a_press(const TestKitchen& k) {
    Press press = at(a_station(), an_order_id(k));
    press.seen = maybe_seen(k);
    const OrderState* order = k.kitchen.find(press.order_id);
    const Ticket* ticket = order ? order->find_ticket(press.station) : nullptr;
    if (order && one_in(2)) press.revision = order->revision() - (order->revision() > 0 && one_in(4) ? 1 : 0);
    if (order && one_in(2))
        press.generation = (ticket ? ticket->generation : order->expo_generation) + (one_in(15) ? 1 : 0);
    if (press.generation.value_or(1) > 1 && one_in(6)) --*press.generation;
    if (one_in(5)) press.cook = any_of<const char*>({"ani", "budi"});
    if (one_in(4)) press.age_ms = static_cast<DurationMs>(below(600'000));
    return press;
}

Command RandomWalk::from_the_front(const TestKitchen& k) {
    std::string id = an_order_id(k);
    const OrderState* order = k.kitchen.find(id);
    std::string terminal = any_of<const char*>({"front-1", "front-2"});
    switch (below(order ? 9 : 1)) {
        case 0:
        case 1:
            return SubmitOrder{a_new_order(k), terminal};
        case 2:
            return SubmitOrder{order->content, terminal};
        case 3:
        case 4:
            return AmendOrder{a_changed_order(*order), order->revision() + (one_in(10) ? 0u : 1u)};
        case 5:
            return VoidOrder{id, one_in(3) ? std::nullopt : maybe_lines()};
        case 6:
            return FireCourse{id, static_cast<int>(below(4))};
        case 7:
            if (one_in(2)) return HoldOrder{id, maybe_seen(k)};
            return ReleaseOrder{id, maybe_seen(k)};
        default:
            return SetPriority{id, any_of({Priority::normal, Priority::rush, Priority::vip}), maybe_seen(k)};
    }
}

Command RandomWalk::from_a_screen(const TestKitchen& k) {
    Press press = a_press(k);
    switch (below(12)) {
        case 0:
        case 1:
            return StartLine{press, a_line_id()};
        case 2:
        case 3:
            return BumpLine{press, a_line_id(),
                            one_in(2) ? std::nullopt : std::optional(1 + static_cast<int>(below(4)))};
        case 4:
        case 5:
        case 6:
            return BumpTicket{press};
        case 7:
            if (one_in(4)) return RecallTicket{press, {{a_line_id()}}, {static_cast<int>(below(3))}};
            if (one_in(2)) return RecallTicket{press, maybe_lines()};
            for (auto order = k.kitchen.orders.rbegin(); order != k.kitchen.orders.rend(); ++order)
                if (order->second.served_seq != 0) press.order_id = order->second.id();
            if (one_in(2)) return RecallTicket{at("pass", press.order_id), {}};
            return RecallTicket{press, maybe_lines()};
        case 8:
            return TransferTicket{press, a_station()};
        case 9:
            return ConfirmChanges{press};
        default:
            return ReportShown{
                press.station, k.kitchen.seq, {{press.order_id, 0, press.generation.value_or(1)}}};
    }
}

Command RandomWalk::from_the_house(TestKitchen& k) {
    switch (below(15)) {
        case 0: {
            KitchenConfig config = one_in(4) ? a_kitchen() : with_expo();
            if (one_in(2)) std::erase_if(config.stations, [](const Station& s) { return s.id == "dessert"; });
            config = hurried(backed(std::move(config), below(15)), below(20));
            k.rules.kitchen = config;
            return Configure{config};
        }
        case 1:
            return CorrectClock{static_cast<DurationMs>(below(7'200'000)) - 3'600'000};
        case 2:
        case 3:
            return SetAvailability{any_of<const char*>({"cola", "soup"}), one_in(2), maybe_seen(k)};
        case 4:
            k.delivery.reported[a_station()] = k.kitchen.seq;
            return Tick{};
        case 5:
            return Audit{any_of<const char*>({"ani", ""}), AuditAction::device_renamed,
                         any_of<const char*>({"d-1", ""}), any_of<const char*>({"Grill left", ""})};
        case 6:
        case 7:
            return ReturnStation{any_of<const char*>({"grill", "grill", "dessert", "fryer"})};
        case 8:
        case 9:
        case 10:
            k.delivery.heard["drink"] = k.delivery.heard["dessert"] = k.now;
            if (one_in(3)) k.delivery.heard["grill"] = k.now;
            return Tick{};
        default:
            return Tick{};
    }
}

}  // namespace brigade::test
