// What becomes of the facts when their file, the journal or the power fails: they are made anew, or go on,
// and are right.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <fstream>

#include "analytics/durations.h"
#include "core/snapshot.h"
#include "read_facts.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

struct Followed {
    TemporaryDirectory directory;
    std::vector<Event> events;
    KitchenJournal journal{directory / "journal.db"};
    std::unique_ptr<Projection> projection;

    explicit Followed(unsigned seed = 3) : events(walked(seed)) {
        journal.append(events);
        follow();
    }
    fs::path file() const { return directory / "figures.db"; }
    void start() { projection = std::make_unique<Projection>(journal.reader(), projection_into(file())); }
    void follow() {
        projection.reset();
        start();
        catch_up(*projection);
    }
    std::string digest() { return digest_of(*projection); }
    // The journal keeps a snapshot instead of its first half; told is the last event that it has forgotten.
    Seq forget_half() {
        Kitchen now;
        for (const Event& event : events) apply(now, event);
        const Seq base = events.size() / 2;
        REQUIRE(journal.writer().save_snapshot(now.seq, encode_snapshot(now)).outcome ==
                WriteOutcome::durable);
        REQUIRE(journal.writer().forget_through(base).outcome == WriteOutcome::durable);
        return base;
    }
};

}  // namespace

