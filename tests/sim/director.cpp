#include "sim/director.h"

#include "support/kitchen_builder.h"

namespace brigade::sim {

Rules rules_of_the_house(bool changed) {
    Rules rules;
    rules.kitchen = test::with_expo();
    // Much too soon for a real kitchen: here stations are to fall silent often. Without a backup once
    // changed.
    if (!changed) rules.kitchen.stations[0].backup = "drink";
    rules.kitchen.stations[0].backup_after_s = 5;
    rules.kitchen.stations[0].services = {{Service::takeaway, 60, changed ? 240 : 120}};
    rules.kitchen.stations[1].two_step = changed;
    rules.menu["cola"] = {"drinks", "drink", 30};
    rules.menu["cake"] = {"sweets", changed ? "grill" : "dessert", 90};
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "drink"};
    rules.routes.push_back(combo);
    if (!changed) return rules;
    rules.kitchen.default_station = "drink";
    std::erase_if(rules.kitchen.stations, [](const Station& station) { return station.id == "dessert"; });
    rules.kitchen.stations.front().late_s = 60;
    return rules;
}

// A rate is nothing in half of the runs, else anything up to its greatest.
FaultRates::FaultRates(Rng& random) {
    auto rate = [&](std::uint64_t ppm_max) {
        return random.chance_percent(50) ? 0 : random.below(ppm_max + 1);
    };
    crash = rate(15'000);
    crash_in_write = rate(15'000);
    freeze = rate(5'000);
    power_one = rate(10'000);
    power_all = rate(4'000);
    block = rate(8'000);
    cut = rate(20'000);
    full_disk = rate(4'000);
    refused_write = rate(10'000);
    failed_sync = rate(4'000);
    damage = random.chance_percent(20) ? random.below(2'000) : 0;
    wall_jump = rate(6'000);
    night = rate(1'500);
    reconfigure = rate(4'000);
    hub_share_percent = 10 + random.below(60);
    pause_ms_max = random.between(20, 400);
}

Cast::Cast(Oracle& tap, std::uint64_t seed)
    : random(seed),
      world(random.next()),
      network(world, tap),
      hub(std::make_unique<HubNode>("hub", world, network, random.next())) {
    struct Place {
        const char *host, *station;
    };
    for (Place place :
         {Place{"grill-1", "grill"}, {"grill-2", "grill"}, {"drink-1", "drink"}, {"pass-1", "pass"}}) {
        screens.push_back(
            std::make_unique<ScreenNode>(place.host, place.station, world, network, random.next()));
        cooks.push_back(std::make_unique<Cook>(*screens.back(), random.next()));
    }
    for (const char* name : {"front-1", "front-2"})
        terminals.push_back(
            std::make_unique<Terminal>(name, Terminal::Kind::till, world, network, random.next()));
    terminals.push_back(
        std::make_unique<Terminal>("tablet", Terminal::Kind::tablet, world, network, random.next()));
}

std::vector<ScreenNode*> Cast::screen_nodes() const {
    std::vector<ScreenNode*> nodes;
    for (const auto& screen : screens) nodes.push_back(screen.get());
    return nodes;
}

std::vector<Node*> Cast::nodes() const {
    std::vector<Node*> nodes{hub.get()};
    for (const auto& screen : screens) nodes.push_back(screen.get());
    return nodes;
}

Director::Director(Cast& cast, Oracle& oracle)
    : cast_(cast),
      oracle_(oracle),
      random_(cast.random),
      rates_(random_) {
    NetworkFaults& network = cast_.network.faults;
    network.delay_ms_max = random_.chance_percent(30) ? random_.between(50, 800) : random_.between(1, 30);
    network.lost_ppm = random_.chance_percent(50) ? 0 : random_.below(8'000);
    network.duplicated_ppm = random_.chance_percent(50) ? 0 : random_.below(100'000);
    network.decorated_ppm = random_.chance_percent(50) ? 0 : random_.below(200'000);
    for (Node* node : cast_.nodes())
        node->write_ms_max = random_.chance_percent(30) ? random_.between(50, 400) : random_.between(1, 15);
    cast_.hub->rules = rules_of_the_house(false);
}

void Director::step() {
    people();
    faults();
    cast_.world.run_until(cast_.world.now_ms() + random_.between(0, rates_.pause_ms_max));
    tend();
}

void Director::people() {
    std::uint64_t who = random_.below(10);
    if (who < 3) {
        cast_.terminals[random_.below(cast_.terminals.size())]->act(oracle_.kitchen());
    } else if (who < 9) {
        Cook& cook = *cast_.cooks[random_.below(cast_.cooks.size())];
        if (random_.chance_percent(70)) cook.look();
        if (random_.chance_percent(60)) cook.press();
    } else {
        cast_.terminals[random_.below(cast_.terminals.size())]->send_again();
    }
}

void Director::strike(std::uint64_t rate, void (Director::*fault)()) {
    if (random_.chance_ppm(rate)) (this->*fault)();
}

void Director::faults() {
    strike(rates_.crash, &Director::crash);
    strike(rates_.crash_in_write, &Director::crash_in_write);
    strike(rates_.freeze, &Director::freeze);
    strike(rates_.power_one, &Director::power_one);
    strike(rates_.power_all, &Director::power_all);
    strike(rates_.block, &Director::block);
    strike(rates_.cut, &Director::cut);
    strike(rates_.full_disk, &Director::full_disk);
    strike(rates_.refused_write, &Director::refused_write);
    strike(rates_.failed_sync, &Director::failed_sync);
    strike(rates_.damage, &Director::damage);
    strike(rates_.wall_jump, &Director::wall_jump);
    strike(rates_.night, &Director::night);
    strike(rates_.reconfigure, &Director::reconfigure);
}

Node& Director::some_node() {
    if (random_.below(100) < rates_.hub_share_percent) return *cast_.hub;
    return *cast_.screens[random_.below(cast_.screens.size())];
}

void Director::kill(Node& node, bool power) {
    if (!node.process) return;
    if (const auto* screen = dynamic_cast<const ScreenNode*>(&node)) oracle_.screen_ends(*screen);
    node.kill(power);
    node.start_at_ms = cast_.world.now_ms() + random_.between(0, 6'000);
    ++(power ? power_cuts_ : crashes_);
}

void Director::crash() { kill(some_node(), false); }
void Director::power_one() { kill(some_node(), true); }
void Director::power_all() {
    for (Node* node : cast_.nodes()) kill(*node, true);
}

void Director::crash_in_write() {
    Node& node = some_node();
    if (!node.running()) return;
    (random_.chance_percent(50) ? node.gate->die_before_next_write : node.gate->die_after_next_write) = true;
}

void Director::freeze() {
    Node& node = some_node();
    if (node.running()) node.process->frozen_until_ms = cast_.world.now_ms() + random_.between(0, 20'000);
}

void Director::block() {
    std::string screen = cast_.screens[random_.below(cast_.screens.size())]->host;
    if (random_.chance_percent(20)) screen = random_.chance_percent(50) ? "front-1" : "tablet";
    if (random_.chance_percent(60)) cast_.network.block("hub", screen);
    if (random_.chance_percent(60)) cast_.network.block(screen, "hub");
    unblock_at_ms_ = cast_.world.now_ms() + random_.between(0, 30'000);
}

void Director::cut() { cast_.network.cut(some_node().host); }

void Director::full_disk() {
    some_node().disk.control.faults.full = true;
    room_at_ms_ = cast_.world.now_ms() + random_.between(0, 10'000);
}
void Director::refused_write() { some_node().disk.control.faults.next_write_refused = true; }
void Director::failed_sync() { some_node().disk.control.faults.next_sync_fails = true; }

// Found by the next start: then and there, so that what was saved is known before anybody goes on.
void Director::damage() {
    kill(*cast_.hub, true);
    if (random_.chance_percent(70))
        damage_newest_event(cast_.hub->disk.journal);
    else
        damage_event(cast_.hub->disk.journal, random_);
}

void Director::wall_jump() { some_node().wall_jump_ms += random_.between(-7'200'000, 7'200'000); }

// Everybody goes home; the clocks go on.
void Director::night() {
    DurationMs hours = random_.between(8, 26) * 3'600'000;
    for (Node* node : cast_.nodes()) node->wall_jump_ms += hours;
    kill(*cast_.hub, random_.chance_percent(50));
}

void Director::reconfigure() {
    cast_.hub->rules = rules_of_the_house(random_.chance_percent(60));
    kill(*cast_.hub, false);
}

// What died within the step is taken down; what has been down for long enough starts again.
void Director::tend() {
    const DurationMs now_ms = cast_.world.now_ms();
    if (unblock_at_ms_ <= now_ms) cast_.network.unblock_all();
    if (room_at_ms_ <= now_ms)
        for (Node* node : cast_.nodes()) node->disk.control.faults.full = false;
    for (Node* node : cast_.nodes()) {
        if (node->process && !node->process->alive) kill(*node, false);
        if (node->process || node->start_at_ms > now_ms) continue;
        if (node->start()) continue;
        node->kill(false);
        node->start_at_ms = now_ms + 1'000;
    }
}

void Director::end_faults() {
    rates_.pause_ms_max = 0;
    cast_.network.faults = NetworkFaults{};
    cast_.network.unblock_all();
    cast_.hub->rules = rules_of_the_house(false);
    kill(*cast_.hub, false);
    for (Node* node : cast_.nodes()) {
        node->disk.control.faults = {};
        node->write_ms_max = 3;
        node->start_at_ms = 0;
        if (!node->process) continue;
        node->process->frozen_until_ms = 0;
        node->gate->die_before_next_write = node->gate->die_after_next_write = false;
    }
    tend();
}

void Director::quiet(DurationMs for_ms) {
    constexpr DurationMs frame_ms = 250;
    const DurationMs end_ms = cast_.world.now_ms() + for_ms;
    while (cast_.world.now_ms() < end_ms) {
        cast_.world.run_until(cast_.world.now_ms() + frame_ms);
        for (auto& cook : cast_.cooks) cook->look();
        tend();
    }
}

}  // namespace brigade::sim
