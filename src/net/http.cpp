#include "net/http.h"

#include <unistd.h>

#include <array>

#include "net/text.h"

namespace brigade::net {

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_word(key, name)) return value;
    }
    return {};
}

namespace {

struct Authority {
    std::string_view host, port;  // "[::1]" and "8686"; no port: empty
};

Authority authority_of(std::string_view authority) {
    const std::size_t colon = authority.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
    if (!has_port) return {authority, {}};
    return {authority.substr(0, colon), authority.substr(colon + 1)};
}

// "[::1]", and "::1" as our own screens write it; no name has a colon.
bool is_address(std::string_view host) {
    if (host.find_first_not_of("0123456789.") == std::string_view::npos) return true;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return host.find(':') != std::string_view::npos &&
           host.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

std::string own_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

// An address, or a name that nobody else can point here: a page of attacker.example whose name suddenly leads
// to 127.0.0.1 (DNS rebinding) would pass for a page of this hub, and for a program of its machine. For a
// name of mDNS anybody on the network may answer; over TLS the browser sees by the certificate that it was
// somebody else.
bool names_this_machine(std::string_view host, bool secure) {
    const std::string_view last_label =
        host.substr(host.rfind('.') + 1);  // of a name without a dot: all of it
    if (is_address(host) || same_word(last_label, "localhost")) return true;
    const std::string own = own_name();
    return !own.empty() && (same_word(host, own) || (secure && same_word(host, own + ".local")));
}

bool same_origin(std::string_view origin, std::string_view authority, bool secure) {
    const std::string_view scheme = secure ? "https://" : "http://";
    if (!same_word(origin.substr(0, scheme.size()), scheme)) return false;  // "null": a page of nowhere
    const std::string_view default_port = secure ? "443" : "80";
    const Authority page = authority_of(origin.substr(scheme.size())), asked = authority_of(authority);
    const auto port = [&](const Authority& of) { return of.port.empty() ? default_port : of.port; };
    return same_word(page.host, asked.host) && port(page) == port(asked);
}

}  // namespace

bool HttpRequest::foreign_origin() const {
    const std::string_view host = trimmed(header("Host"));
    if (loopback && !names_this_machine(authority_of(host).host, secure)) return true;
    const std::string_view site = trimmed(header("Sec-Fetch-Site"));
    const bool only_looks = (method == "GET" || method == "HEAD") && header("Upgrade").empty();
    if (!only_looks && (same_word(site, "cross-site") || same_word(site, "same-site"))) return true;
    const std::string_view origin = header("Origin");
    return !origin.empty() && !same_origin(origin, host, secure);
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
