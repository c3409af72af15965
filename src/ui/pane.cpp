#include "ui/pane.h"

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

// For whoever has to know from outside when what was seen: written the moment that the glass has the picture.
// tests/bench (pictures.cpp, watched.py) reads these words.
void log_picture(const ScreenModel& model, const std::vector<Drawn>& whole) {
    if (log_level() < LogLevel::debug) return;
    std::string orders;
    for (const Drawn& ticket : whole) orders += ' ' + ticket.order_id;
    log_debug("picture: event {}, tickets {}, presses waiting {}, whole for the first time:{}", model.seq,
              model.tickets.size(), model.waiting, orders);
}

}  // namespace

Pane::Pane(const PaneParts& parts, const Words& words)
    : window_(parts.window),
      number_(parts.number),
      mailbox_(parts.mailbox),
      screen_(window_.look(number_), words),
      sound_(parts.speaker, number_) {}

void Pane::take_presses(TimeMs now_ms) {
    std::vector<Press> presses;
    std::vector<RawKey> raw_keys;
    {
        const std::lock_guard lock(mutex_);
        presses.swap(presses_);
        raw_keys.swap(raw_keys_);
    }
    for (const Press& one : presses) press_now(one.function, time_of(one, now_ms));
    handled_ms_ = now_ms;
    for (const RawKey& key : raw_keys) {
        closed_.wakes(now_ms);
        post(controls_.raw(key, now_ms), now_ms);
    }
    changed_ = changed_ || !presses.empty() || !raw_keys.empty();
}

// A press that wakes a black screen is about nothing: who made it saw no ticket.
void Pane::press_now(Function function, TimeMs at_ms) {
    if (faulty()) return;
    if (function == Function::none || !closed_.wakes(at_ms)) post(controls_.press(function, at_ms), at_ms);
}

void Pane::take(const Input& input, TimeMs now_ms) {
    changed_ = true;
    if (faulty()) return;
    switch (input.kind) {
        case Input::Kind::function:
            press_now(input.function, now_ms);
            break;
        case Input::Kind::text:
            controls_.type(input.text, now_ms);
            break;
        case Input::Kind::touch:
            if (!closed_.wakes(now_ms)) controls_.touch(input.x, input.y, now_ms);
            break;
        case Input::Kind::release:
            post(controls_.release(input.x, input.y, now_ms), now_ms);
            break;
        case Input::Kind::next_pane:
        case Input::Kind::quit:
        case Input::Kind::speakers:
        case Input::Kind::redraw:
            break;
    }
}

// There is nobody behind it to press for.
bool Pane::faulty() const {
    const ScreenModelPtr newest = mailbox_.newest();
    return newest && newest->start_fault;
}

void Pane::post(std::optional<Action> action, TimeMs at_ms) {
    note_press(action, at_ms);
    if (action) mailbox_.post(std::move(*action));
}

// A press is no older than what was handled before it: time never goes backwards for the rules of Controls.
TimeMs Pane::time_of(const Press& press, TimeMs now_ms) {
    return handled_ms_ = std::clamp(press.at_ms.value_or(now_ms), std::min(handled_ms_, now_ms), now_ms);
}

void Pane::dress(const ScreenSettings& settings) {
    if (settings == dressed_) return;
    dressed_ = settings;
    if (const auto words = languages_.find(settings.language); words != languages_.end())
        screen_.set_words(words->second);
    choose_also();
    window_.dress(settings.theme, settings.density, {settings.distance_m, settings.diagonal_in}, number_);
}

void Pane::know(const std::string& language, Words words) {
    languages_.insert_or_assign(language, std::move(words));
    choose_also();
}

void Pane::choose_also() {
    const auto also = languages_.find(dressed_.language == "en" ? "id" : "en");
    if (also != languages_.end()) screen_.set_also(also->second);
}

bool Pane::wants_picture(TimeMs now_ms) {
    const ScreenModelPtr newest = mailbox_.newest();
    return changed_ || now_ms >= due_ms_ || (newest && newest != model_);
}

bool Pane::keeps_keyboard() const {
    const View& view = controls_.view();
    return view.recall.open || view.menu.open() || view.entry.open || view.devices.open ||
           view.sign_in.open || view.setup.open || view.learn.open;
}

void Pane::lock_until(TimeMs until_ms, TimeMs now_ms) {
    if (until_ms == locked_until_ms()) return;
    controls_.lock_until(until_ms, now_ms);
    changed_ = true;
}

