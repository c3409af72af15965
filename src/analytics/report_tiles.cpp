#include "analytics/report_tiles.h"

#include <fmt/format.h>

#include <cstdlib>

#include "analytics/report_text.h"

namespace brigade {
namespace {

// What a tile shows of a day, and how it differs between two; nothing where the day has no such value.
struct TileValue {
    enum class Kind { count, duration, share } kind = Kind::count;
    bool known = true;
    std::int64_t value = 0;  // counts, milliseconds, or thousandths
    std::string text{};
};

struct Tile {
    const char* word;
    bool less_is_better;
    TileValue (*value)(const ReportTotals& totals, ReportLanguage language);
};

TileValue count_value(std::uint64_t count, ReportLanguage language) {
    return {TileValue::Kind::count, true, static_cast<std::int64_t>(count), number_text(count, language)};
}

TileValue time_value(const Spread& spread, std::uint32_t Spread::*of) {
    return {TileValue::Kind::duration, spread.n > 0, spread.*of,
            spread.n > 0 ? duration_text(spread.*of) : "–"};
}

TileValue share_value(const Share& share, ReportLanguage language) {
    const auto thousandths = share.of == 0 ? 0 : static_cast<std::int64_t>(share.count * 1000 / share.of);
    return {TileValue::Kind::share, share.of > 0, thousandths, share_text(share, language)};
}

constexpr Tile tiles[] = {
    {"orders", false, [](const ReportTotals& of, ReportLanguage in) { return count_value(of.orders, in); }},
    {"items", false, [](const ReportTotals& of, ReportLanguage in) { return count_value(of.items, in); }},
    {"ticket_median", true,
     [](const ReportTotals& of, ReportLanguage) { return time_value(of.ticket_time, &Spread::median_ms); }},
    {"ticket_p90", true,
     [](const ReportTotals& of, ReportLanguage) { return time_value(of.ticket_time, &Spread::p90_ms); }},
    {"on_time", false, [](const ReportTotals& of, ReportLanguage in) { return share_value(of.on_time, in); }},
    {"late", true, [](const ReportTotals& of, ReportLanguage in) { return share_value(of.late, in); }},
    {"order_median", true,
     [](const ReportTotals& of, ReportLanguage) { return time_value(of.order_time, &Spread::median_ms); }},
    {"pass_median", true,
     [](const ReportTotals& of, ReportLanguage) { return time_value(of.pass_time, &Spread::median_ms); }},
    {"longest", true,
     [](const ReportTotals& of, ReportLanguage) { return time_value(of.ticket_time, &Spread::max_ms); }},
    {"recalled", true,
     [](const ReportTotals& of, ReportLanguage in) { return share_value(of.recalled, in); }},
    {"voided", true, [](const ReportTotals& of, ReportLanguage in) { return share_value(of.voided, in); }},
    {"promised", false,
     [](const ReportTotals& of, ReportLanguage in) { return share_value(of.promised, in); }},
};

// "+12%", "−0:32", "+3 pts"; nothing where one would not see it.
std::string difference_text(const TileValue& now, const TileValue& then, ReportLanguage language) {
    if (!now.known || !then.known || now.text == then.text) return {};
    const std::int64_t difference = now.value - then.value, size = std::abs(difference);
    const char* sign = difference < 0 ? "−" : "+";
    switch (now.kind) {
        case TileValue::Kind::duration:
            return size < 1'000 ? std::string() : sign + duration_text(size);
        case TileValue::Kind::share:
            return size < 5 ? std::string()
                            : fmt::format("{}{} {}", sign, (size + 5) / 10, report_word("points", language));
        case TileValue::Kind::count:
            break;
    }
    if (then.value == 0) return {};
    return fmt::format("{}{}%", sign, (size * 200 + then.value) / (2 * then.value));
}

std::string comparison(const Tile& tile, const TileValue& now, const std::optional<ReportTotals>& other,
                       const char* name, ReportLanguage language) {
    if (!other) return {};
    const TileValue then = tile.value(*other, language);
    const bool worse = tile.less_is_better ? now.value > then.value : now.value < then.value;
    return fmt::format("<span class=\"{}\">{} {} <i>{}</i></span>", worse ? "worse" : "as-good",
                       html_escaped(report_word(name, language)), then.text,
                       difference_text(now, then, language));
}

}  // namespace

std::string report_tiles(const DailyReport& report, ReportLanguage language) {
    std::string html = "<dl class=\"tiles\">";
    for (const Tile& tile : tiles) {
        const TileValue now = tile.value(report.now, language);
        html += fmt::format("<div><dt>{}</dt><dd><b>{}</b>{}{}</dd></div>",
                            html_escaped(report_word(tile.word, language)), now.text,
                            comparison(tile, now, report.weekdays, "usual", language),
                            comparison(tile, now, report.previous, "before", language));
    }
    return html + "</dl>";
}

}  // namespace brigade
