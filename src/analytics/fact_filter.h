// Which facts count for what a manager has filtered by: docs/figures.md, Filters, over facts themselves.
// Pure.
#pragma once

#include "analytics/facts.h"
#include "analytics/selection.h"

namespace brigade {

bool counts(const FigureFilters& filters, const OrderFacts& order);
bool counts(const FigureFilters& filters, const OrderFacts& order, const TicketFacts& ticket);
bool counts(const FigureFilters& filters, const OrderFacts& order, const TicketFacts& ticket,
            const LineFacts& line);

}  // namespace brigade
