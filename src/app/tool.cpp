#include "app/tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/hub_address.h"
#include "base/nearest.h"

namespace brigade {
namespace {

const std::vector<const ToolCommand*> commands{
    &demo_command,      &check_command,   &send_command,    &replay_command,  &find_command,
    &join_command,      &pair_command,    &devices_command, &people_command,  &key_command,
    &return_command,    &bumpbar_command, &figures_command, &export_command,  &history_command,
    &provision_command, &reset_command,   &doctor_command,  &support_command, &log_command,
    &update_command,    &screenshot_command};

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

std::string overview() {
    std::string text =
        "brigade: the tool beside brigade-hub and brigade-station, for installers and the curious.\n\n"
        "usage: brigade COMMAND [OPTIONS]\n\n";
    for (const ToolCommand* command : commands)
        text += fmt::format("  {:<10} {}\n", command->name, command->purpose);
    return text +
           "\n  --help     this page; `brigade COMMAND --help` explains one command\n"
           "  --version  the version\n\n"
           "example: brigade demo\n";
}

int unknown_command(const std::string& name) {
    std::vector<std::string> names;
    for (const ToolCommand* command : commands) names.push_back(command->name);
    fmt::print(stderr, "brigade: there is no command {}; {}\n", name, suggestion(name, names));
    return exit_usage;
}

int run_command(const ToolCommand& command, const std::vector<std::string>& words) {
    if (holds(words, "--help") || holds(words, "-h")) {
        fmt::print("{}", command.help);
        return exit_good;
    }
    auto arguments = parse_arguments(command, words);
    if (!arguments) return usage_error(command.name, arguments.error().message);
    return command.run(*arguments);
}

}  // namespace

std::string ToolArguments::value(const std::string& option, const std::string& otherwise) const {
    auto found = options.find(option);
    return found == options.end() ? otherwise : found->second;
}

std::vector<std::string> ToolArguments::values(const std::string& option) const {
    std::vector<std::string> all;
    for (const auto& [name, value] : given)
        if (name == option) all.push_back(value);
    return all;
}

Result<ToolArguments> parse_arguments(const ToolCommand& command, const std::vector<std::string>& words) {
    ToolArguments arguments;
    std::vector<std::string> known = command.flags;
    known.insert(known.end(), command.valued.begin(), command.valued.end());
    known.push_back("--help");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--") {
            arguments.rest.insert(arguments.rest.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                  words.end());
            break;
        }
        if (word.size() < 2 || word[0] != '-') {
            arguments.rest.push_back(word);
            continue;
        }
        std::string name = word.substr(0, word.find('='));
        bool with_value = name.size() < word.size();
        if (holds(command.flags, name)) {
            if (with_value) return Error{name + " takes no value"};
            arguments.options[name] = "";
        } else if (!holds(command.valued, name)) {
            return Error{"there is no option " + name + "; " + suggestion(name, known)};
        } else if (with_value) {
            arguments.given.emplace_back(name, word.substr(name.size() + 1));
        } else if (i + 1 < words.size()) {
            arguments.given.emplace_back(name, words[++i]);
        } else {
            return Error{name + " needs a value"};
        }
    }
    for (const auto& [name, value] : arguments.given) arguments.options[name] = value;
    if (auto hub = arguments.options.find("--hub"); hub != arguments.options.end()) {
        auto whole = complete_hub(hub->second);
        if (!whole) return Error{"--hub: " + whole.error().message};
        hub->second = *std::move(whole);
    }
    if (command.rest.empty() && !arguments.rest.empty())
        return Error{"it takes options only, not " + arguments.rest[0]};
    if (command.rest_required && arguments.rest.empty()) return Error{command.rest + " is missing"};
    return arguments;
}

Result<double> number_option(const ToolArguments& arguments, const std::string& option, double otherwise,
                             double min, double max) {
    if (!arguments.has(option)) return otherwise;
    std::string text = arguments.value(option, "");
    char* end = nullptr;
    double value = std::strtod(text.c_str(), &end);
    if (!text.empty() && *end == '\0' && value >= min && value <= max) return value;
    return Error{fmt::format("{} must be a number from {} to {}, not \"{}\"", option, min, max, text)};
}

int usage_error(const std::string& command, const std::string& message) {
    fmt::print(stderr, "brigade {}: {}; see brigade {} --help\n", command, message, command);
    return exit_usage;
}

int run_tool(const std::vector<std::string>& words) {
    if (words.empty()) {
        fmt::print(stderr, "{}", overview());
        return exit_usage;
    }
    const std::string& name = words[0];
    if (name == "--help" || name == "-h" || (name == "help" && words.size() == 1)) {
        fmt::print("{}", overview());
        return exit_good;
    }
    bool help = name == "help";
    const std::string& wanted = help ? words[1] : name;
    auto found =
        std::ranges::find(commands, wanted, [](const ToolCommand* command) { return command->name; });
    if (found == commands.end()) return unknown_command(wanted);
    return run_command(**found, help ? std::vector<std::string>{"--help"}
                                     : std::vector<std::string>(words.begin() + 1, words.end()));
}

}  // namespace brigade
