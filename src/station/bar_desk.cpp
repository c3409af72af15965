#include "station/bar_desk.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/directory.h"
#include "base/log.h"

namespace brigade {
namespace {

std::vector<std::string> event_nodes(const std::filesystem::path& directory) {
    std::vector<std::string> names;
    for (const std::filesystem::path& entry : entries_of(directory))
        if (std::string name = entry.filename().string(); name.starts_with("event"))
            names.push_back(std::move(name));
    return names;
}

bool holds_name(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

TimeMs bar_clock_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

BarDesk::BarDesk(std::filesystem::path directory, BarHooks hooks, std::function<TimeMs()> clock)
    : directory_(std::move(directory)),
      hooks_(std::move(hooks)),
      clock_(std::move(clock)) {}

void BarDesk::look() {
    const std::vector<std::string> nodes = event_nodes(directory_);
    std::erase_if(open_, [&](const auto& one) { return !holds_name(nodes, one.first); });
    std::erase_if(refused_, [&](const auto& one) { return !holds_name(nodes, one.first); });
    for (const std::string& node : nodes) {
        if (open_.contains(node)) continue;
        auto device = BarDevice::open(directory_ / node);
        if (!device) {
            if (refused_[node] != device.error().message) log_debug("{}", device.error().message);
            refused_[node] = device.error().message;
            continue;
        }
        refused_.erase(node);
        if (!(*device)->identity().keyboard) continue;
        Open open{*std::move(device), nullptr};
        bind_one(open);
        open_.emplace(node, std::move(open));
    }
    settle();
}

void BarDesk::bind(std::vector<BarBinding> bindings) {
    bindings_ = std::move(bindings);
    for (auto& [node, open] : open_) bind_one(open);
    settle();
}

void BarDesk::learn(bool on, std::string device, int screen) {
    learning_ = on;
    learned_ = std::move(device);
    learner_ = screen;
    for (auto& [node, open] : open_)
        if (open.keys && open.screen == screen) open.keys->forget();
    settle();
}

void BarDesk::bind_one(Open& open) const {
    const std::string& id = open.device->identity().id;
    auto binding = std::ranges::find(bindings_, id, &BarBinding::device);  // a whole id before the end of one
    if (binding == bindings_.end())
        binding =
            std::ranges::find_if(bindings_, [&](const BarBinding& one) { return names_bar(one.device, id); });
    if (binding == bindings_.end()) {
        open.keys.reset();
        open.profile_trouble.clear();
        return;
    }
    open.screen = binding->screen;
    open.profile_trouble = binding->trouble;
    if (!open.keys || open.keys->profile() != binding->profile)
        open.keys = std::make_unique<BarKeys>(binding->profile);
}

bool BarDesk::learns(const Open& open) const {
    if (open.keys && open.screen != learner_) return false;
    return learning_ && (learned_.empty() || names_bar(learned_, open.device->identity().id));
}

bool BarDesk::wanted(const Open& open) const { return learns(open) || open.keys != nullptr; }

void BarDesk::settle() {
    for (auto& [node, open] : open_) {
        const bool want = wanted(open);
        if (!want && !open.device->held()) ask_if_free(open);
        if (want == open.device->held()) open.down_since_ms.reset();
        if (want == open.device->held() || (want && waits_for_a_key(open))) continue;
        const Status status = open.device->hold(want);
        open.trouble = status ? "" : status.error().message;
    }
    tell();
}

// Whoever has the bar until it is let go sees its presses: they mean nothing here (take).
bool BarDesk::waits_for_a_key(Open& open) const {
    const std::set<KeyCode> down = open.device->down();
    if (down.empty()) {
        open.down_since_ms.reset();
        return false;
    }
    const TimeMs now_ms = clock_();
    if (!open.down_since_ms) open.down_since_ms = now_ms;
    if (now_ms - *open.down_since_ms >= stuck_ms)
        open.trouble = "a key is stuck: " + key_code_name(*down.begin()) + "; free it";
    return true;
}

void BarDesk::ask_if_free(Open& open) {
    open.trouble.clear();
    open.elsewhere = false;
    if (!open.device->identity().looks_like_bar || open.device->any_key_down()) return;
    open.elsewhere = !open.device->hold(true);
    if (const Status freed = open.device->hold(false); !freed) log_debug("{}", freed.error().message);
}

bool BarDesk::waits() const {
    return std::ranges::any_of(open_, [&](const auto& one) {
        const Open& open = one.second;
        return wanted(open) ? !open.device->held() : open.device->identity().looks_like_bar;
    });
}

std::vector<int> BarDesk::descriptors() const {
    std::vector<int> all;
    for (const auto& [node, open] : open_) all.push_back(open.device->descriptor());
    return all;
}

void BarDesk::readable(int descriptor, bool gone) {
    const auto found = std::ranges::find_if(
        open_, [&](const auto& one) { return one.second.device->descriptor() == descriptor; });
    if (found == open_.end()) return;
    std::vector<BarEvent> events;
    const bool there = found->second.device->read(events);
    take(found->second, events);
    if (!there || gone) open_.erase(found);
    settle();
}

void BarDesk::take(Open& open, const std::vector<BarEvent>& events) {
    const BarIdentity& who = open.device->identity();
    for (const BarEvent& event : events) {
        if (learns(open)) {
            if (event.kind != BarEvent::Kind::lost && hooks_.raw)
                hooks_.raw({who.id, who.name, event.key, event.change, event.at_ms});
            continue;
        }
        if (!open.keys || open.down_since_ms) continue;
        if (event.kind == BarEvent::Kind::change) open.keys->change(event.key, event.change);
        if (event.kind == BarEvent::Kind::lost) open.keys->resync(event.down);
        if (event.kind != BarEvent::Kind::end_frame) continue;
        for (const Function function : open.keys->end_frame(event.at_ms)) hooks_.press(open.screen, function);
    }
}

void BarDesk::tell() {
    std::vector<BarFound> found;
    for (const auto& [node, open] : open_) {
        const BarIdentity& who = open.device->identity();
        const auto same = std::ranges::find(found, who.id, &BarFound::id);
        BarFound one{who.id,
                     who.name,
                     open.keys ? open.keys->profile().name : "",
                     who.looks_like_bar && !open.elsewhere,
                     open.profile_trouble.empty() ? open.trouble : open.profile_trouble,
                     open.screen};
        if (same == found.end()) {
            found.push_back(std::move(one));
        } else {  // another part of the same device
            same->looks_like_bar = same->looks_like_bar || one.looks_like_bar;
            if (same->trouble.empty()) same->trouble = one.trouble;
        }
    }
    for (const auto& [node, why] : refused_) found.push_back({node, "", "", false, why});
    if (found == told_) return;
    told_ = found;
    if (hooks_.changed) hooks_.changed(found);
}

}  // namespace brigade
