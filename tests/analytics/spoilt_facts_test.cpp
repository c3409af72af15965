// What must not happen to the facts: days that nobody can make again are lost, or a file that is damaged,
// foreign or in the way of somebody else's room harms the hub.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "analytics/answers.h"
#include "analytics/fits.h"
#include "core/snapshot.h"
#include "read_facts.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

constexpr DurationMs whole_day_ms = 24 * DurationMs{3'600'000};

// Six service days of one bumped order each, with what the journal holds of them.
struct SixDays {
    TemporaryDirectory directory;
    TestKitchen k;
    KitchenJournal journal{directory / "journal.db"};
    std::unique_ptr<Projection> projection;
    std::string first_day;
    Seq first_days_end = 0;

    SixDays() {
        for (int day = 0; day < 6; ++day) {
            k.tick();
            const std::string id = "day-" + std::to_string(day);
            k.submit(an_order(id).line("1"));
            k.bump(at("grill", id));
            if (day == 0) k.run(SetAvailability{"cola", false, {}});
            if (day == 1) first_days_end = k.kitchen.seq;
            if (day == 0) first_day = k.kitchen.day;
            k.wait(whole_day_ms);
        }
        journal.append(k.journal);
        start();
        catch_up(*projection);
    }
    fs::path file() const { return directory / "figures.db"; }
    void start(std::function<std::optional<std::uint64_t>()> room = {}) {
        projection.reset();
        ProjectionOptions options = projection_into(file());
        options.room_bytes = std::move(room);
        projection = std::make_unique<Projection>(journal.reader(), options);
    }
    // With a snapshot in the middle, of which a salvage can make the rest.
    void forget_first_days() {
        Kitchen then;
        for (const Event& event : k.journal)
            if (event.seq <= first_days_end + 4) apply(then, event);
        REQUIRE(journal.writer().save_snapshot(then.seq, encode_snapshot(then)).outcome ==
                WriteOutcome::durable);
        REQUIRE(journal.writer().forget_through(first_days_end).outcome == WriteOutcome::durable);
        auto base = journal.reader().base();
        REQUIRE((base && *base == first_days_end));
    }
    bool has(const std::string& id) const { return read_order(*projection, id).has_value(); }
};

}  // namespace

TEST_CASE("after a salvage the days that the journal had forgotten are still there") {
    SixDays kitchen;
    kitchen.forget_first_days();
    kitchen.projection.reset();
    const Identity before = kitchen.journal.reader().identity();
    kitchen.journal.close();
    const std::string sql =
        "UPDATE events SET body = body || ' ' WHERE seq = " + std::to_string(kitchen.k.kitchen.seq);
    spoil(kitchen.journal.path(), sql.c_str());
    kitchen.journal.open();
    REQUIRE(kitchen.journal.reader().identity() != before);
    kitchen.start();
    catch_up(*kitchen.projection);
    CHECK(kitchen.has("day-0"));
    CHECK(kitchen.has("day-4"));
    FactReader reader = reader_of(*kitchen.projection);
    auto coverage = reader.coverage();
    REQUIRE(coverage);
    CHECK(coverage->first_day == kitchen.first_day);
    CHECK_FALSE(fs::exists(kitchen.directory / "figures.db.old-1"));
}

