// Random days of a kitchen, and what a projection's file says of them.
#pragma once

#include "../core/random_walk.h"
#include "analytics/fact_reader.h"
#include "told_kitchen.h"

namespace brigade::test {

inline std::vector<Event> walked(unsigned seed, int steps = 600) {
    TestKitchen k = a_walked_kitchen(seed);
    k.tick();
    RandomWalk walk(seed);
    for (int i = 0; i < steps; ++i) k.run(walk.next(k));
    return k.journal;
}

inline FactReader reader_of(const Projection& projection) {
    return FactReader({[&projection] {
                           FactSight sight;
                           sight.path = projection.readable();
                           sight.changes = projection.readable_changes();
                           sight.journal_seq = projection.journal_seq();
                           sight.rebuilding = projection.rebuilding();
                           return sight;
                       },
                       plain_pack, [](const std::string&, TimeMs) { return jakarta_min; }});
}

// Somebody's hand in a file of SQLite's.
inline void spoil(const std::filesystem::path& path, const char* sql) {
    auto database = Database::open(path.string(), Database::Mode::write);
    REQUIRE(database);
    REQUIRE(database->run(sql) == 0);
}

inline std::optional<OrderFacts> read_order(const Projection& projection, const std::string& id) {
    FactReader reader = reader_of(projection);
    auto found = reader.order(id);
    if (!found) FAIL(found.error().message);
    return *found;
}

inline std::map<std::string, std::string> all_packs(const Projection& projection) {
    FactReader reader = reader_of(projection);
    std::map<std::string, std::string> packs;
    auto read = reader.each_day("", "9999", [&](const std::string& day, std::string_view packed) {
        CHECK(packs.emplace(day, packed).second);
    });
    if (!read) FAIL(read.error().message);
    return packs;
}

// Of the days that are packed or open.
inline std::map<std::string, OrderFacts> all_orders(const Projection& projection) {
    FactReader reader = reader_of(projection);
    std::map<std::string, OrderFacts> orders;
    for (const auto& [day, packed] : all_packs(projection)) {
        std::vector<OrderFacts> there;
        auto read = reader.each_order(day, [&](const OrderFacts& order) { there.push_back(order); });
        if (!read) FAIL(read.error().message);
        CHECK(packed == plain_pack(there));
        for (const OrderFacts& order : there) CHECK(orders.emplace(order.id, order).second);
    }
    return orders;
}

}  // namespace brigade::test
