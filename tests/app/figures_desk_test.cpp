// The figures beside a hub: how often they look at the journal, what they do with many questions and with
// trouble.
#include "app/figures_desk.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <new>

#include "analytics/told_kitchen.h"
#include "hub/fake_loop.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct DeskBench {
    TemporaryDirectory directory;
    FakeLoop loop;
    TestKitchen k{[] {
        KitchenConfig config = a_kitchen();
        config.time_zone = "Asia/Jakarta";
        return config;
    }()};
    KitchenJournal journal{directory / "journal.db"};
    bool unreadable = false, broken = false;
    int opened = 0;
    std::unique_ptr<FiguresDesk> desk;

    DeskBench() {
        k.tick();
        k.submit(an_order("a").line("1"));
        journal.append(k.journal);
    }
    void start() {
        FiguresParts parts;
        parts.file = directory / "figures.db";
        parts.open_journal = [this]() -> Result<std::unique_ptr<JournalReader>> {
            ++opened;
            if (broken) throw std::bad_alloc();
            if (unreadable) return Error{"the disk is away"};
            return open_another_reader(journal.path());
        };
        parts.dayparts = default_dayparts();
        parts.wall_clock = [this] { return k.now; };
        desk = std::make_unique<FiguresDesk>(loop, std::move(parts));
    }
    void submit(const std::string& id) {
        k.submit(an_order(id).line("1"));
        journal.append(k.events);
        desk->committed(k.kitchen.seq);
    }
    // What the desk answers when all that waits is done; empty: nothing.
    std::string ask(const std::string& target) {
        const std::size_t end = std::min(target.find('?'), target.size());
        std::string text;
        const std::string query = target.substr(std::min(end + 1, target.size()));
        desk->ask(target.substr(0, end), query, [&](const std::variant<Figures::Answer, Refusal>& told) {
            const auto* answer = std::get_if<Figures::Answer>(&told);
            text = answer ? answer->body : "refused: " + std::get<Refusal>(told).message;
        });
        loop.run();
        return text;
    }
    bool reaches(Seq seq) {
        return ask("status").find("\"seq\":" + std::to_string(seq) + ",") != std::string::npos;
    }
};

}  // namespace

TEST_CASE("the facts follow the journal, once a second while things happen") {
    DeskBench bench;
    bench.start();
    bench.loop.advance(10);
    CHECK(bench.reaches(bench.k.kitchen.seq));
    const Seq before = bench.k.kitchen.seq;
    bench.submit("b");
    bench.submit("c");
    bench.loop.advance(500);
    CHECK(bench.reaches(before));
    bench.loop.advance(600);
    CHECK(bench.reaches(bench.k.kitchen.seq));
}

TEST_CASE("a zone comes from the loop's own thread before the first order is counted") {
    DeskBench bench;
    bench.start();
    bench.loop.advance(10);
    FactReader reader({[&] {
                           FactSight sight;
                           sight.path = bench.directory / "figures.db";
                           return sight;
                       },
                       plain_pack, [](const std::string&, TimeMs) { return 0; }});
    auto order = reader.order("a");
    REQUIRE(order);
    REQUIRE(*order);
    CHECK((*order)->utc_offset_min == 7 * 60);
}

TEST_CASE("of more questions than can wait the last are told to come again") {
    DeskBench bench;
    bench.start();
    bench.loop.advance(10);
    bench.loop.worker_held = true;
    std::size_t answered = 0, refused = 0;
    auto tell = [&](const std::variant<Figures::Answer, Refusal>& told) {
        const auto* refusal = std::get_if<Refusal>(&told);
        ++(refusal && refusal->code == ErrorCode::rate_limited ? refused : answered);
    };
    for (std::size_t i = 0; i < FiguresDesk::questions_waiting_max + 3; ++i)
        bench.desk->ask("status", "", tell);
    CHECK((refused == 3 && answered == 0));
    bench.loop.worker_held = false;
    bench.loop.run();
    CHECK(answered == FiguresDesk::questions_waiting_max);
    bench.desk->ask("status", "", tell);
    bench.loop.run();
    CHECK(answered == FiguresDesk::questions_waiting_max + 1);
}

