// What is written into the file of facts, all between begin() and commit().
#include "analytics/fact_checks.h"
#include "analytics/fact_file.h"
#include "analytics/fact_tables.h"
#include "core/snapshot.h"

namespace brigade {
namespace {

Query& bind(Query& query, const Moment& moment) {
    return query.integer(moment.at)
        .integer(moment.wall_offset_ms)
        .integer(std::int64_t{moment.utc_offset_min});
}

}  // namespace

FactStatus FactFile::put_place(const FactPlace& place) {
    const std::string frame = encode_snapshot(place.frame);
    const Hash check = check_of_place(place, frame);
    Query query(put_place_);
    query.blob(place.identity).integer(place.head.seq).blob(place.head.hash);
    return run(query.text(frame).blob(check));
}

FactStatus FactFile::put_order(const OrderFacts& facts) {
    {
        Query query(put_order_);
        ColumnBinder bind(query);
        columns(bind, const_cast<OrderFacts&>(facts));
        if (auto put = run(query); !put) return put;
    }
    for (std::size_t place = 0; place < facts.tickets.size(); ++place) {
        const TicketFacts& ticket = facts.tickets[place];
        {
            Query query(put_ticket_);
            query.integer(facts.seq).integer(std::uint64_t{place});
            ColumnBinder bind(query);
            columns(bind, const_cast<TicketFacts&>(ticket));
            if (auto put = run(query); !put) return put;
        }
        for (const LineFacts& line : ticket.lines) {
            Query query(put_line_);
            query.integer(facts.seq).integer(std::uint64_t{place});
            ColumnBinder bind(query);
            columns(bind, const_cast<LineFacts&>(line));
            if (auto put = run(query); !put) return put;
        }
    }
    return {};
}

FactStatus FactFile::drop_order(Seq order) {
    for (const char* sql : {"DELETE FROM lines WHERE order_seq = ?",
                            "DELETE FROM tickets WHERE order_seq = ?", "DELETE FROM orders WHERE seq = ?"}) {
        Statement statement(database_, sql);
        Query query(statement);
        if (auto done = run(query.integer(order)); !done) return done;
    }
    return {};
}

FactStatus FactFile::hold(const OrderState& state) {
    const std::string text = encode_order_state(state);
    const Hash check = check_of_state(state.seq, text);
    Query query(hold_);
    return run(query.integer(state.seq).integer(std::int64_t{still_wanted(state)}).text(text).blob(check));
}

FactStatus FactFile::let_go(Seq order) {
    Query query(let_go_);
    return run(query.integer(order));
}

FactStatus FactFile::let_closed_go() { return run("DELETE FROM states WHERE wanted = 0"); }

FactStatus FactFile::open_day(const DayOpening& opening) {
    {
        Query query(close_days_);
        if (auto closed = run(bind(query, opening.at)); !closed) return closed;
    }
    Query query(open_day_);
    query.text(opening.day).integer(opening.head.seq).blob(opening.head.hash);
    return run(bind(query, opening.at));
}

FactStatus FactFile::take_out(const std::string& item, Seq seq, const Moment& at) {
    Query query(take_out_);
    query.integer(seq).text(item);
    return run(bind(query, at));
}

FactStatus FactFile::bring_back(const std::string& item, const Moment& at) {
    Query query(bring_back_);
    return run(bind(query, at).text(item));
}

FactStatus FactFile::put_pack(const std::string& day, std::string_view pack) {
    if (pack.empty()) {
        Query query(drop_pack_);
        return run(query.text(day));
    }
    Query query(put_pack_);
    return run(query.text(day).blob(pack));
}

}  // namespace brigade
