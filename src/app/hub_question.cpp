#include "app/hub_question.h"

#include <fmt/format.h>

#include <optional>

#include "app/hub_address.h"
#include "app/json_words.h"

namespace brigade {
namespace {

constexpr DurationMs answer_within_ms = 30'000;  // the longest answer is a pairing's: the device has to react

}  // namespace

Result<boost::json::object, QuestionFailure> ask_hub(const ToolArguments& arguments,
                                                     boost::json::object question, const std::string& role) {
    net::EventLoop loop;
    auto options = way_to_hub(loop, arguments, "brigade");
    if (!options) return QuestionFailure{options.error().message, exit_unreachable};
    options->role = role;
    options->asks_again = false;
    std::optional<boost::json::object> answer;
    std::string unreachable;
    TerminalLink link(
        loop, *options,
        {[&](std::uint64_t, const boost::json::object& message, DurationMs) { answer = message; },
         {},
         {},
         [&](const std::string& reason) { unreachable = reason; }});
    if (Status started = link.start(); !started) return QuestionFailure{started.error().message, exit_usage};
    link.ask(std::move(question));
    loop.run_until([&] { return answer || !unreachable.empty(); }, answer_within_ms);
    if (!answer) {
        std::string why =
            unreachable.empty() ? "it does not answer" : unreachable_words(options->hub.url, unreachable);
        return QuestionFailure{fmt::format("the hub at {} cannot be asked: {}", options->hub.url, why),
                               exit_unreachable};
    }
    if (text_in(*answer, "type") == "error")
        return QuestionFailure{text_in(*answer, "message"), exit_bad, text_in(*answer, "code"),
                               text_in(*answer, "path")};
    return *std::move(answer);
}

int question_failed(const std::string& command, const QuestionFailure& failure) {
    if (failure.exit == exit_usage) return usage_error(command, failure.sentence);
    fmt::print(stderr, "brigade {}: {}\n", command, failure.sentence);
    return failure.exit;
}

}  // namespace brigade
