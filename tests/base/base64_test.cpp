#include "base/base64.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("bytes go through base64 and come back, however many there are") {
    CHECK(to_base64("").empty());
    CHECK(to_base64("f") == "Zg==");
    CHECK(to_base64("fo") == "Zm8=");
    CHECK(to_base64("foobar") == "Zm9vYmFy");
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        CHECK(from_base64(to_base64(bytes)) == bytes);
        bytes += static_cast<char>(i * 7);
    }
}

TEST_CASE("what is not base64, to the last letter, is nothing") {
    for (const char* text :
         {"Z", "Zg", "Zg=", "Zg==\n", " Zg=", "Z===", "Zg-_", "=Zg=", "Zm9v Zm9", "Zm9=Zm9v"})
        CHECK_FALSE(from_base64(text));
}
