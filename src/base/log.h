// One line per fact to stderr, where systemd's journal picks it up (with its <N> priority prefixes when
// stderr is the journal) and a person at a terminal reads it. Any thread; a line is never torn.
#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace brigade {

enum class LogLevel { error, warning, info, debug };

void set_log_level(LogLevel level);
LogLevel log_level();
void log_line(LogLevel level, std::string_view text);

template <class... Args>
void log_error(fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::error, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::warning, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_info(fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::info, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_debug(fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::debug, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace brigade
