// One station's screen in brigade-station, but for its pane: its settings and words, its mailbox, its station
// on the loop. Main makes one or two of them, before the loop runs, and takes them apart after it has ended.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/bump_bars.h"
#include "app/locale.h"
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

    // Fails with a sentence where there are no words, or the copy cannot be opened.
    static Result<std::unique_ptr<BoxScreen>> start(net::EventLoop& loop, ScreenArguments arguments, Box box);
    BoxScreen(const BoxScreen&) = delete;
    BoxScreen& operator=(const BoxScreen&) = delete;

    ui::PaneOptions pane_options() { return {mailbox_, words_.words}; }
    // The pane that it has got; before the loop runs.
    void show_on(ui::Pane& pane);
    void close() { station_.reset(); }  // writes what is left; the loop has ended
    // Its side of a reader of bump bars; for after show_on().
    BarScreen bar_screen();
    void bind_bars() const { box_.bind_bars(bound_); }
    void write_picture() const { pane_->screenshot((data_ / "screen.png").string()); }
    ui::Pane& pane() const { return *pane_; }

  private:
    BoxScreen(net::EventLoop& loop, std::filesystem::path data, Box box, LoadedWords words)
        : loop_(loop),
          data_(std::move(data)),
          box_(std::move(box)),
          words_(std::move(words)) {}
    Status open(ScreenArguments arguments, std::string settings_problem);

    net::EventLoop& loop_;
    const std::filesystem::path data_;
    const Box box_;
    LoadedWords words_;
    std::vector<BoundBar> bound_;  // at the start
    Mailbox mailbox_;
    ui::Pane* pane_ = nullptr;
    std::unique_ptr<StationScreen> station_;
};

}  // namespace brigade
