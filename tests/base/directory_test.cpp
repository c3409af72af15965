#include "base/directory.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "support/temporary_directory.h"

using namespace brigade;

TEST_CASE(
    "a directory is listed in the order of its names, and one that is not there is an error and empty") {
    test::TemporaryDirectory directory;
    for (const char* name : {"b", "a"}) std::ofstream(directory.path() / name) << "x";
    const std::vector<std::filesystem::path> both{directory.path() / "a", directory.path() / "b"};
    CHECK(entries_of(directory.path()) == both);
    std::error_code error;
    CHECK(entries_of(directory.path() / "none", error).empty());
    CHECK(error);
}
