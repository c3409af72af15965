#include "app/hub_question.h"

#include <fmt/format.h>

#include <utility>

#include "app/hub_address.h"
#include "app/json_words.h"

namespace brigade {
namespace {

constexpr DurationMs answer_within_ms = 30'000;  // the longest answer is a pairing's: the device has to react

}  // namespace

Result<std::unique_ptr<HubTalk>, QuestionFailure> HubTalk::open(const ToolArguments& arguments,
                                                                const std::string& role) {
    std::unique_ptr<HubTalk> talk(new HubTalk);
    auto options = way_to_hub(talk->loop_, arguments, "brigade");
    if (!options) return QuestionFailure{options.error().message, exit_unreachable};
    options->role = role;
    options->asks_again = false;
    talk->url_ = options->hub.url;
    TerminalLinkCalls calls;
    calls.answered = [hub = talk.get()](std::uint64_t, const boost::json::object& message, DurationMs) {
        hub->answer_ = message;
    };
    calls.lost = [hub = talk.get()](const std::string& reason) { hub->unreachable_ = reason; };
    talk->link_.emplace(talk->loop_, *std::move(options), std::move(calls));
    if (Status started = talk->link_->start(); !started)
        return QuestionFailure{started.error().message, exit_usage};
    return talk;
}

HubAnswer HubTalk::ask(boost::json::object question) {
    answer_.reset();
    unreachable_.clear();
    link_->ask(std::move(question));
    loop_.run_until([&] { return answer_ || !unreachable_.empty(); }, answer_within_ms);
    if (!answer_) {
        std::string why = unreachable_.empty() ? "it does not answer" : unreachable_words(url_, unreachable_);
        return QuestionFailure{fmt::format("the hub at {} cannot be asked: {}", url_, why), exit_unreachable};
    }
    if (text_in(*answer_, "type") == "error")
        return QuestionFailure{text_in(*answer_, "message"), exit_bad, text_in(*answer_, "code"),
                               text_in(*answer_, "path")};
    return *std::exchange(answer_, std::nullopt);
}

HubAnswer ask_hub(const ToolArguments& arguments, boost::json::object question, const std::string& role) {
    auto talk = HubTalk::open(arguments, role);
    if (!talk) return talk.error();
    return (*talk)->ask(std::move(question));
}

int question_failed(const std::string& command, const QuestionFailure& failure) {
    if (failure.exit == exit_usage) return usage_error(command, failure.sentence);
    fmt::print(stderr, "brigade {}: {}\n", command, failure.sentence);
    return failure.exit;
}

}  // namespace brigade
