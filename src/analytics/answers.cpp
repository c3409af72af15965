#include "analytics/answers.h"

#include "analytics/question.h"

namespace brigade {
namespace {

struct QuestionRow {
    std::string_view path;   // one that ends in "/" is followed by a name
    std::string_view takes;  // parameters: see read_selection
    AnswerOr (*answer)(const Question&);
};

constexpr QuestionRow questions[] = {
    {"status", "", answer_status},
    {"choices", "range filters", answer_choices},
    {"figures", "range filters format", answer_figures},
    {"hours", "range filters format", answer_hours},
    {"days", "range filters format", answer_days},
    {"heat", "range filters format", answer_heat},
    {"stations", "range filters format", answer_stations},
    {"items", "range filters format limit sort", answer_items},
    {"distribution", "range filters format", answer_distribution},
    {"live", "", answer_live},
    {"orders", "range filters sort limit after number", answer_orders},
    {"orders/", "", answer_order},
    {"facts", "range filters format what", answer_facts},
    {"report", "filters day lang", answer_report},
};

bool fits(std::string_view path, const QuestionRow& row) {
    if (!row.path.ends_with('/')) return path == row.path;
    return path.size() > row.path.size() && path.starts_with(row.path) &&
           path.find('/', row.path.size()) == std::string_view::npos;
}

const QuestionRow* find_question(std::string_view path) {
    for (const QuestionRow& row : questions)
        if (fits(path, row)) return &row;
    return nullptr;
}

Refusal no_such_question() {
    std::string known;
    for (const QuestionRow& row : questions) known += (known.empty() ? "" : ", ") + std::string(row.path);
    return {ErrorCode::invalid_message, "", "what can be asked is " + known};
}

}  // namespace

Refusal facts_unreadable(const Error& error) { return {ErrorCode::journal_unavailable, "", error.message}; }

std::variant<FiguresAnswer, Refusal> Answers::answer(std::string_view path, std::string_view query) {
    const QuestionRow* row = find_question(path);
    if (!row) return no_such_question();
    const auto name = decoded_text(path.substr(row->path.size()), false);
    if (!name) return Refusal{ErrorCode::invalid_message, "", "the path must be percent-encoded UTF-8"};
    const auto coverage = facts_.coverage();
    if (!coverage && row->answer == answer_status) return status_in_trouble(coverage.error());
    if (!coverage) return facts_unreadable(coverage.error());
    const auto selection = read_selection(query, row->takes, dayparts_, *coverage);
    if (!selection) return selection.error();
    return row->answer({facts_, journal_, dayparts_, *coverage, *selection, *name});
}

}  // namespace brigade
