// A service day on one sheet of paper, as values: what the printed report says before it is said in a
// language (analytics/report_html.h). Filled by answer_report.cpp. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analytics/spread.h"
#include "base/time.h"

namespace brigade {

// The numbers at the top, of the day itself or of what it is compared with.
struct ReportTotals {
    std::uint64_t orders = 0, items = 0;
    Spread ticket_time, order_time, pass_time;
    Share on_time, late, recalled, voided, promised;
    std::uint64_t recalls = 0;
    bool operator==(const ReportTotals&) const = default;
};

struct ReportHour {
    int hour = 0;
    std::uint64_t orders = 0;
    Spread ticket_time;
};

struct ReportStation {
    std::string name;
    std::uint64_t tickets = 0;
    Spread ticket_time;
    Share on_time, late, recalled, last;
};

struct ReportItem {
    std::string name;
    std::uint64_t quantity = 0;
    Spread prep_time;
    std::optional<int> planned_s;
};

struct ReportWait {
    std::string number, station;
    int minute = 0;  // of the kitchen's day, when it was fired
    DurationMs time_ms = 0;
};

struct ReportUnavailable {
    std::string item;
    std::optional<int> from_min,
        to_min;                // of the kitchen's day; nothing: before this one began, or still out
    std::int64_t minutes = 0;  // within it
};

struct ReportReturned {
    std::string name;
    std::uint64_t recalls = 0, voided = 0;  // voided: its quantity
};

// Lists are the ones that matter first, and as long as they are; the sheet shows their beginnings and says
// how many more there are.
struct DailyReport {
    std::string kitchen;
    std::string day;         // "2026-11-20"
    int weekday = 1;         // Monday is 1
    bool over = true;        // else the day goes on, and the facts are as of `minute`
    bool complete = true;    // else the facts are being made
    int as_of_min = 0;       // of the kitchen's day
    std::uint64_t open = 0;  // orders that are open now
    std::vector<std::pair<std::string, std::string>> filters;  // parameter and value
    ReportTotals now;
    std::optional<ReportTotals> weekdays, previous;
    std::optional<int> target_s;  // where all tickets have the same
    std::vector<ReportHour> hours;
    std::vector<ReportStation> stations;
    std::vector<ReportItem> items;
    std::vector<ReportWait> waits;
    std::vector<ReportUnavailable> unavailable;
    std::vector<ReportReturned> returned;
};

}  // namespace brigade
