// Questions to the hub and their answers, for commands that look after devices, people and keys: connects,
// asks, waits. Main thread.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <string>

#include "app/hub_way.h"
#include "net/event_loop.h"

namespace brigade {

// An answer of any type but `error`; an error as the hub's sentence, or why the hub cannot be reached.
struct QuestionFailure {
    std::string sentence;
    int exit = exit_bad;  // exit_unreachable where nobody answered
    std::string code{};   // of the hub's error, such as unauthorized
    std::string path{};   // which part of the question it is about
};
using HubAnswer = Result<boost::json::object, QuestionFailure>;

// One connection for several questions, one after the other.
class HubTalk {
  public:
    // `role` is that of its hello: "board" for what screens ask.
    static Result<std::unique_ptr<HubTalk>, QuestionFailure> open(const ToolArguments& arguments,
                                                                  const std::string& role = "pos");
    HubTalk(const HubTalk&) = delete;
    HubTalk& operator=(const HubTalk&) = delete;

    HubAnswer ask(boost::json::object question);

  private:
    HubTalk() = default;

    net::EventLoop loop_;
    std::string url_;
    std::optional<boost::json::object> answer_;
    std::string unreachable_;
    std::optional<TerminalLink> link_;
};

// One question alone; nothing stays open.
HubAnswer ask_hub(const ToolArguments& arguments, boost::json::object question,
                  const std::string& role = "pos");

// Prints the failure for `command`; returns its exit status.
int question_failed(const std::string& command, const QuestionFailure& failure);

}  // namespace brigade
