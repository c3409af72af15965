// What stands percent-encoded in a URL.
#include "base/percent.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a value goes into a query and comes out of it as it was") {
    CHECK(percent_encoded("Nasi goreng & co") == "Nasi%20goreng%20%26%20co");
    CHECK(percent_encoded("a-b_c.d~9") == "a-b_c.d~9");
    CHECK(percent_encoded("\u00e9") == "%C3%A9");
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    CHECK(percent_decoded(percent_encoded(all)) == all);
}

TEST_CASE("a percent sign that nothing whole follows is no encoding") {
    CHECK(percent_decoded("a%2Fb%2f") == "a/b/");
    CHECK(percent_decoded("") == "");
    for (const char* wrong : {"%", "50%", "%2", "%2g", "%g2", "a%%20"}) {
        INFO(wrong);
        CHECK_FALSE(percent_decoded(wrong));
    }
}
