// Where facts are read: the file that the projection writes (analytics/fact_file.h), or a test's own. One
// thread. An error is a sentence: the file could not be read; nothing of an answer that met one may be told.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/facts.h"
#include "base/result.h"
#include "core/config.h"

namespace brigade {

// How far the facts reach.
struct Coverage {
    Seq seq = 0;          // the newest event that is in them
    Seq journal_seq = 0;  // and that is in the journal
    bool rebuilding = false;
    double progress = 1;  // of that, 0 to 1
    std::string trouble;  // why they cannot be brought further at present; empty: they can
    TimeMs as_of = 0;     // by the wall clock: of the event seq or, where the journal holds no newer one, now
    DurationMs wall_offset_ms = 0;  // of the kitchen's wall clock then
    int utc_offset_min = 0;         // of the kitchen's zone then
    std::string first_day;          // the oldest service day with facts; empty: there is none
    std::string today;              // the open service day; empty: none was opened yet
    TimeMs today_opened_at = 0;     // by the wall clock
    KitchenConfig kitchen;

    TimeMs kitchen_at() const { return as_of - wall_offset_ms; }  // as_of in kitchen time
};

// An item that was 86'd; `to` is never while it is still out.
struct UnavailableFacts {
    std::string item;
    Moment from = {}, to = {};
    bool operator==(const UnavailableFacts&) const = default;
};

// A service day that was opened; `closed` is never while it is open.
struct DayFacts {
    std::string day;
    Moment opened = {}, closed = {};
    bool operator==(const DayFacts&) const = default;
};

class FactSource {
  public:
    virtual ~FactSource() = default;

    virtual Result<Coverage> coverage() = 0;
    // The days from `from` to `to`, both included, that have orders, oldest first, each packed
    // (analytics/packed_day.h).
    virtual Status each_day(
        const std::string& from, const std::string& to,
        const std::function<void(const std::string& day, std::string_view packed)>& visit) = 0;
    // The facts of a day's orders as accepted.
    virtual Status each_order(const std::string& day,
                              const std::function<void(const OrderFacts&)>& visit) = 0;
    virtual Result<std::optional<OrderFacts>> order(std::string_view id) = 0;
    virtual Result<std::optional<OrderFacts>> order_at(Seq seq) = 0;
    virtual Result<std::vector<UnavailableFacts>> unavailable() = 0;  // by `from`, then item
    virtual Result<std::vector<DayFacts>> days(const std::string& from, const std::string& to) = 0;
    // Whoever unpacked a day was given bytes that are none.
    virtual void met_damage() {}
};

}  // namespace brigade
