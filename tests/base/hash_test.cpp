#include "base/hash.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("the hash is SHA-256 cut to 128 bits") {
    // FIPS 180-2, appendix B.1: SHA-256 of "abc".
    CHECK(to_hex(hash_of({"a", "bc"})) == "ba7816bf8f01cfea414140de5dae2223");
}

TEST_CASE("a hash is written in hexadecimal and read back") {
    Hash hash = hash_of({"kitchen"});
    CHECK(hash_from_hex(to_hex(hash)) == hash);
    CHECK_FALSE(hash_from_hex("ba78"));
    CHECK_FALSE(hash_from_hex("zz7816bf8f01cfea414140de5dae2223"));
}