TEST_CASE("an old file that cannot be read just now is waited for, and nothing of it is lost") {
    SixDays kitchen;
    kitchen.forget_first_days();
    kitchen.start();
    {
        auto holder = Database::open(kitchen.file().string(), Database::Mode::write);
        REQUIRE(holder);
        REQUIRE(holder->run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT * FROM meta") == 0);
        kitchen.projection->begin_anew();
        auto advanced = kitchen.projection->advance(1'000);
        REQUIRE_FALSE(advanced);
        CHECK_FALSE(advanced.error().damaged);
    }
    catch_up(*kitchen.projection);
    CHECK(kitchen.has("day-0"));
}

TEST_CASE("facts that cannot be taken over are put aside rather than deleted") {
    SixDays kitchen;
    kitchen.forget_first_days();
    kitchen.projection.reset();
    spoil(kitchen.file(), "PRAGMA user_version = 99");
    kitchen.start();
    catch_up(*kitchen.projection);
    CHECK_FALSE(kitchen.has("day-0"));
    CHECK(fs::exists(kitchen.directory / "figures.db.old-1"));
}

TEST_CASE("what was out before the journal begins comes back in the facts too") {
    SixDays kitchen;
    kitchen.forget_first_days();
    kitchen.k.run(SetAvailability{"cola", true, {}});
    kitchen.journal.append(kitchen.k.events);
    kitchen.start();
    kitchen.projection->begin_anew();
    catch_up(*kitchen.projection);
    FactReader reader = reader_of(*kitchen.projection);
    auto out = reader.unavailable();
    REQUIRE(out);
    REQUIRE(out->size() == 1);
    CHECK(out->front().to.at == kitchen.k.now);
}

TEST_CASE("without room on the disk no facts are written, and half a file is not left there") {
    SixDays kitchen;
    const std::uint64_t plenty = limits::facts_room_bytes * 4;
    std::uint64_t room = plenty;
    kitchen.start([&] { return room; });
    kitchen.projection->begin_anew();
    REQUIRE(kitchen.projection->advance(5));
    const fs::path staged = kitchen.directory / "figures.db.new";
    CHECK(fs::exists(staged));
    room = limits::facts_room_bytes - 1;
    auto advanced = kitchen.projection->advance(1'000);
    REQUIRE_FALSE(advanced);
    CHECK_FALSE(advanced.error().damaged);
    CHECK_FALSE(fs::exists(staged));
    CHECK_FALSE(kitchen.projection->advance(1'000));
    CHECK_FALSE(fs::exists(staged));
    CHECK(kitchen.has("day-0"));  // the old file is read on
    room = plenty;
    catch_up(*kitchen.projection);
    CHECK(kitchen.has("day-5"));
}

TEST_CASE("what a killed process had half made is removed") {
    SixDays kitchen;
    kitchen.start();
    const fs::path staged = kitchen.directory / "figures.db.new";
    std::ofstream(staged) << "half";
    catch_up(*kitchen.projection);
    CHECK_FALSE(fs::exists(staged));
}

TEST_CASE("a clock of the year 2099 deletes nothing") {
    TestKitchen k;
    k.tick();
    k.submit(an_order("a").line("1"));
    k.bump(at("grill", "a"));
    k.wait(whole_day_ms);
    k.run(CorrectClock{73 * 365 * whole_day_ms});
    k.tick();
    REQUIRE(k.kitchen.day.starts_with("209"));
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    Projection projection(journal.reader(), projection_into(directory / "figures.db"));
    catch_up(projection);
    CHECK(read_order(projection, "a"));
}

TEST_CASE("an event that names what the state has not does not fit it") {
    TestKitchen k;
    k.tick();
    k.submit(an_order("a").line("1"));
    const OrderState state = *k.kitchen.find("a");
    k.bump(at("grill", "a"));
    for (const Event& event : k.events) CHECK(fits(state, event));
    OrderState without = state;
    without.tickets.clear();
    CHECK_FALSE(fits(without, k.events.front()));
    Event other = k.events.front();
    other.body = LineStarted{"grill", "no such line"};
    CHECK_FALSE(fits(state, other));
    other.body = Audited{};
    CHECK_FALSE(fits(state, other));
}

TEST_CASE("a word that is none is damage") {
    SixDays kitchen;
    spoil(kitchen.file(), "UPDATE lines SET state = 'burnt'");
    FactReader reader = reader_of(*kitchen.projection);
    CHECK_FALSE(reader.order("day-0"));
    CHECK(reader.damaged());
}

TEST_CASE("a packed day that is damaged, or of another version, asks for new facts") {
    SixDays kitchen;
    spoil(kitchen.file(), "UPDATE packs SET pack = x'63'");
    FactReader reader = reader_of(*kitchen.projection);
    const auto answer = Answers(reader, nullptr, {}).answer("days", "from=" + kitchen.first_day);
    CHECK(std::holds_alternative<Refusal>(answer));
    CHECK(reader.damaged());
}

TEST_CASE("the zone is asked for also where nothing has happened since, and no hour is told without it") {
    KitchenConfig config = a_kitchen();
    config.time_zone = "Asia/Jakarta";
    TestKitchen k(config);
    k.tick();
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    ProjectionOptions options = projection_into(directory / "figures.db");
    {
        Projection projection(journal.reader(), options);
        catch_up(projection);
    }
    std::optional<int> known;
    options.utc_offset_min = [&](const std::string&, TimeMs) { return known; };
    Projection projection(journal.reader(), options);
    auto advanced = projection.advance(100);
    REQUIRE(advanced);
    CHECK(advanced->wants_zone == "Asia/Jakarta");
    FactReader reader({[&] {
                           FactSight sight;
                           sight.path = projection.readable();
                           sight.changes = projection.readable_changes();
                           return sight;
                       },
                       plain_pack, options.utc_offset_min});
    CHECK_FALSE(reader.coverage());
    known = jakarta_min;
    catch_up(projection);
    auto coverage = reader.coverage();
    REQUIRE(coverage);
    CHECK(coverage->utc_offset_min == jakarta_min);
}
