#include "app/order_files.h"

#include <catch2/catch_test_macros.hpp>

#include "app/files.h"

using namespace brigade;

TEST_CASE("a file holds one order, a list of orders, or one order on each line") {
    auto one = parse_orders(R"({"id":"a","number":"1"})", "f");
    REQUIRE(one);
    REQUIRE(one->size() == 1);
    CHECK((*one)[0].number() == "1");

    auto list = parse_orders(R"([{"id":"a"},{"id":"b"}])", "f");
    REQUIRE(list);
    REQUIRE(list->size() == 2);
    CHECK((*list)[1].index == 2);
    CHECK((*list)[1].order.at("id") == "b");

    auto lines = parse_orders("{\"id\":\"a\"}\r\n\n  \n{\"id\":\"b\"}\n{\"id\":\"c\"}", "f");
    REQUIRE(lines);
    REQUIRE(lines->size() == 3);
    CHECK((*lines)[2].order.at("id") == "c");
}

TEST_CASE("what is no order is told with its place") {
    CHECK(parse_orders("{\"id\":\"a\"}\n{\"id\":", "f").error().message.starts_with("f:2: this is not JSON"));
    CHECK(parse_orders("{\"id\":\"a\"}\n7\n", "f").error().message.starts_with("f:2 is not an order"));
    CHECK(
        parse_orders("[{\"id\":\"a\"}, 7]", "f").error().message.starts_with("f: element 2 is not an order"));
    CHECK(parse_orders("\"order\"", "f").error().message.starts_with("f is not an order"));
    std::string large = "{\"notes\":\"" + std::string(70'000, 'x') + "\"}";
    CHECK(parse_orders(large, "f").error().message.find("64 KiB") != std::string::npos);
    CHECK(read_orders("/nowhere/at/all.json").error().message.find("cannot be read: No such file") !=
          std::string::npos);
    test::Files files;
    CHECK(read_orders(files.write("empty.json", "")).error().message.ends_with("is empty"));
    CHECK(parse_orders("[]", "f")->empty());
}
