#include "app/order_files.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/json_words.h"
#include "base/limits.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::size_t envelope_bytes = 256;  // what a request adds to its order

Status add(std::vector<FileOrder>& orders, const json::value& value, const std::string& file,
           const std::string& place) {
    const json::object* object = value.if_object();
    if (!object) return Error{place + " is not an order: it must be a JSON object, {…}"};
    if (json::serialize(*object).size() + envelope_bytes > limits::client_message_bytes)
        return Error{place + " is larger than a message may be (64 KiB)"};
    orders.push_back({file, orders.size() + 1, *object});
    return {};
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

Result<std::vector<FileOrder>> parse_lines(std::string_view text, const std::string& file) {
    std::vector<FileOrder> orders;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (is_blank(line)) continue;
        std::string place = fmt::format("{}:{}", file, number);
        auto value = parse_json(line);
        if (!value)
            return Error{place +
                         ": this is not JSON; write one order, a list of orders, or one order on each line"};
        if (Status added = add(orders, *value, file, place); !added) return added.error();
    }
    return orders;
}

}  // namespace

std::string FileOrder::number() const { return text_in(order, "number"); }

Result<std::vector<FileOrder>> parse_orders(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    auto whole = parse_json(text);
    if (!whole) return parse_lines(text, file);
    std::vector<FileOrder> orders;
    if (const json::array* list = whole->if_array()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            if (Status added = add(orders, (*list)[i], file, fmt::format("{}: element {}", file, i + 1));
                !added)
                return added.error();
        return orders;
    }
    if (Status added = add(orders, *whole, file, file); !added) return added.error();
    return orders;
}

Result<std::vector<FileOrder>> read_orders(const std::string& file) {
    std::ostringstream text;
    if (file == "-") {
        text << std::cin.rdbuf();
        return parse_orders(text.str(), "standard input");
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{file + " cannot be read: " + std::strerror(errno)};
    if (in.peek() == std::ifstream::traits_type::eof()) return Error{file + " is empty"};
    text << in.rdbuf();
    if (!in) return Error{file + " cannot be read"};
    return parse_orders(text.str(), file);
}

}  // namespace brigade
