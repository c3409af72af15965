#include "station/bar_keys.h"

#include <algorithm>
#include <utility>

namespace brigade {
namespace {

std::set<KeyCode> prefixes_of(const BarProfile& profile) {
    std::set<KeyCode> prefixes;
    for (const auto& [held, meanings] : profile.chords) prefixes.insert(held);
    return prefixes;
}

Function meaning_in(const KeyMeanings& meanings, KeyCode key) {
    const auto found = meanings.find(key);
    return found == meanings.end() ? Function::none : found->second;
}

}  // namespace

void BarStrokes::change(KeyCode key, KeyChange change) {
    if (change != KeyChange::repeated) frame_.push_back({key, change == KeyChange::pressed});
}

// Within a frame nothing comes before anything else: a prefix is held around what else happens.
int BarStrokes::order(const Change& change) const {
    if (!prefixes_.contains(change.key)) return 1;
    return change.down ? 0 : 2;
}

std::vector<Stroke> BarStrokes::end_frame(TimeMs now_ms) {
    std::vector<Change> frame = std::exchange(frame_, {});
    std::stable_sort(frame.begin(), frame.end(),
                     [&](const Change& a, const Change& b) { return order(a) < order(b); });
    for (const Change& change : frame) change.down ? press(change.key, now_ms) : release(change.key, now_ms);
    return std::exchange(out_, {});
}

void BarStrokes::press(KeyCode key, TimeMs now_ms) {
    if (!down_.insert(key).second) return;
    if (held_ && !chorded_ && pending_.empty() && now_ms - held_at_ms_ >= jammed_ms) held_.reset();
    if (held_) {
        pending_.push_back({key, now_ms});
    } else if (prefixes_.contains(key)) {
        held_ = key;
        held_at_ms_ = now_ms;
        chorded_ = false;
    } else {
        out_.push_back({key});
    }
}

void BarStrokes::release(KeyCode key, TimeMs now_ms) {
    down_.erase(key);
    if (held_ == key) return release_prefix(now_ms);
    const auto pending = std::ranges::find(pending_, key, &Pending::key);
    if (pending == pending_.end()) return;
    pending_.erase(pending);
    out_.push_back({key, *held_});
    chorded_ = true;
}

void BarStrokes::release_prefix(TimeMs now_ms) {
    const KeyCode held = *std::exchange(held_, std::nullopt);
    std::vector<Stroke> quick;
    for (const Pending& one : std::exchange(pending_, {})) {
        if (now_ms - one.pressed_at_ms < chord_held_ms) {
            quick.push_back({one.key});
            continue;
        }
        out_.push_back({one.key, held});
        chorded_ = true;
    }
    if (!chorded_) out_.push_back({held});
    out_.insert(out_.end(), quick.begin(), quick.end());
}

void BarStrokes::resync(const std::set<KeyCode>& down) {
    down_ = down;
    frame_.clear();
    pending_.clear();
    held_.reset();
}

BarKeys::BarKeys(BarProfile profile) : profile_(std::move(profile)), strokes_(prefixes_of(profile_)) {}

std::vector<Function> BarKeys::end_frame(TimeMs now_ms) {
    std::vector<Function> functions;
    for (const Stroke& stroke : strokes_.end_frame(now_ms))
        if (const Function function = meaning(stroke, now_ms); function != Function::none)
            functions.push_back(function);
    return functions;
}

Function BarKeys::meaning(const Stroke& stroke, TimeMs now_ms) {
    const bool again = stroke.held == 0 && stroke.key == last_ && now_ms - last_at_ms_ <= double_press_ms;
    last_ = again || stroke.held != 0 ? KeyCode{0} : stroke.key;
    last_at_ms_ = now_ms;
    if (stroke.held != 0) return meaning_in(profile_.chords[stroke.held], stroke.key);
    if (const Function twice = meaning_in(profile_.doubles, stroke.key); again && twice != Function::none)
        return twice;
    return meaning_in(profile_.keys, stroke.key);
}

void BarKeys::forget() { resync({}); }

void BarKeys::resync(const std::set<KeyCode>& down) {
    strokes_.resync(down);
    last_ = 0;
}

}  // namespace brigade
