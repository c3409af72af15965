// What a person is told where the hub refuses something about a device.
#include "app/device_named.h"

#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace brigade;

namespace {

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const boost::json::array& listed_devices() {
    static const boost::json::array devices = boost::json::parse(R"([
        {"id":"d-3f09c2aa","name":"Grill left","screen":"s-1","connected":true},
        {"id":"d-77777777","name":"Bar","connected":false},
        {"id":"d-88888888","name":"front-1","connected":true},
        {"screen":"s-9","name":"expo","connected":true},
        {"name":"brigade","connected":true}])")
                                                  .as_array();
    return devices;
}

}  // namespace

TEST_CASE(
    "a device that there is none of is refused with the one that was nearly named, or with all there are") {
    CHECK(why_not(listed_devices(), "revoke", "d-3f09c2") ==
          "there is no device d-3f09c2; did you mean d-3f09c2aa (\"Grill left\")?");
    CHECK(says(why_not(listed_devices(), "identify", "Gril left"),
               "did you mean d-3f09c2aa (\"Grill left\")?"));
    CHECK(why_not(listed_devices(), "rename", "nobody") ==
          "there is no device nobody; there is d-3f09c2aa (\"Grill left\"), d-77777777 (\"Bar\"), d-88888888 "
          "(\"front-1\") "
          "and s-9 (\"expo\")");
    CHECK(why_not({}, "revoke", "x") == "there is no device x; none is paired or connected");
}

TEST_CASE("a device that is named by what it is called is refused with its id") {
    CHECK(says(why_not(listed_devices(), "revoke", "Bar"), "Bar is d-77777777"));
    CHECK(says(why_not(listed_devices(), "revoke", "s-1"), "s-1 is d-3f09c2aa"));
}

TEST_CASE("a screen of the hub's own machine has no token to be revoked, and the refusal says so") {
    CHECK(says(why_not(listed_devices(), "revoke", "s-9"), "has no token that could be revoked"));
    CHECK(says(why_not(listed_devices(), "rename", "s-9"), "brigade-station --name"));
    CHECK(says(why_not(listed_devices(), "revoke", "expo"), "expo is s-9"));
    CHECK(says(why_not(listed_devices(), "identify", "screen-1"), "only while it is connected"));
}

TEST_CASE("a device that cannot flash its name is away, or no screen") {
    CHECK(says(why_not(listed_devices(), "identify", "d-77777777"), "is not connected"));
    CHECK(says(why_not(listed_devices(), "restart", "d-88888888"), "is no screen"));
}

TEST_CASE(
    "after a wrong code a person hears what the hub says of it, and what to do where that does not help") {
    const std::string text = wrong_code_words("the code was wrong; tries left: 4");
    CHECK(text.starts_with("the code was wrong; tries left: 4.\n"));
    CHECK(says(text, "`brigade join` has ended"));
    CHECK(says(text, "pair nothing"));
}

TEST_CASE("a key that devices have not heard of is not changed, and for each of them it is said what to do") {
    const std::string text =
        not_ready_words({{{"device", "d-1"}, {"name", "Grill"}}, {{"device", "d-2"}, {"name", "Bar"}}});
    for (const char* part :
         {"d-1  Grill: switch it on", "brigade devices revoke d-1", "d-2  Bar: switch it on",
          "brigade devices revoke d-2", "brigade key change --force"})
        CHECK(says(text, part));
}
