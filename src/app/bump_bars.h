// The bump bars of a box: who is bound to which of its screens, by the screen's options or on its setup page,
// with which profile file, and one reader for them all. A profile that cannot be used is said in the log and
// beside the bar on the screen; so is a bar that both screens want: it works for the first. Owned by main;
// settings_are() and learn() from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "station/bar_reader.h"
#include "station/settings.h"

namespace brigade {

// "usb-0000:01:00.0-1.2/0461:0010=legend-c", of --bumpbar.
Result<BoundBar> parse_bound_bar(const std::string& given);

struct BumpBarHooks {
    std::function<void(Function)> press;     // on the reader's thread
    std::function<void(const RawKey&)> raw;  // likewise, while this screen learns
    // What is plugged in, as this screen sees it. On the reader's thread or on that of settings_are(); must
    // not call back.
    std::function<void(std::vector<BarFound>)> changed;
};

// One of the box's screens; `profiles` is where those of its bars are looked for, in this order.
struct BarScreen {
    std::vector<std::filesystem::path> profiles;
    BumpBarHooks hooks;
};

class BumpBars {
  public:
    // `input`: where the kernel's devices are.
    explicit BumpBars(std::vector<BarScreen> screens, const std::filesystem::path& input = "/dev/input");

    void settings_are(std::size_t screen, const std::vector<BoundBar>& bars);
    // Every keyboard's keys, as they are, are told to this screen, but for bars that work for another one:
    // those go on. If two screens learn, the one that began last is told, and the other's end is none.
    void learn(std::size_t screen, bool on);

  private:
    std::vector<BarBinding> bindings_of(std::size_t screen, const std::vector<BoundBar>& bars) const;
    std::optional<std::size_t> learner_now();
    void tell() const;  // with mutex_ held

    const std::vector<BarScreen> screens_;
    std::mutex mutex_;  // guards what follows
    std::optional<std::size_t> learner_;
    std::vector<std::vector<BarBinding>> bindings_;  // by screen
    std::vector<BarFound> found_;
    BarReader reader_;  // last: its thread calls the hooks
};

// Where a screen's profiles are: its own, learned here, before those that come with Brigade.
std::vector<std::filesystem::path> bar_profile_places(const std::filesystem::path& data);
// Keeps what was learned of a device as DIR/bumpbars/NAME.toml and returns the name. A device that is learned
// again keeps its file; no other file is written over, and none that comes with Brigade is hidden:
// "acme-bar-2". Fails with a sentence.
Result<std::string> keep_bar_profile(const std::filesystem::path& data, const std::string& device,
                                     BarProfile profile);

}  // namespace brigade