void Pane::prepare(TimeMs now_ms) {
    own_picture_ = wants_picture(now_ms);
    model_ = mailbox_.newest();
    if (!model_) model_ = nothing_known();
    settled_.reset();
    screen_.set_sound(sound_.state(*model_, now_ms));
    if (model_ != nothing_known()) dress(model_->settings);  // also before the hub was ever heard
    window_.shift(burn_in_shift(now_ms + model_->clock_offset_ms, window_.look(number_).scale), number_);
    closed_.follow(*model_, now_ms);
}

void Pane::draw(Canvas& canvas, TimeMs now_ms) {
    const float width = window_.width(number_), height = window_.height(number_);
    screen_.set_look(window_.look(number_));
    screen_.set_legible(window_.legible(number_));
    screen_.arrange(canvas, model_, width, height, now_ms, controls_.pressed_at_ms(),
                    controls_.view().batches);
    if (auto action = controls_.settle(*model_, screen_.placement(), now_ms)) settled_ = std::move(action);
    if (!closed_.black()) {
        frame_ = screen_.draw(canvas, controls_.view(), now_ms);
        return;
    }
    draw_closed(canvas, window_.look(number_), width, height, now_ms + model_->clock_offset_ms);
    frame_ = {};
    frame_.model = model_;
    frame_.covered = true;
}

void Pane::presented(TimeMs now_ms) {
    if (own_picture_) mailbox_.count_frame();
    std::vector<Drawn> drawn = drawn_.note(frame_, screen_.placement());
    if (own_picture_) log_picture(*model_, drawn);
    const bool flashes = frame_.flashes, covered = frame_.covered;
    controls_.presented(std::move(frame_), now_ms);
    let_hear(now_ms);
    if (settled_) mailbox_.post(*std::exchange(settled_, {}));
    // Under what covers the tickets nobody has seen anything: that is told with the first picture without it.
    if (!covered) {
        if (!drawn.empty() || (model_->known && model_->seq != reported_))
            mailbox_.post(Presented{model_->seq, std::move(drawn)});
        reported_ = model_->seq;
    }
    due_ms_ = std::min(next_second(*model_, now_ms), controls_.due_ms(now_ms).value_or(now_ms + 1'000));
    if (flashes)
        due_ms_ =
            std::min(due_ms_, next_flash_ms(now_ms + model_->clock_offset_ms) - model_->clock_offset_ms);
    changed_ = false;
}

// A press was about the ticket that it did something to, else about the one that it chose.
void Pane::note_press(const std::optional<Action>& action, TimeMs now_ms) {
    if (controls_.pressed_at_ms() != now_ms) return;  // it counted for nothing
    const bool chose = controls_.chosen_at_ms() == now_ms;
    sound_.pressed(action ? action->order_id : chose ? controls_.view().order_id : "", now_ms);
}

void Pane::let_hear(TimeMs now_ms) {
    const unsigned tests = controls_.view().sound_tests;
    if (tests != sound_tests_) sound_.test(*model_);
    sound_tests_ = tests;
    sound_.follow(*model_, now_ms);
}

void Pane::take_screenshots() {
    std::vector<std::string> paths;
    std::vector<std::function<void(Result<Pixels>)>> wanted;
    {
        const std::lock_guard lock(mutex_);
        paths.swap(screenshots_);
        wanted.swap(pictures_);
    }
    for (const auto& taken : wanted) taken(window_.picture(number_));
    for (const std::string& path : paths)
        if (Status status = window_.screenshot(path, number_); !status)
            log_warning("{}", status.error().message);
}

void Pane::screenshot(std::string path) {
    {
        const std::lock_guard lock(mutex_);
        screenshots_.push_back(std::move(path));
    }
    window_.wake();
}

void Pane::picture(std::function<void(Result<Pixels>)> taken) {
    {
        const std::lock_guard lock(mutex_);
        pictures_.push_back(std::move(taken));
    }
    window_.wake();
}

void Pane::press(Function function, std::optional<TimeMs> at_ms) {
    {
        const std::lock_guard lock(mutex_);
        presses_.push_back({function, at_ms});
    }
    window_.wake();
}

void Pane::raw(RawKey key) {
    {
        const std::lock_guard lock(mutex_);
        raw_keys_.push_back(std::move(key));
    }
    window_.wake();
}

}  // namespace brigade::ui
