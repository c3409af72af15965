#include <algorithm>

#include "analytics/count.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

constexpr int items_told = 50, items_told_max = 1000;

struct ItemFigures {
    std::string name;  // the newest
    std::uint64_t quantity = 0, lines = 0, recalls = 0;
    Durations prep_ms, start_ms;
    CountedValues planned_s;
    Share voided;
    Spread prep;
    bool counts = false;  // a line of it fits the filters
};

struct CountsItems : CountsNothing {
    static constexpr bool lines = true;

    void day(ServiceDay, const PackedDay& day) {
        end_day();
        begin_items(numbers, day);
        lines_of_day.assign(day.items.size(), 0);
        planned_of_day.clear();
        items.resize(numbers.names().size());
        for (std::size_t i = 0; i < day.items.size(); ++i) {
            items[numbers.of(i)].name = day.text(day.items[i].name);
            planned_of_day.push_back(day.items[i].prep_s);
        }
    }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool once) {
        ItemFigures& item = items[numbers.of(line.item)];
        item.counts = true;
        item.recalls += line.recalls;
        item.prep_ms.add(line.prep_ms);
        item.start_ms.add(line.start_ms);
        ++lines_of_day[line.item];
        if (!once) return;
        const bool is_void = line.is(packed::Line::voided);
        item.voided.add(is_void, line.quantity);
        if (is_void) return;
        ++item.lines;
        item.quantity += line.quantity;
    }

    // Of each of a day's items all lines were planned alike. Also after the last day.
    void end_day() {
        for (std::size_t i = 0; i < lines_of_day.size(); ++i)
            items[numbers.of(i)].planned_s.add(planned_of_day[i], lines_of_day[i]);
    }

    NameNumbers numbers;
    std::vector<std::uint32_t> planned_of_day, lines_of_day;  // of each of the day's items
    std::vector<ItemFigures> items;
};

enum class ItemSort { slowest, most, late };

Result<ItemSort, Refusal> read_sort(const Selection& selection) {
    const std::string* sort = selection.option("sort");
    if (!sort || *sort == "slowest") return ItemSort::slowest;
    if (*sort == "most") return ItemSort::most;
    if (*sort == "late") return ItemSort::late;
    return wrong_parameter("sort", "it must be slowest, most or late");
}

std::uint64_t rank_of(const ItemFigures& item, ItemSort sort) {
    if (sort == ItemSort::most) return item.quantity;
    if (item.prep.n == 0) return 0;
    return std::uint64_t{1} + (sort == ItemSort::slowest ? item.prep.median_ms : item.prep.p90_ms);
}

json::object item_json(const std::string& key, ItemFigures& item) {
    const auto planned = item.planned_s.median();
    return {{"item", key},
            {"name", item.name},
            {"quantity", item.quantity},
            {"lines", item.lines},
            {"prep_time", spread_json(item.prep)},
            {"time_to_start", spread_json(item.start_ms)},
            {"planned_s", planned ? json::value(*planned) : json::value(nullptr)},
            {"voided", share_json(item.voided)},
            {"recalls", item.recalls}};
}

}  // namespace

AnswerOr answer_items(const Question& question) {
    const auto limit = question.selection.count("limit", items_told, items_told_max);
    if (!limit) return limit.error();
    const auto sort = read_sort(question.selection);
    if (!sort) return sort.error();
    CountsItems counts;
    if (auto counted =
            count_days(question.facts, question.selection.days, question.selection.filters, counts);
        !counted)
        return facts_unreadable(counted.error());
    counts.end_day();

    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < counts.items.size(); ++i) {
        counts.items[i].prep = spread_of(counts.items[i].prep_ms);
        if (counts.items[i].counts) places.push_back(i);
    }
    const auto& keys = counts.numbers.names();
    std::ranges::sort(places, [&](std::size_t a, std::size_t b) {
        const auto rank_a = rank_of(counts.items[a], *sort), rank_b = rank_of(counts.items[b], *sort);
        return rank_a != rank_b ? rank_a > rank_b : keys[a] < keys[b];
    });
    json::object head = answer_head(question, "analytics_items");
    head["total"] = places.size();
    places.resize(std::min(places.size(), static_cast<std::size_t>(*limit)));
    json::array rows;
    for (const std::size_t i : places) rows.push_back(item_json(keys[i], counts.items[i]));
    ItemFigures nothing;
    return rows_answer(question, std::move(head), "items", item_json("", nothing), std::move(rows));
}

}  // namespace brigade
