// What people write after --hub.
#include "app/hub_address.h"

#include <catch2/catch_test_macros.hpp>

#include "app/tool.h"

using namespace brigade;

TEST_CASE("a hub is named by its host alone, and scheme, port and path are added") {
    const std::vector<std::pair<std::string, std::string>> wholes{
        {"192.168.1.5", "wss://192.168.1.5:8687/v1"},
        {"192.168.1.5:9000", "wss://192.168.1.5:9000/v1"},
        {"192.168.1.5:9000/v1", "wss://192.168.1.5:9000/v1"},
        {"kitchen.local", "wss://kitchen.local:8687/v1"},
        {"kitchen.local/", "wss://kitchen.local:8687/v1"},
        {"2001:db8::5", "wss://[2001:db8::5]:8687/v1"},
        {"[2001:db8::5]:9000", "wss://[2001:db8::5]:9000/v1"},
        {"localhost", "ws://localhost:8686/v1"},
        {"127.0.0.1", "ws://127.0.0.1:8686/v1"},
        {"127.0.0.1:9000", "ws://127.0.0.1:9000/v1"},
        {"127.0.0.1:8687", "wss://127.0.0.1:8687/v1"},
        {"::1", "ws://[::1]:8686/v1"},
        {"find", "find"},
        {"find:Warung Ibu", "find:Warung Ibu"},
        {"ws://127.0.0.1:8686/v1", "ws://127.0.0.1:8686/v1"},
        {"wss://10.0.0.1/kitchen/v1", "wss://10.0.0.1/kitchen/v1"}};
    for (const auto& [given, whole] : wholes) {
        INFO(given);
        const auto completed = complete_hub(given);
        REQUIRE(completed);
        CHECK(*completed == whole);
    }
}

TEST_CASE("a hub's address that cannot be one is refused at once, with one that works") {
    const auto sentence = [](const std::string& given) { return complete_hub(given).error().message; };
    CHECK(sentence("wss://192.168.1.5:8687") ==
          "\"wss://192.168.1.5:8687\" does not end with /v1; write wss://192.168.1.5:8687/v1");
    CHECK(sentence("ws://127.0.0.1:8686/").ends_with("write ws://127.0.0.1:8686/v1"));
    CHECK(sentence("wss://192.168.1.5").ends_with("write wss://192.168.1.5:8687/v1"));
    for (const char* given :
         {"", "192.168.1.5:x", "two words", "192.168.1.5/api", "http://192.168.1.5:8687/v1"}) {
        INFO(given);
        CHECK(sentence(given).find("write") != std::string::npos);
    }
}

TEST_CASE("every command takes a hub that is named by its host alone") {
    for (const ToolCommand* command : {&devices_command, &pair_command, &join_command, &key_command}) {
        const auto arguments = parse_arguments(*command, {"--hub", "192.168.1.5"});
        REQUIRE(arguments);
        CHECK(arguments->value("--hub", "") == "wss://192.168.1.5:8687/v1");
    }
    CHECK(parse_arguments(join_command, {"--hub=192.168.1.5"})->value("--hub", "") ==
          "wss://192.168.1.5:8687/v1");
    CHECK(parse_arguments(devices_command, {"--hub", "wss://192.168.1.5"}).error().message.find("/v1") !=
          std::string::npos);
}

TEST_CASE("a hub that cannot be reached is named with the reason and what to look at first") {
    const auto said = [](const std::string& url, const std::string& why) {
        return unreachable_words(url, why);
    };
    CHECK(said("ws://127.0.0.1:8686/v1", "Connection refused").ends_with("--hub names another"));
    CHECK(said("wss://192.168.1.5:8687/v1", "no answer within 5 s").find("firewall") != std::string::npos);
    CHECK(said("ws://127.0.0.1:8687/v1", "it broke off the handshake").find("write wss://") !=
          std::string::npos);
    CHECK(said("wss://127.0.0.1:8686/v1", "TLS could not be agreed on with it").find("write ws://") !=
          std::string::npos);
    CHECK(said("wss://192.168.1.5:8687/v1", "another key") == "another key");
}
