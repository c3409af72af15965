#include "hub/http_answer.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "core/json_fields.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::unauthorized:
            return 401;
        case ErrorCode::unknown_order:
            return 404;
        case ErrorCode::conflict:
        case ErrorCode::stale_revision:
        case ErrorCode::not_allowed:
            return 409;
        case ErrorCode::too_large:
            return 413;
        case ErrorCode::rate_limited:
            return 429;
        case ErrorCode::journal_unavailable:
            return 503;
        default:
            return 400;
    }
}

}  // namespace

net::HttpHeaders never_kept() {
    return {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
}

net::HttpAnswer json_answer(int status, std::string body) {
    return {status, "application/json", std::move(body), never_kept()};
}

net::HttpAnswer refused(const Refusal& refusal, const std::string& re, std::optional<int> status) {
    net::HttpAnswer answer = json_answer(status.value_or(status_of(refusal.code)), error_text(re, refusal));
    if (refusal.retry_ms)
        answer.headers.emplace_back("Retry-After", std::to_string((*refusal.retry_ms + 999) / 1000));
    return answer;
}

std::string told(const std::string& text) {
    return is_text(text, limits::notes_chars) ? text : "what was asked for";
}

net::HttpAnswer not_taken(const net::HttpRequest& request, const char* allowed) {
    net::HttpAnswer answer =
        refused({ErrorCode::invalid_message, "",
                 fmt::format("{} does not take {}", told(request.path), told(request.method))},
                {}, 405);
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}

}  // namespace brigade
