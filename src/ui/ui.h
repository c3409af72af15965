// The whole room as its owner sees it: opens the window, shows what the mailbox brings, posts what is pressed
// and what has been presented, until it is told to quit. Main thread, except where said.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "station/mailbox.h"
#include "ui/controls.h"
#include "ui/drawn.h"
#include "ui/screen.h"
#include "ui/window.h"
#include "ui/words.h"

namespace brigade::ui {

class Ui {
  public:
    // Monotonic milliseconds: the clock that ScreenModel::clock_offset_ms refers to.
    using Clock = std::function<TimeMs()>;

    static Result<std::unique_ptr<Ui>> open(const WindowOptions& options, Words words);

    // Until quit() or the window is closed. `each_turn` is called at least once a second: feed a watchdog
    // there.
    void run(Mailbox& mailbox, const Clock& clock, const std::function<void()>& each_turn = {});
    // One turn of run(): waits for something to do (at most a second), does it. False once it is over.
    bool turn(Mailbox& mailbox, const Clock& clock);

    void quit();                        // any thread
    void screenshot(std::string path);  // any thread; written after the next turn, failures are logged
    void press(Function function);      // any thread; as if a key had been pressed

  private:
    Ui(std::unique_ptr<Window> window, Words words);
    void handle(const std::vector<Input>& inputs, Mailbox& mailbox, TimeMs now_ms);
    void show(Mailbox& mailbox, ScreenModelPtr model, TimeMs now_ms);
    int wait_ms(TimeMs now_ms) const;
    void take_screenshots();

    std::unique_ptr<Window> window_;
    Screen screen_;
    Controls controls_;
    DrawnLog drawn_;
    ScreenModelPtr shown_;  // null before the first frame
    TimeMs due_ms_ = 0;     // when the picture changes by itself
    bool changed_ = true;
    Seq reported_ = 0;

    std::atomic<bool> quit_ = false;
    std::mutex mutex_;  // guards what other threads ask for
    std::vector<std::string> screenshots_;
    std::vector<Function> presses_;
};

}  // namespace brigade::ui
