#include "ui/ui.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace brigade::ui {

Result<std::unique_ptr<Ui>> Ui::open(WindowOptions options, std::vector<PaneOptions> panes) {
    options.panes = panes.size();
    auto window = Window::open(options);
    if (!window) return window.error();
    auto sound = open_sound(options.mode == WindowOptions::Mode::headless);
    return std::unique_ptr<Ui>(new Ui(*std::move(window), std::move(sound), std::move(panes)));
}

Ui::Ui(std::unique_ptr<Window> window, std::unique_ptr<SoundDevice> sound, std::vector<PaneOptions> panes)
    : window_(std::move(window)),
      speaker_(std::move(sound)) {
    for (PaneOptions& one : panes) {
        panes_.push_back(
            std::make_unique<Pane>(PaneParts{*window_, panes_.size(), one.mailbox, speaker_}, one.words));
        mailboxes_.push_back(&one.mailbox);
        one.mailbox.wake_ui_with([this] { window_->wake(); });
    }
}

Ui::~Ui() {
    for (Mailbox* mailbox : mailboxes_) mailbox->wake_ui_with({});
}

void Ui::run(const Clock& clock, const std::function<void()>& each_picture) {
    std::uint64_t told = pictures_;
    while (turn(clock))
        if (std::exchange(told, pictures_) != pictures_ && each_picture) each_picture();
}

bool Ui::turn(const Clock& clock) {
    const std::vector<Input> inputs = window_->inputs(wait_ms(clock()));
    const TimeMs now_ms = clock();
    for (const auto& pane : panes_) pane->take_presses(now_ms);
    handle(inputs, now_ms);
    lock_together(now_ms);
    if (std::ranges::any_of(panes_, [&](const auto& pane) { return pane->wants_picture(now_ms); }))
        show(clock, now_ms);
    for (const auto& pane : panes_) pane->take_screenshots();
    return !quit_;
}

int Ui::wait_ms(TimeMs now_ms) const {
    TimeMs due_ms = now_ms + 1'000;
    for (const auto& pane : panes_) due_ms = std::min(due_ms, pane->due_ms());
    return static_cast<int>(std::clamp<TimeMs>(due_ms - now_ms, 0, 1'000));
}

void Ui::handle(const std::vector<Input>& inputs, TimeMs now_ms) {
    for (const Input& input : inputs) switch (input.kind) {
            case Input::Kind::touch:
                if (!pane(keyboard_).keeps_keyboard()) keyboard_ = input.pane;
                pane(input.pane).take(input, now_ms);
                break;
            case Input::Kind::release:
                pane(input.pane).take(input, now_ms);
                break;
            case Input::Kind::function:
            case Input::Kind::text:
                keyboard_used_ = true;
                pane(keyboard_).take(input, now_ms);
                break;
            case Input::Kind::next_pane:
                keyboard_used_ = true;
                keyboard_ = (keyboard_ + 1) % panes_.size();
                pane(keyboard_).take(input, now_ms);
                break;
            case Input::Kind::quit:
                quit_ = true;
                break;
            case Input::Kind::speakers:
                speaker_.look_again();
                [[fallthrough]];
            case Input::Kind::redraw:
                for (const auto& each : panes_) each->take(input, now_ms);
        }
}

// What one half has changed since the last time counts for both; where both have, that it is locked.
void Ui::lock_together(TimeMs now_ms) {
    std::optional<TimeMs> changed;
    for (const auto& pane : panes_)
        if (const TimeMs until_ms = pane->locked_until_ms(); until_ms != locked_until_ms_)
            changed = std::max(changed.value_or(until_ms), until_ms);
    if (!changed) return;
    locked_until_ms_ = *changed;
    for (const auto& pane : panes_) pane->lock_until(locked_until_ms_, now_ms);
}

void Ui::show(const Clock& clock, TimeMs now_ms) {
    for (const auto& pane : panes_) pane->prepare(now_ms);
    window_->mark(keyboard_used_ && panes_.size() > 1 ? std::optional(keyboard_) : std::nullopt);
    if (now_ms - glass_at_ms_ >= glass_again_ms) window_->send_again();
    const bool sent =
        window_->present([&](std::size_t number, Canvas& canvas) { pane(number).draw(canvas, now_ms); });
    // What is pressed from now on was pressed by somebody who could see this picture.
    const TimeMs presented_ms = clock();
    if (sent) {
        ++pictures_;
        glass_at_ms_ = presented_ms;
    }
    for (const auto& pane : panes_) pane->presented(presented_ms);
    lock_together(presented_ms);  // it may have ended with this picture
    window_->take_text(pane(keyboard_).takes_text());
}

void Ui::quit() {
    quit_ = true;
    window_->wake();
}

}  // namespace brigade::ui
