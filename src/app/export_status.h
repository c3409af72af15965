// Whether an export of facts can be whole: how far they reach before it, and whether that is still so after
// it. Pure, but for who is asked.
#pragma once

#include <optional>
#include <string>

#include "app/figures_question.h"
#include "base/seq.h"

namespace brigade {

// What the facts are like before anything of them is asked for (docs/analytics-api.md, `status`).
struct FactsStatus {
    Seq seq = 0, journal_seq = 0;
    std::string first_day, today;  // first_day is empty where there are no facts
};

// An error says why there is nothing to export: trouble, facts that are just being made, no day yet.
Result<FactsStatus, QuestionFailure> facts_status(const AskFigures& ask);

// Asked once everything has been answered: why it does not belong together; nothing if it does.
std::optional<QuestionFailure> torn_since(const FactsStatus& before, const AskFigures& ask);

}  // namespace brigade
