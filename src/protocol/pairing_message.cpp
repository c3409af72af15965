#include "protocol/pairing_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/harmless.h"
#include "base/limits.h"
#include "base/secret.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"

namespace brigade {
namespace {

constexpr std::int64_t expires_s_max = 3'600;
constexpr std::size_t paired_pins_max = 4;

std::string digest(JsonFields& fields, std::string_view key) {
    auto bytes = bytes_from_hex(fields.text(key, limits::text_chars));
    if (bytes && bytes->size() == digest_bytes) return *bytes;
    fields.fail(key, fmt::format("{} must be {} lower-case hexadecimal digits", key, 2 * digest_bytes));
    return {};
}

std::string name_of(JsonFields& fields) {
    std::string name = fields.required_text("name", limits::text_chars);
    if (!is_name(name))
        fields.fail("name",
                    "name must be without line breaks, other control characters and blanks at its ends");
    return name;
}

// Something to show to people: never refused for what stands in it.
std::string shown_text(JsonFields& fields, std::string_view key) {
    std::string text = fields.text(key, limits::text_chars);
    return harmless(text);
}

PairRequest pair_request(JsonFields& fields) {
    PairRequest message;
    if (fields.required_integer("protocol", 0, 1'000'000) != protocol_version && fields.ok())
        fields.fail("protocol", fmt::format("this hub speaks protocol {}", protocol_version));
    message.role = fields.required_choice<DeviceRole>("role");
    message.name = name_of(fields);
    message.version = shown_text(fields, "version");
    message.commit = digest(fields, "commit");
    return message;
}

PairWaiting pair_waiting(JsonFields& fields) {
    PairWaiting message;
    message.id = fields.required_id("id");
    message.hub = shown_text(fields, "hub");
    message.kitchen = shown_text(fields, "kitchen");
    message.nonce = digest(fields, "nonce");
    message.expires_s = static_cast<int>(fields.required_integer("expires_s", 1, expires_s_max));
    return message;
}

PairedMessage paired(JsonFields& fields) {
    PairedMessage message;
    message.key = digest(fields, "key");
    message.device = fields.required_id("device");
    message.token = bytes_to_hex(digest(fields, "token"));
    message.role = fields.required_choice<DeviceRole>("role");
    message.name = name_of(fields);
    message.hub = shown_text(fields, "hub");
    message.pins = fields.texts("pins", paired_pins_max, limits::text_chars);
    for (std::size_t i = 0; i < message.pins.size(); ++i) {
        auto pin = bytes_from_hex(message.pins[i]);
        if (!pin || pin->size() != digest_bytes)
            fields.fail(fmt::format("pins/{}", i), "a pin must be 64 lower-case hexadecimal digits");
    }
    return message;
}

template <class T, class Of>
Read<T> read_as(std::string_view text, std::string_view type, Of of) {
    auto value = parse_json(text);
    if (!value || !value->is_object())
        return Refusal{ErrorCode::invalid_message, "", "a message must be a JSON object"};
    std::optional<Refusal> problem;
    JsonFields fields(value->get_object(), "", ErrorCode::invalid_message, problem);
    if (fields.text("type", limits::id_chars) != type)
        fields.fail("type", fmt::format("type must be {}", type));
    T message = of(fields);
    if (problem && problem->path == "/protocol") problem->code = ErrorCode::unsupported_protocol;
    if (problem && problem->path == "/role") problem->code = ErrorCode::unknown_role;
    if (problem) return *problem;
    return message;
}

json::object message_of(std::string_view type) { return {{"type", json::string_view(type)}}; }

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

PairingType pairing_type(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return PairingType::none;
    const json::value* given = value->get_object().if_contains("type");
    const json::string* type = given ? given->if_string() : nullptr;
    if (!type) return PairingType::none;
    if (*type == "pair") return PairingType::pair;
    if (*type == "pairing") return PairingType::pairing;
    if (*type == "pair.commit") return PairingType::commit;
    if (*type == "pair.reveal") return PairingType::reveal;
    if (*type == "paired") return PairingType::paired;
    return PairingType::none;
}

std::string to_text(const PairRequest& message) {
    json::object out = message_of("pair");
    out.emplace("protocol", protocol_version);
    out.emplace("role", view(word(message.role)));
    out.emplace("name", message.name);
    if (!message.version.empty()) out.emplace("version", message.version);
    out.emplace("commit", bytes_to_hex(message.commit));
    return json::serialize(out);
}

std::string to_text(const PairWaiting& message) {
    json::object out = message_of("pairing");
    out.emplace("id", message.id);
    out.emplace("hub", message.hub);
    out.emplace("kitchen", message.kitchen);
    out.emplace("nonce", bytes_to_hex(message.nonce));
    out.emplace("expires_s", message.expires_s);
    return json::serialize(out);
}

std::string to_text(const PairCommit& message) {
    json::object out = message_of("pair.commit");
    out.emplace("commit", bytes_to_hex(message.commit));
    return json::serialize(out);
}

std::string to_text(const PairReveal& message) {
    json::object out = message_of("pair.reveal");
    out.emplace("key", bytes_to_hex(message.key));
    return json::serialize(out);
}

std::string to_text(const PairedMessage& message) {
    json::object out = message_of("paired");
    out.emplace("key", bytes_to_hex(message.key));
    out.emplace("device", message.device);
    out.emplace("token", message.token);
    out.emplace("role", view(word(message.role)));
    out.emplace("name", message.name);
    out.emplace("hub", message.hub);
    json::array pins;
    for (const std::string& pin : message.pins) pins.push_back(json::value(pin));
    out.emplace("pins", std::move(pins));
    return json::serialize(out);
}

Read<PairRequest> read_pair_request(std::string_view text) {
    return read_as<PairRequest>(text, "pair", pair_request);
}

Read<PairWaiting> read_pair_waiting(std::string_view text) {
    return read_as<PairWaiting>(text, "pairing", pair_waiting);
}

Read<PairCommit> read_pair_commit(std::string_view text) {
    return read_as<PairCommit>(text, "pair.commit",
                               [](JsonFields& fields) { return PairCommit{digest(fields, "commit")}; });
}

Read<PairReveal> read_pair_reveal(std::string_view text) {
    return read_as<PairReveal>(text, "pair.reveal",
                               [](JsonFields& fields) { return PairReveal{digest(fields, "key")}; });
}

Read<PairedMessage> read_paired(std::string_view text) {
    return read_as<PairedMessage>(text, "paired", paired);
}

bool is_name(std::string_view text) {
    return !text.empty() && is_text(text, limits::text_chars) && is_harmless(text);
}

bool is_pairing_code(std::string_view text) {
    return text.size() == 6 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace brigade
