// The batch view: in place of tickets, cards of alike items that several tickets want now. A card has a place
// and a key as a ticket has, and keeps them as one does; its id says what it is a batch of, so that it stays
// the same card while tickets join and leave. Pure; UI thread.
#pragma once

#include <string>
#include <vector>

#include "station/all_day.h"
#include "ui/rows.h"

namespace brigade::ui {

struct BatchCard {
    std::string id;  // where a ticket has its order id; never the same as one
    CookBatch batch;
};
// Of the tickets that this screen shows, in firing order.
std::vector<BatchCard> batch_cards(const ScreenModel& model);

// A row of kind `line` is the item's name, `progress` a ticket's share, `course` the rule above these.
Sheet compose_batch(const Composer& composer, const BatchCard& card, const ScreenModel& model);

// A ticket's share as its line is now; nullptr: it has left.
const ScreenTicket* ticket_of(const CookBatchPart& part, const ScreenModel& model);
const ScreenLine* line_of(const CookBatchPart& part, const ScreenModel& model);

// Changed in a way that no batch shows: there is less to do. These are to be seen and confirmed on the
// tickets.
bool has_unseen_change(const ScreenTicket& ticket);

}  // namespace brigade::ui
