// The real journal and the simulated one behind one handle, so that a scenario can be told to both: the one
// in a temporary directory on a faulty file system, the other on a simulated disk.
#pragma once

#include <memory>
#include <string>

#include "journal/faulty_files.h"
#include "journal/support.h"
#include "sim/sim_disk.h"

namespace brigade::test {

// One node's disk, whatever it is made of.
class Bench {
  public:
    virtual ~Bench() = default;
    virtual Result<Opened> open(OpenOptions options = {}) = 0;
    virtual Result<Opened> start_replica(const Head& head, TimeMs at_ms, std::string_view body) = 0;
    virtual Result<OpenedOutbox> open_outbox() = 0;
    virtual void set_full(bool full) = 0;
    virtual void fail_syncs(bool fail) = 0;  // at least the next one, until it is taken back
    virtual void damage_event(Seq seq) = 0;
    virtual void damage_snapshot(Seq seq) = 0;
    virtual void damage_order(const std::string& id) = 0;
    virtual void damage_request(const std::string& id) = 0;

    Opened must_open(OpenOptions options = {}) {
        auto opened = open(options);
        if (!opened) FAIL(opened.error().message);
        return *std::move(opened);
    }
    std::unique_ptr<Outbox> must_open_outbox() {
        auto opened = open_outbox();
        if (!opened) FAIL(opened.error().message);
        return std::move(opened->outbox);
    }
};

class SqliteBench : public Bench {
  public:
    Result<Opened> open(OpenOptions options) override { return open_journal(path(), options); }
    Result<Opened> start_replica(const Head& head, TimeMs at_ms, std::string_view body) override {
        return brigade::start_replica(path(), head, at_ms, body);
    }
    Result<OpenedOutbox> open_outbox() override { return brigade::open_outbox(directory_ / "box"); }
    void set_full(bool full) override {
        disk_.set(full ? Fault{Fault::Call::write, "", SQLITE_FULL, 0} : Fault{});
    }
    void fail_syncs(bool fail) override {
        disk_.set(fail ? Fault{Fault::Call::sync, "-wal", SQLITE_IOERR_FSYNC, 0} : Fault{});
    }
    void damage_event(Seq seq) override {
        change("j", "UPDATE events SET body = body || ' ' WHERE seq = " + std::to_string(seq));
    }
    void damage_snapshot(Seq seq) override {
        change("j", "UPDATE snapshots SET body = body || ' ' WHERE seq = " + std::to_string(seq));
    }
    void damage_order(const std::string& id) override {
        change("j", "UPDATE orders SET content = zeroblob(16) WHERE id = '" + id + "'");
    }
    void damage_request(const std::string& id) override {
        change("box", "UPDATE requests SET body = body || ' ' WHERE id = '" + id + "'");
    }

  private:
    fs::path path() const { return directory_ / "j"; }
    void change(const char* name, const std::string& sql) {
        sqlite3* handle = nullptr;
        REQUIRE(sqlite3_open((directory_ / name).c_str(), &handle) == SQLITE_OK);
        CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        CHECK(sqlite3_changes(handle) == 1);
        sqlite3_close(handle);
    }

    FaultyFiles disk_;
    TemporaryDirectory directory_;
};

class SimulatedBench : public Bench {
  public:
    explicit SimulatedBench(std::uint64_t seed = 1) : disk_(seed) {}

    Result<Opened> open(OpenOptions options) override { return disk_.open_journal(options); }
    Result<Opened> start_replica(const Head& head, TimeMs at_ms, std::string_view body) override {
        return disk_.start_replica(head, at_ms, body);
    }
    Result<OpenedOutbox> open_outbox() override { return disk_.open_outbox(); }
    void set_full(bool full) override { disk_.control.faults.full = full; }
    void fail_syncs(bool fail) override { disk_.control.faults.next_sync_fails = fail; }
    void damage_event(Seq seq) override {
        for (auto& event : disk_.journal.content->events)
            if (event.record.seq == seq) event.whole = false;
    }
    void damage_snapshot(Seq seq) override {
        for (auto& stored : disk_.journal.content->snapshots)
            if (stored.snapshot.head.seq == seq) stored.whole = false;
    }
    void damage_order(const std::string& id) override {
        disk_.journal.content->orders.find(id)->second.whole = false;
    }
    void damage_request(const std::string& id) override {
        for (auto& stored : disk_.outbox.requests)
            if (stored.request.id == id) stored.whole = false;
    }
    sim::SimDisk& disk() { return disk_; }

  private:
    sim::SimDisk disk_;
};

inline std::unique_ptr<Bench> bench_of(const std::string& kind) {
    if (kind == "sqlite") return std::make_unique<SqliteBench>();
    return std::make_unique<SimulatedBench>();
}

}  // namespace brigade::test
