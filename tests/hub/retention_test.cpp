#include "hub/retention.h"

#include <catch2/catch_test_macros.hpp>

#include "journal/open.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("what is older than the limit may be forgotten, but nothing of an order that is open") {
    TemporaryDirectory directory;
    auto journal = open_journal(directory / "journal.db");
    REQUIRE(journal);
    Batch batch;
    for (Seq seq = 1; seq <= 5; ++seq) batch.events.push_back({seq, static_cast<TimeMs>(seq) * 1'000, "{}"});
    REQUIRE(journal->writer->append(batch).outcome == WriteOutcome::durable);
    const auto through = [&](const Kitchen& kitchen, TimeMs before) {
        auto found = forgettable_through(*journal->reader, kitchen, before);
        REQUIRE(found);
        return *found;
    };

    Kitchen kitchen;
    CHECK(through(kitchen, 500) == 0);
    CHECK(through(kitchen, 1'000) == 0);
    CHECK(through(kitchen, 3'500) == 3);
    CHECK(through(kitchen, 9'000) == 5);
    kitchen.index.open = {2, 4};
    CHECK(through(kitchen, 3'500) == 1);
    CHECK(through(kitchen, 1'500) == 1);
    CHECK(through(kitchen, 500) == 0);
}
