#include "core/json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

#include "base/limits.h"

namespace brigade {
namespace {

std::size_t code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// An integer however it was written: 2, 2.0 and 2e0 are the same number in JSON.
std::optional<std::int64_t> integer_of(const json::value& value) {
    if (const auto* number = value.if_int64()) return *number;
    if (const auto* number = value.if_double()) {
        constexpr double exact = 9007199254740992.0;  // 2^53
        if (std::trunc(*number) == *number && std::abs(*number) <= exact)
            return static_cast<std::int64_t>(*number);
    }
    return std::nullopt;  // an unsigned beyond int64 is beyond every range we know
}

std::string range_text(std::int64_t min, std::int64_t max) { return fmt::format("{} to {}", min, max); }

}  // namespace

std::optional<json::value> parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = limits::json_depth;
    json::error_code error;
    // Its parts are freed together, with the last value that is still there.
    auto memory = json::make_shared_resource<json::monotonic_resource>(text.size() + 1024);
    json::value value = json::parse({text.data(), text.size()}, error, std::move(memory), options);
    if (error) return std::nullopt;
    return value;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= limits::id_chars &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == ':' || c == '-';
           });
}

bool is_text(std::string_view text, std::size_t chars_max) {
    return code_points(text) <= chars_max &&
           parse_json(json::serialize(json::value(json::string_view(text.data(), text.size()))));
}

const json::value* JsonFields::find(std::string_view key) const {
    const json::value* value = object_.if_contains({key.data(), key.size()});
    return value && !value->is_null() ? value : nullptr;
}

bool JsonFields::has(std::string_view key) const { return find(key) != nullptr; }

std::optional<std::int64_t> JsonFields::is_integer(std::string_view key) const {
    const json::value* value = find(key);
    return value ? integer_of(*value) : std::nullopt;
}

std::string JsonPlace::pointer() const {
    if (!in_) return std::string(key_);
    return key_.data() ? fmt::format("{}/{}", in_->pointer(), key_)
                       : fmt::format("{}/{}", in_->pointer(), index_);
}

void JsonFields::fail_at(const JsonPlace& place, std::string message) {
    if (!problem_) problem_ = Refusal{code_, place.pointer(), std::move(message)};
}

std::string JsonFields::checked_text(const json::value& value, const JsonPlace& place, std::string_view name,
                                     std::size_t chars_max) {
    const json::string* text = value.if_string();
    if (!text || code_points(std::string_view(*text)) > chars_max) {
        fail_at(place, fmt::format("{} must be text of at most {} characters", name, chars_max));
        return {};
    }
    return std::string(*text);
}

std::string JsonFields::checked_id(const json::value& value, const JsonPlace& place, std::string_view name) {
    const json::string* text = value.if_string();
    if (!text || !is_id(std::string_view(*text))) {
        fail_at(place, fmt::format("{} must be 1 to 64 characters of A-Z a-z 0-9 . _ : -", name));
        return {};
    }
    return std::string(*text);
}

std::string JsonFields::text(std::string_view key, std::size_t chars_max) {
    const json::value* value = find(key);
    return value ? checked_text(*value, {place_, key}, key, chars_max) : std::string();
}

std::string JsonFields::required_text(std::string_view key, std::size_t chars_max) {
    std::string value = text(key, chars_max);
    if (value.empty())
        fail(key, fmt::format("{} is missing; it must be text of 1 to {} characters", key, chars_max));
    return value;
}

std::string JsonFields::id(std::string_view key) {
    const json::value* value = find(key);
    return value ? checked_id(*value, {place_, key}, key) : std::string();
}

std::string JsonFields::required_id(std::string_view key) {
    if (!has(key)) fail(key, fmt::format("{} is missing", key));
    return id(key);
}

std::optional<std::int64_t> JsonFields::integer(std::string_view key, std::int64_t min, std::int64_t max) {
    const json::value* value = find(key);
    if (!value) return std::nullopt;
    auto number = integer_of(*value);
    if (!number || *number < min || *number > max) {
        fail(key, fmt::format("{} must be {}", key, range_text(min, max)));
        return std::nullopt;
    }
    return number;
}

std::int64_t JsonFields::required_integer(std::string_view key, std::int64_t min, std::int64_t max) {
    if (!has(key)) fail(key, fmt::format("{} is missing; it must be {}", key, range_text(min, max)));
    return integer(key, min, max).value_or(min);
}

bool JsonFields::boolean(std::string_view key, bool otherwise) {
    const json::value* value = find(key);
    if (!value) return otherwise;
    if (const bool* given = value->if_bool()) return *given;
    fail(key, fmt::format("{} must be true or false", key));
    return otherwise;
}

bool JsonFields::required_boolean(std::string_view key) {
    if (!has(key)) fail(key, fmt::format("{} is missing; it must be true or false", key));
    return boolean(key, false);
}

std::optional<TimeMs> JsonFields::time(std::string_view key) {
    const json::value* value = find(key);
    if (!value) return std::nullopt;
    const json::string* text = value->if_string();
    auto instant = text ? parse_time(std::string_view(*text)) : std::nullopt;
    if (!instant) fail(key, fmt::format("{} must be a time such as 2026-11-20T12:03:07.120Z", key));
    return instant;
}

std::optional<Seq> JsonFields::seq(std::string_view key) {
    auto value = integer(key, 0, std::int64_t{1} << 53);
    if (!value) return std::nullopt;
    return static_cast<Seq>(*value);
}

const json::array* JsonFields::array(std::string_view key, std::size_t size_max) {
    const json::value* value = find(key);
    if (!value) return nullptr;
    const json::array* elements = value->if_array();
    if (elements && elements->size() <= size_max) return elements;
    fail(key, fmt::format("{} must be a list of at most {}", key, size_max));
    return nullptr;
}

const json::object* JsonFields::object(std::string_view key) {
    const json::value* value = find(key);
    if (!value) return nullptr;
    if (const json::object* inner = value->if_object()) return inner;
    fail(key, fmt::format("{} must be an object", key));
    return nullptr;
}

std::vector<std::string> JsonFields::ids(std::string_view key, std::size_t size_max) {
    std::vector<std::string> values;
    const JsonPlace list(place_, key);
    if (const json::array* elements = array(key, size_max))
        for (const json::value& element : *elements)
            values.push_back(checked_id(element, {list, values.size()}, key));
    return values;
}

std::vector<std::string> JsonFields::texts(std::string_view key, std::size_t size_max,
                                           std::size_t chars_max) {
    std::vector<std::string> values;
    const JsonPlace list(place_, key);
    if (const json::array* elements = array(key, size_max))
        for (const json::value& element : *elements)
            values.push_back(checked_text(element, {list, values.size()}, key, chars_max));
    return values;
}

std::vector<int> JsonFields::integers(std::string_view key, std::size_t size_max, int min, int max) {
    std::vector<int> values;
    const JsonPlace list(place_, key);
    const json::array* elements = array(key, size_max);
    for (std::size_t i = 0; elements && i < elements->size(); ++i) {
        const json::value& element = (*elements)[i];
        const bool good = element.is_int64() && element.get_int64() >= min && element.get_int64() <= max;
        if (!good) fail_at({list, i}, fmt::format("{} must hold whole numbers from {} to {}", key, min, max));
        values.push_back(good ? static_cast<int>(element.get_int64()) : min);
    }
    return values;
}

}  // namespace brigade
