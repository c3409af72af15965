// The commands of `brigade`, each a plain function over its arguments: what is checked here once is that
// every option is known, has its value, and that --help answers everywhere. Main thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/program_options.h"
#include "base/result.h"

namespace brigade {

struct ToolArguments {
    std::map<std::string, std::string> options;  // "--hub" to its value, a flag to ""; the last one counts
    std::vector<std::pair<std::string, std::string>> given;  // every value, for options that may be repeated
    std::vector<std::string> rest;

    bool has(const std::string& option) const { return options.count(option) > 0; }
    std::string value(const std::string& option, const std::string& otherwise) const;
    std::vector<std::string> values(const std::string& option) const;
};

struct ToolCommand {
    std::string name;
    std::string purpose;  // one line
    std::string help;     // the whole page of --help
    std::vector<std::string> flags;
    std::vector<std::string> valued;  // options that take a value
    std::string rest;                 // what else is expected: "CONFIG…"; empty: nothing
    bool rest_required = false;
    int (*run)(const ToolArguments& arguments);
};

extern const ToolCommand check_command;
extern const ToolCommand send_command;
extern const ToolCommand replay_command;
extern const ToolCommand demo_command;
extern const ToolCommand find_command;
extern const ToolCommand join_command;
extern const ToolCommand pair_command;
extern const ToolCommand devices_command;
extern const ToolCommand people_command;
extern const ToolCommand key_command;
extern const ToolCommand return_command;
extern const ToolCommand bumpbar_command;
extern const ToolCommand figures_command;
extern const ToolCommand export_command;
extern const ToolCommand history_command;
extern const ToolCommand provision_command;
extern const ToolCommand reset_command;
extern const ToolCommand doctor_command;
extern const ToolCommand support_command;
extern const ToolCommand log_command;
extern const ToolCommand update_command;
extern const ToolCommand screenshot_command;

// "--hub URL" and "--hub=URL"; after "--" everything is rest. The hub's address is made whole
// (app/hub_address.h). Fails with a sentence.
Result<ToolArguments> parse_arguments(const ToolCommand& command, const std::vector<std::string>& words);

// A number from `min` to `max`; fails with a sentence that names the option.
Result<double> number_option(const ToolArguments& arguments, const std::string& option, double otherwise,
                             double min, double max);

// Says what is wrong on stderr and where help is; returns exit_usage.
int usage_error(const std::string& command, const std::string& message);

int run_tool(const std::vector<std::string>& words);

}  // namespace brigade
