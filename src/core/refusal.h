// Why a request was not carried out: the contract's code, a JSON pointer to the offending value in the
// message, and a sentence for the person who has to mend it. A refusal stores nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/words.h"

namespace brigade {

enum class ErrorCode {
    invalid_message,
    invalid_order,
    conflict,
    unknown_order,
    unknown_line,
    unknown_station,
    stale_revision,
    not_allowed,
    unauthorized,
    rate_limited,
    too_large,
    unsupported_protocol,
    unknown_role,
    journal_unavailable,
};

namespace words {
template <>
inline constexpr std::array of<ErrorCode>{
    "invalid_message"sv, "invalid_order"sv,        "conflict"sv,     "unknown_order"sv,      "unknown_line"sv,
    "unknown_station"sv, "stale_revision"sv,       "not_allowed"sv,  "unauthorized"sv,       "rate_limited"sv,
    "too_large"sv,       "unsupported_protocol"sv, "unknown_role"sv, "journal_unavailable"sv};
}  // namespace words

struct Refusal {
    ErrorCode code = ErrorCode::invalid_message;
    std::string path;
    std::string message;
    std::optional<std::uint32_t> revision = {};  // with stale_revision: the current one
    std::optional<std::int64_t> retry_ms = {};   // with rate_limited
    bool needs_pin = false;                      // with not_allowed: a manager who signs in may
};

}  // namespace brigade
