// What clients send: each line of the input is one message of one connection, so that an input can greet and
// then ask. What is taken must be within the contract; what is not must be answered with an error that says
// why, and that the client can read.
#include "protocol/client_message.h"

#include "base/limits.h"
#include "core/event_json.h"
#include "core/order_json.h"
#include "protocol/from_hub.h"
#include "protocol/hub_message.h"
#include "protocol/session.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

void check(const Rejection& rejection) {
    BRIGADE_CHECK(!rejection.refusal.message.empty(), "what is wrong must be said");
    BRIGADE_CHECK(rejection.re.empty() || is_id(rejection.re), "an answer must name a request by its id");
    auto read = read_hub_message(error_text(rejection.re, rejection.refusal));
    BRIGADE_CHECK(read && std::holds_alternative<FromHubError>(*read), "an error must be readable");
    const auto& error = std::get<FromHubError>(*read);
    BRIGADE_CHECK(error.re == rejection.re && error.refusal.code == rejection.refusal.code &&
                      error.refusal.path == rejection.refusal.path &&
                      error.refusal.message == rejection.refusal.message,
                  "an error must arrive as it was sent");
}

void check(const Request& request) {
    BRIGADE_CHECK(request.id.empty() || is_id(request.id), "a request must have an id that is one");
    const std::string& order_id = order_id_of(request.command);
    BRIGADE_CHECK(order_id.empty() || is_id(order_id), "an order must have an id that is one");
    if (const auto* submit = std::get_if<SubmitOrder>(&request.command))
        BRIGADE_CHECK(!submit->order->lines.empty() && submit->order->lines.size() <= limits::lines,
                      "an order must have 1 to limits::lines lines");
}

void check(const AdminRequest& request) {
    BRIGADE_CHECK(request.id.empty() || is_id(request.id), "a request must have an id that is one");
    if (const auto* set = std::get_if<SetPerson>(&request.command))
        BRIGADE_CHECK(is_id(set->person) && (!set->pin || set->pin->size() >= 4),
                      "a person has an id, and a PIN its digits");
    if (const auto* pair = std::get_if<PairDevice>(&request.command))
        BRIGADE_CHECK(pair->code.size() == 6, "a code has six digits");
}

void check(const ScreenState& state) {
    BRIGADE_CHECK(is_text(state.fault, limits::notes_chars), "what a screen says of itself must be text");
}

void check(const ScreenshotAnswer& answer) {
    BRIGADE_CHECK(is_id(answer.question) && is_text(answer.fault, limits::notes_chars),
                  "a picture answers a question");
    if (!answer.fault.empty()) return;
    const ScreenshotPart& part = answer.part;
    BRIGADE_CHECK(is_id(part.picture) && part.part >= 1 && part.part <= part.parts && !part.png.empty(),
                  "a part must be one of its parts");
    BRIGADE_CHECK(screenshot_part_text("1", part).size() <= limits::hub_message_bytes,
                  "what comes in must be able to go out again");
}

void check(const Hello& hello) {
    BRIGADE_CHECK(!hello.name.empty(), "a terminal must have a name");
    BRIGADE_CHECK(hello.role != Role::station || (is_id(hello.station) && is_id(hello.screen)),
                  "a screen must say where it stands and which it is");
}

void check(const ReportShown& report) {
    for (const Drawn& drawn : report.drawn)
        BRIGADE_CHECK(is_id(drawn.order_id) && drawn.generation > 0, "what was drawn must be a ticket");
}

void receive(ServerSession& session, std::string_view text) {
    ClientMessage message = session.receive(text, false);
    std::visit([](const auto& known) { check(known); }, message);
    if (const auto* hello = std::get_if<Hello>(&message)) {
        BRIGADE_CHECK(!session.accepted(), "one hello is enough");
        session.accept(*hello);
    } else if (!session.accepted()) {
        BRIGADE_CHECK(std::holds_alternative<Rejection>(message), "nothing counts before a hello");
    }
}

}  // namespace

void target(std::string_view input) {
    ServerSession session;
    auto by_http = read_request(input, Asker{std::nullopt, std::nullopt, "http", {}});
    std::visit([](const auto& known) { check(known); }, by_http);
    while (!input.empty()) {
        std::string_view line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(input.size(), line.size() + 1));
        receive(session, line);
    }
}

}  // namespace brigade::fuzz
