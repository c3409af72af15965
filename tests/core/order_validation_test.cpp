// docs/protocol.md, Order: what an order must be, and where the finger points when it is not.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>

#include "core/order_json.h"

using namespace brigade;

namespace {

const char* const whole = R"({"id":"a","number":"42","placed_at":"2026-11-20T12:03:07.120Z","lines":[
    {"id":"1","name":"Burger","quantity":2,"modifiers":[{"kind":"without","name":"onion"}]},
    {"id":"2","name":"Cola","quantity":1}]})";

// The pointer and code of what is wrong with a good order after one edit of its JSON; "" if nothing is.
std::string wrong_after(const std::function<void(json::value&)>& edit) {
    json::value message = json::parse(whole);
    edit(message);
    std::optional<Refusal> problem;
    read_order(JsonFields(message.as_object(), "/order", ErrorCode::invalid_order, problem));
    if (!problem) return "";
    CHECK(problem->code == ErrorCode::invalid_order);
    CHECK_FALSE(problem->message.empty());
    return problem->path;
}
// What the pointer names; its last step may be new.
json::value& place(json::value& from, const std::string& pointer) {
    if (pointer.empty()) return from;
    std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    std::string step = pointer.substr(1, end - 1), rest = pointer.substr(end);
    if (from.is_array()) return place(from.as_array().at(std::stoul(step)), rest);
    return place(from.as_object()[step], rest);
}
std::string wrong_with(const std::string& pointer, json::value value) {
    return wrong_after([&](json::value& order) { place(order, pointer) = std::move(value); });
}
std::string wrong_with(const std::string& pointer, const std::string& text) {
    return wrong_with(pointer, json::value(json::string_view(text)));
}
std::string wrong_with(const std::string& pointer, const char* text) {
    return wrong_with(pointer, std::string(text));
}
std::string wrong_without(std::string_view key) {
    return wrong_after([&](json::value& order) { order.as_object().erase(key); });
}
std::string wrong_without_in_line(std::string_view key) {
    return wrong_after([&](json::value& order) { place(order, "/lines/1").as_object().erase(key); });
}
std::string chars(std::size_t count) { return std::string(count, 'x'); }

}  // namespace

TEST_CASE("the least order is an order") {
    CHECK(wrong_after([](json::value&) {}) == "");
    CHECK(wrong_with("/something_unknown", 1) == "");
}

TEST_CASE("a missing field is named itself") {
    for (auto key : {"id", "number", "placed_at", "lines"})
        CHECK(wrong_without(key) == std::string("/order/") + key);
    for (auto key : {"id", "name", "quantity"})
        CHECK(wrong_without_in_line(key) == std::string("/order/lines/1/") + key);
    CHECK(wrong_with("/id", json::value(nullptr)) == "/order/id");
}

TEST_CASE("an id is 1 to 64 characters of the contract's alphabet") {
    CHECK(wrong_with("/id", chars(64)) == "");
    CHECK(wrong_with("/id", "A-Za.z0_9:-") == "");
    for (const std::string& bad :
         {std::string(""), chars(65), std::string("a b"), std::string("a/b"), std::string("é")})
        CHECK(wrong_with("/id", bad) == "/order/id");
    CHECK(wrong_with("/lines/1/id", "a b") == "/order/lines/1/id");
    CHECK(wrong_with("/lines/0/station", "gr ill") == "/order/lines/0/station");
    CHECK(wrong_with("/id", 7) == "/order/id");
}

TEST_CASE("of two equal line ids the second is the wrong one") {
    CHECK(wrong_with("/lines/1/id", "1") == "/order/lines/1/id");
}

TEST_CASE("an order has 1 to 200 lines") {
    auto lines = [](std::size_t count) {
        json::array all;
        for (std::size_t i = 0; i < count; ++i)
            all.push_back({{"id", std::to_string(i)}, {"name", "x"}, {"quantity", 1}});
        return all;
    };
    CHECK(wrong_with("/lines", lines(1)) == "");
    CHECK(wrong_with("/lines", lines(200)) == "");
    CHECK(wrong_with("/lines", lines(0)) == "/order/lines");
    CHECK(wrong_with("/lines", lines(201)) == "/order/lines");
    CHECK(wrong_with("/lines", "1") == "/order/lines");
    CHECK(wrong_with("/lines/1", "cola") == "/order/lines/1");
}

