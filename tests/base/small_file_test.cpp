#include "base/small_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "support/temporary_directory.h"
#include "support/unsyncable.h"

using namespace brigade;

TEST_CASE("a small file is read as it was written, and only its owner may read it") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret.json";
    REQUIRE(write_small_file(path, "one"));
    REQUIRE(write_small_file(path, "two"));
    auto text = read_small_file(path, 100);
    REQUIRE(text);
    CHECK(*text == std::optional<std::string>("two"));
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK_FALSE(std::filesystem::exists(directory.path() / "secret.json.new"));
}

TEST_CASE("a file that is not there is nothing, and one that is too long is an error") {
    test::TemporaryDirectory directory;
    auto none = read_small_file(directory.path() / "none", 100);
    REQUIRE(none);
    CHECK_FALSE(none->has_value());
    std::ofstream(directory.path() / "long") << std::string(101, 'x');
    auto text = read_small_file(directory.path() / "long", 100);
    REQUIRE_FALSE(text);
    CHECK(text.error().message.find("longer than 100 bytes") != std::string::npos);
}

TEST_CASE("a write that fails leaves what was there") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret.json";
    REQUIRE(write_small_file(path, "one"));
    std::filesystem::create_directory(directory.path() / "secret.json.new");  // in the way of the new one
    auto written = write_small_file(path, "two");
    REQUIRE_FALSE(written);
    CHECK(written.error().message.find("secret.json.new") != std::string::npos);
    CHECK(**read_small_file(path, 100) == "one");
}

TEST_CASE("a file that was replaced where the directory could not be synced is the new one, and it is said") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret.json", next = directory.path() / "next.json";
    REQUIRE(write_small_file(path, "one"));
    REQUIRE(write_small_file(next, "two"));
    auto moved = [&] {
        const test::Unsyncable unsyncable(directory.path());
        return move_small_file(next, path);
    }();
    REQUIRE(moved);
    REQUIRE(moved->unsynced);
    CHECK(moved->unsynced->message.find("may bring the old one back") != std::string::npos);
    CHECK(**read_small_file(path, 100) == "two");
    CHECK_FALSE(move_small_file(next, path));
    CHECK(**read_small_file(path, 100) == "two");
}

TEST_CASE("what lies in another user's directory is read only if it is a plain file with one name") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "answers.txt";
    std::ofstream(path) << "ROLE=hub\n";
    CHECK(**read_plain_file(path, 100) == "ROLE=hub\n");
    CHECK_FALSE((*read_plain_file(directory.path() / "none", 100)).has_value());
    std::filesystem::create_symlink(path, directory.path() / "link");
    CHECK_FALSE(read_plain_file(directory.path() / "link", 100));
    REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
    CHECK_FALSE(read_plain_file(directory.path() / "pipe", 100));
    std::filesystem::create_hard_link(path, directory.path() / "second");
    CHECK_FALSE(read_plain_file(path, 100));
    CHECK_FALSE(own_plain_file(directory.path() / "link", {::geteuid(), ::getegid()}));
}

TEST_CASE("a link that waits where a new file is to be written is not followed") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "access.json", other = directory.path() / "other";
    std::ofstream(other) << "somebody else's";
    std::filesystem::create_symlink(other, directory.path() / "access.json.new");
    REQUIRE(write_small_file(path, "mine"));
    CHECK(**read_small_file(path, 100) == "mine");
    CHECK(**read_small_file(other, 100) == "somebody else's");
}

TEST_CASE("of a secret that is replaced nothing stays in the old blocks") {
    test::TemporaryDirectory directory;
    const auto path = directory.path() / "brigade.txt", old = directory.path() / "old";
    std::ofstream(path) << "PIN=4821";
    std::filesystem::create_hard_link(path, old);  // to look at the blocks once their name is gone
    REQUIRE(replace_secret_file(path, "# gone"));
    CHECK(**read_small_file(path, 100) == "# gone");
    CHECK(**read_small_file(old, 100) == std::string(8, '\0'));
}
