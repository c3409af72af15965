// What is said of a screen's old pairing when it is paired again.
#include "app/paired_before.h"

#include <catch2/catch_test_macros.hpp>

#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a screen that is paired again says which device is to be revoked at its hub") {
    TemporaryDirectory directory;
    const auto store = store_in(directory.path());
    CHECK(said_of_old_pairing(*store).empty());
    REQUIRE(store->keep_pairing(
        {"h", "Warung Ibu", {std::string(64, 'a')}, std::string(64, '1'), "d-1", "Grill left"}));
    const std::string said = said_of_old_pairing(*store);
    CHECK(said.find("\"Grill left\"") != std::string::npos);
    CHECK(said.ends_with("brigade devices revoke d-1"));
}
