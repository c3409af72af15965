#include "hub/page_session.h"

#include <algorithm>

namespace brigade {
namespace {

constexpr std::size_t token_bytes = 32;

std::string_view cookie_name(bool secure) { return secure ? "__Host-brigade" : "brigade"; }

std::string cookie(const std::string& value, bool secure, const char* more) {
    return std::string(cookie_name(secure)) + '=' + value + "; Path=/; HttpOnly; SameSite=Strict" +
           (secure ? "; Secure" : "") + more;
}

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_json(std::string_view content_type) {
    return without_spaces(content_type.substr(0, content_type.find(';'))) == "application/json";
}

}  // namespace

std::string PageSessions::open(const Person& person, const std::string& peer_address, DurationMs now_ms) {
    if (sessions_.size() >= sessions_max)
        sessions_.erase(std::min_element(
            sessions_.begin(), sessions_.end(),
            [](const auto& a, const auto& b) { return a.second.asked_ms < b.second.asked_ms; }));
    std::string token = bytes_to_hex(random_(token_bytes));
    Session& session = sessions_[sha256(token)];
    session.signed_in.sign_in(person, session.signed_in.turn(), now_ms);
    session.peer_address = peer_address;
    session.began_ms = session.asked_ms = now_ms;
    return token;
}

PageSessions::Sessions::iterator PageSessions::find(const Claim& claim, DurationMs now_ms) {
    if (claim.token.size() != 2 * token_bytes) return sessions_.end();
    auto found = sessions_.find(sha256(claim.token));
    if (found == sessions_.end()) return found;
    Session& session = found->second;
    if (session.peer_address != claim.peer_address) return sessions_.end();
    if (now_ms - session.began_ms < lasts_ms_max && session.signed_in.person(now_ms)) return found;
    sessions_.erase(found);
    return sessions_.end();
}

void PageSessions::close(const Claim& claim, DurationMs now_ms) {
    auto found = find(claim, now_ms);
    if (found != sessions_.end()) sessions_.erase(found);
}

void PageSessions::asked(const Claim& claim, DurationMs now_ms) {
    auto found = find(claim, now_ms);
    if (found == sessions_.end()) return;
    found->second.signed_in.asked(now_ms);
    found->second.asked_ms = now_ms;
}

void PageSessions::compare(const std::function<const Person*(const std::string& id)>& now) {
    for (auto& [hash, session] : sessions_)
        if (const Person* person = session.signed_in.person(session.asked_ms))
            session.signed_in.compare(now(person->id));
    std::erase_if(sessions_, [](const auto& entry) {
        SignedIn left = entry.second.signed_in;
        return !left.person(entry.second.asked_ms);
    });
}

const Person* PageSessions::person(const Claim& claim, DurationMs now_ms) {
    auto found = find(claim, now_ms);
    return found == sessions_.end() ? nullptr : found->second.signed_in.person(now_ms);
}

PageSessions::Claim session_claim(const net::HttpRequest& request) {
    std::string_view cookies = request.header("Cookie");
    while (!cookies.empty()) {
        const std::size_t end = cookies.find_first_of(";,");
        const std::string_view one = without_spaces(cookies.substr(0, end));
        const std::size_t equals = one.find('=');
        if (equals != std::string_view::npos && one.substr(0, equals) == cookie_name(request.secure))
            return {std::string(one.substr(equals + 1)), request.peer_address};
        cookies = end == std::string_view::npos ? std::string_view() : cookies.substr(end + 1);
    }
    return {};
}

std::string session_cookie(const std::string& token, bool secure) { return cookie(token, secure, ""); }

std::string expired_cookie(bool secure) { return cookie("", secure, "; Max-Age=0"); }

std::optional<Refusal> forged(const net::HttpRequest& request) {
    const std::string_view site = request.header("Sec-Fetch-Site");
    const bool says_where = !request.header("Origin").empty() || !site.empty();
    if (request.foreign_origin() || !says_where || (!site.empty() && site != "same-origin"))
        return Refusal{ErrorCode::unauthorized, "",
                       "with a session only this hub's own page may ask for that"};
    if (!is_json(request.header("Content-Type")))
        return Refusal{ErrorCode::unauthorized, "",
                       "with a session the content type must be application/json"};
    return std::nullopt;
}

}  // namespace brigade
