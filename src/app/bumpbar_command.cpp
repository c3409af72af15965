// `brigade bumpbar`: which bars are plugged in, what a key of one sends and means, and learning one at the
// terminal. A bar that is tested or learned is held alone meanwhile; no other keyboard is touched, so that
// Ctrl+C stays with the person at it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "app/bar_profiles.h"
#include "app/bump_bars.h"
#include "app/tool.h"
#include "base/small_file.h"
#include "station/bar_learn.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade bumpbar shows the bump bars that are plugged in, and learns new ones.

usage: brigade bumpbar [list]            the devices with their ids, and the profiles
       brigade bumpbar test [options]    show each key: what it sends and means
       brigade bumpbar learn [options]   ask for each function in turn, and write
                                         a profile of the keys that are pressed

  --device ID      the bar, as the list names it, or the end of that, 0461:0010
                   (default: the one that looks like a bump bar)
  --profile NAME   test: what its keys mean, a profile's name or a file
                   (default: only what they send)
  --output FILE    learn: where the profile is written; then give it to a station
                   with --bumpbar ID=FILE (default: NAME.toml here, after the
                   device's name)
  --input DIR      where the kernel has its input devices (default /dev/input)
  --help           this page

While learning, a function is left out when no key comes for 15 seconds.
Testing ends after 30 seconds without a key, or with Ctrl+C.
The user must be in the group input. A station that holds the bar must not run.

Exit status: 0 done, 1 no such bar, or it cannot be held or written,
2 wrong usage.

example: brigade bumpbar learn --output /etc/brigade/bumpbars/grill.toml
)";

constexpr DurationMs test_rest_ms = 30'000;

// What the reader tells, waited for at the terminal.
struct Terminal {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<RawKey> keys;

    BarHooks hooks() {
        return {[](int, Function) {},
                [this](const RawKey& key) {
                    const std::lock_guard lock(mutex);
                    keys.push_back(key);
                    changed.notify_all();
                },
                {}};
    }
    std::optional<RawKey> next(DurationMs wait_ms) {
        std::unique_lock lock(mutex);
        if (!changed.wait_for(lock, std::chrono::milliseconds(wait_ms), [&] { return !keys.empty(); }))
            return std::nullopt;
        RawKey key = keys.front();
        keys.pop_front();
        return key;
    }
};

TimeMs monotonic_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::vector<BarFound> plugged_in(const ToolArguments& arguments) {
    std::vector<BarFound> found;
    BarDesk desk(arguments.value("--input", "/dev/input"),
                 {[](int, Function) {}, {}, [&](const std::vector<BarFound>& all) { found = all; }});
    desk.look();
    return found;
}

int list_bars(const ToolArguments& arguments) {
    const auto found = plugged_in(arguments);
    if (found.empty())
        fmt::print(
            "no bump bar and no keyboard is plugged in, or this user may not see them (group input)\n");
    for (const BarFound& bar : found)
        fmt::print("{}  {}  {}{}\n", bar.id, bar.looks_like_bar ? "bump bar" : "keyboard", bar.name,
                   bar.trouble.empty() ? "" : "  (" + bar.trouble + ")");
    fmt::print("\nprofiles in {}:\n", bar_profiles_directory().string());
    for (const std::string& name : bar_profile_names({bar_profiles_directory()}))
        if (const auto profile = bar_profile_named(name, {bar_profiles_directory()}))
            fmt::print("  {:<12} {}\n", name, profile->title);
    return exit_good;
}

// The one that was named, or the only one that looks like a bar.
Result<BarFound> chosen_bar(const ToolArguments& arguments) {
    const std::string given = arguments.value("--device", "");
    std::vector<BarFound> fitting;
    for (const BarFound& bar : plugged_in(arguments))
        if (given.empty() ? bar.looks_like_bar : names_bar(given, bar.id)) fitting.push_back(bar);
    const std::string look = "; brigade bumpbar list shows what is plugged in";
    if (fitting.empty())
        return Error{(given.empty() ? "nothing here looks like a bump bar" : "there is no device " + given) +
                     look};
    if (fitting.size() > 1)
        return Error{
            fmt::format("{} devices could be meant: name one with --device ID{}", fitting.size(), look)};
    return fitting.front();
}

std::string said_of(const BarLearning::Answer& answer) {
    switch (answer.said) {
        case BarLearning::Said::taken:
            return to_text(answer.stroke) + "\n";
        case BarLearning::Said::taken_before:
            return fmt::format("\n    {} is {} already; press another key\n", to_text(answer.stroke),
                               word(answer.function));
        case BarLearning::Said::bounces:
            return fmt::format("\n    {} bounces: it came twice at once\n", to_text(answer.stroke));
        case BarLearning::Said::nothing:
            break;
    }
    return {};
}