TEST_CASE("a file of facts that is lost, cut, overwritten or of another format is made anew") {
    const int harm = GENERATE(range(0, 5));
    Followed kitchen;
    const std::string whole = kitchen.digest();
    kitchen.projection.reset();
    spoil(kitchen.file(), "PRAGMA wal_checkpoint(TRUNCATE)");
    if (harm == 0) fs::remove(kitchen.file());
    if (harm == 1) fs::resize_file(kitchen.file(), fs::file_size(kitchen.file()) / 2);
    if (harm == 2) std::ofstream(kitchen.file(), std::ios::trunc) << "these are no facts";
    if (harm == 3) spoil(kitchen.file(), "PRAGMA user_version = 99");
    if (harm == 4) spoil(kitchen.file(), "UPDATE meta SET frame = replace(frame, 'grill', 'gri11')");
    kitchen.start();
    // A file that was cut may be found out only on the way.
    for (int i = 0; i < 3; ++i)
        if (auto advanced = kitchen.projection->advance(100'000); advanced && advanced->at_end) break;
    if (harm != 1) CHECK(kitchen.digest() == whole);
    if (harm == 1) {
        auto digest = kitchen.projection->digest();
        if (!digest) CHECK(digest.error().damaged);
        kitchen.projection->begin_anew();
        catch_up(*kitchen.projection);
        CHECK(kitchen.digest() == whole);
    }
}

TEST_CASE("what is not what was written is never gone on with: the facts are made anew") {
    const char* sql = GENERATE("UPDATE states SET state = replace(state, 'grill', 'gri11')",
                               "UPDATE orders SET id = CASE id WHEN 'a' THEN 'b' ELSE 'a' END");
    TestKitchen k;
    k.tick();
    k.submit(an_order("a").line("1"));
    k.submit(an_order("b").line("2"));
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    auto projection =
        std::make_unique<Projection>(journal.reader(), projection_into(directory / "figures.db"));
    catch_up(*projection);
    projection.reset();
    spoil(directory / "figures.db", sql);
    k.bump(at("grill", "a"));
    journal.append(k.events);
    projection = std::make_unique<Projection>(journal.reader(), projection_into(directory / "figures.db"));
    auto advanced = projection->advance(100);
    REQUIRE_FALSE(advanced);
    CHECK(advanced.error().damaged);
    catch_up(*projection);
    CHECK(*read_order(*projection, "a") == facts_of(k, "a"));
}

TEST_CASE("the facts of another kitchen are made anew") {
    Followed kitchen, other(4);
    const std::string whole = kitchen.digest();
    kitchen.projection.reset();
    other.projection.reset();
    spoil(other.file(), "PRAGMA wal_checkpoint(TRUNCATE)");
    for (const char* part : {"-wal", "-shm"}) fs::remove(kitchen.file().string() + part);
    fs::copy_file(other.file(), kitchen.file(), fs::copy_options::overwrite_existing);
    kitchen.follow();
    CHECK(kitchen.digest() == whole);
}

TEST_CASE("after a salvage the facts are those of the history that the kitchen goes on with") {
    Followed kitchen;
    kitchen.projection.reset();
    kitchen.journal.close();
    const Seq lost = kitchen.events.size() / 2;
    spoil(kitchen.journal.path(),
          ("UPDATE events SET body = body || ' ' WHERE seq = " + std::to_string(lost)).c_str());
    kitchen.journal.open();
    auto last = kitchen.journal.reader().last();
    REQUIRE(last);
    REQUIRE(last->head.seq < lost);
    kitchen.follow();
    const auto saved = kitchen.events.begin() + static_cast<std::ptrdiff_t>(last->head.seq);
    const auto kept = folded({kitchen.events.begin(), saved});
    CHECK(all_orders(*kitchen.projection) == kept);
}

TEST_CASE("a power cut takes commits, and the journal gives them back") {
    TemporaryDirectory directory;
    const std::vector<Event> events = walked(5);
    KitchenJournal journal(directory / "journal.db");
    const std::size_t cut_at = events.size() / 200 * 100;
    const fs::path cut = directory / "cut.db";
    {
        Projection projection(journal.reader(), projection_into(directory / "figures.db"));
        for (std::size_t done = 0; done < events.size(); done += 100) {
            journal.append(
                {events.begin() + static_cast<std::ptrdiff_t>(done),
                 events.begin() + static_cast<std::ptrdiff_t>(std::min(events.size(), done + 100))});
            catch_up(projection);
            if (done != cut_at) continue;
            fs::copy_file(directory / "figures.db", cut);
            fs::copy_file(directory / "figures.db-wal", directory / "cut.wal");
        }
    }
    const std::string whole = [&] {
        Projection projection(journal.reader(), projection_into(directory / "figures.db"));
        catch_up(projection);
        return digest_of(projection);
    }();
    const auto log_bytes = fs::file_size(directory / "cut.wal");
    for (std::uintmax_t kept = 0; kept <= log_bytes; kept += log_bytes / 11) {
        const fs::path file = directory / "after.db";
        for (const char* part : {"", "-wal", "-shm"}) fs::remove(file.string() + part);
        fs::copy_file(cut, file);
        fs::copy_file(directory / "cut.wal", file.string() + "-wal");
        fs::resize_file(file.string() + "-wal", kept);
        Projection projection(journal.reader(), projection_into(file));
        catch_up(projection);
        INFO("of " << log_bytes << " bytes of log " << kept << " were left");
        CHECK(digest_of(projection) == whole);
    }
}

TEST_CASE("what the journal has forgotten stays in the facts, also where they are made anew") {
    Followed kitchen;
    kitchen.forget_half();
    const auto all = folded(kitchen.events);
    const auto packs = all_packs(*kitchen.projection);
    kitchen.follow();
    CHECK(all_orders(*kitchen.projection) == all);
    kitchen.projection->begin_anew();
    catch_up(*kitchen.projection);
    CHECK(all_orders(*kitchen.projection) == all);
    CHECK(all_packs(*kitchen.projection) == packs);
}

TEST_CASE("without their old file the facts begin with the first order that the journal still has") {
    Followed kitchen;
    const Seq base = kitchen.forget_half();
    kitchen.projection.reset();
    fs::remove(kitchen.file());
    kitchen.follow();
    const auto there = all_orders(*kitchen.projection);
    std::size_t expected = 0;
    for (const auto& [id, facts] : folded(kitchen.events)) {
        if (facts.seq <= base) continue;
        ++expected;
        REQUIRE(there.contains(id));
        CHECK(there.at(id).tickets == facts.tickets);
        CHECK(there.at(id).day == facts.day);
    }
    CHECK(there.size() == expected);
}

TEST_CASE("a journal that begins with a kitchen's state has the facts that the state knows") {
    TestKitchen k;
    k.tick();
    k.submit(an_order("a").line("1"));
    k.run(SetAvailability{"cola", false, {}});
    k.wait(60'000);
    TemporaryDirectory directory;
    const Head head{k.kitchen.seq, hash_of({"any"})};
    auto opened = start_replica(directory / "journal.db", head, k.kitchen.at, encode_snapshot(k.kitchen));
    REQUIRE(opened);
    k.bump(at("grill", "a"));
    Batch batch;
    for (const Event& event : k.events) batch.events.push_back({event.seq, event.at, encode_event(event)});
    REQUIRE(opened->writer->append(batch).outcome == WriteOutcome::durable);
    Projection projection(*opened->reader, projection_into(directory / "figures.db"));
    catch_up(projection);
    const OrderFacts order = *read_order(projection, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 60'000);
    CHECK(order.day == k.kitchen.day);
    FactReader reader = reader_of(projection);
    auto out = reader.unavailable();
    REQUIRE(out);
    REQUIRE(out->size() == 1);
    CHECK(out->front().item == "cola");
}

TEST_CASE("while new facts are made the old ones are read, and the answer says so") {
    Followed kitchen;
    const auto before = all_orders(*kitchen.projection);
    kitchen.projection->begin_anew();
    REQUIRE(kitchen.projection->advance(50));
    CHECK(kitchen.projection->rebuilding());
    CHECK(kitchen.projection->progress() < 1);
    FactReader reader = reader_of(*kitchen.projection);
    auto coverage = reader.coverage();
    REQUIRE(coverage);
    CHECK(coverage->rebuilding);
    CHECK(all_orders(*kitchen.projection) == before);
    catch_up(*kitchen.projection);
    CHECK(all_orders(*kitchen.projection) == before);
    coverage = reader.coverage();
    REQUIRE(coverage);
    CHECK_FALSE(coverage->rebuilding);
    CHECK(coverage->seq == kitchen.events.size());
}

TEST_CASE("two programs never write the same facts") {
    Followed kitchen;
    Projection second(kitchen.journal.reader(), projection_into(kitchen.file()));
    auto advanced = second.advance(10);
    REQUIRE_FALSE(advanced);
    CHECK_FALSE(advanced.error().damaged);
}

TEST_CASE("a zone that is not known yet is asked for, and nothing is counted in a wrong one") {
    KitchenConfig config = a_kitchen();
    config.time_zone = "Asia/Jakarta";
    TestKitchen k(config);
    k.tick();
    k.submit(an_order("a").line("1"));
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    ProjectionOptions options = projection_into(directory / "figures.db");
    std::optional<int> known;
    options.utc_offset_min = [&](const std::string& zone, TimeMs) {
        CHECK(zone == "Asia/Jakarta");
        return known;
    };
    Projection projection(journal.reader(), options);
    auto advanced = projection.advance(100);
    REQUIRE(advanced);
    CHECK(advanced->wants_zone == "Asia/Jakarta");
    CHECK_FALSE(advanced->at_end);
    known = jakarta_min;
    catch_up(projection);
    CHECK(read_order(projection, "a")->utc_offset_min == jakarta_min);
}

TEST_CASE("days are opened and closed by the wall clock, and items are out from 86 to back") {
    TestKitchen k;
    k.tick();
    const TimeMs opened = k.now;
    const std::string first = k.kitchen.day;
    k.run(SetAvailability{"cola", false, {}});
    k.wait(60'000);
    k.run(CorrectClock{5'000});
    k.run(SetAvailability{"cola", true, {}});
    k.run(SetAvailability{"soto", false, {}});
    k.wait(24 * DurationMs{3'600'000});
    k.tick();
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    Projection projection(journal.reader(), projection_into(directory / "figures.db"));
    catch_up(projection);
    FactReader reader = reader_of(projection);
    auto days = reader.days("", "9999");
    REQUIRE(days);
    REQUIRE(days->size() == 2);
    const auto moment_at = [](TimeMs at, DurationMs wall_offset_ms) {
        return Moment{at, wall_offset_ms, jakarta_min};
    };
    CHECK(days->at(0) == DayFacts{first, moment_at(opened, 0), moment_at(k.now, 5'000)});
    CHECK(days->at(1) == DayFacts{k.kitchen.day, moment_at(k.now, 5'000), {}});
    auto out = reader.unavailable();
    REQUIRE(out);
    // Out for a minute, whatever the clock did meanwhile.
    CHECK(out->at(0) == UnavailableFacts{"cola", moment_at(opened, 0), moment_at(opened + 60'000, 5'000)});
    CHECK(out->at(1) == UnavailableFacts{"soto", moment_at(opened + 60'000, 5'000), {}});
    CHECK(out->size() == 2);
    auto coverage = reader.coverage();
    REQUIRE(coverage);
    CHECK((coverage->today == k.kitchen.day && coverage->today_opened_at == k.now + 5'000));
    CHECK(coverage->kitchen == k.kitchen.config);
}

TEST_CASE("facts are kept for so many days, and what is still open for as long as it is") {
    TestKitchen k;
    k.tick();
    k.submit(an_order("old").line("1"));
    k.submit(an_order("open").line("1"));
    k.bump(at("grill", "old"));
    for (int day = 1; day <= 5; ++day) {
        k.wait(24 * DurationMs{3'600'000});
        k.tick();
        k.submit(an_order("day-" + std::to_string(day)).line("1"));
        k.bump(at("grill", "day-" + std::to_string(day)));
    }
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(k.journal);
    ProjectionOptions options = projection_into(directory / "figures.db");
    options.keep_days = 2;
    Projection projection(journal.reader(), options);
    catch_up(projection, 3);
    CHECK_FALSE(read_order(projection, "old"));
    CHECK(read_order(projection, "open"));
    CHECK_FALSE(read_order(projection, "day-2"));
    CHECK(read_order(projection, "day-3"));
    CHECK(all_packs(projection).size() == 3);
}
