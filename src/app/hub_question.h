// One question to the hub and its answer, for commands that look after devices, people and keys: connects,
// asks, waits. Main thread; nothing stays open between questions.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/hub_way.h"

namespace brigade {

// An answer of any type but `error`; an error as the hub's sentence, or why the hub cannot be reached.
struct QuestionFailure {
    std::string sentence;
    int exit = exit_bad;  // exit_unreachable where nobody answered
    std::string code{};   // of the hub's error, such as unauthorized
    std::string path{};   // which part of the question it is about
};
// `role` is that of its hello: "board" for what screens ask.
Result<boost::json::object, QuestionFailure> ask_hub(const ToolArguments& arguments,
                                                     boost::json::object question,
                                                     const std::string& role = "pos");

// Prints the failure for `command`; returns its exit status.
int question_failed(const std::string& command, const QuestionFailure& failure);

}  // namespace brigade
