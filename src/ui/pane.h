// One station's screen on its part of the glass: shows what its mailbox brings, posts what is pressed there
// and what has been presented. Ui (ui.h) owns it, turns it and shows it. Main thread, except where said.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "station/mailbox.h"
#include "ui/closed.h"
#include "ui/controls.h"
#include "ui/drawn.h"
#include "ui/screen.h"
#include "ui/sound.h"
#include "ui/window.h"
#include "ui/words.h"

namespace brigade::ui {

// What a pane stands between; all outlive it.
struct PaneParts {
    Window& window;
    std::size_t number = 0;  // of the window's panes
    Mailbox& mailbox;
    Speaker& speaker;
};

class Pane {
  public:
    Pane(const PaneParts& parts, const Words& words);

    // Any thread. As if a key had been pressed, `at_ms` on the clock of Ui: what waits for a slow picture is
    // still as far apart as it was pressed. Without a time: now, when it is taken.
    void press(Function function, std::optional<TimeMs> at_ms = {});
    void raw(RawKey key);               // any thread; a key of a bump bar that is learned
    void screenshot(std::string path);  // any thread; written after the next turn, failures are logged
    // Any thread. What the glass shows after the next turn; `taken` is called on Ui's thread and does not
    // keep it waiting.
    void picture(std::function<void(Result<Pixels>)> taken);
    // Words of another language, by its code, for whoever chooses it here. Before the first turn.
    void know(const std::string& language, Words words);

    // Ui's turn, in this order: what was pressed, and what came; then, if anything wants a picture, the
    // picture of all panes: what comes before it, drawing it (again, where letters turn up), and what follows
    // once it is seen.
    void take_presses(TimeMs now_ms);
    void take(const Input& input, TimeMs now_ms);
    bool wants_picture(TimeMs now_ms);
    void prepare(TimeMs now_ms);
    void draw(Canvas& canvas, TimeMs now_ms);
    void presented(TimeMs now_ms);
    void take_screenshots();

    TimeMs due_ms() const { return changed_ ? 0 : due_ms_; }  // when the next picture is wanted at the latest
    bool takes_text() const { return controls_.typing(); }
    // Somebody is in the middle of something: a touch elsewhere does not turn their keys into another pane's.
    bool keeps_keyboard() const;
    TimeMs locked_until_ms() const { return controls_.view().locked_until_ms; }
    void lock_until(TimeMs until_ms, TimeMs now_ms);

  private:
    struct Press {
        Function function;
        std::optional<TimeMs> at_ms;
    };
    bool faulty() const;
    TimeMs time_of(const Press& press, TimeMs now_ms);
    void press_now(Function function, TimeMs at_ms);
    void post(std::optional<Action> action, TimeMs at_ms);
    void dress(const ScreenSettings& settings);
    void choose_also();
    void note_press(const std::optional<Action>& action, TimeMs now_ms);
    void let_hear(TimeMs now_ms);

    Window& window_;
    const std::size_t number_;
    Mailbox& mailbox_;
    Screen screen_;
    Controls controls_;
    DrawnLog drawn_;
    Sound sound_;
    unsigned sound_tests_ = 0;  // those that have been heard
    Closed closed_;
    std::map<std::string, Words> languages_;
    ScreenSettings dressed_;  // what the pane looks like; the options, as long as nobody has chosen anything
    ScreenModelPtr model_;    // to be shown, or shown last
    Frame frame_;             // the picture of it
    std::optional<Action> settled_;
    TimeMs due_ms_ = 0;  // when the picture changes by itself
    bool changed_ = true;
    bool own_picture_ = false;  // the next one is not for another pane's sake alone
    Seq reported_ = 0;
    TimeMs handled_ms_ = 0;  // no press is from before it: the last turn, or the press taken last

    std::mutex mutex_;  // guards what other threads ask for
    std::vector<std::string> screenshots_;
    std::vector<std::function<void(Result<Pixels>)>> pictures_;
    std::vector<Press> presses_;
    std::vector<RawKey> raw_keys_;
};

}  // namespace brigade::ui
