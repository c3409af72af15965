// What crashes have shown about the names of files, each told by itself.
#include <catch2/catch_test_macros.hpp>

#include "crash_points/script.h"
#include "journal/outbox.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using Kind = DiskCall::Kind;

class OnePress : public Script {
  public:
    void run(const std::filesystem::path& directory, const CallCount&) override {
        auto box = open_outbox(directory / "box");
        REQUIRE(box);
        REQUIRE(box->outbox->add("press-1", "bump").outcome == WriteOutcome::durable);
    }
    std::string judge(const std::filesystem::path& directory, std::size_t) const override {
        auto box = open_outbox(directory / "box");
        if (!box) return box.error().message;
        auto waiting = box->outbox->all();
        return waiting && waiting->size() == 1 ? "" : "the press is lost";
    }
};

}  // namespace

TEST_CASE("a press kept in a new outbox is there after a power cut that takes every name not yet synced") {
    OnePress script;
    Recording recording = record(script);
    UnreliableDisk disk(recording.names, recording.files);
    for (const DiskCall& call : recording.calls) disk.make(call);
    TemporaryDirectory directory;
    put_files(directory.path(), disk.after_crash({Fate::Unsynced::dropped, 512, 0}));
    CHECK(script.judge(directory.path(), recording.calls.size()).empty());
}

TEST_CASE("a copy that begins anew never meets the older copy's log, whichever renaming a power cut keeps") {
    Recording recording = record(*replica_script());
    std::size_t renamings = 0, since_sync = 0;
    for (const DiskCall& call : recording.calls) {
        if (call.kind == Kind::sync_directory) since_sync = 0;
        if (call.kind != Kind::rename) continue;
        ++renamings;
        CHECK(++since_sync == 1);
    }
    CHECK(renamings >= 8);
}
