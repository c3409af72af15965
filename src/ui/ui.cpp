#include "ui/ui.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace brigade::ui {
namespace {

// Before the loop has published anything there is still a screen, and it says that it knows nothing.
ScreenModelPtr nothing_known() {
    static const ScreenModelPtr model = std::make_shared<ScreenModel>();
    return model;
}

// The next full second of the clock that is shown, so that it ticks evenly.
TimeMs next_second(const ScreenModel& model, TimeMs now_ms) {
    const TimeMs offset = model.clock_offset_ms + model.wall_offset_ms;
    const TimeMs into = ((now_ms + offset) % 1'000 + 1'000) % 1'000;
    return now_ms + 1'000 - into;
}

}  // namespace

Result<std::unique_ptr<Ui>> Ui::open(const WindowOptions& options, Words words) {
    auto window = Window::open(options);
    if (!window) return window.error();
    return std::unique_ptr<Ui>(new Ui(*std::move(window), std::move(words)));
}

Ui::Ui(std::unique_ptr<Window> window, Words words)
    : window_(std::move(window)),
      screen_(window_->look(), words) {}

void Ui::run(Mailbox& mailbox, const Clock& clock, const std::function<void()>& each_turn) {
    mailbox.wake_ui_with([this] { window_->wake(); });
    while (turn(mailbox, clock))
        if (each_turn) each_turn();
    mailbox.wake_ui_with({});
}

bool Ui::turn(Mailbox& mailbox, const Clock& clock) {
    const std::vector<Input> inputs = window_->inputs(changed_ ? 0 : wait_ms(clock()));
    const TimeMs now_ms = clock();
    handle(inputs, mailbox, now_ms);
    ScreenModelPtr model = mailbox.newest();
    if (!model) model = nothing_known();
    if (changed_ || model != shown_ || now_ms >= due_ms_) show(mailbox, std::move(model), now_ms);
    take_screenshots();
    return !quit_;
}

int Ui::wait_ms(TimeMs now_ms) const {
    return static_cast<int>(std::clamp<TimeMs>(due_ms_ - now_ms, 0, 1'000));
}

void Ui::handle(const std::vector<Input>& inputs, Mailbox& mailbox, TimeMs now_ms) {
    const auto post = [&](std::optional<Action> action) {
        if (action) mailbox.post(std::move(*action));
    };
    std::vector<Function> presses;
    {
        const std::lock_guard lock(mutex_);
        presses.swap(presses_);
    }
    for (const Function function : presses) post(controls_.press(function, now_ms));
    for (const Input& input : inputs) switch (input.kind) {
            case Input::Kind::function:
                post(controls_.press(input.function, now_ms));
                break;
            case Input::Kind::touch:
                controls_.touch(input.x, input.y);
                break;
            case Input::Kind::release:
                post(controls_.release(input.x, input.y, now_ms));
                break;
            case Input::Kind::quit:
                quit_ = true;
                break;
            case Input::Kind::redraw:
                break;
        }
    changed_ = changed_ || !inputs.empty() || !presses.empty();
}

void Ui::show(Mailbox& mailbox, ScreenModelPtr model, TimeMs now_ms) {
    Frame frame;
    std::optional<Action> closed;
    window_->present([&](Canvas& canvas) {
        screen_.set_look(window_->look());
        screen_.arrange(canvas, model, window_->width(), window_->height(), now_ms,
                        controls_.pressed_at_ms());
        if (auto action = controls_.settle(*model, screen_.placement(), now_ms)) closed = std::move(action);
        frame = screen_.draw(canvas, controls_.view(), now_ms);
    });
    mailbox.count_frame();
    std::vector<Drawn> drawn = drawn_.note(frame, screen_.placement());
    const bool flashes = frame.flashes, covered = frame.covered;
    controls_.presented(std::move(frame), now_ms);
    if (closed) mailbox.post(*std::move(closed));
    // Under what covers the tickets nobody has seen anything: that is told with the first picture without it.
    if (!covered) {
        if (!drawn.empty() || (model->known && model->seq != reported_))
            mailbox.post(Presented{model->seq, std::move(drawn)});
        reported_ = model->seq;
    }
    due_ms_ = std::min(next_second(*model, now_ms), controls_.due_ms(now_ms).value_or(now_ms + 1'000));
    if (flashes)
        due_ms_ = std::min(due_ms_, next_flash_ms(now_ms + model->clock_offset_ms) - model->clock_offset_ms);
    shown_ = std::move(model);
    changed_ = false;
}

void Ui::take_screenshots() {
    std::vector<std::string> paths;
    {
        const std::lock_guard lock(mutex_);
        paths.swap(screenshots_);
    }
    for (const std::string& path : paths)
        if (Status status = window_->screenshot(path); !status) log_warning("{}", status.error().message);
}

void Ui::quit() {
    quit_ = true;
    window_->wake();
}

void Ui::screenshot(std::string path) {
    {
        const std::lock_guard lock(mutex_);
        screenshots_.push_back(std::move(path));
    }
    window_->wake();
}

void Ui::press(Function function) {
    {
        const std::lock_guard lock(mutex_);
        presses_.push_back(function);
    }
    window_->wake();
}

}  // namespace brigade::ui
