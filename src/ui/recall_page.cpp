#include "ui/recall_page.h"

#include <algorithm>

#include "base/isolate.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace brigade::ui {
namespace {

bool finds(const std::string& wanted, const std::string& text) {
    return capitals(without_marks(text)).find(wanted) != std::string::npos;
}

void choose(RecallView& view, const std::vector<const BumpedTicket*>& rows, std::ptrdiff_t place) {
    if (rows.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
    view.order_id = rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(place, 0, last))]->order_id;
}

// From none the first step chooses the first.
void move(RecallView& view, const std::vector<const BumpedTicket*>& rows, std::ptrdiff_t by) {
    const auto chosen = chosen_row(view, rows);
    choose(view, rows, chosen ? static_cast<std::ptrdiff_t>(*chosen) + by : 0);
}

void choose_by_key(RecallView& view, int key, const std::vector<const BumpedTicket*>& rows,
                   const RecallSight& then) {
    const bool seen = then.view.open && then.view.search == view.search;
    const std::vector<const BumpedTicket*> shown = seen ? recall_rows(then.view, then.model) : rows;
    const std::size_t first = chosen_row(seen ? then.view : view, shown).value_or(0) / keys_max * keys_max;
    const std::size_t place = first + static_cast<std::size_t>(key) - 1;
    if (place >= shown.size()) return;
    const std::string& meant = shown[place]->order_id;
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const BumpedTicket* row) { return row->order_id == meant; }))
        view.order_id = meant;
}

Action recalled(const BumpedTicket& ticket, Seq seen) {
    Action action;
    action.kind = Action::Kind::recall;
    action.order_id = ticket.order_id;
    action.generation = ticket.generation;
    action.seen = seen;
    return action;
}

}  // namespace

std::vector<const BumpedTicket*> recall_rows(const RecallView& view, const ScreenModel& model) {
    const std::string wanted = capitals(view.search);
    std::vector<const BumpedTicket*> rows;
    for (const BumpedTicket& ticket : model.bumped)
        if (wanted.empty() || finds(wanted, ticket.number) || finds(wanted, ticket.summary))
            rows.push_back(&ticket);
    return rows;
}

std::optional<std::size_t> chosen_row(const RecallView& view, const std::vector<const BumpedTicket*>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i]->order_id == view.order_id) return i;
    return std::nullopt;
}

void open_recall(RecallView& view, const ScreenModel& model) {
    view = {};
    view.open = true;
    choose(view, recall_rows(view, model), 0);
}

void search_recall(RecallView& view, const ScreenModel& model, std::string search) {
    view.search = std::move(search);
    choose(view, recall_rows(view, model), 0);
}

std::optional<Action> press_on_recall(RecallView& view, Function function, const ScreenModel& model,
                                      const RecallSight& then) {
    const std::vector<const BumpedTicket*> rows = recall_rows(view, model);
    if (const int key = key_of(function)) {
        choose_by_key(view, key, rows, then);
        return std::nullopt;
    }
    switch (function) {
        case Function::up:
            move(view, rows, -1);
            break;
        case Function::down:
            move(view, rows, 1);
            break;
        case Function::page_previous:
            move(view, rows, -keys_max);
            break;
        case Function::page_next:
            move(view, rows, keys_max);
            break;
        case Function::recall:
        case Function::cancel:
            view = {};
            break;
        case Function::bump: {
            const auto chosen = chosen_row(view, rows);
            if (!chosen && !rows.empty()) break;
            std::optional<Action> action;
            if (chosen) action = recalled(*rows[*chosen], model.seq);
            view = {};
            return action;
        }
        default:
            break;
    }
    return std::nullopt;
}

}  // namespace brigade::ui
