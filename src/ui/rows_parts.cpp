#include "ui/rows_parts.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/isolate.h"

namespace brigade::ui {
namespace {

std::string joined(const std::string& text, const std::string& name) {
    if (name.empty()) return text;
    return (text.empty() ? text : text + " · ") + isolated_if_it_turns(name);
}

std::string progress_text(const Composer& c, const StationProgress& station) {
    if (station.held) return c.words(Say::held);
    return fmt::format("{}/{}", station.done, station.total);
}

bool is_done(const StationProgress& station) {
    return !station.held && station.total > 0 && station.done >= station.total;
}

}  // namespace

void add_wrapped(const Composer& c, Row row, Style style, std::string_view text, float width_px,
                 std::vector<Row>& rows) {
    std::vector<std::string> parts = wrap(c.measure, style, text, width_px);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        row.first = i == 0;
        row.last = i + 1 == parts.size();
        row.text = std::move(parts[i]);
        rows.push_back(row);
    }
}

void add_bands(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows) {
    const auto add = [&](RowKind kind, Say say, std::string_view value = {}) {
        Row row{.kind = kind, .height = c.look.size.band_row, .repeat = true};
        float room = c.width - 2 * c.look.size.pad;
        if (kind == RowKind::undelivered_band || kind == RowKind::from_band) room -= alarm_signs(c.look.size);
        add_wrapped(c, row, Style::band, c.words.fill(say, {value}), room, rows);
    };
    if (ticket.state == TicketState::voided) add(RowKind::voided_band, Say::voided);
    if (ticket.parked) add(RowKind::voided_band, Say::parked_band);
    if (ticket.priority == Priority::rush) add(RowKind::band, Say::rush);
    if (ticket.priority == Priority::vip) add(RowKind::band, Say::vip);
    for (const std::string& station : ticket.from) add(RowKind::from_band, Say::from_station, station);
    for (const std::string& station : ticket.undelivered)
        add(RowKind::undelivered_band, Say::not_shown, capitals(station));
    if (ticket.ready) add(RowKind::ready_band, Say::ready_serve);
}

void add_space(const Composer& c, int group, std::vector<Row>& rows) {
    rows.push_back({.kind = RowKind::space, .height = c.look.size.row_gap, .group = group});
}

void add_people(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows) {
    const std::string left = joined(joined({}, ticket.guest), ticket.server);
    std::string right = ticket.channel == "pos" ? "" : ticket.channel;
    const Say covers = ticket.covers == 1 ? Say::cover : Say::covers;
    if (ticket.covers > 0) right = joined(c.words.fill(covers, {std::to_string(ticket.covers)}), right);
    if (left.empty() && right.empty()) return;
    const float room = c.width - 2 * c.look.size.pad;
    Row row{.kind = RowKind::people, .height = c.look.size.small_row};
    const float both = c.measure(Style::small, left) + c.look.size.pad + c.measure(Style::small, right);
    if (both <= room) {
        row.text = left;
        row.right = right;
        rows.push_back(row);
        return;
    }
    for (const std::string& side : {left, right})
        if (!side.empty()) add_wrapped(c, row, Style::small, side, room, rows);
}

void add_foot(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows) {
    const Sizes& size = c.look.size;
    const float room = c.width - 2 * size.pad;
    float used = room + 1;
    for (const StationProgress& station : ticket.progress) {
        const Segment segment{station.name, progress_text(c, station), is_done(station)};
        const float width = c.measure(Style::small, segment.label) + size.pad / 2 +
                            (segment.done ? size.shape : c.measure(Style::small_strong, segment.value));
        if (used + width > room) {
            rows.push_back({.kind = RowKind::foot, .height = size.foot_row, .group = foot_group});
            used = 0;
        }
        rows.back().segments.push_back(segment);
        used += width + size.pad * 1.5F;
    }
}

void add_stations(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows) {
    const Sizes& size = c.look.size;
    for (std::size_t i = 0; i < ticket.progress.size(); ++i) {
        const StationProgress& station = ticket.progress[i];
        Row row{.kind = RowKind::progress,
                .height = size.progress_row,
                .group = static_cast<int>(i),
                .item = static_cast<int>(i)};
        row.right = is_done(station) ? "" : progress_text(c, station);
        add_wrapped(c, row, Style::modifier, station.name, c.width * 0.36F, rows);
    }
    add_space(c, rows.back().group, rows);
    if (ticket.next_course) {
        Row row{.kind = RowKind::fire, .height = size.foot_row, .group = foot_group};
        row.text = c.words.fill(Say::course, {std::to_string(*ticket.next_course)});
        row.right = c.words.fill(Say::fire_course, {std::to_string(ticket.held_lines)});
        rows.push_back(row);
    }
    if (ticket.ready || ticket.promised_at)
        rows.push_back({.kind = RowKind::pass, .height = size.foot_row, .group = foot_group});
}

std::vector<Mark> marks_of(const Composer& c, const ScreenLine& line) {
    std::vector<Mark> marks;
    const auto add = [&](bool wanted, Say say, Pair Palette::*pair) {
        if (wanted) marks.push_back({c.words.fill(say, {std::to_string(line.seat)}), pair});
    };
    const bool voided = line.state == LineState::voided || line.change == Change::removed;
    add(voided, Say::tag_void, &Palette::tag);
    add(!voided && line.change == Change::added, Say::tag_new, &Palette::tag);
    add(!voided && line.change == Change::changed, Say::tag_changed, &Palette::tag);
    add(!voided && line.unavailable, Say::tag_unavailable, &Palette::unavailable);
    add(!voided && line.seat > 0, Say::seat, &Palette::keycap);
    if (!line.from.empty() && !voided)
        marks.push_back({c.words.fill(Say::from_tag, {line.from}), &Palette::unavailable});
    if (line.done > 0 && !is_finished(line))
        marks.push_back({fmt::format("{}/{}", line.done, line.quantity), &Palette::keycap});
    return marks;
}

float marks_width(const Composer& c, const ScreenLine& line) {
    const Sizes& size = c.look.size;
    float width = 0;
    for (const Mark& mark : marks_of(c, line))
        width += c.measure(Style::tag, mark.text) + size.pad + size.row_gap;
    if (line.state == LineState::started) width += c.measure(Style::timer, "00:00") + size.row_gap;
    if (is_finished(line) && line.state != LineState::voided) width += size.shape + size.row_gap;
    if (line.pending) width += size.dot * 3 + size.row_gap;
    return width;
}

std::string timer_text(const ScreenLine& line, TimeMs kitchen_now) {
    const DurationMs left = line.started_at + line.prep_s * DurationMs{1000} - kitchen_now;
    if (left >= 0) return short_minutes(left + 999);
    return "+" + short_minutes(-left);
}

std::string service_text(const Composer& c, const ScreenTicket& ticket) {
    static constexpr Say services[] = {Say::dine_in, Say::takeaway, Say::delivery, Say::drive_thru,
                                       Say::self_order};
    std::string text = c.words(services[static_cast<std::size_t>(ticket.service)]);
    if (!ticket.table.empty()) text = joined(text, c.words.fill(Say::table, {ticket.table}));
    return joined(text, ticket.reference);
}

}  // namespace brigade::ui
