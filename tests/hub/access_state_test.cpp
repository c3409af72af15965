#include "hub/access_state.h"

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "base/limits.h"
#include "hub/access_bench.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

AccessState a_state() {
    AccessState state{sha256("salt").substr(0, 16), {16, 1, 1}};
    state.devices.push_back({"d-1", "Grill \"left\" ☕", DeviceRole::kitchen, sha256("one"), 1'000, 2'000,
                             "192.168.1.20", "1.0", "aa"});
    state.devices.push_back({"d-2", "Front", DeviceRole::pos, sha256("two"), 3'000, 3'000, "", "", ""});
    state.people.push_back({"ani", "Ani", PersonRole::manager, sha256("pin")});
    return state;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string error_of(const std::string& text) {
    auto state = decode_access(text);
    REQUIRE_FALSE(state);
    return state.error().message;
}

bool names(const std::string& sentence, std::string_view part) {
    return sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the register is written and read back") {
    auto state = decode_access(encode_access(a_state()));
    REQUIRE(state);
    CHECK(*state == a_state());
}

TEST_CASE("a full register fits its file") {
    AccessState state = a_state();
    state.people.clear();
    state.devices.clear();
    std::string name;
    while (name.size() < 4 * limits::text_chars) name += "😀";
    for (std::size_t i = 0; i < limits::devices; ++i)
        state.devices.push_back({std::string(64, 'd'), name, DeviceRole::installer, sha256("x"), 0, 0, name,
                                 name, std::string(64, 'a')});
    for (std::size_t i = 0; i < limits::people; ++i)
        state.people.push_back({std::string(64, 'p'), name, PersonRole::supervisor, sha256("x")});
    CHECK(encode_access(state).size() < limits::access_bytes);
}

TEST_CASE("a register that is damaged is refused with the place of the damage") {
    const std::string good = encode_access(a_state());
    CHECK(names(error_of(""), "cut off"));
    CHECK(names(error_of(good.substr(0, good.size() / 2)), "cut off"));
    CHECK(names(error_of("[]"), "JSON object"));
    CHECK(names(error_of("{}"), "/format"));
    CHECK(names(error_of(replaced(good, "\"version\":1", "\"version\":2")), "newer Brigade"));
    CHECK(names(error_of(replaced(good, "\"role\":\"pos\"", "\"role\":\"chef\"")), "/devices/1/role"));
    CHECK(names(error_of(replaced(good, bytes_to_hex(sha256("two")), "00")), "/devices/1/token_sha256"));
    CHECK(names(error_of(replaced(good, bytes_to_hex(sha256("pin")), "xx")), "/people/0/pin_scrypt"));
    CHECK(names(error_of(replaced(good, bytes_to_hex(sha256("two")), bytes_to_hex(sha256("one")))),
                "/devices/1"));
    CHECK(names(error_of(replaced(good, "d-2", "d-1")), "/devices/1"));
    CHECK(names(error_of(replaced(good, "\"devices\":[", "\"dev\":[")), "devices are missing"));
    CHECK(names(error_of(replaced(good, "\"n\":16", "\"n\":17")), "power of two"));
    CHECK(names(error_of(replaced(good, "\"n\":16", "\"n\":1073741824")), "/pin_cost/n"));
}

TEST_CASE("the register cut off at any byte is refused") {
    std::string good = encode_access(a_state());
    good.pop_back();  // the line's end
    for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(decode_access(good.substr(0, size)));
}

TEST_CASE("a hub does not start with a damaged register, and says what to do") {
    AccessBench bench;
    bench.disk->text = "{\"format\":";
    auto opened = Access::open(bench.loop, std::make_unique<FakeAccessStore>(bench.disk), bench.options());
    REQUIRE_FALSE(opened);
    CHECK(names(opened.error().message, "DATA/access.json"));
    CHECK(names(opened.error().message, "copy"));
    CHECK(names(opened.error().message, "pair every device"));
    CHECK(bench.disk->text == "{\"format\":");
}

TEST_CASE("the register's file is for the hub alone, and replaced as a whole") {
    TemporaryDirectory directory;
    const auto path = directory / "access.json";
    auto store = access_file(path);
    CHECK(names(store->place(), "access.json"));
    auto none = store->read();
    REQUIRE(none);
    CHECK_FALSE(none->has_value());
    REQUIRE(store->write(encode_access(a_state())));
    struct stat found {};
    REQUIRE(::stat(path.c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
    auto text = store->read();
    REQUIRE((text && text->has_value()));
    CHECK(decode_access(**text));
    CHECK_FALSE(access_file(directory / "not-there/access.json")->write("x"));
}

TEST_CASE("a register that cannot be read is an error, not an empty one") {
    TemporaryDirectory directory;
    std::filesystem::create_directory(directory / "access.json");
    CHECK_FALSE(access_file(directory / "access.json")->read());
    std::ofstream(directory / "long.json") << std::string(limits::access_bytes + 1, ' ');
    CHECK_FALSE(access_file(directory / "long.json")->read());
}
