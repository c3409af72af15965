// One question about the figures and where it is answered. To add one: a function here, its row in
// answers.cpp, its section in docs/analytics-api.md.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analytics/answers.h"
#include "analytics/selection.h"

namespace brigade {

using AnswerOr = std::variant<FiguresAnswer, Refusal>;

struct Question {
    FactSource& facts;
    JournalReader* journal;  // may be nullptr
    const std::vector<Daypart>& dayparts;
    const Coverage& coverage;
    const Selection& selection;
    std::string name;  // what follows the row's path, decoded: of "orders/" the order's id
};

// Told where the facts could not be read: nothing of such an answer may be told.
Refusal facts_unreadable(const Error& error);

AnswerOr answer_status(const Question& question);
FiguresAnswer status_in_trouble(const Error& error);  // what `status` says where they could not be read
AnswerOr answer_choices(const Question& question);
AnswerOr answer_figures(const Question& question);
AnswerOr answer_hours(const Question& question);
AnswerOr answer_days(const Question& question);
AnswerOr answer_heat(const Question& question);
AnswerOr answer_stations(const Question& question);
AnswerOr answer_items(const Question& question);
AnswerOr answer_distribution(const Question& question);
AnswerOr answer_live(const Question& question);
AnswerOr answer_orders(const Question& question);
AnswerOr answer_order(const Question& question);
AnswerOr answer_facts(const Question& question);
AnswerOr answer_report(const Question& question);

}  // namespace brigade
