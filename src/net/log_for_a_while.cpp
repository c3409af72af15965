#include "net/log_for_a_while.h"

namespace brigade::net {

void LogForAWhile::set(LogLevel level, DurationMs for_ms) {
    set_log_level(level);
    back_ = loop_.after(for_ms, [this] { set_log_level(usual_); });
}

}  // namespace brigade::net
