// Input devices where the kernel has none: a directory whose event nodes are pipes, and the answers that
// libevdev asks for about them. The real libevdev, inotify and poll work on it; only the ioctls of the nodes
// are answered here instead of by a driver, and polls are noticed: who holds a bar for a moment, to see
// whether it is free, does not poll meanwhile, and what is pressed then is nobody's.
#pragma once

#include <linux/input.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "station/bar_profile.h"
#include "support/temporary_directory.h"

namespace brigade::test {

struct FakeBarFacts {
    std::string name = "PS/2+USB KEYBOARD", place = "usb-0000:01:00.0-1.2/input0", serial = {};
    std::uint16_t vendor = 0x0461, product = 0x0010;
    std::set<KeyCode> keys = {};  // that it has; empty: those of the 17-key bar
};

std::set<KeyCode> keys_of_17();
std::set<KeyCode> keys_of_keyboard();

class FakeBar {
  public:
    // Plugged in as `node`, "event3"; pulled out when it goes.
    FakeBar(const std::filesystem::path& directory, const std::string& node, FakeBarFacts facts = {});
    ~FakeBar();
    FakeBar(const FakeBar&) = delete;
    FakeBar& operator=(const FakeBar&) = delete;

    void move(KeyCode key, int value);  // a frame of its own, 60 ms after the one before
    void tap(KeyCode key);
    void lose_events(
        const std::set<KeyCode>& down_then);  // the buffer ran over; returns once that was noticed
    // Now, or within ten seconds; held alone means by somebody who waits for what is pressed.
    bool comes_to_be_held(bool alone) const;
    bool held_alone() const;
    void break_off();                 // the device is gone, its node not yet
    void hold_by_another(bool held);  // the grab of another program
    struct State;

  private:
    void write(std::uint16_t type, std::uint16_t code, int value);
    std::shared_ptr<State> state_;
    std::filesystem::path path_;
    int writer_ = -1;
    long now_ms_;  // of its next event, on the monotonic clock
};

}  // namespace brigade::test
