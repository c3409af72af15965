#include "station/bar_device.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libevdev/libevdev.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/ascii.h"

namespace brigade {
namespace {

constexpr int letters_of_keyboard = 10;  // as many as no bar has
constexpr int keys_of_keyboard = 8;      // and as few as no button or remote control has

int count_keys(const libevdev& device, unsigned first, unsigned last) {
    int count = 0;
    for (unsigned code = first; code <= last; ++code) count += libevdev_has_event_code(&device, EV_KEY, code);
    return count;
}

int count_letters(const libevdev& device) {
    return count_keys(device, KEY_Q, KEY_P) + count_keys(device, KEY_A, KEY_L) +
           count_keys(device, KEY_Z, KEY_M);
}

std::string text_or_nothing(const char* text) { return text ? text : ""; }

}  // namespace

BarIdentity identity_of(const libevdev& device) {
    BarIdentity identity;
    identity.name = text_or_nothing(libevdev_get_name(&device));
    std::string place = text_or_nothing(libevdev_get_phys(&device));
    place = place.substr(0, place.find("/input"));  // a device's several parts are one device
    if (place.empty()) place = fmt::format("bus-{:x}", libevdev_get_id_bustype(&device));
    identity.id = fmt::format("{}/{:04x}:{:04x}", place, libevdev_get_id_vendor(&device),
                              libevdev_get_id_product(&device));
    if (const std::string serial = text_or_nothing(libevdev_get_uniq(&device)); !serial.empty())
        identity.id += "+" + serial;
    const bool digits = count_keys(device, KEY_1, KEY_8) == KEY_8 - KEY_1 + 1;
    const bool says_so = lower_case(identity.name).find("bump") != std::string::npos;
    identity.keyboard = says_so || count_keys(device, KEY_ESC, BTN_MISC - 1) >= keys_of_keyboard;
    identity.looks_like_bar = says_so || (digits && count_letters(device) < letters_of_keyboard);
    return identity;
}

bool names_bar(const std::string& given, const std::string& id) {
    if (given == id) return true;
    const auto slash = id.rfind('/');
    return slash != std::string::npos && given == id.substr(slash + 1);
}

Result<std::unique_ptr<BarDevice>> BarDevice::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return Error{fmt::format("{} cannot be read: {}; this user must be in the group input", path.string(),
                                 std::strerror(errno))};
    libevdev* device = nullptr;
    if (const int failed = libevdev_new_from_fd(descriptor, &device); failed < 0) {
        ::close(descriptor);
        return Error{fmt::format("{} is no input device: {}", path.string(), std::strerror(-failed))};
    }
    libevdev_set_clock_id(device, CLOCK_MONOTONIC);
    return std::unique_ptr<BarDevice>(new BarDevice(descriptor, device));
}

BarDevice::BarDevice(int descriptor, libevdev* device)
    : descriptor_(descriptor),
      device_(device),
      identity_(identity_of(*device)) {}

BarDevice::~BarDevice() {
    libevdev_free(device_);
    ::close(descriptor_);
}

bool BarDevice::read(std::vector<BarEvent>& events) {
    for (;;) {
        input_event event{};
        int result = libevdev_next_event(device_, LIBEVDEV_READ_FLAG_NORMAL, &event);
        if (result == -EAGAIN) return true;
        if (result < 0) return false;
        const TimeMs at_ms = event.input_event_sec * TimeMs{1000} + event.input_event_usec / 1000;
        if (result == LIBEVDEV_READ_STATUS_SUCCESS) {
            note(event.type, event.code, event.value, at_ms, events);
            continue;
        }
        // What was missed is not made up for: a press that nobody saw the end of might mean anything.
        while (result == LIBEVDEV_READ_STATUS_SYNC)
            result = libevdev_next_event(device_, LIBEVDEV_READ_FLAG_SYNC, &event);
        events.push_back({BarEvent::Kind::lost, 0, KeyChange::released, at_ms, down()});
    }
}

void BarDevice::note(unsigned type, unsigned code, int value, TimeMs at_ms,
                     std::vector<BarEvent>& events) const {
    if (type == EV_KEY && code > 0 && code <= KEY_MAX && value >= 0 && value <= 2)
        events.push_back(
            {BarEvent::Kind::change, static_cast<KeyCode>(code), static_cast<KeyChange>(value), at_ms});
    if (type == EV_SYN && code == SYN_REPORT)
        events.push_back({BarEvent::Kind::end_frame, 0, KeyChange::released, at_ms});
}

std::set<KeyCode> BarDevice::down() const {
    std::set<KeyCode> codes;
    for (unsigned code = 1; code <= KEY_MAX; ++code)
        if (libevdev_get_event_value(device_, EV_KEY, code) != 0) codes.insert(static_cast<KeyCode>(code));
    return codes;
}

Status BarDevice::hold(bool alone) {
    if (alone == held_) return {};
    if (const int failed = libevdev_grab(device_, alone ? LIBEVDEV_GRAB : LIBEVDEV_UNGRAB); failed < 0)
        return Error{failed == -EBUSY ? "another program holds it" : std::strerror(-failed)};
    held_ = alone;
    return {};
}

}  // namespace brigade
