#include <sqlite3.h>

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <variant>

#include "app/order_files.h"
#include "app/replayed.h"
#include "app/salvaged.h"
#include "core/apply.h"
#include "core/event_json.h"
#include "core/order_json.h"
#include "core/snapshot.h"
#include "journal/open.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

// A hub's journal of a real lunch, and a screen that has heard of all of it.
struct LunchOfTwo {
    TemporaryDirectory directory;
    fs::path journal = directory.path() / "hub" / "journal.db";
    fs::path grill = directory.path() / "grill" / "replica.db";
    fs::path into = directory.path() / "merged.db";
    fs::path lost = directory.path() / "lost-orders.json";
    TestKitchen kitchen;
    std::size_t written = 0;

    explicit LunchOfTwo(KitchenConfig config = with_expo(), const std::string& prefix = "a")
        : kitchen(std::move(config)) {
        fs::create_directories(journal.parent_path());
        fs::create_directories(grill.parent_path());
        play(prefix, 10);
        join();
    }
    void play(const std::string& prefix, int orders) {
        for (int i = 0; i < orders; ++i) {
            kitchen.submit(an_order(prefix + std::to_string(i)).line("1", "grill").line("2", "drink"));
            kitchen.wait(1'000);
        }
    }
    Batch heard() {
        Batch batch;
        for (; written < kitchen.journal.size(); ++written) {
            const Event& event = kitchen.journal[written];
            batch.events.push_back({event.seq, event.at, encode_event(event)});
            if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
                batch.orders.push_back({event.order_id, event.seq, content_hash(*accepted->order)});
        }
        return batch;
    }
    // The screen joins now, by a snapshot.
    void join() {
        auto hub = open_journal(journal);
        REQUIRE(hub);
        REQUIRE(hub->writer->append(heard()).outcome == WriteOutcome::durable);
        REQUIRE(
            start_replica(grill, hub->writer->head(), kitchen.kitchen.at, encode_snapshot(kitchen.kitchen)));
    }
    void write() {
        Batch batch = heard();
        auto hub = open_journal(journal);
        REQUIRE(hub);
        REQUIRE(hub->writer->append(batch).outcome == WriteOutcome::durable);
        batch.orders.clear();
        auto screen = open_journal(grill, {.verify_all = false, .replica = true});
        REQUIRE(screen);
        REQUIRE(screen->writer->append(batch).outcome == WriteOutcome::durable);
    }
    // Changes the event that accepted this order, as a worn-out card would.
    void damage(const std::string& order_id) {
        sqlite3* handle = nullptr;
        REQUIRE(sqlite3_open(journal.c_str(), &handle) == SQLITE_OK);
        std::string sql = "UPDATE events SET body = replace(body, 'dish', 'fish') WHERE seq = " +
                          std::to_string(kitchen.order(order_id).seq);
        CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        CHECK(sqlite3_changes(handle) == 1);
        sqlite3_close(handle);
    }
    // A hub's start: it saves what it can, and goes on from there.
    void hub_goes_on(const std::function<void(TestKitchen&)>& what) {
        auto hub = open_journal(journal, {.verify_all = true});
        REQUIRE(hub);
        REQUIRE(hub->recovery.damaged);
        TestKitchen saved{with_expo()};
        saved.kitchen = {};
        for (const Event& event : kitchen.journal)
            if (event.seq <= hub->recovery.last_good) apply(saved.kitchen, event);
        saved.journal.clear();
        saved.now = kitchen.now + 60'000;
        what(saved);
        Batch batch;
        for (const Event& event : saved.journal) {
            batch.events.push_back({event.seq, event.at, encode_event(event)});
            if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
                batch.orders.push_back({event.order_id, event.seq, content_hash(*accepted->order)});
        }
        REQUIRE(hub->writer->append(batch).outcome == WriteOutcome::durable);
    }
    Salvaged salvage(SalvageRequest request) {
        auto salvaged = salvage_by_hand(request);
        if (!salvaged) FAIL(salvaged.error().message);
        return *std::move(salvaged);
    }
};

bool holds_text(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::vector<std::string> ids_in(const fs::path& file) {
    auto orders = read_orders(file.string());
    if (!orders) FAIL(orders.error().message);
    std::vector<std::string> ids;
    for (const FileOrder& order : *orders) ids.emplace_back(order.order.at("id").as_string());
    return ids;
}

}  // namespace

TEST_CASE("a merged kitchen is the one that the screens showed, and knows every order") {
    LunchOfTwo lunch;
    lunch.play("b", 10);
    lunch.kitchen.bump(at("grill", "a1"));
    lunch.write();
    lunch.damage("b3");
    REQUIRE_FALSE(replay_journal(lunch.journal));
    Salvaged salvaged = lunch.salvage({lunch.journal, {lunch.grill.parent_path()}, lunch.into, {}});
    INFO(salvaged.report);
    CHECK(salvaged.complete);
    CHECK(salvaged.written);
    auto replayed = replay_journal(lunch.into);
    if (!replayed) FAIL(replayed.error().message);
    CHECK(replayed->digest == state_digest(lunch.kitchen.kitchen));
    CHECK(replayed->agrees());
    auto merged = open_journal(lunch.into, {.verify_all = true});
    REQUIRE(merged);
    CHECK_FALSE(merged->recovery.damaged);
    for (const Event& event : lunch.kitchen.journal)
        if (const auto* accepted = std::get_if<OrderAccepted>(&event.body)) {
            auto found = merged->reader->find_order(event.order_id);
            REQUIRE(found);
            REQUIRE(*found);
            CHECK(**found == OrderEntry{event.order_id, event.seq, content_hash(*accepted->order)});
        }
}

TEST_CASE("orders that a hub has gone on without are handed out to be sent again, and only those") {
    LunchOfTwo lunch;
    lunch.play("b", 6);
    lunch.kitchen.bump(at("grill", "b4"));
    lunch.kitchen.bump(at("drink", "b4"));
    lunch.kitchen.bump(at("pass", "b4"));
    lunch.kitchen.void_order("b5");
    lunch.kitchen.void_lines("b3", {"2"});
    lunch.write();
    lunch.damage("b2");
    lunch.hub_goes_on([](TestKitchen& hub) { hub.submit(an_order("since").line("1", "grill")); });
    SalvageRequest request{lunch.journal, {lunch.grill}, lunch.into, {}};
    SECTION("not without a file for them") {
        Salvaged salvaged = lunch.salvage(request);
        INFO(salvaged.report);
        CHECK_FALSE(salvaged.written);
        CHECK_FALSE(fs::exists(lunch.into));
        CHECK(holds_text(salvaged.refused, "2 orders that are still to be cooked"));
        CHECK(holds_text(salvaged.report, "another history goes on"));
    }
    SECTION("with a file for them") {
        request.orders_to = lunch.lost;
        Salvaged salvaged = lunch.salvage(request);
        INFO(salvaged.report);
        CHECK(salvaged.written);
        CHECK(salvaged.complete);
        CHECK(ids_in(lunch.lost) == std::vector<std::string>{"b2", "b3"});
        auto orders = read_orders(lunch.lost.string());
        CHECK((*orders)[0].order.at("lines").as_array().size() == 2);
        CHECK((*orders)[1].order.at("lines").as_array().size() == 1);
        auto replayed = replay_journal(lunch.into);
        if (!replayed) FAIL(replayed.error().message);
        CHECK(replayed->kitchen.find("since"));
        CHECK_FALSE(replayed->kitchen.find("b2"));
        CHECK_FALSE(salvage_by_hand(request));  // neither file is written over
    }
}

TEST_CASE("a hub that has only been started since its journal was saved gets the whole lunch back") {
    LunchOfTwo lunch;
    lunch.play("b", 6);
    lunch.write();
    lunch.damage("b2");
    lunch.hub_goes_on([](TestKitchen& hub) { hub.run(CorrectClock{5'000}); });
    Salvaged salvaged = lunch.salvage({lunch.journal, {lunch.grill}, lunch.into, {}});
    INFO(salvaged.report);
    CHECK(salvaged.complete);
    auto replayed = replay_journal(lunch.into);
    REQUIRE(replayed);
    CHECK(replayed->digest == state_digest(lunch.kitchen.kitchen));
}

TEST_CASE("events after a gap that no copy fills still give their orders back") {
    LunchOfTwo lunch;
    lunch.play("b", 6);
    lunch.write();
    lunch.damage("b2");
    Salvaged salvaged = lunch.salvage({lunch.journal, {}, lunch.into, lunch.lost});
    INFO(salvaged.report);
    CHECK(ids_in(lunch.lost) == std::vector<std::string>{"b3", "b4", "b5"});
    CHECK(salvaged.merged.lost_orders == std::vector<std::string>{"b2"});
    CHECK_FALSE(salvaged.complete);
}

TEST_CASE("a screen that joined after the journal's end still carries the kitchen on") {
    LunchOfTwo lunch;
    lunch.play("b", 3);
    lunch.write();
    fs::path early = lunch.directory.path() / "early.db";
    for (const char* part : {"", "-wal"}) fs::copy_file(lunch.journal.string() + part, early.string() + part);
    lunch.play("c", 3);
    lunch.write();
    fs::remove_all(lunch.grill.parent_path());
    fs::create_directories(lunch.grill.parent_path());
    lunch.join();
    lunch.play("d", 3);
    lunch.write();
    Salvaged salvaged = lunch.salvage({early, {lunch.grill}, lunch.into, {}});
    INFO(salvaged.report);
    CHECK(salvaged.written);
    CHECK(holds_text(salvaged.report, "begins at the snapshot"));
    auto replayed = replay_journal(lunch.into);
    if (!replayed) FAIL(replayed.error().message);
    CHECK(replayed->digest == state_digest(lunch.kitchen.kitchen));
}

TEST_CASE("another kitchen's orders are never handed out") {
    LunchOfTwo lunch, other(a_kitchen(), "z");
    other.play("y", 4);
    other.write();
    Salvaged salvaged = lunch.salvage({lunch.journal, {other.grill}, lunch.into, lunch.lost});
    INFO(salvaged.report);
    CHECK(holds_text(salvaged.report, "another kitchen"));
    CHECK(salvaged.merged.elsewhere.empty());
    CHECK_FALSE(fs::exists(lunch.lost));
}