TEST_CASE("a quantity is 1 to 999, a whole number") {
    for (json::value good : {json::value(1), json::value(999), json::value(2.0)})
        CHECK(wrong_with("/lines/0/quantity", good) == "");
    for (json::value bad : {json::value(0), json::value(-1), json::value(1000), json::value(1.5),
                            json::value("2"), json::value(true), json::value(1e300)})
        CHECK(wrong_with("/lines/0/quantity", bad) == "/order/lines/0/quantity");
}

TEST_CASE("numbers keep to their ranges") {
    CHECK(wrong_with("/lines/0/course", 99) == "");
    CHECK(wrong_with("/lines/0/course", 100) == "/order/lines/0/course");
    CHECK(wrong_with("/lines/0/course", -1) == "/order/lines/0/course");
    CHECK(wrong_with("/lines/0/prep_s", -1) == "/order/lines/0/prep_s");
    CHECK(wrong_with("/lines/0/seat", -1) == "/order/lines/0/seat");
    CHECK(wrong_with("/covers", -1) == "/order/covers");
}

TEST_CASE("text has at most 200 characters and notes 500, counted as people count") {
    std::string snow;
    for (int i = 0; i < 200; ++i) snow += "雪";
    CHECK(wrong_with("/guest", snow) == "");
    CHECK(wrong_with("/guest", snow + "x") == "/order/guest");
    for (auto key : {"number", "channel", "reference", "table", "guest", "server"})
        CHECK(wrong_with(std::string("/") + key, chars(201)) == std::string("/order/") + key);
    CHECK(wrong_with("/lines/0/name", chars(201)) == "/order/lines/0/name");
    CHECK(wrong_with("/lines/0/modifiers/0/name", chars(201)) == "/order/lines/0/modifiers/0/name");
    CHECK(wrong_with("/notes", chars(500)) == "");
    CHECK(wrong_with("/notes", chars(501)) == "/order/notes");
    CHECK(wrong_with("/lines/0/notes", chars(501)) == "/order/lines/0/notes");
}

TEST_CASE("words come from their lists") {
    for (auto word : {"dine_in", "takeaway", "delivery", "drive_thru", "self_order"})
        CHECK(wrong_with("/service", word) == "");
    CHECK(wrong_with("/service", "Dine_in") == "/order/service");
    CHECK(wrong_with("/priority", "urgent") == "/order/priority");
    CHECK(wrong_with("/lines/0/modifiers/0/kind", "no") == "/order/lines/0/modifiers/0/kind");
    CHECK(wrong_with("/lines/0/modifiers/0", json::object{{"kind", "extra"}}) ==
          "/order/lines/0/modifiers/0/name");
}

TEST_CASE("times are RFC 3339") {
    CHECK(wrong_with("/placed_at", "2026-11-20T19:03:07+07:00") == "");
    CHECK(wrong_with("/placed_at", "yesterday") == "/order/placed_at");
    CHECK(wrong_with("/placed_at", 1795176000) == "/order/placed_at");
    CHECK(wrong_with("/promised_at", "2026-11-20") == "/order/promised_at");
}

TEST_CASE("lists are lists, of the right things") {
    CHECK(wrong_with("/allergies", "peanut") == "/order/allergies");
    CHECK(wrong_with("/allergies", json::array{"peanut", 3}) == "/order/allergies/1");
    CHECK(wrong_with("/lines/0/modifiers/0", "no onion") == "/order/lines/0/modifiers/0");
}

TEST_CASE("of several things wrong the first is told") {
    CHECK(wrong_after([](json::value& order) {
              order.as_object().erase("number");
              place(order, "/lines").as_array().clear();
          }) == "/order/number");
}
