#include "app/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "app/config_parts.h"
#include "app/time_zone.h"
#include "net/address.h"

namespace brigade {
namespace {

DurationMs ms_of(double seconds) { return static_cast<DurationMs>(std::llround(seconds * 1000)); }

void read_time_zone(ConfigReading& reading, ConfigTable& kitchen) {
    PlacedText zone = kitchen.text("time_zone").value_or(PlacedText{"UTC", {}});
    kitchen.check_length("time_zone", zone);
    reading.config.time_zone = reading.config.rules.kitchen.time_zone = zone.text;
    auto offset = utc_offset_min(zone.text, wall_clock_ms());
    if (offset)
        reading.config.rules.utc_offset_min = *offset;
    else
        kitchen.problem(
            zone.place, offset.error().message,
            "write a name such as \"Asia/Jakarta\", or \"UTC\"; `timedatectl list-timezones` lists them");
}

void read_day_start(ConfigReading& reading, ConfigTable& kitchen) {
    auto given = kitchen.text("service_day_start");
    if (!given) return;
    if (auto minutes = minutes_of_day(given->text))
        reading.config.rules.service_day_start_min = *minutes;
    else
        kitchen.problem(given->place, "service_day_start is \"" + given->text + "\"",
                        "write a time of day from \"00:00\" to \"23:59\"; the default is \"04:00\"");
}

void read_kitchen(ConfigReading& reading, ConfigTable& top, const std::filesystem::path& file) {
    ConfigTable kitchen = top.table("kitchen");
    Rules& rules = reading.config.rules;
    PlacedText name = kitchen.required_text("name", "Warung Ibu");
    kitchen.check_length("name", name);
    rules.kitchen.name = name.text;
    read_time_zone(reading, kitchen);
    read_day_start(reading, kitchen);
    read_stations(reading, kitchen, file);
    PlacedText station = kitchen.required_text("default_station", "grill");
    rules.kitchen.default_station = station.text;
    if (!station.text.empty()) check_cooks(reading, kitchen, station);
    if (auto menu = kitchen.text("menu")) read_menu(reading, beside(file, menu->text));
    kitchen.finish();
}

// An empty list is one that was given.
std::vector<PlacedText> read_addresses(ConfigTable& hub, const std::string& key, const std::string& example,
                                       const std::string& otherwise) {
    if (!hub.has(key)) return {{otherwise, {}}};
    std::vector<PlacedText> addresses = hub.texts(key);
    for (const PlacedText& address : addresses)
        if (auto parsed = net::parse_listen_address(address.text); !parsed)
            hub.problem(address.place, parsed.error().message, "write " + example);
    return addresses;
}

std::vector<std::string> texts_of(const std::vector<PlacedText>& placed) {
    std::vector<std::string> texts;
    for (const PlacedText& each : placed) texts.push_back(each.text);
    return texts;
}

// Whoever reaches the plain port is trusted.
void check_local(ConfigTable& hub, const PlacedText& address) {
    auto parsed = net::parse_listen_address(address.text);
    if (!parsed || net::is_loopback(*parsed)) return;
    hub.problem(address.place, address.text + " is open to the network, and this port trusts everybody",
                "write an address of this machine alone, \"127.0.0.1:8686\"; listen_tls is for the network");
}

void read_hub(ConfigReading& reading, ConfigTable& top) {
    HubConfig& config = reading.config;
    ConfigTable hub = top.table("hub");
    auto local = read_addresses(hub, "listen", "\"127.0.0.1:8686\" or \"[::1]:8686\"", "127.0.0.1:8686");
    if (local.empty())
        hub.problem(hub.place_of("listen"), "listen names no address", "write listen = [\"127.0.0.1:8686\"]");
    for (const PlacedText& address : local) check_local(hub, address);
    config.listen = texts_of(local);
    config.listen_tls =
        texts_of(read_addresses(hub, "listen_tls", "\"0.0.0.0:8687\" or \"[::]:8687\"", "0.0.0.0:8687"));
    config.announce = hub.boolean("announce", config.announce);
    hub.finish();
    ConfigTable access = top.table("access");
    config.trust_loopback = access.boolean("trust_loopback", config.trust_loopback);
    access.finish();
}

void read_times(ConfigReading& reading, ConfigTable& top) {
    HubConfig& config = reading.config;
    ConfigTable journal = top.table("journal");
    config.retention_days =
        static_cast<int>(journal.integer("retention_days", config.retention_days, 30, 3660));
    journal.finish();
    ConfigTable delivery = top.table("delivery");
    config.rules.undelivered_ms = ms_of(delivery.number("undelivered_s", 10, 0.1, 3600));
    config.rules.undelivered_grace_ms = ms_of(delivery.number("undelivered_grace_s", 10, 0, 3600));
    delivery.finish();
    ConfigTable promise = top.table("promise");
    config.rules.promise_margin_ms = ms_of(promise.number("margin_s", 120, 0, 24 * 3600));
    promise.finish();
}

void read_limits(ConfigReading& reading, ConfigTable& top) {
    ConfigTable table = top.table("limits");
    PeerLimits& limits = reading.config.limits;
    auto count = [&](const char* key, std::size_t& value) {
        value = static_cast<std::size_t>(table.integer(key, static_cast<std::int64_t>(value), 1, 10'000));
    };
    count("connections", limits.connections);
    count("connections_per_address", limits.connections_per_address);
    count("handshakes_pending", limits.handshakes_pending);
    limits.handshake_ms =
        ms_of(table.number("handshake_s", static_cast<double>(limits.handshake_ms) / 1000, 0.1, 60));
    limits.requests_per_s = table.number("requests_per_s", limits.requests_per_s, 0.1, 100'000);
    limits.request_burst =
        static_cast<int>(table.integer("request_burst", limits.request_burst, 1, 1'000'000));
    limits.loopback = table.boolean("loopback", limits.loopback);
    if (limits.connections_per_address > limits.connections)
        table.problem(table.place_of("connections_per_address"),
                      fmt::format("connections_per_address is {}, more than connections, which is {}",
                                  limits.connections_per_address, limits.connections),
                      "raise connections or lower connections_per_address");
    table.finish();
}

}  // namespace

std::string to_text(const ConfigProblem& problem) {
    if (problem.line == 0) return fmt::format("{}: {}", problem.file, problem.message);
    return fmt::format("{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.message);
}

Result<HubConfig, std::vector<ConfigProblem>> load_hub_config(const std::filesystem::path& path) {
    ConfigReading reading;
    if (auto text = read_top(reading, path)) {
        ConfigTable top(&std::get<ConfigKeys>(text->data), {1, 1}, "this file", path.string(),
                        reading.problems);
        read_kitchen(reading, top, path);
        read_hub(reading, top);
        read_times(reading, top);
        read_dayparts(reading, top);
        read_limits(reading, top);
        read_routes(reading, top);
        top.finish();
    }
    if (reading.problems.empty()) return std::move(reading.config);
    const auto& files = reading.config.files;
    auto order = [&](const ConfigProblem& problem) {
        return std::tuple(std::ranges::find(files, std::filesystem::path(problem.file)), problem.line,
                          problem.column);
    };
    std::ranges::stable_sort(reading.problems, {}, order);
    return std::move(reading.problems);
}

}  // namespace brigade
