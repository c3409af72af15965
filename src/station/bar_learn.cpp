#include "station/bar_learn.h"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace brigade {
namespace {

// What a cook needs most first: whoever stops early has a bar that works.
constexpr std::array asked_in_turn{
    Function::position_1,  Function::position_2, Function::position_3,    Function::position_4,
    Function::position_5,  Function::position_6, Function::position_7,    Function::position_8,
    Function::position_9,  Function::bump,       Function::recall,        Function::up,
    Function::down,        Function::left,       Function::right,         Function::start,
    Function::bump_line,   Function::page_next,  Function::page_previous, Function::all_day,
    Function::menu,        Function::cancel,     Function::undo,          Function::hold,
    Function::fire_course, Function::rush,       Function::transfer,      Function::confirm,
    Function::unavailable, Function::view,       Function::one_done,      Function::filter,
    Function::zero};

std::set<KeyCode> holding_keys() {
    return {KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTSHIFT, KEY_RIGHTSHIFT,
            KEY_LEFTALT,  KEY_RIGHTALT,  KEY_LEFTMETA,  KEY_RIGHTMETA};
}

}  // namespace

BarLearning::BarLearning(TimeMs now_ms) : strokes_(holding_keys()), since_ms_(now_ms) {}

std::size_t BarLearning::steps() { return asked_in_turn.size(); }

std::optional<Function> BarLearning::asked() const {
    if (step_ >= asked_in_turn.size()) return std::nullopt;
    return asked_in_turn[step_];
}

DurationMs BarLearning::left_ms(TimeMs now_ms) const {
    return std::max<DurationMs>(0, since_ms_ + learn_rest_ms - now_ms);
}

BarLearning::Answer BarLearning::key(const RawKey& key) {
    if (key.key != 0) {
        strokes_.change(key.key, key.change);
        return {};
    }
    Answer last;
    for (const Stroke& stroke : strokes_.end_frame(key.at_ms)) last = take(stroke, key.at_ms);
    return last;
}

BarLearning::Answer BarLearning::take(const Stroke& stroke, TimeMs now_ms) {
    const bool bounces = stroke == last_ && now_ms - last_at_ms_ < bounce_ms;
    last_ = stroke;
    last_at_ms_ = now_ms;
    if (bounces) {
        if (std::ranges::find(bouncing_, stroke) == bouncing_.end()) bouncing_.push_back(stroke);
        return {Said::bounces, stroke, Function::none};
    }
    since_ms_ = now_ms;
    const auto before = std::ranges::find(taken_, stroke, &std::pair<Stroke, Function>::first);
    if (before != taken_.end()) return {Said::taken_before, stroke, before->second};
    const auto function = asked();
    if (!function) return {};
    taken_.emplace_back(stroke, *function);
    ++step_;
    return {Said::taken, stroke, *function};
}

void BarLearning::skip(TimeMs now_ms) {
    if (asked()) ++step_;
    since_ms_ = now_ms;
}

void BarLearning::back(TimeMs now_ms) {
    if (step_ > 0) --step_;
    std::erase_if(taken_, [&](const auto& one) { return one.second == asked(); });
    since_ms_ = now_ms;
}

bool BarLearning::settle(TimeMs now_ms) {
    if (!asked() || left_ms(now_ms) > 0) return false;
    skip(now_ms);
    return true;
}

std::vector<bool> BarLearning::with_key() const {
    std::vector<bool> there;
    for (const Function function : asked_in_turn)
        there.push_back(std::ranges::find(taken_, function, &std::pair<Stroke, Function>::second) !=
                        taken_.end());
    return there;
}

std::vector<Function> BarLearning::without_key() const {
    std::vector<Function> missing;
    const std::vector<bool> there = with_key();
    for (std::size_t i = 0; i < step_; ++i)
        if (!there[i]) missing.push_back(asked_in_turn[i]);
    return missing;
}

std::vector<Stroke> BarLearning::bouncing() const { return bouncing_; }

BarProfile BarLearning::profile(std::string name, std::string title) const {
    BarProfile profile{std::move(name), std::move(title), {}, {}, {}};
    for (const auto& [stroke, function] : taken_)
        (stroke.held == 0 ? profile.keys : profile.chords[stroke.held])[stroke.key] = function;
    return profile;
}

std::string to_text(const Stroke& stroke) {
    return (stroke.held == 0 ? "" : key_code_name(stroke.held) + " + ") + key_code_name(stroke.key);
}

std::string profile_name_of(const std::string& device_name) {
    std::string name;
    for (const char c : device_name) {
        const auto letter = static_cast<unsigned char>(c);
        if (letter < 0x80 && std::isalnum(letter) != 0)
            name += static_cast<char>(std::tolower(letter));
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    if (name.size() > 40) name.resize(40);
    return name.empty() ? "learned" : name;
}

}  // namespace brigade
