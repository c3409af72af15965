// A disk that is full or fails: an append is durable, refused, or unknown, and the file afterwards agrees.
#include <sqlite3.h>
#include <sys/mount.h>

#include <fstream>

#include "faulty_files.h"
#include "journal/bounds.h"
#include "journal/sqlite.h"
#include "journal/transaction.h"
#include "support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr auto write_call = Fault::Call::write;
constexpr auto sync_call = Fault::Call::sync;

// A file system of a few megabytes, where the system lets us make one.
class SmallDisk {
  public:
    explicit SmallDisk(fs::path path) : path_(std::move(path)) {
        fs::create_directory(path_);
        mounted_ = ::mount("none", path_.c_str(), "tmpfs", 0, "size=12m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) ::umount(path_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    bool mounted() const { return mounted_; }

    // To the last byte, by somebody else.
    void fill() const {
        std::ofstream file(path_ / "other", std::ios::binary | std::ios::app);
        const std::string page(4096, 'x');
        while (file.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) continue;
    }

  private:
    fs::path path_;
    bool mounted_;
};

}  // namespace

TEST_CASE("an append is one sync") {
    FaultyFiles disk;
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    must_append(*journal.writer, batch(0, 1));
    for (Seq seq = 1; seq < 20; ++seq) {
        disk.mend();
        must_append(*journal.writer, batch(seq, 1));
        CHECK(disk.syncs() == 1);
    }
}

TEST_CASE("a full disk refuses, says so, and works again when there is room") {
    FaultyFiles disk;
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        Head head = must_append(*journal.writer, batch(0, 5));
        for (int code : {SQLITE_FULL, SQLITE_IOERR_WRITE})
            for (int after : {0, 1, 2}) {
                disk.set({write_call, "-wal", code, after});
                auto refused = journal.writer->append(batch(5, 3));
                CHECK(refused.outcome == WriteOutcome::refused);
                CHECK(refused.head == head);
                CHECK(refused.message.starts_with("nothing was stored in the journal: "));
                CHECK(all_events(*journal.reader).size() == 5);
            }
        disk.mend();
        must_append(*journal.writer, batch(5, 3));
    }
    auto journal = must_open(path, {.verify_all = true});
    CHECK_FALSE(journal.recovery.damaged);
    CHECK(all_events(*journal.reader).size() == 8);
}

TEST_CASE("after a failed sync nobody knows, and nothing more is written") {
    FaultyFiles disk;
    TemporaryDirectory directory;
    auto path = directory / "j";
    int code = GENERATE(SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR, SQLITE_PERM);
    {
        auto journal = must_open(path);
        must_append(*journal.writer, batch(0, 5));
        disk.set({sync_call, "-wal", code, 0});
        CHECK(journal.writer->append(batch(5, 3)).outcome == WriteOutcome::unknown);
        disk.mend();
        std::string before = bytes_of_file(path.string() + "-wal");
        CHECK(journal.writer->append(batch(5, 3)).outcome == WriteOutcome::unknown);
        CHECK(journal.writer->append({}).outcome == WriteOutcome::unknown);
        CHECK(journal.writer->save_snapshot(5, "state").outcome == WriteOutcome::unknown);
        CHECK(journal.writer->forget_through(5).outcome == WriteOutcome::unknown);
        CHECK(journal.writer->checkpoint_if_due().outcome == WriteOutcome::unknown);
        journal = {};
        CHECK(disk.syncs() == 0);
        CHECK(bytes_of_file(path.string() + "-wal") == before);
    }
    auto journal = must_open(path);
    auto count = all_events(*journal.reader).size();
    CHECK((count == 5 || count == 8));
}

TEST_CASE("work that is refused halfway leaves nothing behind") {
    TemporaryDirectory directory;
    write_file(directory / "db", "");
    auto database = Database::open((directory / "db").string(), Database::Mode::write);
    REQUIRE(database);
    REQUIRE(database->run("CREATE TABLE one (a)") == SQLITE_OK);
    Transactions transactions(*database, (directory / "db").string(), "the file");
    auto insert = [&] { return database->run("INSERT INTO one VALUES (1)"); };
    auto refused = transactions.run([&] { return insert() ? SQLITE_ERROR : SQLITE_TOOBIG; });
    CHECK(refused.outcome == WriteOutcome::refused);
    CHECK_FALSE(database->in_transaction());
    CHECK(transactions.run(insert).outcome == WriteOutcome::durable);
    Statement count(*database, "SELECT count(*) FROM one");
    Query row(count);
    REQUIRE(row.next());
    CHECK(row.integer_at(0) == 1);
}

