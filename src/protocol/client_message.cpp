#include "protocol/client_message.h"

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/limits.h"
#include "core/card_numbers.h"
#include "core/json_fields.h"
#include "core/order_json.h"

namespace brigade {
namespace {

constexpr std::size_t drawn_max = 4096;

// --- the requests of the table, one reader each -------------------------------------------------------

std::uint32_t small(std::optional<std::int64_t> number) {
    return static_cast<std::uint32_t>(number.value_or(0));
}

std::optional<std::uint32_t> revision_of(JsonFields& fields) {
    auto revision = fields.integer("revision", 0, 1'000'000);
    return revision ? std::optional(small(revision)) : std::nullopt;
}

std::optional<std::vector<std::string>> lines_of(JsonFields& fields) {
    if (!fields.has("lines")) return std::nullopt;
    return fields.ids("lines", 2 * limits::lines);
}

OrderPtr order_of(JsonFields& fields, std::optional<Refusal>& problem) {
    auto order = std::make_shared<Order>();
    const json::object* content = fields.object("order");
    if (content)
        *order = read_order(JsonFields(*content, "/order", ErrorCode::invalid_order, problem));
    else
        fields.fail("order", "order is missing");
    mask_card_numbers(*order);
    return order;
}

Press press_of(JsonFields& fields) {
    Press press;
    press.order_id = fields.required_id("order_id");
    press.station = fields.required_id("station");
    if (auto generation = fields.integer("generation", 1, 1'000'000)) press.generation = small(generation);
    press.revision = revision_of(fields);
    press.seen = fields.seq("seen");
    press.age_ms = fields.integer("age_ms", 0, limits::age_ms).value_or(0);
    press.cook = fields.id("cook");
    return press;
}

using ReadCommand = Command (*)(JsonFields&, const Asker&, std::optional<Refusal>&);

Command read_submit(JsonFields& fields, const Asker& asker, std::optional<Refusal>& problem) {
    return SubmitOrder{order_of(fields, problem), asker.terminal};
}
Command read_amend(JsonFields& fields, const Asker&, std::optional<Refusal>& problem) {
    AmendOrder amend{order_of(fields, problem), 0};
    if (!fields.has("revision")) fields.fail("revision", "revision is missing");
    amend.revision = revision_of(fields).value_or(0);
    return amend;
}
Command read_void(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    VoidOrder command{fields.required_id("order_id"), lines_of(fields)};
    if (command.lines && command.lines->empty()) fields.fail("lines", "lines must name at least one line");
    return command;
}
Command read_fire(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return FireCourse{fields.required_id("order_id"),
                      static_cast<int>(fields.required_integer("course", 0, limits::course))};
}
Command read_hold(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return HoldOrder{fields.required_id("order_id"), fields.seq("seen")};
}
Command read_release(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return ReleaseOrder{fields.required_id("order_id"), fields.seq("seen")};
}
Command read_priority(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return SetPriority{fields.required_id("order_id"), fields.required_choice<Priority>("priority"),
                       fields.seq("seen")};
}
Command read_availability(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return SetAvailability{fields.required_text("item", limits::text_chars),
                           fields.required_boolean("available"), fields.seq("seen")};
}
Command read_start(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return StartLine{press_of(fields), fields.required_id("line_id")};
}
Command read_bump_line(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    BumpLine bump{press_of(fields), fields.required_id("line_id"), std::nullopt};
    if (auto done = fields.integer("done", 1, limits::quantity)) bump.done = static_cast<int>(*done);
    return bump;
}
Command read_bump_ticket(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return BumpTicket{press_of(fields)};
}
Command read_recall(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    RecallTicket recall{press_of(fields), lines_of(fields)};
    recall.done = fields.integers("done", limits::lines * 2, 0, limits::quantity);
    return recall;
}
Command read_transfer(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return TransferTicket{press_of(fields), fields.required_id("to")};
}
Command read_return(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    return ReturnStation{fields.required_id("station")};
}
Command read_confirm(JsonFields& fields, const Asker&, std::optional<Refusal>&) {
    if (!fields.has("revision")) fields.fail("revision", "revision is missing");
    return ConfirmChanges{press_of(fields)};
}

struct RequestType {
    std::string_view type;
    ReadCommand read;
    bool pos;     // may a POS send it
    bool screen;  // may a screen
};

constexpr RequestType request_types[] = {
    {"order.submit", read_submit, true, false},      {"order.amend", read_amend, true, false},
    {"order.void", read_void, true, true},           {"order.fire", read_fire, true, true},
    {"order.hold", read_hold, true, true},           {"order.release", read_release, true, true},
    {"order.priority", read_priority, true, true},   {"item.availability", read_availability, true, true},
    {"line.start", read_start, false, true},         {"line.bump", read_bump_line, false, true},
    {"ticket.bump", read_bump_ticket, false, true},  {"ticket.recall", read_recall, false, true},
    {"ticket.transfer", read_transfer, false, true}, {"ticket.confirm", read_confirm, false, true},
    {"station.return", read_return, false, true},
};

const RequestType* find_request_type(std::string_view type) {
    for (const RequestType& known : request_types)
        if (known.type == type) return &known;
    return nullptr;
}

bool allowed(const RequestType& type, const Asker& asker) {
    if (asker.role) return *asker.role == Role::pos ? type.pos : type.screen;
    if (!asker.device || manages(*asker.device)) return true;
    return *asker.device == DeviceRole::pos ? type.pos : type.screen;
}

bool allowed(const AdminCommand& command, const Asker& asker) {
    if (!asker.device || manages(*asker.device)) return true;
    return !needs_manager(command) && *asker.device != DeviceRole::pos;
}

std::string who(const Asker& asker) {
    if (asker.role) return std::string(word(*asker.role));
    return asker.device ? std::string(word(*asker.device)) : "client";
}

// --- the envelope ---------------------------------------------------------------------------------------

Rejection reject(std::string re, ErrorCode code, std::string path, std::string message,
                 std::uint16_t close = 0) {
    return {Refusal{code, std::move(path), std::move(message)}, std::move(re), close};
}

std::string readable_id(const json::object& message) {
    const json::value* id = message.if_contains("id");
    const json::string* text = id ? id->if_string() : nullptr;
    return text && is_id(std::string_view(*text)) ? std::string(*text) : std::string();
}

Hello read_hello(JsonFields fields) {
    Hello hello;
    if (fields.required_integer("protocol", 0, 1'000'000) != protocol_version && fields.ok())
        fields.fail("protocol", fmt::format("this hub speaks protocol {}", protocol_version));
    std::string role = fields.required_text("role", limits::id_chars);
    hello.role = from_word<Role>(role).value_or(Role::pos);
    if (!role.empty() && !from_word<Role>(role)) fields.fail("role", "role must be " + choices_of<Role>());
    hello.name = fields.text("name", limits::text_chars);
    if (hello.name.empty()) hello.name = role;
    hello.token = fields.text("token", limits::notes_chars);
    hello.station = fields.id("station");
    hello.screen = fields.id("screen");
    if (hello.role == Role::station && !fields.has("station"))
        fields.fail("station", "station is missing; a screen says which station it stands at");
    if (hello.role == Role::station && !fields.has("screen"))
        fields.fail("screen", "screen is missing; a screen has a lasting id of its own");
    hello.screenshots = fields.boolean("screenshots", false);
    hello.after = fields.seq("after");
    hello.head = fields.text("head", limits::text_chars);
    return hello;
}

// Only told to people, so anything but a short text is as if it were not there.
std::string readable_version(const json::object& message) {
    const json::value* version = message.if_contains("version");
    const json::string* text = version ? version->if_string() : nullptr;
    return text && is_text(std::string_view(*text), limits::id_chars) ? harmless(std::string_view(*text))
                                                                      : std::string();
}

// The contract has codes of its own for what is wrong with a hello.
ErrorCode hello_code(const Refusal& problem) {
    if (problem.path == "/protocol") return ErrorCode::unsupported_protocol;
    if (problem.path == "/role") return ErrorCode::unknown_role;
    if (problem.path == "/station") return ErrorCode::unknown_station;
    return ErrorCode::invalid_message;
}

ClientMessage greet(const json::object& message) {
    std::optional<Refusal> problem;
    Hello hello = read_hello(JsonFields(message, "", ErrorCode::invalid_message, problem));
    hello.version = readable_version(message);
    if (!problem) return hello;
    problem->code = hello_code(*problem);
    return Rejection{*problem, readable_id(message), close_code::policy};
}

ClientMessage report(const json::object& message, const Asker& asker) {
    std::optional<Refusal> problem;
    JsonFields fields(message, "", ErrorCode::invalid_message, problem);
    ReportShown shown;
    shown.station = asker.station;
    if (!fields.has("seq")) fields.fail("seq", "seq is missing");
    shown.seq = fields.seq("seq").value_or(0);
    fields.each_object("drawn", drawn_max, [&](JsonFields drawn) {
        shown.drawn.push_back({drawn.required_id("order_id"), revision_of(drawn).value_or(0),
                               small(drawn.integer("generation", 1, 1'000'000).value_or(1))});
    });
    if (asker.role != Role::station)
        return reject("", ErrorCode::not_allowed, "/type",
                      "only a screen at a station reports what it has shown");
    if (problem) return Rejection{*problem, "", 0};
    return shown;
}

ClientMessage screen_state(const json::object& message) {
    std::optional<Refusal> problem;
    JsonFields fields(message, "", ErrorCode::invalid_message, problem);
    ScreenState state;
    state.frames = static_cast<std::uint64_t>(fields.integer("frames", 0, std::int64_t{1} << 53).value_or(0));
    state.fault = harmless(fields.text("fault", limits::notes_chars));
    if (problem) return Rejection{*problem, "", 0};
    return state;
}

ClientMessage screenshot(const json::object& message) {
    std::optional<Refusal> problem;
    ScreenshotAnswer answer =
        read_screenshot_answer(JsonFields(message, "", ErrorCode::invalid_message, problem));
    if (problem) return Rejection{*problem, "", 0};
    return answer;
}

using AnyRequest = std::variant<Request, AdminRequest, Rejection>;

AnyRequest admin(const json::object& message, std::string_view type, const Asker& asker, std::string id,
                 bool id_required) {
    std::optional<Refusal> problem;
    JsonFields fields(message, "", ErrorCode::invalid_message, problem);
    if (id_required) fields.required_id("id");
    AdminCommand command = read_admin(type, fields);
    if (!allowed(command, asker))
        return reject(
            id, ErrorCode::not_allowed, "/type",
            fmt::format("a {} may not send {}; a manager's or an installer's device may", who(asker), type));
    if (problem) return Rejection{*problem, id, 0};
    return AdminRequest{std::move(id), std::move(command)};
}

AnyRequest request(const json::object& message, std::string_view type, const Asker& asker, bool id_required) {
    std::string id = readable_id(message);
    if (is_admin_type(type)) return admin(message, type, asker, std::move(id), id_required);
    const RequestType* known = find_request_type(type);
    if (!known)
        return reject(id, ErrorCode::invalid_message, "/type",
                      fmt::format("there is no message of type {}", type));
    std::optional<Refusal> problem;
    JsonFields fields(message, "", ErrorCode::invalid_message, problem);
    if (id_required) fields.required_id("id");
    if (!problem && !allowed(*known, asker))
        return reject(id, ErrorCode::not_allowed, "/type",
                      fmt::format("a {} may not send {}", who(asker), known->type));
    Command command = known->read(fields, asker, problem);
    if (problem) return Rejection{*problem, id, 0};
    return Request{std::move(id), std::move(command)};
}

// Of a message that is an object with a type; anything else is rejected here.
struct Typed {
    json::value value;
    std::string type;
};

std::variant<Typed, Rejection> read_typed(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object())
        return reject("", ErrorCode::invalid_message, "",
                      value ? "a message must be a JSON object" : "not valid JSON, or nested too deeply",
                      value ? std::uint16_t{0} : close_code::bad_text);
    const json::object& message = value->get_object();
    const json::value* type = message.if_contains("type");
    if (!type || !type->is_string())
        return reject(readable_id(message), ErrorCode::invalid_message, "/type", "type is missing");
    std::string name(type->get_string());
    return Typed{std::move(*value), std::move(name)};
}

}  // namespace

