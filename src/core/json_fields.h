// Reads the known fields of a JSON object under the contract's rules: absent and null are alike, unknown
// fields are ignored, and the first thing that is wrong is kept with its JSON pointer and a sentence that
// says what would be right. Reading goes on after a problem with default values; whoever started the
// reading looks at the problem once, at the end. Used for messages, events, snapshots alike.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/seq.h"
#include "base/time.h"
#include "core/refusal.h"

namespace brigade {

namespace json = boost::json;

// As a bound: all the integers that every reader of JSON keeps as they are.
inline constexpr std::int64_t any_number = std::int64_t{1} << 53;

// Parses with the contract's bounds (depth, UTF-8 validated). Nothing if the text is not JSON.
std::optional<json::value> parse_json(std::string_view text);

// Where something stands in a document. It is written out as a JSON pointer (RFC 6901) only where somebody
// has to be told: of a good message, none is. What it stands in, and its key, outlive it.
class JsonPlace {
  public:
    JsonPlace(const char* root) : key_(root) {}  // NOLINT: a pointer, "" or "/order"
    JsonPlace(const JsonPlace& in, std::string_view key) : in_(&in), key_(key) {}
    JsonPlace(const JsonPlace& in, std::size_t index) : in_(&in), index_(index) {}

    std::string pointer() const;

  private:
    const JsonPlace* in_ = nullptr;
    std::string_view key_;
    std::size_t index_ = 0;  // where there is no key
};

class JsonFields {
  public:
    // `place` is that of `object` itself. `problem` outlives the reader.
    JsonFields(const json::object& object, JsonPlace place, ErrorCode code, std::optional<Refusal>& problem)
        : object_(object),
          place_(place),
          code_(code),
          problem_(problem) {}

    bool has(std::string_view key) const;  // present and not null
    std::optional<std::int64_t> is_integer(std::string_view key) const;
    bool ok() const { return !problem_; }
    void fail(std::string_view key, std::string message) { fail_at({place_, key}, std::move(message)); }

    // Text of up to `chars_max` code points. A required one must not be empty.
    std::string text(std::string_view key, std::size_t chars_max);
    std::string required_text(std::string_view key, std::size_t chars_max);
    // 1 to 64 characters of A-Z a-z 0-9 . _ : -
    std::string id(std::string_view key);
    std::string required_id(std::string_view key);

    std::optional<std::int64_t> integer(std::string_view key, std::int64_t min, std::int64_t max);
    std::int64_t required_integer(std::string_view key, std::int64_t min, std::int64_t max);
    bool boolean(std::string_view key, bool otherwise);
    bool required_boolean(std::string_view key);
    std::optional<TimeMs> time(std::string_view key);
    std::optional<Seq> seq(std::string_view key);

    template <class E>
    E choice(std::string_view key, E otherwise) {
        if (!has(key)) return otherwise;
        const json::string* given = find(key)->if_string();
        auto value = given ? from_word<E>(std::string_view(*given)) : std::nullopt;
        if (!value) fail(key, std::string(key) + " must be " + choices_of<E>());
        return value.value_or(otherwise);
    }
    template <class E>
    E required_choice(std::string_view key) {
        if (!has(key)) fail(key, std::string(key) + " is missing; it must be " + choices_of<E>());
        return choice(key, E{});
    }

    // Nothing where absent; a problem where it is of another type or has more than `size_max` elements.
    const json::array* array(std::string_view key, std::size_t size_max);
    const json::object* object(std::string_view key);
    std::vector<std::string> ids(std::string_view key, std::size_t size_max);
    std::vector<std::string> texts(std::string_view key, std::size_t size_max, std::size_t chars_max);
    std::vector<int> integers(std::string_view key, std::size_t size_max, int min, int max);

    // A reader for the object at `index` of the array `key`; a problem if it is not an object.
    template <class Read>
    void each_object(std::string_view key, std::size_t size_max, Read read) {
        const json::array* elements = array(key, size_max);
        if (!elements) return;
        const JsonPlace list(place_, key);
        for (std::size_t i = 0; i < elements->size() && ok(); ++i) {
            const JsonPlace place(list, i);
            if (const json::object* element = (*elements)[i].if_object())
                read(JsonFields(*element, place, code_, problem_));
            else
                fail_at(place, "must be an object");
        }
    }
    template <class Read>
    void nested(std::string_view key, Read read) {
        if (const json::object* inner = object(key)) read(JsonFields(*inner, {place_, key}, code_, problem_));
    }

  private:
    const json::value* find(std::string_view key) const;
    void fail_at(const JsonPlace& place, std::string message);
    std::string checked_text(const json::value& value, const JsonPlace& place, std::string_view name,
                             std::size_t chars_max);
    std::string checked_id(const json::value& value, const JsonPlace& place, std::string_view name);

    const json::object& object_;
    JsonPlace place_;
    ErrorCode code_;
    std::optional<Refusal>& problem_;
};

bool is_id(std::string_view text);

// Whether it is UTF-8 of at most `chars_max` code points: anything else must not get into what we write,
// since it could not be read again. For texts that do not come out of JSON.
bool is_text(std::string_view text, std::size_t chars_max);

}  // namespace brigade
