// What a snapshot may not say: a damaged one must be refused, never read as something else.
#include <catch2/catch_test_macros.hpp>

#include "core/snapshot.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a snapshot with a number that its field cannot hold is refused") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2"));
    std::string good = encode_snapshot(k.kitchen);
    REQUIRE(decode_snapshot(good));
    CHECK_FALSE(decode_snapshot(replaced(good, R"("active_seq":3)", R"("active_seq":-3)")));
    CHECK_FALSE(decode_snapshot(replaced(good, R"("line":1)", R"("line":65537)")));
    CHECK_FALSE(decode_snapshot(replaced(good, R"("generation":1)", R"("generation":4294967297)")));
}
