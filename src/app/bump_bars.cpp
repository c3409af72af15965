#include "app/bump_bars.h"

#include <algorithm>
#include <utility>

#include "app/bar_profiles.h"
#include "base/log.h"
#include "base/small_file.h"
#include "station/serial_bar.h"

namespace brigade {
namespace {

constexpr std::size_t profile_bytes_max = 64 * 1024;

// On one line, whatever a device calls itself.
std::string learned_from(std::string device) {
    std::ranges::replace_if(
        device, [](unsigned char c) { return c < 0x20; }, '?');
    return "Learned at this screen from " + device;
}

// One that nothing has, or that what was learned of the same device has.
std::string free_name(const std::filesystem::path& directory, const std::string& wanted,
                      const std::string& note) {
    for (int number = 1;; ++number) {
        const std::string name = wanted + (number == 1 ? "" : "-" + std::to_string(number));
        std::error_code error;
        if (std::filesystem::exists(bar_profiles_directory() / (name + ".toml"), error)) continue;
        const auto text = read_small_file(directory / (name + ".toml"), profile_bytes_max);
        if (text && (!*text || (*text)->starts_with("# " + note + "\n"))) return name;
    }
}

}  // namespace

Result<BoundBar> parse_bound_bar(const std::string& given) {
    const auto equals = given.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
        return Error{
            "it takes DEVICE=PROFILE, such as 0461:0010=legend-c; brigade bumpbar list shows the devices"};
    return BoundBar{given.substr(0, equals), given.substr(equals + 1)};
}

BumpBars::BumpBars(std::vector<BarScreen> screens, const std::filesystem::path& input)
    : screens_(std::move(screens)),
      bindings_(screens_.size()),
      reader_(input, BarHooks{[this](int screen, Function function) {
                                  screens_[static_cast<std::size_t>(screen)].hooks.press(function);
                              },
                              [this](const RawKey& key) {
                                  const auto learner = learner_now();
                                  if (learner && screens_[*learner].hooks.raw)
                                      screens_[*learner].hooks.raw(key);
                              },
                              [this](const std::vector<BarFound>& found) {
                                  const std::lock_guard lock(mutex_);
                                  found_ = found;
                                  tell();
                              }}) {}

void BumpBars::settings_are(std::size_t screen, const std::vector<BoundBar>& bars) {
    std::vector<BarBinding> own = bindings_of(screen, bars), all;
    const std::lock_guard lock(mutex_);  // held until they are bound: what was chosen last counts
    bindings_[screen] = std::move(own);
    for (const auto& of_one : bindings_)
        for (const BarBinding& binding : of_one)
            if (std::ranges::find(all, binding.device, &BarBinding::device) == all.end())
                all.push_back(binding);
    reader_.bind(std::move(all));
    if (screens_.size() > 1) tell();  // who has which bar may be news to the other one
}

std::vector<BarBinding> BumpBars::bindings_of(std::size_t screen, const std::vector<BoundBar>& bars) const {
    std::vector<BarBinding> bindings;
    for (const BoundBar& bar : bars) {
        auto profile = bar_profile_named(bar.profile, screens_[screen].profiles);
        if (profile && profile->letters != is_serial(bar.device))
            profile = Error{profile->letters
                                ? bar.profile + " is the profile of a bar on a serial line"
                                : bar.profile + " has no letters for a serial bar: choose serial-letters"};
        if (profile) {
            bindings.push_back({bar.device, *std::move(profile), static_cast<int>(screen)});
            continue;
        }
        log_warning("bump bar {}: {}", bar.device, profile.error().message);
        // Bound to nothing rather than not at all: its keys are not to be taken for a keyboard's.
        BarProfile nothing;
        nothing.name = bar.profile;
        bindings.push_back(
            {bar.device, std::move(nothing), static_cast<int>(screen), profile.error().message});
    }
    return bindings;
}

void BumpBars::learn(std::size_t screen, bool on) {
    const std::lock_guard lock(mutex_);
    if (!on && learner_ != screen) return;
    learner_ = on ? std::optional(screen) : std::nullopt;
    reader_.learn(on, {}, static_cast<int>(screen));
}

std::optional<std::size_t> BumpBars::learner_now() {
    const std::lock_guard lock(mutex_);
    return learner_;
}

// Each screen hears of its own bars and of those that are nobody's; of one that works for another, only if it
// wants it.
void BumpBars::tell() const {
    for (std::size_t screen = 0; screen < screens_.size(); ++screen) {
        std::vector<BarFound> seen;
        for (BarFound bar : found_) {
            if (!bar.profile.empty() && bar.screen != static_cast<int>(screen)) {
                const bool wanted = std::ranges::any_of(
                    bindings_[screen], [&](const BarBinding& one) { return names_bar(one.device, bar.id); });
                bar.profile.clear();
                bar.looks_like_bar = false;
                bar.trouble =
                    wanted ? "it works for the screen beside this one: choose none for it there, or here"
                           : "";
            }
            seen.push_back(std::move(bar));
        }
        if (const auto& tell = screens_[screen].hooks.changed) tell(std::move(seen));
    }
}

std::vector<std::filesystem::path> bar_profile_places(const std::filesystem::path& data) {
    return {data / "bumpbars", bar_profiles_directory()};
}

Result<std::string> keep_bar_profile(const std::filesystem::path& data, const std::string& device,
                                     BarProfile profile) {
    const std::filesystem::path directory = data / "bumpbars";
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return Error{directory.string() + " cannot be made: " + error.message()};
    profile.name = free_name(directory, profile.name, learned_from(device));
    const Status kept =
        write_small_file(directory / (profile.name + ".toml"), to_toml(profile, learned_from(device)));
    if (!kept) return kept.error();
    return profile.name;
}

}  // namespace brigade
