#include "analytics/stored_orders.h"

#include "analytics/fact_tables.h"

namespace brigade {
namespace {

// A statement keeps the address of its text.
struct Texts {
    std::string orders = "SELECT " + order_columns() + " FROM orders WHERE ";
    std::string tickets = "SELECT order_seq, place, " + ticket_columns() + " FROM tickets WHERE order_seq ";
    std::string lines = "SELECT order_seq, place, " + line_columns() + " FROM lines WHERE order_seq ";
    std::string of_day = "IN (SELECT seq FROM orders WHERE day = ?) ORDER BY order_seq, place";

    std::string order_at = orders + "seq = ?";
    std::string tickets_at = tickets + "= ? ORDER BY place";
    std::string lines_at = lines + "= ? ORDER BY place, line";
    std::string orders_of_day = orders + "day = ? ORDER BY seq";
    std::string tickets_of_day = tickets + of_day;
    std::string lines_of_day = lines + of_day + ", line";
};

const Texts& texts() {
    static const Texts all;
    return all;
}

// Rows of a lower table, which come in the order of those that they belong to.
class Behind {
  public:
    explicit Behind(Query& rows) : rows_(rows), there_(rows.next()) {}

    bool is_of(Seq order) const { return there_ && rows_.seq_at(0) == order; }
    bool is_of(Seq order, std::size_t place) const {
        return is_of(order) && rows_.integer_at(1) == static_cast<std::int64_t>(place);
    }
    template <class Facts>
    void read(Facts& facts) {
        ColumnReader reader(rows_, 2);
        columns(reader, facts);
        good_ = good_ && reader.good();
        there_ = rows_.next();
    }
    bool good() const { return good_; }

  private:
    Query& rows_;
    bool there_, good_ = true;
};

}  // namespace

StoredOrders::StoredOrders(const Database& database)
    : seq_by_id_(database, "SELECT seq FROM orders WHERE id = ?"),
      order_at_(database, texts().order_at.c_str()),
      tickets_at_(database, texts().tickets_at.c_str()),
      lines_at_(database, texts().lines_at.c_str()),
      orders_of_day_(database, texts().orders_of_day.c_str()),
      tickets_of_day_(database, texts().tickets_of_day.c_str()),
      lines_of_day_(database, texts().lines_of_day.c_str()) {}

FactStatus StoredOrders::assemble(Query& orders, Query& tickets, Query& lines,
                                  const std::function<void(const OrderFacts&)>& visit) {
    Behind ticket_rows(tickets), line_rows(lines);
    while (orders.next()) {
        OrderFacts order;
        ColumnReader reader(orders, 0);
        columns(reader, order);
        bool good = reader.good();
        while (ticket_rows.is_of(order.seq)) {
            const std::size_t place = order.tickets.size();
            TicketFacts& ticket = order.tickets.emplace_back();
            ticket_rows.read(ticket);
            while (line_rows.is_of(order.seq, place)) line_rows.read(ticket.lines.emplace_back());
        }
        good = good && ticket_rows.good() && line_rows.good();
        if (!good) return fact_damage("order " + order.id + " has a word that is none");
        visit(order);
    }
    for (const Query* query : {&orders, &tickets, &lines})
        if (query->failed()) return fact_error(query->error());
    return {};
}

FactResult<std::optional<OrderFacts>> StoredOrders::order(std::string_view id) {
    Query named(seq_by_id_);
    const bool found = named.text(id).next();
    if (named.failed()) return fact_error(named.error());
    if (!found) return std::optional<OrderFacts>();
    return order_at(named.seq_at(0));
}

FactResult<std::optional<OrderFacts>> StoredOrders::order_at(Seq seq) {
    std::optional<OrderFacts> found;
    Query order(order_at_), tickets(tickets_at_), lines(lines_at_);
    order.integer(seq);
    tickets.integer(seq);
    lines.integer(seq);
    auto read = assemble(order, tickets, lines, [&](const OrderFacts& facts) { found = facts; });
    if (!read) return read.error();
    return found;
}

FactStatus StoredOrders::each_of_day(std::string_view day,
                                     const std::function<void(const OrderFacts&)>& visit) {
    Query orders(orders_of_day_), tickets(tickets_of_day_), lines(lines_of_day_);
    orders.text(day);
    tickets.text(day);
    lines.text(day);
    return assemble(orders, tickets, lines, visit);
}

FactResult<std::vector<OrderFacts>> StoredOrders::of_day(std::string_view day) {
    std::vector<OrderFacts> all;
    auto read = each_of_day(day, [&](const OrderFacts& order) { all.push_back(order); });
    if (!read) return read.error();
    return all;
}

}  // namespace brigade
