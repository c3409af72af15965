#include "net/http.h"

#include <algorithm>

#include "net/text.h"

namespace brigade::net {

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_word(key, name)) return value;
    }
    return {};
}

// "127.0.0.1:8686" → "127.0.0.1", "[::1]:8686" → "[::1]".
static std::string_view host_of(std::string_view authority) {
    const std::size_t colon = authority.rfind(':');
    const bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
    return has_port ? authority.substr(0, colon) : authority;
}

// An address or a name that nobody else can point here: a page of attacker.example whose name suddenly leads to
// 127.0.0.1 (DNS rebinding) would pass for a page of this hub. Names of mDNS may be pointed here by somebody on the
// same network, so they are taken from programs alone: pages say their Origin.
static bool names_this_machine(std::string_view host, bool from_a_page) {
    const bool is_address = host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
    const std::string_view last_label = host.substr(host.rfind('.') + 1);  // of a name without a dot: all of it
    if (is_address || same_word(last_label, "localhost") || last_label.size() == host.size()) return true;
    return !from_a_page && same_word(last_label, "local");
}

bool HttpRequest::foreign_origin() const {
    const std::string_view origin = header("Origin");
    if (loopback && !names_this_machine(host_of(trimmed(header("Host"))), !origin.empty())) return true;
    if (origin.empty()) return false;
    const std::size_t scheme_end = origin.find("://");
    if (scheme_end == std::string_view::npos) return true;  // "null": a page of nowhere
    const std::string_view default_port = same_word(origin.substr(0, scheme_end), "https") ? ":443" : ":80";
    const auto with_port = [&](std::string_view authority) {
        std::string full = lower_case(authority);
        const std::size_t colon = full.rfind(':');
        const bool has_port = colon != std::string::npos && full.find(']', colon) == std::string::npos;
        if (!has_port) full += default_port;
        return full;
    };
    return with_port(origin.substr(scheme_end + 3)) != with_port(header("Host"));
}

HttpReply::HttpReply(Sink sink) : sink_(std::move(sink)) {}
HttpReply::HttpReply(HttpReply&& other) noexcept : sink_(std::exchange(other.sink_, nullptr)) {}

HttpReply& HttpReply::operator=(HttpReply&& other) noexcept {
    if (this != &other) {
        HttpReply abandoned(std::move(*this));
        sink_ = std::exchange(other.sink_, nullptr);
    }
    return *this;
}

HttpReply::~HttpReply() {
    if (!answered()) answer({500, "text/plain", "This request was not answered; the log says why.\n"});
}

void HttpReply::answer(HttpAnswer answer) {
    if (const Sink sink = std::exchange(sink_, nullptr)) sink(std::move(answer));
}

}  // namespace brigade::net