BarLearning lesson(Terminal& terminal) {
    BarLearning learning(monotonic_ms());
    for (std::optional<Function> shown; const auto asked = learning.asked();) {
        if (shown != asked) {
            fmt::print("{:>2} of {}  press {} ... ", learning.step() + 1, BarLearning::steps(), word(*asked));
            std::fflush(stdout);
            shown = asked;
        }
        if (const auto key = terminal.next(std::max<DurationMs>(1, learning.left_ms(monotonic_ms()))))
            fmt::print("{}", said_of(learning.key(*key)));
        if (learning.settle(monotonic_ms())) fmt::print("no key\n");
        std::fflush(stdout);
    }
    return learning;
}

void report(const BarLearning& learning) {
    std::string missing;
    for (const Function function : learning.without_key())
        missing += (missing.empty() ? "" : ", ") + std::string(word(function));
    if (!missing.empty())
        fmt::print("\nNo key for: {}.\nIf the bar has one for any of these, that key is dead.\n", missing);
    for (const Stroke& stroke : learning.bouncing())
        fmt::print("{} bounces: its contact is worn.\n", to_text(stroke));
}

int learn_bar(const ToolArguments& arguments, const BarFound& bar) {
    Terminal terminal;
    BarReader reader(arguments.value("--input", "/dev/input"), terminal.hooks());
    reader.learn(true, bar.id);
    fmt::print("{}  {}\nPress the key for each function; wait 15 seconds where there is none.\n\n", bar.id,
               bar.name);
    const BarLearning learning = lesson(terminal);
    report(learning);
    if (learning.empty()) {
        fmt::print(stderr, "brigade bumpbar: no key came; nothing is written\n");
        return exit_bad;
    }
    const std::filesystem::path file = arguments.value("--output", profile_name_of(bar.name) + ".toml");
    const std::string title = bar.name.empty() ? "Learned" : bar.name;
    const Status written = write_small_file(
        file, to_toml(learning.profile(file.stem().string(), title), "Learned from " + bar.id + "."));
    if (!written) {
        fmt::print(stderr, "brigade bumpbar: {}\n", written.error().message);
        return exit_bad;
    }
    fmt::print("\nwritten to {}; use it with brigade-station --bumpbar {}={}\n", file.string(), bar.id,
               file.string());
    return exit_good;
}

int test_bar(const ToolArguments& arguments, const BarFound& bar) {
    BarProfile profile;
    if (arguments.has("--profile")) {
        auto named = bar_profile_named(arguments.value("--profile", ""), {bar_profiles_directory()});
        if (!named) {
            fmt::print(stderr, "brigade bumpbar: {}\n", named.error().message);
            return exit_bad;
        }
        profile = *std::move(named);
    }
    BarKeys meanings(profile);
    Terminal terminal;
    BarReader reader(arguments.value("--input", "/dev/input"), terminal.hooks());
    reader.learn(true, bar.id);
    fmt::print("{}  {}\nPress keys; Ctrl+C ends this, or 30 seconds without one.\n\n", bar.id, bar.name);
    std::fflush(stdout);
    while (const auto key = terminal.next(test_rest_ms)) {
        static constexpr const char* moves[] = {"up", "down", "repeats"};
        if (key->key != 0) {
            fmt::print("{} {}\n", key_code_name(key->key), moves[static_cast<std::size_t>(key->change)]);
            meanings.change(key->key, key->change);
        } else {
            for (const Function function : meanings.end_frame(key->at_ms))
                fmt::print("    = {}\n", word(function));
        }
        std::fflush(stdout);
    }
    return exit_good;
}

int run(const ToolArguments& arguments) {
    const std::string act = arguments.rest.empty() ? "list" : arguments.rest[0];
    if (arguments.rest.size() > 1 || (act != "list" && act != "test" && act != "learn"))
        return usage_error("bumpbar", "it takes list, test or learn");
    if (act == "list") return list_bars(arguments);
    const auto bar = chosen_bar(arguments);
    if (!bar) {
        fmt::print(stderr, "brigade bumpbar: {}\n", bar.error().message);
        return exit_bad;
    }
    return act == "learn" ? learn_bar(arguments, *bar) : test_bar(arguments, *bar);
}

}  // namespace

const ToolCommand bumpbar_command{"bumpbar",
                                  "bump bars: list them, test their keys, learn a new one",
                                  help_text,
                                  {},
                                  {"--device", "--profile", "--output", "--input"},
                                  "ACT",
                                  false,
                                  run};

}  // namespace brigade
