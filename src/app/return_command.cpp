// `brigade return`: a station whose work went to its backup takes its own work again.
#include <fmt/format.h>

#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/tool.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade return gives a station its work back, after its backup has stood in.

usage: brigade return STATION [options]

New work goes to the station again. What moved to the backup and has not been
seen there comes back as well; what has been seen stays where it is, so that
nothing is cooked twice.

{}  --help         this page

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade return grill
)";

int run(const ToolArguments& arguments) {
    if (arguments.rest.size() != 1) return usage_error("return", "it takes one STATION");
    const std::string& station = arguments.rest[0];
    auto answer = ask_hub(arguments, {{"type", "station.return"}, {"station", station}}, "board");
    if (!answer) return question_failed("return", answer.error());
    fmt::print("{}\n", is_true_in(*answer, "duplicate") ? station + " has its own work already"
                                                        : station + " takes its own work again");
    return exit_good;
}

}  // namespace

const ToolCommand return_command{"return",
                                 "give a station its work back from its backup",
                                 fmt::format(help_text, hub_options_help),
                                 {},
                                 hub_options,
                                 "STATION",
                                 true,
                                 run};

}  // namespace brigade
