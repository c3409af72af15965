#include "app/export_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/limits.h"

namespace brigade {
namespace {

namespace json = boost::json;

const QuestionFailure not_understood{"the hub's answer is not what was asked for; is it of another version?"};

// Where the row that begins at `from` ends: behind its line break, which a quoted cell may hold as well.
std::size_t end_of_row(std::string_view csv, std::size_t from) {
    bool quoted = false;
    for (std::size_t i = from; i < csv.size(); ++i) {
        if (csv[i] == '"') quoted = !quoted;
        if (csv[i] == '\n' && !quoted) return i + 1;
    }
    return csv.size();
}

class Joined {
  public:
    Joined(const ExportWish& wish, const std::function<bool(std::string_view)>& write)
        : wish_(wish),
          write_(write),
          once_(wish.what == "unavailable") {}

    // Nothing if it went well.
    std::optional<QuestionFailure> add(const std::string& answer) {
        return wish_.csv ? add_csv(answer) : add_json(answer);
    }
    const Exported& exported() const { return exported_; }

  private:
    std::optional<QuestionFailure> add_csv(std::string_view answer) {
        std::size_t row = end_of_row(answer, 0);
        if (row == 0 || (!header_.empty() && answer.substr(0, row) != header_)) return not_understood;
        if (header_.empty()) {
            header_ = answer.substr(0, row);
            put(header_);
        }
        for (std::size_t end = 0; row < answer.size(); row = end) {
            end = end_of_row(answer, row);
            add_row(answer.substr(row, end - row));
        }
        return std::nullopt;
    }
    std::optional<QuestionFailure> add_json(const std::string& answer) {
        json::error_code error;
        const json::value value = json::parse(answer, error);
        const json::value* rows =
            !error && value.is_object() ? value.get_object().if_contains("rows") : nullptr;
        if (!rows || !rows->is_array()) return not_understood;
        for (const json::value& row : rows->get_array()) add_row(json::serialize(row) + '\n');
        return std::nullopt;
    }
    void add_row(std::string_view row) {
        if (once_ && !seen_.emplace(row).second) return;
        ++exported_.rows;
        put(row);
    }
    void put(std::string_view text) { exported_.failed = exported_.failed || !write_(text); }

    const ExportWish& wish_;
    const std::function<bool(std::string_view)>& write_;
    bool once_;
    std::set<std::string, std::less<>> seen_;
    std::string header_;
    Exported exported_;
};

}  // namespace

Result<Exported, QuestionFailure> export_facts(const AskFigures& ask, const ExportWish& wish,
                                               const std::function<bool(std::string_view)>& write,
                                               const std::function<void(ServiceDay)>& progress) {
    Joined joined(wish, write);
    const int step = wish.what == "unavailable" ? limits::fact_answer_days : 1;
    for (ServiceDay day = wish.days.from; day <= wish.days.to; day += std::chrono::days(step)) {
        progress(day);
        const ServiceDay last = std::min(wish.days.to, day + std::chrono::days(step - 1));
        const auto answer =
            ask(fmt::format("facts?what={}&from={}&to={}&format={}{}", wish.what, to_text(day), to_text(last),
                            wish.csv ? "csv" : "json", wish.filters));
        if (!answer) return answer.error();
        if (auto failure = joined.add(*answer)) return *failure;
        if (joined.exported().failed) break;
    }
    return joined.exported();
}

}  // namespace brigade
