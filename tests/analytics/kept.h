// Facts that a test keeps as it goes, and answers that may need the journal.
#pragma once

#include "analytics/asked.h"
#include "analytics/told_kitchen.h"

namespace brigade::test {

inline void keep(FakeFacts& facts, const OrderFacts& order) {
    facts.orders[order.day].push_back(order);
    facts.packs.clear();
}

inline FakeFacts facts_kept_of(const TestKitchen& kitchen) {
    FakeFacts facts = a_friday({});
    for (const auto& [id, order] : folded(kitchen.journal)) {
        facts.reach.today = order.day;
        keep(facts, order);
    }
    return facts;
}

inline json::object told_with(JournalReader* journal, FactSource& facts, std::string_view path,
                              std::string_view query = "") {
    auto answer = Answers(facts, journal, default_dayparts()).answer(path, query);
    if (const auto* refusal = std::get_if<Refusal>(&answer)) FAIL(refusal->path + ": " + refusal->message);
    return json::parse(std::get<FiguresAnswer>(answer).body).as_object();
}

inline json::object told_of(FactSource& facts, std::string_view path, std::string_view query = "") {
    return told_with(nullptr, facts, path, query);
}

}  // namespace brigade::test
