// Pictures of a pane for its station. They are taken on the UI's thread, which only reads them back, and made
// into a PNG on a thread of its own that gives way to others; that takes many frames (docs/performance.md).
// One at a time, so that a display that is stuck gathers none. Loop thread; owned by the BoxScreen.
#pragma once

#include <memory>

#include "base/lifetime.h"
#include "net/loop.h"
#include "station/screenshots.h"
#include "ui/pane.h"

namespace brigade {

class ScreenCamera {
  public:
    explicit ScreenCamera(net::Loop& loop) : loop_(loop) {}

    void point_at(ui::Pane& pane) { pane_ = &pane; }  // which outlives the last turn of the loop
    // `taken` is called on the loop's thread; not at all where the pane has no turn any more.
    void take(Screenshots::Taken taken);
    void put_away() { worker_.reset(); }  // finishes what it is at; the loop has ended

  private:
    net::Loop& loop_;
    const Lifetime lifetime_;
    ui::Pane* pane_ = nullptr;
    std::unique_ptr<net::Worker> worker_;  // from the first picture on
    bool busy_ = false;
};

}  // namespace brigade
