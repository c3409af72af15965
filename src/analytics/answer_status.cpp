#include "analytics/answer_json.h"

namespace brigade {

AnswerOr answer_status(const Question& question) {
    const Coverage& coverage = question.coverage;
    return json_answer({{"type", "analytics_status"},
                        {"seq", coverage.seq},
                        {"journal_seq", coverage.journal_seq},
                        {"rebuilding", coverage.rebuilding},
                        {"progress", coverage.progress},
                        {"first_day", text_or_null(coverage.first_day)},
                        {"today", text_or_null(coverage.today)},
                        {"as_of", instant_or_null(coverage.as_of)},
                        {"trouble", text_or_null(coverage.trouble)}});
}

FiguresAnswer status_in_trouble(const Error& error) {
    return json_answer({{"type", "analytics_status"},
                        {"seq", nullptr},
                        {"journal_seq", nullptr},
                        {"rebuilding", false},
                        {"progress", nullptr},
                        {"first_day", nullptr},
                        {"today", nullptr},
                        {"as_of", nullptr},
                        {"trouble", error.message}});
}

}  // namespace brigade
