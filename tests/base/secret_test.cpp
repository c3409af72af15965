#include "base/secret.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

namespace {

std::string repeated(std::size_t count, unsigned char byte) {
    return std::string(count, static_cast<char>(byte));
}

}  // namespace

TEST_CASE("sha256 is SHA-256, whole") {
    // FIPS 180-2, appendix B.1.
    CHECK(bytes_to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC gives the values of RFC 4231") {
    auto hmac = [](std::string_view key, std::string_view text) {
        return bytes_to_hex(hmac_sha256(key, text));
    };
    CHECK(hmac(repeated(20, 0x0b), "Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hmac("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac(repeated(20, 0xaa), repeated(50, 0xdd)) ==
          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    CHECK(hmac(repeated(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("scrypt gives the values of RFC 7914") {
    CHECK(bytes_to_hex(scrypt("", "", {16, 1, 1}, 64)) ==
          "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
          "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    CHECK(bytes_to_hex(scrypt("password", "NaCl", {1024, 8, 16}, 64)) ==
          "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
          "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    CHECK(bytes_to_hex(scrypt("pleaseletmein", "SodiumChloride", {16384, 8, 1}, 64)) ==
          "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
          "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST_CASE("scrypt works at its own cost") {
    CHECK(scrypt("4821", "salt").size() == digest_bytes);
    CHECK(scrypt("4821", "salt") != scrypt("4822", "salt"));
    CHECK(scrypt("4821", "salt") != scrypt("4821", "tlas"));
}

TEST_CASE("bytes are written in hexadecimal and read back") {
    const std::string bytes("\x00\x7f\xff\n", 4);
    CHECK(bytes_to_hex(bytes) == "007fff0a");
    CHECK(bytes_from_hex("007fff0a") == bytes);
    CHECK(bytes_from_hex("") == std::string());
    CHECK_FALSE(bytes_from_hex("00f"));
    CHECK_FALSE(bytes_from_hex("0g"));
    CHECK_FALSE(bytes_from_hex("FF"));
    CHECK_FALSE(bytes_from_hex("f "));
}

TEST_CASE("equal means equal, and no shorter") {
    CHECK(same("", ""));
    CHECK(same("token", "token"));
    CHECK_FALSE(same("token", "tokem"));
    CHECK_FALSE(same("token", "toke"));
    CHECK_FALSE(same("", "t"));
}

TEST_CASE("random bytes are as many as asked, and never the same") {
    CHECK(random_bytes(0).empty());
    CHECK(random_bytes(300).size() == 300);
    CHECK(random_bytes(32) != random_bytes(32));
}
