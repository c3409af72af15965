#include "station/held_keys.h"

#include <linux/input-event-codes.h>

#include <algorithm>

#include "base/directory.h"
#include "station/bar_device.h"

namespace brigade {

std::set<KeyCode> reset_keys() { return {KEY_LEFTCTRL, KEY_0}; }

bool held_for(const HoldTime& time, const std::function<bool()>& down,
              const std::function<void(DurationMs)>& wait) {
    DurationMs held = 0;
    for (DurationMs passed = 0; passed <= time.within_ms; passed += time.step_ms) {
        held = down() ? held + time.step_ms : 0;
        if (held > time.needed_ms) return true;
        wait(time.step_ms);
    }
    return false;
}

bool keys_are_down(const std::set<KeyCode>& keys, const std::filesystem::path& directory) {
    for (const std::filesystem::path& entry : entries_of(directory)) {
        if (!entry.filename().string().starts_with("event")) continue;
        const auto device = BarDevice::open(entry);
        if (!device) continue;
        const std::set<KeyCode> down = (*device)->down();
        if (std::ranges::includes(down, keys)) return true;
    }
    return false;
}

}  // namespace brigade
