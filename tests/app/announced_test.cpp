// What a hub says of itself at its start.
#include "app/announced.h"
#include "base/key_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a hub that listens on all addresses says at its start by which of them others reach it") {
    const std::vector<std::string> own{"192.168.1.5", "2001:db8::5"};
    using Urls = std::vector<std::string>;
    CHECK(reached_at({"ws://127.0.0.1:8686", "wss://0.0.0.0:8687"}, own) ==
          Urls{"wss://192.168.1.5:8687/v1"});
    CHECK(reached_at({"wss://[::]:8687"}, own) ==
          Urls{"wss://192.168.1.5:8687/v1", "wss://[2001:db8::5]:8687/v1"});
    CHECK(reached_at({"wss://10.0.0.7:9000"}, own) == Urls{"wss://10.0.0.7:9000/v1"});
    CHECK(reached_at({"ws://127.0.0.1:8686", "wss://127.0.0.1:8687"}, own).empty());
    CHECK(announced_port({"ws://127.0.0.1:8686", "wss://127.0.0.1:8687"}) == 0);
    CHECK(announced_port({"ws://127.0.0.1:8686", "wss://0.0.0.0:8687"}) == 8687);
    for (const std::string& address : own_addresses()) CHECK_FALSE(address.starts_with("127."));
}

TEST_CASE("a key's beginning is told in the groups that a screen shows, so that people can compare") {
    CHECK(key_beginning("05774663ae2cac64e2c4") == "0577 4663 ae2c ac64");
    CHECK(key_beginning("").empty());
}

TEST_CASE(
    "a hub says at its start under which name it is announced, with its address and its key, or that it is "
    "not") {
    const std::vector<std::string> urls{"wss://192.168.1.5:8687/v1"};
    const std::string said = announcement_words({"Warung Ibu", "0577" + std::string(60, 'a'), true, urls});
    for (const char* part : {"wss://192.168.1.5:8687/v1", "key begins with 0577 aaaa aaaa aaaa;",
                             "\"Warung Ibu\" (_brigade._tcp)", "avahi-daemon"})
        CHECK(said.find(part) != std::string::npos);
    CHECK(announcement_words({"Warung Ibu", "", false, urls}).find("announce = false") != std::string::npos);
    CHECK(announcement_words({"Warung Ibu", "", true, {}}).find("its own machine alone") !=
          std::string::npos);
}
