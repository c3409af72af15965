#include "analytics/answer_json.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <cmath>

#include "analytics/csv.h"

namespace brigade {
namespace {

std::string inner_name(std::string_view outer, std::string_view field) {
    return outer.empty() ? std::string(field) : fmt::format("{}_{}", outer, field);
}

void add_columns(const json::object& row, std::string_view outer, std::vector<std::string>& columns) {
    for (const auto& field : row) {
        const std::string name = inner_name(outer, field.key());
        if (const auto* inner = field.value().if_object())
            add_columns(*inner, name, columns);
        else if (!field.value().is_array())
            columns.push_back(name);
    }
}

void add_cell(const json::value& value, CsvTable& table) {
    if (const auto* text = value.if_string())
        table.text(*text);
    else if (value.is_null())
        table.plain("");
    else if (value.is_double())
        table.plain(fmt::format("{:.1f}", value.get_double()));
    else
        table.plain(json::serialize(value));
}

// As the form has them: where the row has no object, its cells stay empty.
void add_cells(const json::object& form, const json::value& row, CsvTable& table) {
    for (const auto& field : form) {
        const auto* object = row.if_object();
        const json::value* value = object ? object->if_contains(field.key()) : nullptr;
        const json::value cell = value ? *value : json::value(nullptr);
        if (const auto* inner = field.value().if_object())
            add_cells(*inner, cell, table);
        else if (!field.value().is_array())
            add_cell(cell, table);
    }
}

}  // namespace

json::object spread_json(const Spread& spread) {
    const auto told = [&](std::uint32_t ms) {
        return spread.n == 0 ? json::value(nullptr) : json::value(ms);
    };
    return {{"n", spread.n},
            {"median_ms", told(spread.median_ms)},
            {"p90_ms", told(spread.p90_ms)},
            {"p95_ms", told(spread.p95_ms)},
            {"max_ms", told(spread.max_ms)}};
}

json::object share_json(const Share& share) { return {{"of", share.of}, {"count", share.count}}; }

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string_view(text));
}

json::value instant_or_null(TimeMs at) {
    return at == 0 ? json::value(nullptr) : json::value(format_time(at));
}

double with_one_decimal(double number) { return std::round(number * 10) / 10; }

json::object answer_head(const Question& question, std::string_view type) {
    return {{"type", json::string_view(type)}, {"complete", !question.coverage.rebuilding}};
}

FiguresAnswer json_answer(const json::object& body) {
    return {"application/json", json::serialize(body), ""};
}

FiguresAnswer csv_answer(const Question& question, std::string_view name, const json::object& form,
                         const json::array& rows) {
    std::vector<std::string> columns;
    add_columns(form, "", columns);
    CsvTable table(columns);
    for (const json::value& row : rows) {
        add_cells(form, row, table);
        table.end_row();
    }
    const DayRange& days = question.selection.days;
    std::string file = fmt::format("{}-{}", name, to_text(days.from));
    if (days.to != days.from) file += "-" + to_text(days.to);
    return {std::string(csv_content_type), table.all(), file + ".csv"};
}

FiguresAnswer rows_answer(const Question& question, json::object head, std::string_view name,
                          const json::object& form, json::array rows) {
    if (question.selection.csv) return csv_answer(question, name, form, rows);
    head[name] = std::move(rows);
    return json_answer(head);
}

}  // namespace brigade
