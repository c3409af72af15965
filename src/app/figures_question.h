// What the tool asks about the managers' figures (docs/analytics-api.md): a running hub over HTTP, or the
// file of facts in a hub's data directory itself. Main thread; waits.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "app/hub_question.h"

namespace brigade {

// `target` is what follows "/api/v1/analytics/", with its query: the answer's body, or why there is none.
using AskFigures = std::function<Result<std::string, QuestionFailure>(const std::string& target)>;

// Of the hub that --hub and --pairing name. Finds it now, and asks again where it is asked too quickly.
Result<AskFigures, QuestionFailure> figures_of_hub(const ToolArguments& arguments);

// Out of the files in a hub's data directory, whether it runs or not; changes nothing there. With the
// dayparts that nobody has configured otherwise.
Result<AskFigures, QuestionFailure> figures_in(const std::filesystem::path& data);

}  // namespace brigade
