// The file of facts and how it follows a journal: however often it is stopped, lost or spoilt, it comes to
// the same.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <random>

#include "analytics/durations.h"
#include "read_facts.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

std::string built_at_once(KitchenJournal& journal, const fs::path& path) {
    Projection projection(journal.reader(), projection_into(path));
    catch_up(projection);
    return digest_of(projection);
}

std::vector<Event> part(const std::vector<Event>& events, std::size_t from, std::size_t to) {
    return {events.begin() + static_cast<std::ptrdiff_t>(from),
            events.begin() + static_cast<std::ptrdiff_t>(to)};
}

}  // namespace

TEST_CASE("facts that were followed in pieces, with restarts in between, are those that were made at once") {
    const unsigned seed = GENERATE(range(1u, 9u));
    const std::vector<Event> events = walked(seed);
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    std::mt19937 random(seed);
    auto projection =
        std::make_unique<Projection>(journal.reader(), projection_into(directory / "figures.db"));
    for (std::size_t done = 0; done < events.size();) {
        const std::size_t next = std::min<std::size_t>(events.size(), done + 1 + random() % 200);
        journal.append(part(events, done, next));
        done = next;
        catch_up(*projection, 1 + random() % 50);
        if (random() % 2 == 0)
            projection =
                std::make_unique<Projection>(journal.reader(), projection_into(directory / "figures.db"));
    }
    catch_up(*projection);
    CHECK(digest_of(*projection) == built_at_once(journal, directory / "again.db"));
}

TEST_CASE("the file holds what the events come to without one") {
    const unsigned seed = GENERATE(range(1u, 9u));
    const std::vector<Event> events = walked(seed);
    TemporaryDirectory directory;
    KitchenJournal journal(directory / "journal.db");
    journal.append(events);
    Projection projection(journal.reader(), projection_into(directory / "figures.db"));
    catch_up(projection, 64);
    const auto expected = folded(events);
    REQUIRE(expected.size() > 20);
    CHECK(all_orders(projection) == expected);
    for (const auto& [id, facts] : expected) CHECK(read_order(projection, id) == facts);
}

TEST_CASE("whatever is pressed, instants are in the order in which they can be") {
    const unsigned seed = GENERATE(range(1u, 17u));
    for (const auto& [id, order] : folded(walked(seed))) {
        INFO("seed " << seed << " order " << id);
        CHECK((order.fired_at == 0 || order.fired_at >= order.accepted_at));
        CHECK((order.ready_at == 0 || order.ready_at >= order.fired_at));
        CHECK((order.served_at == 0 || order.ready_at != 0));
        for (const TicketFacts& ticket : order.tickets) {
            CHECK((ticket.bumped_at == 0 || ticket.bumped_at >= ticket.fired_at));
            CHECK((ticket.fired_at == 0 || ticket.target_s > 0));
            CHECK(ticket.held_ms >= 0);
            for (const LineFacts& line : ticket.lines) {
                CHECK((line.fired_at == 0 || line.fired_at >= line.added_at));
                CHECK((line.done_at == 0 || line.done_at >= line.fired_at));
                CHECK((line.started_at == 0 || line.started_at >= line.fired_at));
                CHECK((line.served_at == 0 || line.served_at >= line.done_at));
                CHECK(line.held_ms >= 0);
                CHECK((line.gone || (line.state == LineState::voided) == (line.voided_at != 0)));
            }
        }
    }
}
