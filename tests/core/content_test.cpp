// docs/protocol.md, Sending again: when two submissions have the same content.
#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/order_json.h"

using namespace brigade;

namespace {

Order order_from(const std::string& text) {
    std::optional<Refusal> problem;
    json::value value = json::parse(text);
    Order order = read_order(JsonFields(value.as_object(), "", ErrorCode::invalid_order, problem));
    if (problem) FAIL(problem->path << ": " << problem->message);
    return order;
}
Order with(const std::string& fields, const std::string& line_fields = "") {
    return order_from(R"({"id":"a","number":"42","placed_at":"2026-11-20T12:03:07.120Z")" + fields +
                      R"(,"lines":[{"id":"1","name":"Burger","quantity":2)" + line_fields + "}]}");
}
bool same(const Order& one, const Order& other) { return content_hash(one) == content_hash(other); }

}  // namespace

TEST_CASE("absent, null and default are the same content") {
    Order least = with("");
    CHECK(same(least,
               with(R"(,"service":"dine_in","priority":"normal","covers":0,"allergies":[],"notes":"")")));
    CHECK(same(least,
               with(R"(,"service":null,"priority":null,"promised_at":null,"table":null,"allergies":null)")));
    CHECK(same(least,
               with("", R"(,"course":0,"seat":null,"station":null,"prep_s":0,"modifiers":[],"item":"")")));
    CHECK(same(with("", R"(,"modifiers":[{"name":"rare"}])"),
               with("", R"(,"modifiers":[{"kind":"option","name":"rare"}])")));
}

TEST_CASE("key order, unknown fields and the way a number or time is written do not matter") {
    CHECK(same(with(R"(,"table":"8","guest":"Ana")"), with(R"(,"guest":"Ana","loyalty":7,"table":"8")")));
    CHECK(same(with("", R"(,"course":1)"), with("", R"(,"vat":0.19,"course":1.0)")));
    Order zoned = order_from(R"({"lines":[{"quantity":2,"name":"Burger","id":"1"}],"number":"42",
        "placed_at":"2026-11-20T19:03:07.12+07:00","id":"a"})");
    CHECK(same(with(""), zoned));
}

TEST_CASE("every known field makes other content") {
    Order least = with("");
    for (auto fields :
         {R"(,"service":"takeaway")", R"(,"channel":"kiosk")", R"(,"reference":"F")", R"(,"table":"1")",
          R"(,"guest":"Ana")", R"(,"server":"Budi")", R"(,"covers":2)", R"(,"priority":"rush")",
          R"(,"promised_at":"2026-11-20T13:00:00Z")", R"(,"allergies":["peanut"])", R"(,"notes":"birthday")"})
        CHECK_FALSE(same(least, with(fields)));
    for (auto fields :
         {R"(,"item":"b")", R"(,"category":"c")", R"(,"course":1)", R"(,"seat":1)", R"(,"prep_s":60)",
          R"(,"station":"grill")", R"(,"notes":"rare")", R"(,"modifiers":[{"name":"rare"}])"})
        CHECK_FALSE(same(least, with("", fields)));
    CHECK_FALSE(same(with("", R"(,"modifiers":[{"name":"x"},{"name":"y"}])"),
                     with("", R"(,"modifiers":[{"name":"y"},{"name":"x"}])")));
    CHECK_FALSE(same(with(R"(,"allergies":["a","b"])"), with(R"(,"allergies":["ab"])")));
}

TEST_CASE("an order comes back from its written form as it was") {
    Order full =
        with(R"(,"service":"delivery","channel":"gofood","reference":"F-1","table":"8","guest":"Ana",
        "server":"Budi","covers":3,"priority":"vip","promised_at":"2026-11-20T13:00:00Z","allergies":["nut"],"notes":"n")",
             R"(,"item":"b","category":"c","course":2,"seat":3,"prep_s":60,"station":"grill","notes":"rare",
        "modifiers":[{"kind":"allergy","name":"nut"},{"name":"rare"}])");
    std::optional<Refusal> problem;
    CHECK(read_order(JsonFields(order_to_json(full), "", ErrorCode::invalid_order, problem)) == full);
    CHECK_FALSE(problem);
}
