// `brigade pair`: lets a new screen or terminal into the kitchen by the code that it shows.
#include <fmt/format.h>

#include <iostream>

#include "app/device_named.h"
#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/tool.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr const char* help_text =
    R"(brigade pair lets a new screen or terminal in, by the code that it shows.

usage: brigade pair [CODE] [--device WAITING] [options]

Start the new device with the hub's address. It shows six digits; give them
here, with or without a space. Without CODE it lists who waits, and asks.

  --device WAITING  which one, where several wait (`brigade pair` lists them);
                    default: the only one
  --name NAME       what to call it; default: as it calls itself
  --role ROLE       pos, kitchen, manager or installer; default: what it asks for
{}  --help            this page

A code holds for one try and two minutes; after five wrong ones nothing can be
paired for five minutes.

Exit status: 0 paired, 1 not paired, 2 wrong usage, 3 the hub cannot be reached.

example: brigade pair 482 913
)";

std::string digits_of(const std::vector<std::string>& words) {
    std::string code;
    for (const std::string& word : words)
        for (char c : word)
            if (c != ' ' && c != '-') code += c;
    return code;
}

bool is_code(const std::string& code) {
    return code.size() == 6 && code.find_first_not_of("0123456789") == std::string::npos;
}

// Whom to pair: the one asked for, or the only one that waits. Says what is in the way and returns nothing.
std::optional<json::object> choose(const json::object& list, const std::string& wanted) {
    const json::value* field = list.if_contains("waiting");
    const json::array waiting = field && field->is_array() ? field->get_array() : json::array{};
    if (waiting.empty()) {
        fmt::print("No device waits to be paired. Start it with this hub's address; it shows a code.\n");
        return std::nullopt;
    }
    for (const json::value& device : waiting)
        if (text_in(device.as_object(), "id") == wanted) return device.as_object();
    if (wanted.empty() && waiting.size() == 1) return waiting[0].as_object();
    fmt::print("{}\n", wanted.empty() ? "Several devices wait; say which one with --device:"
                                      : "No waiting device is called " + wanted + "; these wait:");
    for (const json::value& value : waiting) {
        const json::object& device = value.as_object();
        fmt::print("  --device {}  {} \"{}\" at {}\n", text_in(device, "id"), text_in(device, "role"),
                   text_in(device, "name"), text_in(device, "address"));
    }
    return std::nullopt;
}

std::string ask_code(const json::object& device) {
    fmt::print("The code that {} \"{}\" at {} shows: ", text_in(device, "role"), text_in(device, "name"),
               text_in(device, "address"));
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
    return digits_of({line});
}

int pairing_failed(QuestionFailure failure) {
    if (failure.code == "unauthorized" && failure.path == "/code")
        failure.sentence = wrong_code_words(failure.sentence);
    return question_failed("pair", failure);
}

int run(const ToolArguments& arguments) {
    std::string code = digits_of(arguments.rest);
    if (!arguments.rest.empty() && !is_code(code)) return usage_error("pair", "a code has six digits");
    auto list = ask_hub(arguments, {{"type", "device.list"}});
    if (!list) return question_failed("pair", list.error());
    auto device = choose(*list, arguments.value("--device", ""));
    if (!device) return exit_bad;
    if (code.empty()) code = ask_code(*device);
    if (!is_code(code)) return usage_error("pair", "a code has six digits");
    json::object question{{"type", "device.pair"}, {"waiting", text_in(*device, "id")}, {"code", code}};
    for (const char* option : {"name", "role"})
        if (std::string value = arguments.value(std::string("--") + option, ""); !value.empty())
            question[option] = value;
    auto answer = ask_hub(arguments, question);
    if (!answer) return pairing_failed(answer.error());
    fmt::print("paired: {} \"{}\" is device {}\n", text_in(*answer, "role"), text_in(*answer, "name"),
               text_in(*answer, "device"));
    return exit_good;
}

std::vector<std::string> options() {
    std::vector<std::string> all = hub_options;
    all.insert(all.end(), {"--device", "--name", "--role"});
    return all;
}

}  // namespace

const ToolCommand pair_command{"pair",
                               "let a new screen or terminal in, by its code",
                               fmt::format(help_text, hub_options_help),
                               {},
                               options(),
                               "CODE",
                               false,
                               run};

}  // namespace brigade
