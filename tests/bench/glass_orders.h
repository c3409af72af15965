// Orders at a steady pace: how long each waited for its ack, and how long for the picture that showed all of
// its ticket. For each that came, the oldest is bumped, so that as many tickets stand all the time.
#pragma once

#include "glass_run.h"

namespace brigade::bench {

class GlassOrders : public GlassRun {
  public:
    using GlassRun::GlassRun;

    void seen(const Picture& picture) override;
    bool done() const override { return measured_ == plan_.measured; }

  private:
    struct Way {
        Moment sent;
        std::optional<Moment> acked, seen;
    };
    void begin() override;
    void acked(int number) override;
    void send();
    void send_next();
    void finish(int number);

    std::vector<Way> ways_;  // by order; the first `standing` only fill the screen
    int standing_ = 0, measured_ = 0;
    DurationMs began_ms_ = 0;
    net::Timer next_;
};

}  // namespace brigade::bench
