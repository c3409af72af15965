#include "ui/batches.h"

#include <algorithm>

#include "base/isolate.h"
#include "ui/filter.h"
#include "ui/rows_parts.h"

namespace brigade::ui {
namespace {

// No order id holds a control letter.
constexpr char id_gap = '\x1F';

std::string id_of(const CookBatch& batch) {
    std::string id = std::string("batch") + id_gap + batch.item + id_gap + batch.name + id_gap + batch.notes;
    for (const Modifier& modifier : batch.modifiers)
        id += id_gap + std::string(word(modifier.kind)) + id_gap + modifier.name;
    for (const std::string& allergy : batch.allergies) id += id_gap + allergy;
    return id;
}

void add_way(const Composer& c, const CookBatch& batch, std::vector<Row>& rows) {
    const Sizes& size = c.look.size;
    const float inner = c.width - 2 * size.pad;
    add_wrapped(c, {.kind = RowKind::line, .height = size.line_row * 1.1F, .repeat = true}, Style::title,
                batch.name, inner, rows);
    for (std::size_t i = 0; i < batch.modifiers.size(); ++i) {
        const Modifier& modifier = batch.modifiers[i];
        if (modifier.kind == ModifierKind::allergy) continue;  // in the bar below
        const float sign = modifier.kind == ModifierKind::option ? 0 : size.sign;
        const Row row{.kind = RowKind::modifier,
                      .height = size.modifier_row,
                      .repeat = true,
                      .item = static_cast<int>(i)};
        add_wrapped(c, row, Style::modifier, modifier.name, inner - sign, rows);
    }
    if (!batch.notes.empty())
        add_wrapped(c, {.kind = RowKind::note, .height = size.modifier_row, .repeat = true}, Style::note,
                    "“" + batch.notes + "”", inner, rows);
    std::string allergies;
    for (const std::string& name : batch.allergies)
        allergies += (allergies.empty() ? "" : ", ") + isolated_if_it_turns(capitals(name));
    if (!allergies.empty())
        add_wrapped(c, {.kind = RowKind::allergy, .height = size.allergy_row, .repeat = true}, Style::band,
                    c.words(Say::allergy) + " · " + allergies, inner - size.row_gap * 3, rows);
}

}  // namespace

std::vector<BatchCard> batch_cards(const ScreenModel& model) {
    std::vector<ScreenTicket> shown;
    if (filters(model))
        for (const ScreenTicket& ticket : model.tickets)
            if (is_shown(model, ticket)) shown.push_back(ticket);
    std::vector<BatchCard> cards;
    for (CookBatch& batch : cook_batches(filters(model) ? shown : model.tickets)) {
        std::string id = id_of(batch);
        cards.push_back({std::move(id), std::move(batch)});
    }
    return cards;
}

const ScreenTicket* ticket_of(const CookBatchPart& part, const ScreenModel& model) {
    for (const ScreenTicket& ticket : model.tickets)
        if (ticket.order_id == part.order_id && ticket.generation == part.generation) return &ticket;
    return nullptr;
}

const ScreenLine* line_of(const CookBatchPart& part, const ScreenModel& model) {
    const ScreenTicket* ticket = ticket_of(part, model);
    if (!ticket) return nullptr;
    for (const ScreenLine& line : ticket->lines)
        if (line.id == part.line_id) return &line;
    return nullptr;
}

Sheet compose_batch(const Composer& c, const BatchCard& card, const ScreenModel& model) {
    const Sizes& size = c.look.size;
    Sheet sheet;
    sheet.order_id = card.id;
    sheet.head = size.head_first + size.head_service + size.row_gap;
    add_space(c, 0, sheet.rows);
    add_way(c, card.batch, sheet.rows);
    sheet.rows.push_back({.kind = RowKind::course, .height = size.row_gap * 2});
    int index = 0;
    for (const CookBatchPart& part : card.batch.parts) {
        const ScreenTicket* ticket = ticket_of(part, model);
        const Row row{.kind = RowKind::progress, .height = size.line_row, .group = index + 1, .item = index};
        sheet.rows.push_back(row);
        sheet.rows.back().text = part.number;
        if (ticket && ticket->priority != Priority::normal) sheet.first = true;
        if (ticket && !ticket->notes.empty())
            add_wrapped(
                c, {.kind = RowKind::note, .height = size.modifier_row, .group = index + 1, .item = index},
                Style::note, "“" + ticket->notes + "”", c.width - size.indent - size.pad, sheet.rows);
        ++index;
    }
    add_space(c, index, sheet.rows);
    return sheet;
}

bool has_unseen_change(const ScreenTicket& ticket) {
    return ticket.state == TicketState::voided ||
           std::any_of(ticket.lines.begin(), ticket.lines.end(), [](const ScreenLine& line) {
               return line.change == Change::removed ||
                      (line.state == LineState::voided && line.change != Change::none);
           });
}

}  // namespace brigade::ui
