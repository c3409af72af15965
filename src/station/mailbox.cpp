#include "station/mailbox.h"

#include <utility>

namespace brigade {

void Mailbox::wake_loop_with(std::function<void()> wake) {
    std::lock_guard lock(mutex_);
    wake_loop_ = std::move(wake);
}

void Mailbox::wake_ui_with(std::function<void()> wake) {
    std::lock_guard lock(mutex_);
    wake_ui_ = std::move(wake);
}

void Mailbox::publish(ScreenModelPtr model) {
    std::function<void()> wake;
    {
        std::lock_guard lock(mutex_);
        model_ = std::move(model);
        wake = wake_ui_;
    }
    if (wake) wake();
}

std::vector<Action> Mailbox::take_actions() {
    std::lock_guard lock(mutex_);
    return std::exchange(actions_, {});
}

std::vector<Presented> Mailbox::take_presented() {
    std::lock_guard lock(mutex_);
    return std::exchange(presented_, {});
}

ScreenModelPtr Mailbox::newest() const {
    std::lock_guard lock(mutex_);
    return model_;
}

void Mailbox::post(Action action) {
    std::function<void()> wake;
    {
        std::lock_guard lock(mutex_);
        actions_.push_back(std::move(action));
        wake = wake_loop_;
    }
    if (wake) wake();
}

void Mailbox::post(Presented presented) {
    std::function<void()> wake;
    {
        std::lock_guard lock(mutex_);
        presented_.push_back(std::move(presented));
        wake = wake_loop_;
    }
    if (wake) wake();
}

}  // namespace brigade
