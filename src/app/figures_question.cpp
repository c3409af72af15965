#include "app/figures_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <chrono>
#include <memory>
#include <thread>

#include "analytics/answers.h"
#include "analytics/fact_reader.h"
#include "analytics/packed_day.h"
#include "app/hub_address.h"
#include "app/hub_way.h"
#include "app/json_words.h"
#include "app/time_zone.h"
#include "journal/open.h"
#include "net/http_question.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr int tries_max = 20;
constexpr DurationMs pause_ms_max = 5'000;

json::object error_in(const std::string& body) {
    json::error_code error;
    json::value value = json::parse(body, error);
    return !error && value.is_object() ? std::move(value.get_object()) : json::object();
}

QuestionFailure failure_of(const net::HttpReceived& received, const json::object& error) {
    const std::string message = text_in(error, "message");
    if (!message.empty()) return {message, exit_bad, text_in(error, "code"), text_in(error, "path")};
    return {fmt::format("the hub answered with HTTP status {}", received.status), exit_bad};
}

class HubFigures {
  public:
    explicit HubFigures(const TerminalLinkOptions& way) : hub_(way.hub), token_(way.token), urls_(way.urls) {}

    Result<std::string, QuestionFailure> ask(const std::string& target) {
        for (int tries = 0;; ++tries) {
            auto received = reach("/api/v1/analytics/" + target);
            if (!received) return unreachable(received.error().message);
            if (received->status == 200) return std::move(received->body);
            const json::object error = error_in(received->body);
            if (text_in(error, "code") != "rate_limited" || tries == tries_max)
                return failure_of(*received, error);
            const DurationMs pause_ms =
                std::clamp<DurationMs>(integer_in(error, "retry_ms", 1'000), 1, pause_ms_max);
            std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
        }
    }

  private:
    // A hub may be had at several addresses; the one that answered is kept.
    Result<net::HttpReceived> reach(const std::string& target) {
        auto received = net::ask_over_http(hub_, {target, token_});
        for (std::size_t i = 0; !received && i < urls_.size(); ++i) {
            std::swap(hub_.url, urls_[i]);
            received = net::ask_over_http(hub_, {target, token_});
        }
        return received;
    }
    QuestionFailure unreachable(const std::string& why) const {
        return {fmt::format("the hub at {} cannot be asked: {}", hub_.url, unreachable_words(hub_.url, why)),
                exit_unreachable};
    }

    net::HubAddress hub_;
    std::string token_;
    std::vector<std::string> urls_;
};

// Journal and facts of one directory, and who answers from them.
class FiguresFiles {
  public:
    FiguresFiles(std::unique_ptr<JournalReader> journal, std::filesystem::path file, Seq journal_seq)
        : journal_(std::move(journal)),
          facts_({[file = std::move(file), journal_seq] {
                      FactSight sight;
                      sight.path = file;
                      sight.journal_seq = journal_seq;
                      return sight;
                  },
                  pack_day, remembered_offset_min}),
          answers_(facts_, journal_.get(), default_dayparts()) {}

    Result<std::string, QuestionFailure> ask(const std::string& target) {
        const std::size_t path_end = std::min(target.find('?'), target.size());
        const auto answer =
            answers_.answer(std::string_view(target).substr(0, path_end),
                            std::string_view(target).substr(std::min(path_end + 1, target.size())));
        if (const auto* refusal = std::get_if<Refusal>(&answer)) return QuestionFailure{refusal->message};
        return std::get<FiguresAnswer>(answer).body;
    }

  private:
    std::unique_ptr<JournalReader> journal_;
    FactReader facts_;
    Answers answers_;
};

}  // namespace

Result<AskFigures, QuestionFailure> figures_in(const std::filesystem::path& data) {
    auto journal = open_for_reading(data / "journal.db");
    if (!journal) return QuestionFailure{journal.error().message};
    auto last = (*journal)->last();
    if (!last) return QuestionFailure{last.error().message};
    auto files = std::make_shared<FiguresFiles>(*std::move(journal), data / "figures.db", last->head.seq);
    return AskFigures([files](const std::string& target) { return files->ask(target); });
}

Result<AskFigures, QuestionFailure> figures_of_hub(const ToolArguments& arguments) {
    net::EventLoop loop;
    const auto way = way_to_hub(loop, arguments, "brigade");
    if (!way) return QuestionFailure{way.error().message, exit_unreachable};
    return AskFigures(
        [hub = HubFigures(*way)](const std::string& target) mutable { return hub.ask(target); });
}

}  // namespace brigade
