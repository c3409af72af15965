// The whole room as its owner sees it: opens the window and turns its panes until it is told to quit. Main
// thread, except where said.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "ui/pane.h"

namespace brigade::ui {

// A picture that looks as before is sent to the glass again after so long, to see whether there still is one.
inline constexpr DurationMs glass_again_ms = 4'000;

// One station's screen; the mailbox outlives the Ui.
struct PaneOptions {
    Mailbox& mailbox;
    Words words;
};

class Ui {
  public:
    // Monotonic milliseconds: the clock that ScreenModel::clock_offset_ms refers to.
    using Clock = std::function<TimeMs()>;

    // One pane for each of the one or two stations, whatever the options say of panes.
    static Result<std::unique_ptr<Ui>> open(WindowOptions options, std::vector<PaneOptions> panes);
    ~Ui();

    Pane& pane(std::size_t number = 0) { return *panes_[number]; }

    // Until quit() or the window is closed. `each_picture` is called after each picture that the glass has
    // got, at least every `glass_again_ms` and a second: feed a watchdog there. It is not called for a turn
    // that drew nothing, however often the loop goes round.
    void run(const Clock& clock, const std::function<void()>& each_picture = {});
    // One turn of run(): waits for something to do (at most a second), does it. False once it is over.
    bool turn(const Clock& clock);

    std::uint64_t pictures() const { return pictures_; }  // that the glass has got
    void quit();                                          // any thread

  private:
    Ui(std::unique_ptr<Window> window, std::unique_ptr<SoundDevice> sound, std::vector<PaneOptions> panes);
    void handle(const std::vector<Input>& inputs, TimeMs now_ms);
    void lock_together(TimeMs now_ms);
    void show(const Clock& clock, TimeMs now_ms);
    int wait_ms(TimeMs now_ms) const;

    std::unique_ptr<Window> window_;
    Speaker speaker_;
    std::vector<std::unique_ptr<Pane>> panes_;
    std::vector<Mailbox*> mailboxes_;
    std::size_t keyboard_ = 0;  // the pane that a keyboard means: the one touched last, or chosen with Tab
    bool keyboard_used_ = false;
    std::uint64_t pictures_ = 0;  // that the glass has got
    TimeMs glass_at_ms_ = 0;      // the newest of them
    TimeMs locked_until_ms_ = 0;  // one glass: who wipes one half wipes both
    std::atomic<bool> quit_ = false;
};

}  // namespace brigade::ui