ClientMessage read_client_message(std::string_view text, const Asker& asker) {
    auto typed = read_typed(text);
    if (auto* rejection = std::get_if<Rejection>(&typed)) return std::move(*rejection);
    const auto& [value, type] = std::get<Typed>(typed);
    const json::object& message = value.get_object();
    if (type == "hello" && asker.role)
        return reject(readable_id(message), ErrorCode::invalid_message, "/type",
                      "hello has been said already");
    if (type == "hello") return greet(message);
    if (type == "shown") return report(message, asker);
    if (type == "screen.state") return screen_state(message);
    if (type == "screen.screenshot") return screenshot(message);
    return std::visit([](auto&& read) -> ClientMessage { return std::forward<decltype(read)>(read); },
                      request(message, type, asker, true));
}

std::variant<Request, AdminRequest, Rejection> read_request(std::string_view text, const Asker& asker) {
    auto typed = read_typed(text);
    if (auto* rejection = std::get_if<Rejection>(&typed)) return std::move(*rejection);
    const auto& [value, type] = std::get<Typed>(typed);
    return request(value.get_object(), type, asker, false);
}

std::variant<OrderPtr, Refusal> read_single_order(std::string_view text) {
    auto value = parse_json(text);
    if (!value) return Refusal{ErrorCode::invalid_message, "", "not valid JSON, or nested too deeply"};
    if (!value->is_object()) return Refusal{ErrorCode::invalid_order, "", "an order must be a JSON object"};
    std::optional<Refusal> problem;
    auto order = std::make_shared<Order>(
        read_order(JsonFields(value->get_object(), "", ErrorCode::invalid_order, problem)));
    if (problem) return *problem;
    mask_card_numbers(*order);
    return OrderPtr(std::move(order));
}

}  // namespace brigade
