// One bump bar, or another keyboard, as the kernel shows it: an event device read through libevdev. Held
// alone (EVIOCGRAB) its keys reach nobody else, so that "Bump" does not also press something in the window.
// Owned by the thread that reads it. What the kernel dropped is told as lost, with the keys that are down
// then.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "station/bar_keys.h"

struct libevdev;

namespace brigade {

// Which device it is, the same after each start and each time it is plugged in.
struct BarIdentity {
    std::string id;               // where it is plugged in and what it is: "usb-0000:01:00.0-1.2/0461:0010"
    std::string name;             // as it calls itself
    bool keyboard = false;        // it has keys that a station could use
    bool looks_like_bar = false;  // digits without letters, or it says that it is one
};
BarIdentity identity_of(const libevdev& device);

// Whether a person who wrote `given` meant it: the whole id, or what it is without where ("0461:0010").
bool names_bar(const std::string& given, const std::string& id);

struct BarEvent {
    enum class Kind { change, end_frame, lost };
    Kind kind = Kind::change;
    KeyCode key = 0;                         // change
    KeyChange change = KeyChange::released;  // change
    TimeMs at_ms = 0;                        // on the monotonic clock
    std::set<KeyCode> down = {};             // lost
};

class BarDevice {
  public:
    // Fails where it may not be read, with a sentence.
    static Result<std::unique_ptr<BarDevice>> open(const std::filesystem::path& path);
    ~BarDevice();
    BarDevice(const BarDevice&) = delete;
    BarDevice& operator=(const BarDevice&) = delete;

    const BarIdentity& identity() const { return identity_; }
    int descriptor() const { return descriptor_; }
    // All that has come, added to `events`. False once the device is gone.
    bool read(std::vector<BarEvent>& events);
    std::set<KeyCode> down() const;
    bool any_key_down() const { return !down().empty(); }
    // For this program alone, or no longer. Fails where another program holds it.
    Status hold(bool alone);
    bool held() const { return held_; }

  private:
    BarDevice(int descriptor, libevdev* device);
    void note(unsigned type, unsigned code, int value, TimeMs at_ms, std::vector<BarEvent>& events) const;

    int descriptor_;
    libevdev* device_;
    BarIdentity identity_;
    bool held_ = false;
};

}  // namespace brigade
