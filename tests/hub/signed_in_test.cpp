// Who counts as signed in on a connection, and until when.
#include <catch2/catch_test_macros.hpp>

#include "hub/signed_in.h"

using namespace brigade;

namespace {

Person rina() { return {"rina", "Rina", PersonRole::manager, "hash"}; }

struct Desk {
    SignedIn signed_in;
    DurationMs now_ms = 5'000;

    Desk() { signed_in.sign_in(rina(), signed_in.turn(), now_ms); }
    bool there() { return signed_in.person(now_ms) != nullptr; }
};

}  // namespace

TEST_CASE("nobody has signed in before a PIN was right") {
    SignedIn signed_in;
    CHECK_FALSE(signed_in.person(0));
    signed_in.asked(0);
    CHECK_FALSE(signed_in.person(0));
}

TEST_CASE("whoever has signed in is forgotten half an hour after the last thing they asked for") {
    Desk desk;
    desk.now_ms += SignedIn::lasts_ms - 1;
    REQUIRE(desk.there());
    desk.signed_in.asked(desk.now_ms);
    desk.now_ms += SignedIn::lasts_ms - 1;
    CHECK(desk.there());
    desk.now_ms += 1;
    CHECK_FALSE(desk.there());
}

TEST_CASE("a request that comes after the half hour does not bring back who has left") {
    Desk desk;
    desk.now_ms += SignedIn::lasts_ms;
    desk.signed_in.asked(desk.now_ms);
    CHECK_FALSE(desk.there());
}

TEST_CASE(
    "who is removed from the register, or has another role or PIN there, is signed out; another name is no "
    "matter") {
    Person now = rina();
    SECTION("removed") {
        Desk desk;
        desk.signed_in.compare(nullptr);
        CHECK_FALSE(desk.there());
    }
    SECTION("role") {
        Desk desk;
        now.role = PersonRole::kitchen;
        desk.signed_in.compare(&now);
        CHECK_FALSE(desk.there());
    }
    SECTION("PIN") {
        Desk desk;
        now.pin_scrypt = "another";
        desk.signed_in.compare(&now);
        CHECK_FALSE(desk.there());
    }
    SECTION("name") {
        Desk desk;
        now.name = "Rina H.";
        desk.signed_in.compare(&now);
        CHECK(desk.there());
    }
}

TEST_CASE("a PIN that was still being checked when somebody signed out signs nobody in") {
    Desk desk;
    const auto turn = desk.signed_in.turn();
    desk.signed_in.sign_out();
    CHECK_FALSE(desk.there());
    desk.signed_in.sign_in(rina(), turn, desk.now_ms);
    CHECK_FALSE(desk.there());
}
