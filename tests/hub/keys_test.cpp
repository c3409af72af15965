#include "hub/keys.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "support/temporary_directory.h"
#include "support/unsyncable.h"

using namespace brigade;

namespace {

std::unique_ptr<HubKeys> open(const test::TemporaryDirectory& directory) {
    auto keys = HubKeys::open(directory.path(), "Warung Ibu", 1'700'000'000'000);
    REQUIRE(keys);
    return *std::move(keys);
}

}  // namespace

TEST_CASE("a hub keeps the key of its first start") {
    test::TemporaryDirectory directory;
    const auto pins = open(directory)->pins();
    REQUIRE(pins.size() == 1);
    CHECK(open(directory)->pins() == pins);
}

TEST_CASE("the next key is announced beside the old one, and takes its place when told to") {
    test::TemporaryDirectory directory;
    auto keys = open(directory);
    const std::string first = keys->current().pin;
    REQUIRE(keys->announce(1'700'000'000'000));
    REQUIRE(keys->pins().size() == 2);
    const std::string second = keys->pins()[1];
    CHECK(second != first);

    SECTION("announcing again changes nothing") {
        REQUIRE(keys->announce(1'700'000'000'000));
        CHECK(keys->pins() == std::vector{first, second});
    }
    SECTION("a restart in between forgets nothing") {
        CHECK(open(directory)->pins() == std::vector{first, second});
    }
    SECTION("after the change only the new one is left, also after a restart") {
        REQUIRE(keys->change());
        CHECK(keys->pins() == std::vector{second});
        CHECK(open(directory)->pins() == std::vector{second});
    }
}

TEST_CASE("a key whose change is perhaps not durable is in use all the same, and not changed once more") {
    test::TemporaryDirectory directory;
    auto keys = open(directory);
    REQUIRE(keys->announce(1'700'000'000'000));
    const std::string second = keys->pins()[1];
    auto changed = [&] {
        const test::Unsyncable unsyncable(directory.path());
        return keys->change();
    }();
    REQUIRE(changed);
    CHECK(changed->unsynced);
    CHECK(keys->pins() == std::vector{second});
    CHECK(open(directory)->pins() == std::vector{second});
    CHECK_FALSE(keys->change());
}

TEST_CASE("a key that was not announced is not changed to") {
    test::TemporaryDirectory directory;
    auto keys = open(directory);
    CHECK_FALSE(keys->change());
}

TEST_CASE("a damaged key is not replaced in silence") {
    test::TemporaryDirectory directory;
    open(directory);
    std::ofstream(directory.path() / "hub-key.pem", std::ios::trunc)
        << "-----BEGIN PRIVATE KEY-----\nrubbish";
    auto keys = HubKeys::open(directory.path(), "Warung Ibu", 1'700'000'000'000);
    REQUIRE_FALSE(keys);
    CHECK(keys.error().message.find("hub-key.pem") != std::string::npos);
    CHECK(keys.error().message.find("backup") != std::string::npos);
}
