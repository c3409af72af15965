// A full day's report: every table longer than the sheet shows, names longer than their columns.
#pragma once

#include <cstdint>
#include <string>

#include "analytics/daily_report.h"

namespace brigade::test {

inline Spread spread_s(std::size_t n, std::uint32_t median_s, std::uint32_t p90_s, std::uint32_t max_s) {
    return {n, median_s * 1000, p90_s * 1000, p90_s * 1000 + 60'000, max_s * 1000};
}

inline ReportTotals sample_totals(std::uint64_t orders) {
    ReportTotals totals;
    totals.orders = orders;
    totals.items = orders * 3;
    totals.ticket_time = spread_s(orders * 2, 412, 760, 1261);
    totals.order_time = spread_s(orders, 505, 840, 1400);
    totals.pass_time = spread_s(orders, 38, 95, 410);
    totals.on_time = {orders * 2, orders * 2 * 71 / 100};
    totals.late = {orders * 2, orders * 2 * 5 / 100};
    totals.recalled = {orders * 2, 7};
    totals.recalls = 9;
    totals.voided = {orders * 3, 24};
    totals.promised = {30, 28};
    return totals;
}

inline DailyReport sample_report() {
    DailyReport report;
    report.kitchen = "Warung <Ibu> & \"Sons\"";
    report.day = "2026-11-20";
    report.weekday = 5;
    report.now = sample_totals(1412);
    report.weekdays = sample_totals(1368);
    report.weekdays->ticket_time = spread_s(2700, 380, 800, 1300);
    report.previous = sample_totals(900);
    report.target_s = 480;
    const std::uint64_t orders[] = {12, 34, 88, 160, 201, 122, 64, 40, 71, 150, 214, 168, 70, 18};
    for (int i = 0; i < 14; ++i) {
        const auto s = static_cast<std::uint32_t>(240 + orders[i] * 2);
        report.hours.push_back({(i + 10) % 24, orders[i], spread_s(orders[i] * 2, s, s + 260, s * 3)});
    }
    for (const char* name :
         {"Grill", "Fryer", "Drinks", "Dessert", "Cold kitchen", "Pizza", "Wok", "Sushi", "Bakery"})
        report.stations.push_back(
            {name, 300, spread_s(300, 412, 760, 1261), {300, 214}, {300, 12}, {300, 3}, {280, 120}});
    for (int i = 0; i < 24; ++i) {
        const std::string n = std::to_string(i + 1);
        report.items.push_back({"Slow-cooked short rib with everything on it no. " + n, 80,
                                spread_s(78, 900 - static_cast<std::uint32_t>(i) * 20, 1200, 1900), 720});
        report.waits.push_back(
            {std::to_string(400 + i), "Cold kitchen and pastry", 19 * 60 + i, 1'261'000 - i * 30'000});
        report.unavailable.push_back({"Ribeye 300 g", i == 0 ? std::nullopt : std::optional(18 * 60 + i),
                                      i == 1 ? std::nullopt : std::optional(20 * 60), 95});
        report.returned.push_back({"Nasi goreng kampung, extra pedas", 3, 4});
    }
    return report;
}

}  // namespace brigade::test
