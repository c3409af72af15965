// The list of tickets that have left in this service day, newest first: which one is chosen, and what was
// searched for. Chosen by its order, not by its place: the list grows at its top while it is open. UI thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "station/function.h"
#include "station/mailbox.h"

namespace brigade::ui {

struct RecallView {
    bool open = false;
    std::string order_id;  // the chosen one; not in the list: none, another screen has brought it back
    std::string search;    // part of a number or of what was ordered; empty: all
};

// Those that the search finds; points into the model.
std::vector<const BumpedTicket*> recall_rows(const RecallView& view, const ScreenModel& model);
// Where the chosen one stands among them; nothing: none is.
std::optional<std::size_t> chosen_row(const RecallView& view, const std::vector<const BumpedTicket*>& rows);

void open_recall(RecallView& view, const ScreenModel& model);
void search_recall(RecallView& view, const ScreenModel& model, std::string search);
// What the finger saw: a number is looked up there.
struct RecallSight {
    const RecallView& view;
    const ScreenModel& model;
};
// A press while it is open. The action brings the chosen ticket back, and the list has closed.
std::optional<Action> press_on_recall(RecallView& view, Function function, const ScreenModel& model,
                                      const RecallSight& then);

}  // namespace brigade::ui