TEST_CASE("a checkpoint on a full disk is put off, one that cannot sync ends the writing") {
    FaultyFiles disk;
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    Seq seq = 0;
    auto fill = [&] {
        for (int i = 0; i < 2; ++i, seq += 600) must_append(*journal.writer, batch(seq, 600, 4000));
    };
    fill();
    disk.set({write_call, "j", SQLITE_FULL, 3});
    CHECK(journal.writer->checkpoint_if_due().outcome == WriteOutcome::refused);
    CHECK(journal.writer->checkpoint_if_due().outcome == WriteOutcome::durable);  // not due yet again
    fill();
    disk.mend();
    CHECK(journal.writer->checkpoint_if_due().outcome == WriteOutcome::durable);
    CHECK(disk.syncs() == 2);
    CHECK(all_events(*journal.reader).size() == seq);
    fill();
    disk.set({sync_call, "j", SQLITE_IOERR_FSYNC, 0});
    CHECK(journal.writer->checkpoint_if_due().outcome == WriteOutcome::unknown);
    CHECK(journal.writer->append(batch(seq, 1)).outcome == WriteOutcome::unknown);
}

TEST_CASE("a really full disk refuses and recovers") {
    TemporaryDirectory directory;
    SmallDisk disk(directory / "small");
    if (!disk.mounted()) SKIP("mounting is not permitted here");
    auto path = directory / "small" / "j";
    auto journal = must_open(path);
    std::ofstream(directory / "small" / "ballast") << std::string(2'000'000, 'x');
    Seq seq = 0;
    AppendResult result;
    while ((result = journal.writer->append(batch(seq, 20, 3000))).outcome == WriteOutcome::durable) {
        seq += 20;
        REQUIRE(journal.writer->checkpoint_if_due().outcome != WriteOutcome::unknown);
    }
    CHECK(result.outcome == WriteOutcome::refused);
    CHECK(journal.writer->append(batch(seq, 20, 3000)).outcome == WriteOutcome::refused);
    CHECK(all_events(*journal.reader).size() == seq);
    fs::remove(directory / "small" / "ballast");
    must_append(*journal.writer, batch(seq, 20, 3000));
    journal = {};
    CHECK(all_events(*must_open(path).reader).size() == seq + 20);
}

TEST_CASE("a start on a disk that others have filled takes the room it needs from the ballast") {
    TemporaryDirectory directory;
    SmallDisk disk(directory / "small");
    if (!disk.mounted()) SKIP("mounting is not permitted here");
    auto path = directory / "small" / "j", box = directory / "small" / "box";
    must_append(*must_open(path).writer, batch(0, 5));
    REQUIRE(open_outbox(box)->outbox->add("a", "bump").outcome == WriteOutcome::durable);
    for (int start = 0; start < 3; ++start) {
        // SQLite empties its index at each start and makes it again, in room that is somebody else's by then.
        for (const char* index : {"j-shm", "box-shm"}) fs::remove(directory / "small" / index);
        disk.fill();
        auto journal = must_open(path);
        CHECK_FALSE(journal.recovery.damaged);
        CHECK(all_events(*journal.reader).size() == 5);
        auto outbox = open_outbox(box);
        REQUIRE(outbox);
        CHECK(outbox->outbox->all()->size() == 1);
    }
    fs::remove(directory / "small" / "other");
    must_open(path);
    CHECK(fs::file_size(directory / "small" / "j.ballast") == limits::ballast_bytes);
}

TEST_CASE("ballast is laid out where there is room to spare, and nowhere else") {
    TemporaryDirectory directory;
    SmallDisk disk(directory / "small");
    if (!disk.mounted()) SKIP("mounting is not permitted here");
    auto path = directory / "small" / "j";
    must_open(path);
    fs::remove(directory / "small" / "j.ballast");
    std::ofstream(directory / "small" / "other") << std::string(4'000'000, 'x');
    must_open(path);
    CHECK_FALSE(fs::exists(directory / "small" / "j.ballast"));
}

TEST_CASE("an outbox on a failing disk tells the same outcomes") {
    FaultyFiles disk;
    TemporaryDirectory directory;
    auto opened = open_outbox(directory / "box");
    REQUIRE(opened);
    Outbox& box = *opened->outbox;
    disk.set({write_call, "-wal", SQLITE_FULL, 0});
    CHECK(box.add("a", "bump").outcome == WriteOutcome::refused);
    disk.mend();
    CHECK(box.add("a", "bump").outcome == WriteOutcome::durable);
    // What is stored is durable, whether or not the log could be moved into a full file.
    disk.set({write_call, "box", SQLITE_FULL, 0});
    for (int i = 0; i < 100; ++i)
        REQUIRE(box.add("r" + std::to_string(i), "bump").outcome == WriteOutcome::durable);
    disk.set({sync_call, "-wal", SQLITE_IOERR_FSYNC, 0});
    CHECK(box.remove("a").outcome == WriteOutcome::unknown);
    disk.mend();
    CHECK(box.add("b", "bump").outcome == WriteOutcome::unknown);
}
