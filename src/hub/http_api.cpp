#include "hub/http_api.h"

#include <fmt/format.h>

#include <optional>

#include "base/limits.h"
#include "base/percent.h"
#include "core/json_fields.h"
#include "hub/http_answer.h"
#include "hub/page_session.h"
#include "protocol/client_message.h"
#include "protocol/hub_message.h"
#include "protocol/ticket_json.h"

namespace brigade {
namespace {

net::HttpAnswer not_found(const std::string& path) {
    return refused({ErrorCode::invalid_message, "", "there is nothing at " + told(path)}, {}, 404);
}

// Managers look after the kitchen on their page; what is cooked is the tills' and the screens' affair.
Refusal not_on_the_page() {
    return {ErrorCode::not_allowed, "/type",
            "the managers' page looks after devices, people and keys, not orders"};
}

// A header may be any bytes; the name goes into the journal.
std::optional<Refusal> wrong_name(const net::HttpRequest& request) {
    if (is_text(request.header("X-Brigade-Name"), limits::text_chars)) return std::nullopt;
    return Refusal{ErrorCode::invalid_message, "",
                   fmt::format("X-Brigade-Name must be UTF-8 of at most {} characters", limits::text_chars)};
}

std::string terminal_of(const net::HttpRequest& request) {
    std::string_view name = request.header("X-Brigade-Name");
    return std::string(name.empty() ? "http" : name);
}

// What follows `prefix` and precedes `suffix`, percent-decoded where it can be; nothing if the path is not of
// that form.
std::optional<std::string> segment(std::string_view path, std::string_view prefix,
                                   std::string_view suffix = {}) {
    if (!path.starts_with(prefix) || !path.ends_with(suffix) || path.size() <= prefix.size() + suffix.size())
        return std::nullopt;
    const std::string_view coded = path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
    if (coded.find('/') != std::string_view::npos) return std::nullopt;
    return percent_decoded(coded).value_or(std::string(coded));
}

// A created order is news, a duplicate is not.
net::HttpAnswer answer_of(const std::variant<Ack, Refusal>& answer, const std::string& re, bool creates) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) return refused(*refusal, re);
    const Ack& ack = std::get<Ack>(answer);
    return json_answer(creates && !ack.duplicate ? 201 : 200, ack_text(re, ack));
}

std::shared_ptr<net::HttpReply> shared(net::HttpReply reply) {
    return std::make_shared<net::HttpReply>(std::move(reply));
}

}  // namespace

void HttpApi::handle(const net::HttpRequest& request, net::HttpReply reply) {
    if (request.foreign_origin())
        return reply.answer(
            refused({ErrorCode::unauthorized, "", "a page of another origin may not ask this hub"}, {}, 403));
    if (DurationMs wait_ms = hub_.wait_ms(request); wait_ms > 0)
        return reply.answer(refused({ErrorCode::rate_limited, "", "too many requests", {}, wait_ms}));
    if (hub_.page && hub_.page(request, reply)) return;
    auto asked_by = hub_.asker(request);
    const auto* stranger = std::get_if<Refusal>(&asked_by);
    if (request.path == "/healthz" && (request.method == "GET" || request.method == "HEAD"))
        return reply.answer(health(stranger != nullptr));
    if (stranger) return reply.answer(refused(*stranger));
    if (!hub_.serving()) return reply.answer(json_answer(503, R"({"status":"stopping"})"));
    Asker& asker = std::get<Asker>(asked_by);
    if (asker.terminal.empty()) asker.terminal = terminal_of(request);
    bool orders = request.path == "/api/v1/orders", requests = request.path == "/api/v1/requests";
    bool posted = request.method == "POST";
    if (auto refusal = wrong_name(request)) return reply.answer(refused(*refusal));
    if (auto refusal = posted && !asker.person.empty() ? forged(request) : std::nullopt)
        return reply.answer(refused(*refusal, {}, 403));
    if (posted && orders) return post_order(request, asker, std::move(reply));
    if (posted && requests) return post_request(request, asker, std::move(reply));
    const bool asks = request.method == "GET" || request.method == "HEAD";
    if (asks && request.path.starts_with(figures_path))
        return figures_.answer(request, asker, std::move(reply));
    if (asks && hub_.updates && request.path.starts_with(updates_path))
        return hub_.updates->answer(request, std::move(reply));
    if (asks && !orders && !requests) return get(request, std::move(reply));
    reply.answer(not_taken(request, orders || requests ? "POST" : "GET, HEAD"));
}

