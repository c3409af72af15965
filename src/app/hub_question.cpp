#include "app/hub_question.h"

#include <fmt/format.h>

#include <optional>

#include "app/json_words.h"
#include "app/terminal_link.h"

namespace brigade {
namespace {

constexpr DurationMs patience_ms = 30'000;  // the longest answer is a pairing's: the device has 10 s to react

}  // namespace

Result<boost::json::object, QuestionFailure> ask_hub(const ToolArguments& arguments,
                                                     boost::json::object question) {
    net::EventLoop loop;
    TerminalLinkOptions options;
    options.url = arguments.value("--hub", "ws://127.0.0.1:8686/v1");
    options.role = "pos";
    options.name = "brigade";
    std::optional<boost::json::object> answer;
    std::string unreachable;
    TerminalLink link(
        loop, options,
        {[&](std::uint64_t, const boost::json::object& message, DurationMs) { answer = message; }, {}, {},
         [&](const std::string& reason) { unreachable = reason; }});
    if (Status started = link.start(); !started) return QuestionFailure{started.error().message, exit_usage};
    link.ask(std::move(question));
    loop.run_until([&] { return answer || !unreachable.empty(); }, patience_ms);
    if (!answer)
        return QuestionFailure{
            unreachable.empty()
                ? fmt::format("the hub at {} does not answer", options.url)
                : fmt::format("the hub at {} cannot be asked: {}", options.url, unreachable),
            exit_unreachable};
    if (text_in(*answer, "type") == "error") return QuestionFailure{text_in(*answer, "message"), exit_bad};
    return *std::move(answer);
}

int question_failed(const std::string& command, const QuestionFailure& failure) {
    if (failure.exit == exit_usage) return usage_error(command, failure.sentence);
    fmt::print(stderr, "brigade {}: {}\n", command, failure.sentence);
    return failure.exit;
}

}  // namespace brigade
