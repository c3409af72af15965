// Instants and their one written form. Nothing here asks what time it is: the only clocks are in src/app
// and src/net.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brigade {

// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
using TimeMs = std::int64_t;
using DurationMs = std::int64_t;

// RFC 3339 in UTC with milliseconds, "2026-11-20T12:03:07.120Z". Years 0000 to 9999; outside is clamped.
std::string format_time(TimeMs time);

// Any RFC 3339 instant: with an offset, with any number of fraction digits (cut to milliseconds), with
// the leap second 60 read as the following second. Nothing if the text is not one, or if the instant lies
// outside the years 0000 to 9999 in UTC, so that every instant read can be written.
std::optional<TimeMs> parse_time(std::string_view text);

}  // namespace brigade
