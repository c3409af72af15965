#include "ui/rows.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/isolate.h"
#include "ui/rows_parts.h"

namespace brigade::ui {
namespace {

// The number stands beside the age where it fits, in the large style if possible; else on rows of its own.
// Service, table and reference follow on as many rows as they need.
void compose_head(const Composer& c, const ScreenTicket& ticket, Sheet& sheet) {
    const Sizes& size = c.look.size;
    const float inner = c.width - 2 * size.pad;
    const float age = c.measure(Style::age, ticket.counts_down() ? "\u221200:00" : "00:00");
    const float beside_age = inner - size.key_box - 3 * size.row_gap - size.shape - age;
    sheet.number_style = Style::number;
    if (c.measure(Style::number, ticket.number) > beside_age) {
        sheet.number_style = Style::number_small;
        if (c.measure(Style::number_small, ticket.number) > beside_age) {
            if (c.measure(Style::number, ticket.number) <= inner) sheet.number_style = Style::number;
            sheet.number_rows = wrap(c.measure, sheet.number_style, ticket.number, inner);
        }
    }
    sheet.service_rows = wrap(c.measure, Style::service, service_text(c, ticket), inner - size.shape * 2);
    sheet.head = size.head_first + size.head_number * static_cast<float>(sheet.number_rows.size()) +
                 size.head_service * static_cast<float>(sheet.service_rows.size()) + size.row_gap;
}

void add_allergies(const Composer& c, const std::vector<std::string>& names, int line, int group, bool repeat,
                   std::vector<Row>& rows) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + isolated_if_it_turns(capitals(name));
    if (text.empty()) return;
    const float indent = line < 0 ? c.look.size.pad : c.look.size.indent;
    const float inner = c.width - indent - 2 * c.look.size.pad - c.look.size.row_gap;
    Row row{.kind = RowKind::allergy,
            .height = c.look.size.allergy_row,
            .group = group,
            .repeat = repeat,
            .line = line};
    add_wrapped(c, row, Style::band, c.words(Say::allergy) + " · " + text, inner, rows);
}

void add_modifiers(const Composer& c, const ScreenLine& line, int index, std::vector<Row>& rows) {
    const Sizes& size = c.look.size;
    std::vector<std::string> allergies;
    for (std::size_t i = 0; i < line.modifiers.size(); ++i) {
        const Modifier& modifier = line.modifiers[i];
        if (modifier.kind == ModifierKind::allergy) {
            allergies.push_back(modifier.name);
            continue;
        }
        const float sign = modifier.kind == ModifierKind::option ? 0 : size.sign;
        Row row{.kind = RowKind::modifier,
                .height = size.modifier_row,
                .group = index,
                .line = index,
                .item = static_cast<int>(i)};
        add_wrapped(c, row, Style::modifier, modifier.name, c.width - size.indent - sign - size.pad, rows);
    }
    if (!line.notes.empty()) {
        Row row{.kind = RowKind::note, .height = size.modifier_row, .group = index, .line = index};
        add_wrapped(c, row, Style::note, "“" + line.notes + "”", c.width - size.indent - size.pad, rows);
    }
    add_allergies(c, allergies, index, index, false, rows);
}

// The timer and the tags of a line go to the end of its name; where that leaves no room, beside a short first
// modifier, and else to a row of their own.
void place_marks(const Composer& c, float marks, float room, std::size_t name_row, std::vector<Row>& rows) {
    if (c.measure(Style::line, rows[name_row].text) + marks <= room) {
        rows[name_row].marks = true;
        return;
    }
    const std::size_t under = name_row + 1;
    if (under < rows.size() && (rows[under].kind == RowKind::modifier || rows[under].kind == RowKind::note) &&
        c.measure(Style::modifier, rows[under].text) + c.look.size.sign + marks <= room) {
        rows[under].marks = true;
        return;
    }
    Row row{.kind = RowKind::marks,
            .height = c.look.size.modifier_row,
            .group = rows[name_row].group,
            .line = rows[name_row].line,
            .marks = true};
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(under), row);
}

void add_line(const Composer& c, const ScreenTicket& ticket, int index, std::vector<Row>& rows) {
    const ScreenLine& line = ticket.lines[static_cast<std::size_t>(index)];
    const float room = c.width - c.look.size.indent - c.look.size.pad;
    Row row{.kind = RowKind::line, .height = c.look.size.line_row, .group = index, .line = index};
    add_wrapped(c, row, Style::line, line.name, room, rows);
    const std::size_t name_row = rows.size() - 1;
    add_modifiers(c, line, index, rows);
    if (const float marks = marks_width(c, line); marks > 0) place_marks(c, marks, room, name_row, rows);
}

void add_lines(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows) {
    int course = ticket.lines.empty() ? 0 : ticket.lines.front().course;
    bool several = false;
    for (const ScreenLine& line : ticket.lines) several = several || line.course != course;
    course = -1;
    for (std::size_t i = 0; i < ticket.lines.size(); ++i) {
        const ScreenLine& line = ticket.lines[i];
        const int index = static_cast<int>(i);
        const bool rule =
            line.course != course && line.course > 0 && (line.held || (several && course != -1));
        if (rule) {
            const Say say = line.held ? Say::course_held : Say::course;
            rows.push_back({.kind = RowKind::course,
                            .height = c.look.size.rule_row,
                            .group = index,
                            .text = c.words.fill(say, {std::to_string(line.course)})});
        }
        course = line.course;
        add_line(c, ticket, index, rows);
    }
}

}  // namespace

Sheet compose(const Composer& c, const ScreenTicket& ticket, StationKind kind) {
    Sheet sheet;
    sheet.order_id = ticket.order_id;
    sheet.generation = ticket.generation;
    sheet.first = ticket.priority != Priority::normal;
    compose_head(c, ticket, sheet);
    add_bands(c, ticket, sheet.rows);
    add_space(c, 0, sheet.rows);
    add_people(c, ticket, sheet.rows);
    add_allergies(c, ticket.allergies, -1, 0, true, sheet.rows);
    if (!ticket.notes.empty()) {
        Row row{.kind = RowKind::note, .height = c.look.size.modifier_row};
        add_wrapped(c, row, Style::note, "“" + ticket.notes + "”", c.width - 2 * c.look.size.pad, sheet.rows);
    }
    if (kind == StationKind::expo) {
        add_stations(c, ticket, sheet.rows);
    } else {
        add_lines(c, ticket, sheet.rows);
        add_space(c, sheet.rows.back().group, sheet.rows);
        add_foot(c, ticket, sheet.rows);
    }
    return sheet;
}

bool is_finished(const ScreenLine& line) {
    return line.state == LineState::done || line.state == LineState::served ||
           line.state == LineState::voided;
}

}  // namespace brigade::ui
