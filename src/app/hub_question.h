// One question to the hub and its answer, for commands that look after devices, people and keys: connects,
// asks, waits. Main thread; nothing stays open between questions.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "app/tool.h"
#include "base/result.h"

namespace brigade {

// The options that every such command takes: --hub URL, --pairing FILE.
inline const std::vector<std::string> hub_options{"--hub", "--pairing"};
inline constexpr const char* hub_options_help =
    R"(  --hub URL      the hub (default ws://127.0.0.1:8686/v1); from another machine
                 wss://HOST:8687/v1 or find, together with --pairing
  --pairing FILE what `brigade join` has kept: this device's token and the
                 hub's key
)";

// An answer of any type but `error`; an error as the hub's sentence, or why the hub cannot be reached.
struct QuestionFailure {
    std::string sentence;
    int exit = exit_bad;  // exit_unreachable where nobody answered
};
Result<boost::json::object, QuestionFailure> ask_hub(const ToolArguments& arguments,
                                                     boost::json::object question);

// Prints the failure for `command`; returns its exit status.
int question_failed(const std::string& command, const QuestionFailure& failure);

}  // namespace brigade
