#include "ui/speaker.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.h"

namespace brigade::ui {

Speaker::Speaker(std::unique_ptr<SoundDevice> device, DurationMs linger_ms, DurationMs missing_again_ms)
    : device_(std::move(device)),
      linger_ms_(linger_ms),
      missing_again_ms_(missing_again_ms),
      thread_([this] { work(); }) {}

Speaker::~Speaker() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wakes_.notify_one();
    thread_.join();
}

void Speaker::play(Cue cue, int volume_percent, std::size_t pane) {
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(wanted_, [&](const Wanted& one) { return one.pane == pane; });
        wanted_.push_back({cue, volume_percent, pane});
    }
    wakes_.notify_one();
}

// What two panes want at the same moment is heard once.
bool Speaker::sounds_already(const Wanted& wanted) const {
    constexpr std::chrono::milliseconds same_moment{200};
    return last_ && last_->cue == wanted.cue && last_->pane != wanted.pane &&
           std::chrono::steady_clock::now() - last_at_ < same_moment;
}

void Speaker::look_again() {
    {
        const std::lock_guard lock(mutex_);
        look_again_ = true;
    }
    wakes_.notify_one();
}

void Speaker::work() {
    for (std::size_t i = 0; i < cue_count; ++i) figures_[i] = figure(static_cast<Cue>(i));
    auto rest_at = std::chrono::steady_clock::now(), sounds_until = rest_at;
    const auto something = [this] { return stop_ || look_again_ || !wanted_.empty(); };
    std::unique_lock lock(mutex_);
    while (!stop_) {
        if (!open_ && !missing_) wakes_.wait(lock, something);
        if (missing_ && !wakes_.wait_for(lock, std::chrono::milliseconds(missing_again_ms_), something))
            look_again_ = true;
        const bool rests = open_ && !wakes_.wait_until(lock, rest_at, something);
        const bool looks = std::exchange(look_again_, false) && !stop_;
        const std::vector<Wanted> wanted = stop_ ? std::vector<Wanted>{} : std::exchange(wanted_, {});
        lock.unlock();
        // What sounds is not cut off because another device came.
        const bool well = looks && open_ && device_->play({});
        if (rests || (looks && !well)) close();
        if (looks && !well) open();
        DurationMs busy_ms = wanted.empty() ? 0 : lead_in_ms;
        for (const Wanted& one : wanted) {
            if (sounds_already(one)) continue;
            sound(one);
            busy_ms += length_ms(one.cue);
        }
        const auto now = std::chrono::steady_clock::now();
        if (busy_ms > 0) sounds_until = std::max(sounds_until, now) + std::chrono::milliseconds(busy_ms);
        if (looks || !wanted.empty())
            rest_at = std::max(sounds_until, now) + std::chrono::milliseconds(linger_ms_);
        lock.lock();
    }
    lock.unlock();
    close();
    device_->leave_thread();
}

void Speaker::open() {
    open_ = device_->open();
    if (open_ == !missing_) return;
    missing_ = !open_;
    if (open_)
        log_info("a sound device is there again");
    else
        log_warning("there is no sound device: alarms are only seen. Plug in a loudspeaker, or choose HDMI");
}

void Speaker::close() {
    if (open_) device_->close();
    open_ = false;
}

// A device that has gone since it was opened: perhaps there is another one.
void Speaker::sound(const Wanted& wanted) {
    last_ = wanted;
    last_at_ = std::chrono::steady_clock::now();
    Samples samples = figures_[static_cast<std::size_t>(wanted.cue)];
    for (float& sample : samples) sample *= gain_at(wanted.volume_percent);
    for (int tries = 0; tries < 2; ++tries) {
        if (!open_) {
            open();
            if (!open_) return;
            device_->play(Samples(static_cast<std::size_t>(samples_per_s / 1'000 * lead_in_ms)));
        }
        if (device_->play(samples)) return;
        close();
    }
}

}  // namespace brigade::ui
