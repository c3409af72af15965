// The loudspeaker of a screen. Starting sound and opening a device may take long, so a thread of its own does
// both: who asks for a figure never waits. The device is open only around what sounds, so that nothing runs
// while it is silent; it may be missing, unplugged and plugged in again at any time. While it is missing it
// is looked for with each figure and once a minute, for the one that comes without a word. Owned by Ui, for
// all its panes; asked on the UI thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "ui/tones.h"

namespace brigade::ui {

// The world's side: one sound device, the system's default. Used by the speaker's thread alone.
class SoundDevice {
  public:
    virtual ~SoundDevice() = default;
    // False: there is none, or sound cannot start yet. Closed before it is opened again.
    virtual bool open() = 0;
    virtual void close() = 0;
    // Begins at once, behind what is still sounding; open. False: the device has gone.
    virtual bool play(const Samples& samples) = 0;
    // The thread that has called all these ends.
    virtual void leave_thread() {}
};

// SDL's. Made on the thread that owns SDL, after it has started, and taken apart there before it ends. A
// screen that draws in memory sounds nowhere, unless SDL_AUDIODRIVER says where.
std::unique_ptr<SoundDevice> open_sound(bool headless);

class Speaker {
  public:
    // Before the first figure: a panel with loudspeakers of its own swallows the beginning.
    static constexpr int lead_in_ms = 250;

    // The device stays open for `linger_ms` after a figure, for one that may follow.
    explicit Speaker(std::unique_ptr<SoundDevice> device, DurationMs linger_ms = 3'000,
                     DurationMs missing_again_ms = 60'000);
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    // One that has not begun yet yields to a newer one of the same pane.
    void play(Cue cue, int volume_percent, std::size_t pane = 0);
    // A device came or went: looks again.
    void look_again();
    // No device could be opened when that was tried last.
    bool missing() const { return missing_; }

  private:
    struct Wanted {
        Cue cue;
        int volume_percent;
        std::size_t pane;
    };
    void work();
    void open();
    void close();
    bool sounds_already(const Wanted& wanted) const;
    void sound(const Wanted& wanted);

    const std::unique_ptr<SoundDevice> device_;
    const DurationMs linger_ms_, missing_again_ms_;
    std::array<Samples, cue_count> figures_;  // the speaker's thread
    std::optional<Wanted> last_;              // that sounded, and when; the speaker's thread
    std::chrono::steady_clock::time_point last_at_;
    bool open_ = false;  // the speaker's thread
    std::atomic<bool> missing_ = false;

    std::mutex mutex_;  // guards what follows
    std::condition_variable wakes_;
    std::vector<Wanted> wanted_;
    bool look_again_ = true;  // at the start nobody knows
    bool stop_ = false;
    std::thread thread_;  // last: it runs on all of the above
};

}  // namespace brigade::ui
