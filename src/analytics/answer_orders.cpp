// `orders` and `orders/{id}`: lists of orders, page by page, and all that is known of one.
#include <fmt/format.h>

#include "analytics/answer_json.h"
#include "analytics/fact_filter.h"
#include "analytics/fact_rows.h"
#include "analytics/order_events.h"
#include "analytics/order_story.h"
#include "analytics/order_summary.h"
#include "analytics/picked_orders.h"
#include "base/limits.h"

namespace brigade {
namespace {

constexpr int orders_on_page = 20;

Result<PickedOrders, Refusal> asked_page(const Selection& selection) {
    const auto limit = selection.count("limit", orders_on_page, limits::orders_on_page_max);
    if (!limit) return limit.error();
    const std::string* sort = selection.option("sort");
    if (sort && *sort != "newest" && *sort != "slowest")
        return wrong_parameter("sort", "it must be newest or slowest");
    const std::string* after = selection.option("after");
    const auto behind = after ? read_order_key(*after) : std::nullopt;
    if (after && !behind) return wrong_parameter("after", "it must be the `next` of the answer before");
    return PickedOrders(sort && *sort == "slowest" ? OrderSort::slowest : OrderSort::newest,
                        static_cast<std::size_t>(*limit), behind);
}

// What guests call an order is not in the packed days.
Status pick_by_number(const Question& question, const std::string& number, PickedOrders& picked) {
    const DayRange& days = question.selection.days;
    for (ServiceDay day = days.from; day <= days.to; day += std::chrono::days(1)) {
        const Status read = question.facts.each_order(to_text(day), [&](const OrderFacts& order) {
            if (order.number != number || !counts(question.selection.filters, order)) return;
            const Duration time = picked.sort() == OrderSort::slowest ? order_time(order) : Duration();
            picked.add({time.value_or(-1), order.seq});
        });
        if (!read) return read;
    }
    return {};
}

Result<json::array> summaries(FactSource& facts, const std::vector<OrderKey>& keys) {
    json::array orders;
    for (const OrderKey& key : keys) {
        const auto order = facts.order_at(key.seq);
        if (!order) return order.error();
        if (*order) orders.push_back(order_summary(**order));
    }
    return orders;
}

json::object line_json(const OrderFacts& order, const TicketFacts& ticket, const LineFacts& line) {
    JsonRow row;
    put_line(row, order, ticket, line);
    return row.object;
}

json::array tickets_json(const OrderFacts& order) {
    json::array tickets;
    for (const TicketFacts& ticket : order.tickets) {
        JsonRow row;
        put_ticket(row, order, ticket);
        json::array lines;
        for (const LineFacts& line : ticket.lines) lines.push_back(line_json(order, ticket, line));
        row.object["lines"] = std::move(lines);
        tickets.push_back(std::move(row.object));
    }
    return tickets;
}

// Everything that lists tell, and every column of its facts beside it.
json::object order_json(const OrderFacts& order) {
    json::object told = order_summary(order);
    JsonRow row;
    put_order(row, order);
    for (const auto& field : row.object) told.insert(field);  // of those that both have the summary's stays
    return told;
}

}  // namespace

AnswerOr answer_orders(const Question& question) {
    const Selection& selection = question.selection;
    auto picked = asked_page(selection);
    if (!picked) return picked.error();
    const std::string* number = selection.option("number");
    if (number && selection.days.days() > limits::fact_answer_days)
        return wrong_parameter("number", fmt::format("an order can be found by its number within {} days",
                                                     limits::fact_answer_days));
    const Status read = number ? pick_by_number(question, *number, *picked)
                               : count_days(question.facts, selection.days, selection.filters, *picked);
    if (!read) return facts_unreadable(read.error());
    bool more = false;
    const std::vector<OrderKey> keys = picked->page(more);
    auto orders = summaries(question.facts, keys);
    if (!orders) return facts_unreadable(orders.error());
    json::object told = answer_head(question, "analytics_orders");
    told["total"] = picked->total();
    told["next"] = more ? json::value(to_text(keys.back())) : json::value(nullptr);
    told["orders"] = *std::move(orders);
    return json_answer(told);
}

AnswerOr answer_order(const Question& question) {
    const auto order = question.facts.order(question.name);
    if (!order) return facts_unreadable(order.error());
    if (!*order) return Refusal{ErrorCode::unknown_order, "", "nothing is known of an order with this id"};
    OrderEvents found;
    found.forgotten = true;
    if (question.journal) {
        auto read = events_of(*question.journal, **order);
        if (!read) return facts_unreadable(read.error());
        found = *std::move(read);
    }
    json::object told = answer_head(question, "analytics_order");
    told["order"] = order_json(**order);
    told["tickets"] = tickets_json(**order);
    told["events"] = order_story(**order, found.events);
    told["forgotten"] = found.forgotten;
    told["cut"] = found.cut;
    return json_answer(told);
}

}  // namespace brigade
