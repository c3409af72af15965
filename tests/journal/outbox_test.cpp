#include <sqlite3.h>

#include "journal/bounds.h"
#include "journal/look.h"
#include "support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

OpenedOutbox must_open_outbox(const fs::path& path) {
    auto opened = open_outbox(path);
    if (!opened) FAIL(opened.error().message);
    return *std::move(opened);
}

using Requests = std::vector<OutboxRequest>;

// Of an outbox in which one press waits, all in the file itself.
std::string bytes_with_a_press(const fs::path& path) {
    REQUIRE(must_open_outbox(path).outbox->add("a", "bump").outcome == WriteOutcome::durable);
    move_log(path);
    return bytes_of_file(path);
}

}  // namespace

TEST_CASE("presses wait in order and outlive the station") {
    TemporaryDirectory directory;
    {
        auto box = must_open_outbox(directory / "box").outbox;
        CHECK(box->all()->empty());
        for (const char* id : {"c", "a", "b"}) REQUIRE(box->add(id, "bump").outcome == WriteOutcome::durable);
        CHECK(box->add("a", "another body").outcome == WriteOutcome::durable);
        CHECK(*box->all() == Requests{{"c", "bump"}, {"a", "bump"}, {"b", "bump"}});
        CHECK(box->remove("c").outcome == WriteOutcome::durable);
        CHECK(box->remove("never").outcome == WriteOutcome::durable);
    }
    {
        auto box = must_open_outbox(directory / "box").outbox;
        CHECK(*box->all() == Requests{{"a", "bump"}, {"b", "bump"}});
        for (const char* id : {"a", "b"}) CHECK(box->remove(id).outcome == WriteOutcome::durable);
        REQUIRE(box->add("d", "recall").outcome == WriteOutcome::durable);
        REQUIRE(box->add("a", "again").outcome == WriteOutcome::durable);
    }
    auto box = must_open_outbox(directory / "box").outbox;
    CHECK(*box->all() == Requests{{"d", "recall"}, {"a", "again"}});
    CHECK_FALSE(open_outbox(directory / "box"));
}

TEST_CASE("the requests of one press are kept all or not at all") {
    TemporaryDirectory directory;
    auto box = must_open_outbox(directory / "box").outbox;
    const std::string large(limits::outbox_body_bytes + 1, 'x');
    CHECK(box->add_all({{"a", "bump"}, {"b", large}}).outcome == WriteOutcome::refused);
    CHECK(box->all()->empty());
    REQUIRE(box->add_all({{"a", "bump"}, {"b", "bump"}, {"c", "bump"}}).outcome == WriteOutcome::durable);
    CHECK(*box->all() == Requests{{"a", "bump"}, {"b", "bump"}, {"c", "bump"}});
}

TEST_CASE("a full outbox refuses and has room again after an answer") {
    TemporaryDirectory directory;
    auto box = must_open_outbox(directory / "box").outbox;
    CHECK(box->add("large", std::string(limits::outbox_body_bytes + 1, 'x')).outcome ==
          WriteOutcome::refused);
    // The bound counts what was there before, too.
    for (std::size_t i = 0; i < limits::outbox_requests; ++i)
        REQUIRE(box->add("r" + std::to_string(i), "bump").outcome == WriteOutcome::durable);
    auto refused = box->add("one more", "bump");
    CHECK(refused.outcome == WriteOutcome::refused);
    CHECK(refused.message == "10000 requests are waiting for the hub already");
    CHECK(box->remove("r0").outcome == WriteOutcome::durable);
    CHECK(box->add("one more", "bump").outcome == WriteOutcome::durable);
    CHECK(fs::file_size(directory / "box-wal") < 1024 * 1024);
    box.reset();
    box = must_open_outbox(directory / "box").outbox;
    CHECK(box->all()->size() == limits::outbox_requests);
    CHECK(box->add("another", "bump").outcome == WriteOutcome::refused);
}

TEST_CASE("a damaged outbox keeps what can be read") {
    set_log_level(LogLevel::error);
    TemporaryDirectory directory;
    auto path = directory / "box";
    {
        auto box = must_open_outbox(path).outbox;
        for (const char* id : {"a", "b", "c"}) REQUIRE(box->add(id, "bump").outcome == WriteOutcome::durable);
    }
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, "UPDATE requests SET body = 'bumq' WHERE id = 'b'", nullptr, nullptr,
                       nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    auto opened = must_open_outbox(path);
    CHECK(opened.found == "a request is not what was written");
    CHECK(*opened.outbox->all() == Requests{{"a", "bump"}, {"c", "bump"}});
    CHECK(fs::exists(directory / "box.damaged-1"));
    opened.outbox.reset();
    write_file(path, "no outbox at all");
    opened = must_open_outbox(path);
    CHECK(opened.outbox->all()->empty());
    CHECK(opened.outbox->add("d", "bump").outcome == WriteOutcome::durable);
}

TEST_CASE("an outbox of a newer format is left alone with the presses that wait in it") {
    TemporaryDirectory directory;
    std::string bytes = bytes_with_a_press(directory / "box");
    CHECK_FALSE(is_of_newer_format(directory / "box"));
    bytes[63] = 2;  // user_version, big endian at 60
    write_file(directory / "box", bytes);
    CHECK(is_of_newer_format(directory / "box"));
    const auto opened = open_outbox(directory / "box");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.find("has format 2") != std::string::npos);
    CHECK(bytes_of_file(directory / "box") == bytes);
    CHECK_FALSE(is_of_newer_format(directory / "none"));
}

TEST_CASE("an outbox in whose definitions one letter has changed is put aside and takes presses again") {
    TemporaryDirectory directory;
    fs::path path = directory / "box";
    std::string bytes = bytes_with_a_press(path);
    std::size_t comma = bytes.find("sqlite_sequence(name,seq)");
    REQUIRE(comma != std::string::npos);
    bytes[comma + std::string("sqlite_sequence(name").size()] = '_';
    write_file(path, bytes);

    OpenedOutbox opened = must_open_outbox(path);
    CHECK_FALSE(opened.found.empty());
    CHECK(*opened.outbox->all() == Requests{{"a", "bump"}});
    CHECK(opened.outbox->add("b", "bump").outcome == WriteOutcome::durable);
}

TEST_CASE("an outbox whose header says that it may only be read is put aside and takes presses again") {
    TemporaryDirectory directory;
    fs::path path = directory / "box";
    std::string bytes = bytes_with_a_press(path);
    bytes[18] = 3;  // the file format that a writer must know; 2 is the newest there is
    write_file(path, bytes);

    OpenedOutbox opened = must_open_outbox(path);
    CHECK(opened.found == "its header says that nothing may be written to it");
    CHECK(*opened.outbox->all() == Requests{{"a", "bump"}});
    CHECK(opened.outbox->add("b", "bump").outcome == WriteOutcome::durable);
}

TEST_CASE("a journal is not taken for an outbox") {
    TemporaryDirectory directory;
    { must_open(directory / "j"); }
    auto opened = open_outbox(directory / "j");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.find("not an outbox") != std::string::npos);
    CHECK_FALSE(fs::exists(directory / "j.damaged-1"));
}
