// One station's screen in brigade-station, but for its pane: its settings and words, its mailbox, its station
// on the loop. Main makes one or two of them, before the loop runs, and takes them apart after it has ended.
//
// Where the station cannot start, because its copy or its presses cannot be opened, the pane says why instead
// of tickets, and it is tried again: what is wrong with one half of a panel does not darken the other.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/bump_bars.h"
#include "app/locale.h"
#include "app/screen_camera.h"
#include "app/station_arguments.h"
#include "net/loop.h"
#include "ui/ui.h"

namespace brigade {

class BoxScreen {
  public:
    // The box it is on, asked on the loop's thread.
    struct Box {
        std::function<void(const std::vector<BoundBar>&)> bind_bars;
        std::function<void(bool on)> learn_bar;
        std::function<void()> restart;
        bool says_code = false;  // nobody sees this screen: a pairing code is printed
        bool second = false;
    };

    // Fails with a sentence where there are no words.
    static Result<std::unique_ptr<BoxScreen>> start(net::EventLoop& loop, ScreenArguments arguments, Box box);
    BoxScreen(const BoxScreen&) = delete;
    BoxScreen& operator=(const BoxScreen&) = delete;

    // Whether its tickets are to be seen; any thread.
    bool has_station() const { return has_station_; }
    // Why there is no station yet; empty: there is one. For before the loop runs.
    const std::string& fault() const { return fault_; }
    ui::PaneOptions pane_options() { return {mailbox_, words_.words}; }
    // The pane that it has got; before the loop runs.
    void show_on(ui::Pane& pane);
    void close();  // writes what is left; the loop has ended
    // Its side of a reader of bump bars; for after show_on().
    BarScreen bar_screen();
    void bind_bars() const { box_.bind_bars(arguments_.station.settings.bars); }
    void write_picture() const { pane_->screenshot((data_ / "screen.png").string()); }
    ui::Pane& pane() const { return *pane_; }

  private:
    BoxScreen(net::EventLoop& loop, ScreenArguments arguments, Box box, LoadedWords words)
        : loop_(loop),
          arguments_(std::move(arguments)),
          data_(arguments_.data),
          box_(std::move(box)),
          words_(std::move(words)),
          camera_(loop) {}
    StationOptions options();
    void open();

    net::EventLoop& loop_;
    const ScreenArguments arguments_;  // with what was chosen on the screen before
    const std::filesystem::path data_;
    const Box box_;
    LoadedWords words_;
    std::string settings_problem_;
    Mailbox mailbox_;
    ui::Pane* pane_ = nullptr;
    ScreenCamera camera_;
    std::unique_ptr<StationScreen> station_;  // null while it cannot start
    std::vector<BarFound> bars_;              // that are plugged in
    std::string fault_;
    std::atomic<bool> has_station_ = false;
    net::Timer again_;
};

}  // namespace brigade
