// A program that says more (or less) for a while, because somebody looks for something: afterwards its log is
// as it was started, so that nobody has to remember, and no disk fills with what nobody reads. Owned by what
// hears the request; loop thread.
#pragma once

#include "base/log.h"
#include "net/loop.h"

namespace brigade::net {

class LogForAWhile {
  public:
    explicit LogForAWhile(Loop& loop) : loop_(loop), usual_(log_level()) {}
    // From now on and for so long; in place of what was asked for before.
    void set(LogLevel level, DurationMs for_ms);

  private:
    Loop& loop_;
    const LogLevel usual_;
    Timer back_;
};

}  // namespace brigade::net
