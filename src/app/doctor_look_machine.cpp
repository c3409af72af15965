// The doctor's probes of the machine: clock, services, heat, power, memory, the slots it starts from.
#include <sys/timex.h>
#include <systemd/sd-bus.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "app/doctor_look.h"
#include "base/directory.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// "MemTotal:  1024 kB", "some avg10=0.00 avg60=0.12": the number behind a word; 0 if it is not there.
double number_after(const std::string& text, std::string_view word) {
    const std::size_t at = text.find(word);
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

void look_at_heat(const fs::path& root, HardwareFact& fact) {
    for (const fs::path& zone : entries_of(root / "sys/class/thermal")) {
        const std::string text = text_of(zone / "temp");
        if (text.empty()) continue;
        const double degrees = std::strtod(text.c_str(), nullptr) / 1000;
        fact.hottest_c = std::max(fact.hottest_c.value_or(degrees), degrees);
    }
}

// The firmware's bits (now, and ever since the start), or on the kernel of Debian the sensor that it has of
// them.
void look_at_power(const fs::path& root, HardwareFact& fact) {
    const std::string bits = text_of(root / "sys/devices/platform/soc/soc:firmware/get_throttled");
    const unsigned long throttled = bits.empty() ? 0 : std::strtoul(bits.c_str(), nullptr, 16);
    fact.undervoltage = (throttled & 0x1) != 0;
    fact.was_undervoltage = (throttled & 0x10000) != 0;
    for (const fs::path& sensor : entries_of(root / "sys/class/hwmon"))
        if (text_of(sensor / "name").starts_with("rpi_volt") &&
            text_of(sensor / "in0_lcrit_alarm").starts_with("1"))
            fact.undervoltage = true;
}

struct CloseBus {
    void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
struct FreeMessage {
    void operator()(sd_bus_message* message) const { sd_bus_message_unref(message); }
};
using Bus = std::unique_ptr<sd_bus, CloseBus>;
using Message = std::unique_ptr<sd_bus_message, FreeMessage>;

template <class T>
std::optional<T> property_of(sd_bus* bus, const char* unit, const char* interface, const char* name,
                             char type) {
    T value{};
    if (sd_bus_get_property_trivial(bus, "org.freedesktop.systemd1", unit, interface, name, nullptr, type,
                                    &value) < 0)
        return std::nullopt;
    return value;
}

DurationMs since_boot_ms() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<DurationMs>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

// Of a target there is nothing to be told but whether it failed.
ServiceFact service_of(sd_bus* bus, const char* name, const char* unit, std::string_view active) {
    ServiceFact fact{name, active == "failed", 0, {}};
    if (const auto restarts =
            property_of<std::uint32_t>(bus, unit, "org.freedesktop.systemd1.Service", "NRestarts", 'u'))
        fact.restarts = *restarts;
    const auto since_us = property_of<std::uint64_t>(bus, unit, "org.freedesktop.systemd1.Unit",
                                                     "ActiveEnterTimestampMonotonic", 't');
    if (active == "active" && since_us)
        fact.running_ms = since_boot_ms() - static_cast<DurationMs>(*since_us / 1000);
    return fact;
}

// Of the units whose names begin with brigade, as systemd lists them.
Message list_units(sd_bus* bus) {
    sd_bus_message* question = nullptr;
    if (sd_bus_message_new_method_call(bus, &question, "org.freedesktop.systemd1",
                                       "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
                                       "ListUnitsByPatterns") < 0)
        return nullptr;
    const Message owned(question);
    if (sd_bus_message_append(question, "asas", 0, 1, "brigade*") < 0) return nullptr;
    sd_bus_message* answer = nullptr;
    if (sd_bus_call(bus, question, 0, nullptr, &answer) < 0) return nullptr;
    return Message(answer);
}

// By as many links as lead to a zone's name, and no further: behind that a zone may be called by another.
std::string zone_behind(const fs::path& root, fs::path link) {
    constexpr std::string_view where = "zoneinfo/";
    constexpr int links_max = 8;
    for (int i = 0; i < links_max; ++i) {
        std::error_code error;
        const fs::path target = fs::read_symlink(link, error);
        if (error) break;
        const std::string text = target.string();
        if (const std::size_t at = text.find(where); at != std::string::npos)
            return text.substr(at + where.size());
        link = target.is_absolute() ? root / target.relative_path() : link.parent_path() / target;
    }
    return {};
}

}  // namespace

ClockFact look_at_clock(const fs::path& root, TimeMs now) {
    ClockFact fact;
    fact.now = now;
    timex clock{};
    fact.synchronised = adjtimex(&clock) != TIME_ERROR && (clock.status & STA_UNSYNC) == 0;
    fact.zone = zone_behind(root, root / "etc/localtime");
    return fact;
}

std::vector<ServiceFact> look_at_services() {
    std::vector<ServiceFact> facts;
    sd_bus* opened = nullptr;
    if (sd_bus_open_system(&opened) < 0) return facts;
    const Bus bus(opened);
    const Message units = list_units(bus.get());
    if (!units || sd_bus_message_enter_container(units.get(), 'a', "(ssssssouso)") < 0) return facts;
    const char *name, *about, *loaded, *active, *sub, *followed, *path, *job, *job_path;
    std::uint32_t job_id = 0;
    while (sd_bus_message_read(units.get(), "(ssssssouso)", &name, &about, &loaded, &active, &sub, &followed,
                               &path, &job_id, &job, &job_path) > 0)
        facts.push_back(service_of(bus.get(), name, path, active));
    return facts;
}

HardwareFact look_at_hardware(const fs::path& root) {
    HardwareFact fact;
    look_at_heat(root, fact);
    look_at_power(root, fact);
    const std::string memory = text_of(root / "proc/meminfo");
    fact.memory_bytes = static_cast<std::uint64_t>(number_after(memory, "MemTotal:")) * 1024;
    fact.memory_free_bytes = static_cast<std::uint64_t>(number_after(memory, "MemAvailable:")) * 1024;
    const std::string pressure = text_of(root / "proc/pressure/memory");
    const std::size_t full = pressure.find("full ");
    if (full != std::string::npos)
        fact.memory_stalled_percent = number_after(pressure.substr(full), "avg60=");
    return fact;
}

// systemd-boot counts down the trials of a new system in the name of its file: "brigade_2+0-3.efi" has none
// left.
std::vector<std::string> look_at_slots(const fs::path& root) {
    std::vector<std::string> given_up;
    for (const char* place : {"efi", "boot", "boot/efi"})
        for (const fs::path& entry : entries_of(root / place / "EFI/Linux"))
            if (entry.filename().string().find("+0-") != std::string::npos)
                given_up.push_back(entry.filename().string());
    return given_up;
}

}  // namespace brigade