void HttpApi::get(const net::HttpRequest& request, net::HttpReply reply) {
    const std::string& path = request.path;
    if (path == "/metrics")
        return reply.answer({200, "text/plain; version=0.0.4; charset=utf-8", hub_.metrics(), never_kept()});
    if (path == "/api/v1/hub") return reply.answer(json_answer(200, hub_.facts(request)));
    if (path == "/api/v1/stations")
        return reply.answer(json_answer(200, stations_answer(hub_.commits.committed())));
    if (path == "/api/v1/boards")
        return reply.answer(json_answer(200, boards_answer(hub_.commits.committed(), hub_.now())));
    if (auto station = segment(path, "/api/v1/stations/", "/board")) return reply.answer(board_of(*station));
    if (auto id = segment(path, "/api/v1/orders/")) return reply.answer(order(*id));
    reply.answer(not_found(path));
}

// Whoever watches over the hub may have no token: a stranger hears only whether it serves.
net::HttpAnswer HttpApi::health(bool to_stranger) const {
    if (!hub_.serving()) return json_answer(503, R"({"status":"stopping"})");
    bool ok = hub_.commits.trouble().empty();
    if (to_stranger)
        return json_answer(ok ? 200 : 503, ok ? R"({"status":"ok"})" : R"({"status":"trouble"})");
    if (!ok)
        return json_answer(503, error_text({}, {ErrorCode::journal_unavailable, "", hub_.commits.trouble()}));
    return json_answer(200, fmt::format(R"({{"status":"ok","seq":{}}})", hub_.commits.committed().seq));
}

net::HttpAnswer HttpApi::order(const std::string& id) const {
    const Kitchen& kitchen = hub_.commits.committed();
    const OrderState* order = kitchen.find(id);
    if (!order)
        return refused(
            {ErrorCode::unknown_order, "", "there is no order " + told(id) + " in this service day"});
    return json_answer(200, order_answer(kitchen, *order, hub_.now()));
}

net::HttpAnswer HttpApi::board_of(const std::string& station) const {
    const Kitchen& kitchen = hub_.commits.committed();
    if (!kitchen.config.find(station))
        return refused({ErrorCode::unknown_station, "", "there is no station " + told(station)}, {}, 404);
    return json_answer(200, board_answer(kitchen, station, hub_.now()));
}

void HttpApi::post_order(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply) {
    if (asker.device == DeviceRole::kitchen)
        return reply.answer(refused({ErrorCode::not_allowed, "", "a kitchen device may not submit orders"}));
    if (!asker.person.empty()) return reply.answer(refused(not_on_the_page()));
    auto order = read_single_order(request.body);
    if (const auto* refusal = std::get_if<Refusal>(&order)) return reply.answer(refused(*refusal));
    hub_.submit(SubmitOrder{std::get<OrderPtr>(order), asker.terminal},
                [reply = shared(std::move(reply))](std::variant<Ack, Refusal> answer) {
                    // Here the order is the whole message, so pointers begin at the order.
                    if (auto* refusal = std::get_if<Refusal>(&answer);
                        refusal && refusal->path.starts_with("/order"))
                        refusal->path.erase(0, std::string_view("/order").size());
                    reply->answer(answer_of(answer, {}, true));
                });
}

void HttpApi::post_request(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply) {
    auto read = read_request(request.body, asker);
    if (const auto* rejection = std::get_if<Rejection>(&read))
        return reply.answer(refused(rejection->refusal, rejection->re));
    if (const auto* asked = std::get_if<AdminRequest>(&read))
        return post_admin(*asked, asker, std::move(reply));
    const Request& asked = std::get<Request>(read);
    if (!asker.person.empty()) return reply.answer(refused(not_on_the_page(), asked.id));
    bool creates = std::holds_alternative<SubmitOrder>(asked.command);
    hub_.submit(asked.command, [reply = shared(std::move(reply)), re = asked.id,
                                creates](const std::variant<Ack, Refusal>& answer) {
        reply->answer(answer_of(answer, re, creates));
    });
}

void HttpApi::post_admin(const AdminRequest& request, const Asker& asker, net::HttpReply reply) {
    Asker actor = asker;
    if (!actor.device) actor.terminal.clear();  // this machine, whatever it calls itself
    hub_.admin(
        request, actor,
        [reply = shared(std::move(reply)),
         re = request.id](const std::variant<std::string, Refusal>& answer) {
            const auto* refusal = std::get_if<Refusal>(&answer);
            reply->answer(refusal ? refused(*refusal, re) : json_answer(200, std::get<std::string>(answer)));
        });
}

}  // namespace brigade
