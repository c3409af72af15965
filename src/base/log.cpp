#include "base/log.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace brigade {
namespace {

std::atomic<LogLevel> log_level_max{LogLevel::info};

// sd-daemon(3): a line that starts with <N> carries its syslog priority.
std::string_view prefix(LogLevel level) {
    static const bool to_journal = std::getenv("JOURNAL_STREAM") != nullptr;
    switch (level) {
        case LogLevel::error:
            return to_journal ? "<3>" : "error: ";
        case LogLevel::warning:
            return to_journal ? "<4>" : "warning: ";
        case LogLevel::info:
            return to_journal ? "<6>" : "";
        case LogLevel::debug:
            return to_journal ? "<7>" : "debug: ";
    }
    return "";
}

}  // namespace

void set_log_level(LogLevel level) { log_level_max = level; }

LogLevel log_level() { return log_level_max; }

void log_line(LogLevel level, std::string_view text) {
    if (level > log_level_max) return;
    std::string line = fmt::format("{}{}\n", prefix(level), text);
    std::string_view rest = line;
    while (!rest.empty()) {
        ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace brigade
