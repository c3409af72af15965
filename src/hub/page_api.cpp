#include "hub/page_api.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <utility>

#include "base/limits.h"
#include "core/json_fields.h"
#include "hub/http_answer.h"

namespace brigade {
namespace {

constexpr const char* login_path = "/api/v1/login";
constexpr const char* logout_path = "/api/v1/logout";
constexpr const char* session_path = "/api/v1/session";

bool looks(const net::HttpRequest& request) { return request.method == "GET" || request.method == "HEAD"; }

net::HttpAnswer not_built() {
    net::HttpAnswer answer{
        404, "text/plain; charset=utf-8",
        "This hub serves no managers' page, because the page was not built: build Brigade where npm "
        "reaches its registry, or give the page's directory with --page.\n"};
    add_page_headers(answer);
    return answer;
}

// Empty if the body holds none, or one that is no text: then it is nobody's PIN.
std::string pin_in(const std::string& body) {
    auto read = parse_json(body);
    const json::object* fields = read ? read->if_object() : nullptr;
    const json::value* pin = fields ? fields->if_contains("pin") : nullptr;
    const json::string* text = pin ? pin->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}

}  // namespace

bool PageApi::handle(const net::HttpRequest& request, net::HttpReply& reply) {
    if (request.path == login_path && request.method == "POST") {
        login(request, std::move(reply));
        return true;
    }
    auto answer = answer_at_once(request);
    if (answer) reply.answer(*std::move(answer));
    return answer.has_value();
}

std::optional<net::HttpAnswer> PageApi::answer_at_once(const net::HttpRequest& request) {
    const std::string& path = request.path;
    if (path == login_path) return not_taken(request, "POST");
    if (path == logout_path) return request.method == "POST" ? logout(request) : not_taken(request, "POST");
    if (path == session_path)
        return looks(request) || request.method == "POST" ? session(request)
                                                          : not_taken(request, "GET, HEAD, POST");
    if (!looks(request)) return std::nullopt;
    if (path == "/" && files_.empty()) return not_built();
    return files_.answer(request);
}

const Person* PageApi::person(const net::HttpRequest& request) {
    return sessions_.person(session_claim(request), hub_.now_ms());
}

void PageApi::people_changed() {
    sessions_.compare(
        [this](const std::string& id) { return hub_.access ? hub_.access->person(id) : nullptr; });
}

bool PageApi::has_manager() const {
    return hub_.access && std::ranges::any_of(hub_.access->people(), is_manager);
}

// A page asks by itself whether it is still signed in; by POST it says that somebody is there.
net::HttpAnswer PageApi::session(const net::HttpRequest& request) {
    if (request.method == "POST") {
        if (auto refusal = forged(request)) return refused(*refusal, {}, 403);
        sessions_.asked(session_claim(request), hub_.now_ms());
    }
    return json_answer(200, session_text(request, person(request)));
}

// Only this machine is told that anybody may still become the first manager.
std::string PageApi::session_text(const net::HttpRequest& request, const Person* person) const {
    json::object out{{"type", "session"}, {"kitchen", hub_.kitchen()}, {"person", nullptr}};
    if (person) {
        out["person"] = json::object{
            {"person", person->id}, {"name", person->name}, {"role", json::string_view(word(person->role))}};
        out.emplace("seq", hub_.seq());
        if (const std::string trouble = hub_.trouble(); !trouble.empty()) out.emplace("trouble", trouble);
    }
    if (!has_manager() && hub_.trusted(request)) out.emplace("first_run", true);
    return json::serialize(out);
}

void PageApi::login(const net::HttpRequest& request, net::HttpReply reply) {
    if (auto refusal = forged(request)) return reply.answer(refused(*refusal, {}, 403));
    if (!hub_.access)
        return reply.answer(refused({ErrorCode::not_allowed, "", "this hub keeps no register of people"}));
    if (DurationMs wait_ms =
            hub_.trusted(request) ? 0 : guard_.wait_ms(request.peer_address, hub_.now_ms())) {
        Refusal refusal{ErrorCode::rate_limited, "/pin", "too many PINs were tried; wait before the next"};
        refusal.retry_ms = wait_ms;
        return reply.answer(refused(refusal));
    }
    hub_.access->identify(
        browser_of(request), pin_in(request.body),
        [this, request, reply = std::make_shared<net::HttpReply>(std::move(reply))](
            const Result<Person, Refusal>& person) { reply->answer(logged_in(request, person)); },
        is_manager);
}

net::HttpAnswer PageApi::logged_in(const net::HttpRequest& request, const Result<Person, Refusal>& person) {
    if (!person) {
        const bool guessed = person.error().code == ErrorCode::unauthorized;
        if (guessed && !hub_.trusted(request)) guard_.wrong(hub_.now_ms());
        return refused(person.error());
    }
    guard_.right(request.peer_address, hub_.now_ms());
    sessions_.close(session_claim(request), hub_.now_ms());  // who signs in anew leaves no session behind
    net::HttpAnswer answer = json_answer(200, session_text(request, &*person));
    const std::string token = sessions_.open(*person, request.peer_address, hub_.now_ms());
    answer.headers.emplace_back("Set-Cookie", session_cookie(token, request.secure));
    return answer;
}

net::HttpAnswer PageApi::logout(const net::HttpRequest& request) {
    if (auto refusal = forged(request)) return refused(*refusal, {}, 403);
    sessions_.close(session_claim(request), hub_.now_ms());
    net::HttpAnswer answer = json_answer(200, session_text(request, nullptr));
    answer.headers.emplace_back("Set-Cookie", expired_cookie(request.secure));
    return answer;
}

}  // namespace brigade
