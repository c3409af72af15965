#include "app/export_status.h"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "app/json_words.h"

namespace brigade {
namespace {

namespace json = boost::json;

Seq seq_in(const json::object& status, const std::string& name) {
    return static_cast<Seq>(std::max<std::int64_t>(0, integer_in(status, name, 0)));
}

}  // namespace

Result<FactsStatus, QuestionFailure> facts_status(const AskFigures& ask) {
    const auto answer = ask("status");
    if (!answer) return answer.error();
    json::error_code error;
    const json::value value = json::parse(*answer, error);
    if (error || !value.is_object()) return QuestionFailure{"the hub's answer cannot be read"};
    const json::object& status = value.get_object();
    if (const std::string trouble = text_in(status, "trouble"); !trouble.empty())
        return QuestionFailure{trouble};
    if (is_true_in(status, "rebuilding"))
        return QuestionFailure{
            "the hub is making its facts anew, and not all are there yet; ask again in a minute"};
    FactsStatus told{seq_in(status, "seq"), seq_in(status, "journal_seq"), text_in(status, "first_day"),
                     text_in(status, "today")};
    if (told.today.empty())
        return QuestionFailure{"the kitchen has not opened a day yet: there are no facts"};
    return told;
}

std::optional<QuestionFailure> torn_since(const FactsStatus& before, const AskFigures& ask) {
    const auto after = facts_status(ask);
    if (!after) return after.error();
    if (after->seq >= before.seq) return std::nullopt;
    return QuestionFailure{
        "the hub's facts were made anew while they were exported, and some may be missing; export them "
        "again"};
}

}  // namespace brigade
