#include "journal/chain.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a head is written as text and read back") {
    Head head{1841, hash_of({"kitchen"})};
    CHECK(to_text(head) == "1841-" + to_hex(head.hash));
    CHECK(head_from_text(to_text(head)) == head);
}

TEST_CASE("what is not a head is refused") {
    std::string hash = to_hex(hash_of({"kitchen"}));
    for (const std::string& text :
         {std::string(), "1841" + hash, "-" + hash, std::string("1841-"), "01841-" + hash, "+1-" + hash,
          "-1-" + hash, "1 -" + hash, "1841-" + hash + "0", "18446744073709551616-" + hash})
        CHECK_FALSE(head_from_text(text));
}

TEST_CASE("the chain is the formula of FORMAT.md") {
    using namespace std::string_literals;
    Head head{1, hash_of({"anything"})};
    Record record{2, 0x0102, "{\"a\":1}"};
    Hash expected = hash_of({bytes_of(head.hash), "\x02\0\0\0\0\0\0\0"s, "\x02\x01\0\0\0\0\0\0"s,
                             "\x07\0\0\0\0\0\0\0"s, "{\"a\":1}"});
    CHECK(next_head(head, record) == Head{2, expected});

    Identity identity = hash_of({"identity"});
    CHECK(genesis_head(identity) ==
          Head{0, hash_of({"brigade journal 1", bytes_of(identity), "\0\0\0\0\0\0\0\0"s})});
    CHECK(marked_head(head, identity) ==
          Head{1, hash_of({bytes_of(head.hash), "salvaged", bytes_of(identity)})});
}

TEST_CASE("everything about an event changes the head") {
    Head head{1, hash_of({"anything"})};
    Head next = next_head(head, {2, 5, "body"});
    CHECK(next_head(head, {2, 6, "body"}) != next);
    CHECK(next_head(head, {2, 5, "bodx"}) != next);
    CHECK(next_head({1, hash_of({"other"})}, {2, 5, "body"}) != next);
}
