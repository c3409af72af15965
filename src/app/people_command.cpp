// `brigade people`: who works here, and the PINs by which they are known.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/table.h"
#include "app/tool.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr const char* help_text =
    R"(brigade people lists who has a PIN in this kitchen, and changes that.

usage: brigade people [options]
       brigade people set PERSON [--name NAME] [--role ROLE]
       brigade people remove PERSON

PERSON is a short id such as ani. `set` asks for the PIN, 4 to 8 digits, without
showing it; an empty answer keeps the one there is. A pipe may give it as a line.

  --name NAME    as it is shown; a new person needs one, for others the default
                 is the one there is
  --role ROLE    kitchen, supervisor, manager or installer (default: the one
                 there is; of a new person kitchen)
{}  --help         this page

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade people set ani --name Ani
)";

// From the terminal without an echo, or the next line of a pipe.
std::string read_pin() {
    bool terminal = ::isatty(STDIN_FILENO) == 1;
    termios before{};
    if (terminal) {
        fmt::print("PIN (4 to 8 digits): ");
        std::fflush(stdout);
        ::tcgetattr(STDIN_FILENO, &before);
        termios quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    std::string pin;
    std::getline(std::cin, pin);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fmt::print("\n");
    }
    return pin;
}

int list(const ToolArguments& arguments) {
    auto answer = ask_hub(arguments, {{"type", "person.list"}});
    if (!answer) return question_failed("people", answer.error());
    const json::value* people = answer->if_contains("people");
    if (!people || !people->is_array() || people->get_array().empty()) {
        fmt::print("Nobody has a PIN yet: brigade people set PERSON --name NAME\n");
        return exit_good;
    }
    TextTable table({"PERSON", "NAME", "ROLE"});
    for (const json::value& value : people->get_array()) {
        const json::object& person = value.as_object();
        table.add({text_in(person, "person"), text_in(person, "name"), text_in(person, "role")});
    }
    fmt::print("{}", table.text());
    return exit_good;
}

int set(const ToolArguments& arguments, const std::string& person) {
    json::object question{{"type", "person.set"}, {"person", person}};
    for (const char* option : {"name", "role"})
        if (std::string value = arguments.value(std::string("--") + option, ""); !value.empty())
            question[option] = value;
    if (std::string pin = read_pin(); !pin.empty()) question["pin"] = pin;
    auto answer = ask_hub(arguments, question);
    if (!answer) return question_failed("people", answer.error());
    fmt::print("{} is set\n", person);
    return exit_good;
}

int remove(const ToolArguments& arguments, const std::string& person) {
    auto answer = ask_hub(arguments, {{"type", "person.remove"}, {"person", person}});
    if (!answer) return question_failed("people", answer.error());
    fmt::print("{} is removed\n", person);
    return exit_good;
}

int run(const ToolArguments& arguments) {
    const auto& words = arguments.rest;
    if (words.empty()) return list(arguments);
    if (words[0] != "set" && words[0] != "remove")
        return usage_error("people", "\"" + words[0] + "\" is neither set nor remove");
    if (words.size() != 2) return usage_error("people", words[0] + " takes PERSON");
    return words[0] == "set" ? set(arguments, words[1]) : remove(arguments, words[1]);
}

std::vector<std::string> options() {
    std::vector<std::string> all = hub_options;
    all.insert(all.end(), {"--name", "--role"});
    return all;
}

}  // namespace

const ToolCommand people_command{"people",
                                 "list who has a PIN, set and remove",
                                 fmt::format(help_text, hub_options_help),
                                 {},
                                 options(),
                                 "ACT PERSON",
                                 false,
                                 run};

}  // namespace brigade
