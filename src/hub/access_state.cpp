#include "hub/access_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/json/serialize.hpp>
#include <set>

#include "base/limits.h"
#include "core/json_fields.h"
#include "protocol/pairing_message.h"

namespace brigade {
namespace {

constexpr std::string_view format_word = "brigade access";
constexpr std::int64_t format_version = 1;
constexpr std::size_t salt_bytes_min = 16;
constexpr std::int64_t scrypt_n_max = 1 << 16;  // 64 MiB with r = 8

template <class Of>
auto find_by_id(Of& of, std::string_view id) -> decltype(of.data()) {
    auto found = std::find_if(of.begin(), of.end(), [&](const auto& one) { return one.id == id; });
    return found == of.end() ? nullptr : &*found;
}

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

json::object to_json(const Device& device) {
    return {{"id", device.id},
            {"name", device.name},
            {"role", view(word(device.role))},
            {"token_sha256", bytes_to_hex(device.token_sha256)},
            {"paired_at", format_time(device.paired_at)},
            {"seen_at", format_time(device.seen_at)},
            {"address", device.address},
            {"version", device.version},
            {"told", device.told}};
}

json::object to_json(const Person& person) {
    return {{"id", person.id},
            {"name", person.name},
            {"role", view(word(person.role))},
            {"pin_scrypt", bytes_to_hex(person.pin_scrypt)}};
}

std::string bytes_of(JsonFields& fields, std::string_view key, std::size_t bytes_min) {
    auto bytes = bytes_from_hex(fields.text(key, limits::text_chars));
    if (bytes && bytes->size() >= bytes_min) return *bytes;
    fields.fail(key, fmt::format("{} must be at least {} lower-case hexadecimal digits", key, 2 * bytes_min));
    return {};
}

TimeMs time_of(JsonFields& fields, std::string_view key) {
    if (!fields.has(key)) fields.fail(key, fmt::format("{} is missing", key));
    return fields.time(key).value_or(0);
}

std::string name_of(JsonFields& fields) {
    std::string name = fields.required_text("name", limits::text_chars);
    if (!is_name(name)) fields.fail("name", "name must be without control characters");
    return name;
}

Device read_device(JsonFields& fields) {
    Device device;
    device.id = fields.required_id("id");
    device.name = name_of(fields);
    device.role = fields.required_choice<DeviceRole>("role");
    device.token_sha256 = bytes_of(fields, "token_sha256", digest_bytes);
    device.paired_at = time_of(fields, "paired_at");
    device.seen_at = time_of(fields, "seen_at");
    device.address = fields.text("address", limits::text_chars);
    device.version = fields.text("version", limits::text_chars);
    device.told = fields.text("told", limits::text_chars);
    return device;
}

Person read_person(JsonFields& fields) {
    Person person;
    person.id = fields.required_id("id");
    person.name = name_of(fields);
    person.role = fields.required_choice<PersonRole>("role");
    person.pin_scrypt = bytes_of(fields, "pin_scrypt", digest_bytes);
    return person;
}

ScryptCost read_cost(JsonFields fields) {
    ScryptCost cost;
    cost.n = static_cast<std::uint64_t>(fields.required_integer("n", 2, scrypt_n_max));
    cost.r = static_cast<std::uint32_t>(fields.required_integer("r", 1, 8));
    cost.p = static_cast<std::uint32_t>(fields.required_integer("p", 1, 16));
    if (!std::has_single_bit(cost.n)) fields.fail("n", "n must be a power of two");
    return cost;
}

// What two entries share although it must tell them apart.
template <class Of, class Key>
void check_unique(JsonFields& fields, std::string_view list, const Of& of, Key key) {
    std::set<std::string> met;
    for (std::size_t i = 0; i < of.size(); ++i)
        if (!met.insert(key(of[i])).second)
            fields.fail(fmt::format("{}/{}", list, i), "it is the same as one before it");
}

AccessState read_state(JsonFields& fields) {
    AccessState state;
    if (fields.required_text("format", limits::text_chars) != format_word)
        fields.fail("format", fmt::format("format must be \"{}\"", format_word));
    if (fields.required_integer("version", 1, 1'000'000) != format_version)
        fields.fail("version", fmt::format("it was written by a newer Brigade; this one reads version {}",
                                           format_version));
    state.pin_salt = bytes_of(fields, "pin_salt", salt_bytes_min);
    if (!fields.has("pin_cost")) fields.fail("pin_cost", "pin_cost is missing");
    fields.nested("pin_cost", [&](JsonFields cost) { state.pin_cost = read_cost(cost); });
    for (std::string_view list : {"devices", "people"})
        if (!fields.has(list)) fields.fail(list, fmt::format("{} are missing", list));
    fields.each_object("devices", limits::devices,
                       [&](JsonFields device) { state.devices.push_back(read_device(device)); });
    fields.each_object("people", limits::people,
                       [&](JsonFields person) { state.people.push_back(read_person(person)); });
    check_unique(fields, "devices", state.devices, [](const Device& device) { return device.id; });
    check_unique(fields, "devices", state.devices, [](const Device& device) { return device.token_sha256; });
    check_unique(fields, "people", state.people, [](const Person& person) { return person.id; });
    check_unique(fields, "people", state.people, [](const Person& person) { return person.pin_scrypt; });
    return state;
}

}  // namespace

Device* AccessState::device(std::string_view id) { return find_by_id(devices, id); }
Person* AccessState::person(std::string_view id) { return find_by_id(people, id); }
const Device* AccessState::device(std::string_view id) const { return find_by_id(devices, id); }
const Person* AccessState::person(std::string_view id) const { return find_by_id(people, id); }

std::string encode_access(const AccessState& state) {
    json::object out{{"format", view(format_word)}, {"version", format_version}};
    out.emplace("pin_salt", bytes_to_hex(state.pin_salt));
    out.emplace("pin_cost",
                json::object{{"n", state.pin_cost.n}, {"r", state.pin_cost.r}, {"p", state.pin_cost.p}});
    json::array devices, people;
    for (const Device& device : state.devices) devices.push_back(to_json(device));
    for (const Person& person : state.people) people.push_back(to_json(person));
    out.emplace("devices", std::move(devices));
    out.emplace("people", std::move(people));
    return json::serialize(out) + "\n";
}

Result<AccessState> decode_access(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"it is not a JSON object, or it is cut off"};
    std::optional<Refusal> problem;
    JsonFields fields(value->get_object(), "", ErrorCode::invalid_message, problem);
    AccessState state = read_state(fields);
    if (problem) return Error{fmt::format("{}: {}", problem->path, problem->message)};
    return state;
}

}  // namespace brigade
