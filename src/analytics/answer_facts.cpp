// `facts`: the facts themselves, a row each, for whoever counts on their own.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <functional>

#include "analytics/answer_json.h"
#include "analytics/fact_filter.h"
#include "analytics/fact_rows.h"
#include "base/limits.h"

namespace brigade {
namespace {

using PutRow = std::function<void(const std::function<void(FactRow&)>& fill)>;

// What of an order is one row each.
struct FactKind {
    std::string_view what;
    void (*rows)(const FigureFilters& filters, const OrderFacts& order, const PutRow& put);
    void (*columns)(FactRow& row);
};

void order_rows(const FigureFilters& filters, const OrderFacts& order, const PutRow& put) {
    if (counts(filters, order)) put([&](FactRow& row) { put_order(row, order); });
}

void ticket_rows(const FigureFilters& filters, const OrderFacts& order, const PutRow& put) {
    for (const TicketFacts& ticket : order.tickets)
        if (counts(filters, order, ticket)) put([&](FactRow& row) { put_ticket(row, order, ticket); });
}

void line_rows(const FigureFilters& filters, const OrderFacts& order, const PutRow& put) {
    for (const TicketFacts& ticket : order.tickets)
        for (const LineFacts& line : ticket.lines)
            if (counts(filters, order, ticket, line))
                put([&](FactRow& row) { put_line(row, order, ticket, line); });
}

constexpr FactKind fact_kinds[] = {
    {"orders", order_rows, [](FactRow& row) { put_order(row, {}); }},
    {"tickets", ticket_rows, [](FactRow& row) { put_ticket(row, {}, {}); }},
    {"lines", line_rows, [](FactRow& row) { put_line(row, {}, {}, {}); }},
    {"unavailable", nullptr, [](FactRow& row) { put_unavailable(row, {}); }},
};

const FactKind* kind_called(const std::string* what) {
    const auto* found = std::find_if(std::begin(fact_kinds), std::end(fact_kinds),
                                     [&](const FactKind& kind) { return what && kind.what == *what; });
    return found == std::end(fact_kinds) ? nullptr : found;
}

std::vector<std::string> columns_of(const FactKind& kind) {
    ColumnNames columns;
    kind.columns(columns);
    return columns.names;
}

// Gathers rows in the form that was asked for; once it is too big it takes no more.
class FactTable {
  public:
    FactTable(const FactKind& kind, bool csv) : csv_(csv), table_(columns_of(kind)) {}

    void add(const std::function<void(FactRow&)>& fill) {
        if (full()) return;
        if (csv_) {
            CsvRow row(table_);
            fill(row);
            return table_.end_row();
        }
        JsonRow row;
        fill(row);
        json_ += (json_.empty() ? "" : ",") + json::serialize(row.object);
    }
    bool full() const { return (csv_ ? table_.all() : json_).size() > limits::fact_answer_bytes; }
    const std::string& csv() const { return table_.all(); }
    const std::string& json() const { return json_; }

  private:
    bool csv_;
    CsvTable table_;
    std::string json_;  // the rows, with commas between them
};

// The ones that were out at any moment of the days asked for.
Status add_unavailable(const Question& question, FactTable& table) {
    const DayRange& range = question.selection.days;
    const auto days = question.facts.days(to_text(range.from), to_text(range.to));
    const auto items = question.facts.unavailable();
    if (!days) return days.error();
    if (!items) return items.error();
    const auto& asked = question.selection.filters.items;
    for (const UnavailableFacts& item : *items) {
        const auto while_open = [&](const DayFacts& day) {
            return (day.closed.at == 0 || item.from.at < day.closed.at) &&
                   (item.to.at == 0 || item.to.at > day.opened.at);
        };
        if (!asked.empty() && std::find(asked.begin(), asked.end(), item.item) == asked.end()) continue;
        if (std::any_of(days->begin(), days->end(), while_open))
            table.add([&](FactRow& row) { put_unavailable(row, item); });
    }
    return {};
}

Status add_orders(const Question& question, const FactKind& kind, FactTable& table) {
    const DayRange& days = question.selection.days;
    for (ServiceDay day = days.from; day <= days.to && !table.full(); day += std::chrono::days(1)) {
        const Status read = question.facts.each_order(to_text(day), [&](const OrderFacts& order) {
            kind.rows(question.selection.filters, order,
                      [&](const std::function<void(FactRow&)>& fill) { table.add(fill); });
        });
        if (!read) return read;
    }
    return {};
}

FiguresAnswer facts_told(const Question& question, const FactKind& kind, const FactTable& table) {
    const DayRange& days = question.selection.days;
    if (question.selection.csv) {
        std::string name = fmt::format("{}-{}", kind.what, to_text(days.from));
        if (days.to != days.from) name += "-" + to_text(days.to);
        return {std::string(csv_content_type), table.csv(), name + ".csv"};
    }
    json::object head = answer_head(question, "analytics_facts");
    head["what"] = json::string_view(kind.what);
    std::string text = json::serialize(head);
    text.pop_back();
    return {"application/json", text + ",\"rows\":[" + table.json() + "]}", ""};
}

}  // namespace

AnswerOr answer_facts(const Question& question) {
    const FactKind* kind = kind_called(question.selection.option("what"));
    if (!kind) return wrong_parameter("what", "what is orders, tickets, lines or unavailable");
    if (question.selection.days.days() > limits::fact_answer_days)
        return wrong_parameter(
            "from", fmt::format("at most {} days at once; ask day by day", limits::fact_answer_days));
    FactTable table(*kind, question.selection.csv);
    const Status read = kind->rows ? add_orders(question, *kind, table) : add_unavailable(question, table);
    if (!read) return facts_unreadable(read.error());
    if (table.full())
        return wrong_parameter("from", fmt::format("this is more than {} MB; ask for fewer days",
                                                   limits::fact_answer_bytes / (1024 * 1024)));
    return facts_told(question, *kind, table);
}

}  // namespace brigade
