// Reads single fields of the hub's messages: what is absent or of another type is the default.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace brigade {

inline std::string text_in(const boost::json::object& object, std::string_view key) {
    const boost::json::value* value = object.if_contains(boost::json::string_view(key));
    const boost::json::string* text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}

inline std::int64_t integer_in(const boost::json::object& object, std::string_view key,
                               std::int64_t otherwise) {
    const boost::json::value* value = object.if_contains(boost::json::string_view(key));
    const std::int64_t* integer = value ? value->if_int64() : nullptr;
    return integer ? *integer : otherwise;
}

inline bool is_true_in(const boost::json::object& object, std::string_view key) {
    const boost::json::value* value = object.if_contains(boost::json::string_view(key));
    return value && value->is_bool() && value->get_bool();
}

}  // namespace brigade