TEST_CASE("a disk that is away is told, tried again after a while, and forgotten when it is back") {
    DeskBench bench;
    bench.unreadable = true;
    bench.start();
    bench.loop.advance(10);
    CHECK(bench.ask("status").find("the disk is away") != std::string::npos);
    CHECK(bench.desk->metrics().find("brigade_figures_ok 0") != std::string::npos);
    const int tried = bench.opened;
    bench.submit("b");
    bench.loop.advance(5'000);
    CHECK(bench.opened == tried);
    bench.unreadable = false;
    bench.loop.advance(10'000);
    CHECK(bench.reaches(bench.k.kitchen.seq));
    CHECK(bench.desk->metrics().find("brigade_figures_ok 1") != std::string::npos);
}

TEST_CASE(
    "screens are told at most every five seconds while things happen, and once a minute when nothing does") {
    DeskBench bench;
    bench.start();
    int told = 0;
    bench.desk->on_live([&] { ++told; });
    bench.loop.advance(1'000);
    const int first = told;
    CHECK(first <= 1);
    for (int second = 0; second < 20; ++second) {
        bench.submit("busy-" + std::to_string(second));
        bench.loop.advance(1'000);
    }
    CHECK((told - first >= 3 && told - first <= 5));
    bench.loop.advance(10'000);
    const int busy = told;
    bench.loop.advance(180'000);
    CHECK((told - busy >= 2 && told - busy <= 3));
    CHECK(bench.desk->live().find("\"type\":\"figures\"") != std::string::npos);
}

TEST_CASE("a desk that is closed begins nothing more, and tells nobody") {
    DeskBench bench;
    bench.loop.worker_held = true;
    bench.start();
    bench.loop.advance(10);
    bool told = false;
    for (int i = 0; i < 3; ++i) bench.desk->ask("status", "", [&](const auto&) { told = true; });
    bench.desk.reset();
    bench.loop.worker_held = false;
    bench.loop.advance(10'000);
    CHECK(bench.opened == 0);
    CHECK_FALSE(told);
}

TEST_CASE("who waits for an answer is let go where it asked, when the desk is closed") {
    DeskBench bench;
    bench.start();
    bench.loop.worker_held = true;
    auto waits = std::make_shared<int>(0);
    bench.desk->ask("status", "", [waits](const auto&) {});
    CHECK(waits.use_count() == 2);
    bench.desk.reset();
    CHECK(waits.use_count() == 1);
}

TEST_CASE("what cannot even be begun is told as trouble, and the process goes on") {
    DeskBench bench;
    bench.broken = true;
    bench.start();
    bench.loop.advance(10);
    CHECK(bench.ask("status").find("refused: ") == 0);
    CHECK(bench.desk->metrics().find("brigade_figures_ok 0") != std::string::npos);
    bench.broken = false;
    bench.loop.advance(20'000);
    CHECK(bench.reaches(bench.k.kitchen.seq));
}

TEST_CASE("damage that a question finds is mended though nothing happens in the kitchen") {
    DeskBench bench;
    bench.start();
    bench.loop.advance(10);
    REQUIRE(bench.reaches(bench.k.kitchen.seq));
    std::filesystem::resize_file(bench.directory / "figures.db", 0);
    CHECK(bench.ask("facts?what=orders").find("refused: ") == 0);
    bench.loop.advance(100);
    CHECK(bench.reaches(bench.k.kitchen.seq));
    CHECK(bench.desk->metrics().find("brigade_figures_ok 1") != std::string::npos);
}

TEST_CASE("a zone's table tells what the zone's rules tell, in summer and in winter") {
    for (const char* zone :
         {"Europe/Berlin", "America/New_York", "Asia/Jakarta", "Australia/Lord_Howe", "UTC"}) {
        auto offsets = ZoneOffsets::of(zone);
        REQUIRE(offsets);
        for (TimeMs at = 1'000'000'000'000; at < 2'000'000'000'000; at += 1'234'567'890) {
            INFO(zone << " at " << format_time(at));
            CHECK(offsets->min_at(at) == *utc_offset_min(zone, at));
        }
    }
    CHECK_FALSE(ZoneOffsets::of("Mars/Olympus"));
    CHECK(ZoneOffsets().min_at(1'000'000'000'000) == 0);
}
