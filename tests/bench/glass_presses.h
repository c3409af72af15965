// Bumps at a screen's own keys: how long from the press to the picture without the ticket, which the screen
// makes by itself, and how long to the one that is built from what the hub has made of it.
#pragma once

#include <functional>

#include "glass_run.h"

namespace brigade::bench {

class GlassPresses : public GlassRun {
  public:
    // `press` bumps the chosen ticket, the oldest one, as a key of the screen would.
    GlassPresses(net::EventLoop& loop, GlassPlan plan, std::function<void()> press)
        : GlassRun(loop, std::move(plan)),
          press_(std::move(press)) {}

    void seen(const Picture& picture) override;
    bool done() const override { return measured_ == plan_.measured; }

  private:
    void begin() override;
    void ready(Seq seq) override;
    void press();
    void order_next() { order(ordered_++); }
    void settle();

    std::function<void()> press_;
    int ordered_ = 0, whole_ = 0, measured_ = 0;
    std::optional<Moment> pressed_;  // and not all has been seen of it
    std::optional<Seq> bumped_seq_;  // what the hub made of it
    std::vector<Picture> pictures_;  // since the press
    net::Timer next_;
};

}  // namespace brigade::bench
