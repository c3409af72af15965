// The file of facts: what the journal's events came to, up to one of them, in tables that anybody can read
// with sqlite3. Derived: what the journal still holds of it can be made anew (analytics/projection.h).
// Written by one connection, in transactions that carry everything up to an event, without a sync on an
// order's way: what a power cut takes of it is in the journal.
//
//   meta         the journal's identity, the event up to which it is, the kitchen as it stood then without
//   its orders orders, tickets, lines   the facts (analytics/facts.h); a ticket's place is its place in its
//   order states       of the orders that the kitchen still holds, in core's form, so that it can go on
//   without their events unavailable, days        as in analytics/fact_source.h, with the event that began
//   them; of a day the journal's
//                            head there, by which a journal knows its own history whatever its identity is by
//                            now
//   packs        of each day but the open one, what the figures are counted from (analytics/packed_day.h)
//
// Inside the room only; one thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "analytics/stored_orders.h"
#include "core/kitchen.h"
#include "journal/chain.h"

namespace brigade {

// Up to where facts go, and how the kitchen stood there.
struct FactPlace {
    Identity identity{};
    Head head;
    Kitchen frame;  // without its orders
};

// An order that the kitchen still holds.
struct HeldOrder {
    OrderState state;
    OrderFacts facts;
};

// A service day as its opening stood in the journal.
struct DayOpening {
    std::string day;
    Head head;
    Moment at;
};

class FactFile {
  public:
    // An error that is `damaged`: it is not there, of another format, or not what was written.
    static FactResult<std::unique_ptr<FactFile>> open(const std::filesystem::path& path);
    // In the empty file `staged`, without any care for power cuts: it is to be put in place when it is
    // finished.
    static FactResult<std::unique_ptr<FactFile>> create(const std::filesystem::path& staged);

    FactResult<FactPlace> place();
    FactResult<std::optional<HeldOrder>> held(const std::string& id);
    FactResult<std::optional<OrderFacts>> order(const std::string& id) { return rows_.order(id); }
    FactResult<std::vector<Head>> day_heads();  // newest first
    // Items that were out at that instant of kitchen time, with the event that took them out.
    FactResult<std::map<std::string, Seq>> items_out(TimeMs at);
    FactResult<std::vector<OrderFacts>> of_day(const std::string& day) { return rows_.of_day(day); }
    FactResult<std::vector<std::string>> days_with_orders();
    // Of the day that was opened last by then; empty: none was.
    FactResult<std::string> day_at(Seq seq);

    FactStatus begin();
    FactStatus commit();
    void roll_back();

    // All between begin() and commit().
    FactStatus put_place(const FactPlace& place);
    FactStatus put_order(const OrderFacts& facts);
    FactStatus drop_order(Seq order);
    FactStatus hold(const OrderState& state);
    FactStatus let_go(Seq order);
    FactStatus let_closed_go();  // those that nobody wanted any more when they were last held
    FactStatus open_day(const DayOpening& opening);
    FactStatus take_out(const std::string& item, Seq seq, const Moment& at);
    FactStatus bring_back(const std::string& item, const Moment& at);
    FactStatus put_pack(const std::string& day, std::string_view pack);  // empty: it has none
    // Days that were over by that instant of kitchen time, but not what is still held. What a clock called
    // the day says nothing: it may have been wrong.
    FactStatus forget_before(TimeMs at);
    // From another file of this format, what began up to that event: nobody can make that anew.
    FactStatus adopt(const std::filesystem::path& other, Seq through);

    // Of everything in it.
    FactResult<Hash> digest();

  private:
    explicit FactFile(Database database);
    FactStatus run(Query& query);
    FactStatus run(const char* sql);

    Database database_;
    StoredOrders rows_;
    Statement place_, state_, day_at_;
    Statement put_place_, put_order_, put_ticket_, put_line_, hold_, let_go_;
    Statement close_days_, open_day_, take_out_, bring_back_, put_pack_, drop_pack_;
};

}  // namespace brigade
