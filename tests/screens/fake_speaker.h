// A loudspeaker whose plug somebody pulls, and what was played on it.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ui/speaker.h"

namespace brigade::screens {

// Shared by the device, on the speaker's thread, and the test.
struct FakeRoom {
    std::mutex mutex;
    bool plugged = true;  // guarded, as what follows
    bool open = false;
    int opened = 0;
    std::vector<ui::Cue> played;
    float highest = 0;
};

class FakeDevice final : public ui::SoundDevice {
  public:
    explicit FakeDevice(std::shared_ptr<FakeRoom> room) : room_(std::move(room)) {
        for (std::size_t i = 0; i < ui::cue_count; ++i)
            lengths_[i] = ui::figure(static_cast<ui::Cue>(i)).size();
    }

    bool open() override {
        const std::lock_guard lock(room_->mutex);
        ++room_->opened;
        return room_->open = room_->plugged;
    }
    void close() override {
        const std::lock_guard lock(room_->mutex);
        room_->open = false;
    }
    bool play(const ui::Samples& samples) override {
        const std::lock_guard lock(room_->mutex);
        if (!room_->plugged || !room_->open) return false;
        for (std::size_t i = 0; i < ui::cue_count; ++i)
            if (lengths_[i] == samples.size()) room_->played.push_back(static_cast<ui::Cue>(i));
        for (const float sample : samples) room_->highest = std::max(room_->highest, std::abs(sample));
        return true;
    }

  private:
    std::shared_ptr<FakeRoom> room_;
    std::array<std::size_t, ui::cue_count> lengths_{};  // no two figures have the same
};

inline bool comes_true(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

struct SpeakerBench {
    std::shared_ptr<FakeRoom> room = std::make_shared<FakeRoom>();

    template <class Look>
    bool becomes(Look look) const {
        return comes_true([&] {
            const std::lock_guard lock(room->mutex);
            return look(*room);
        });
    }
    std::unique_ptr<FakeDevice> device() const { return std::make_unique<FakeDevice>(room); }
    void plug(bool in) const {
        const std::lock_guard lock(room->mutex);
        room->plugged = in;
    }
    bool has_played(ui::Cue cue) const {
        return becomes([&](const FakeRoom& now) {
            return std::find(now.played.begin(), now.played.end(), cue) != now.played.end();
        });
    }
};

}  // namespace brigade::screens
