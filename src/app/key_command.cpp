// `brigade key`: the hub's key and its change without pairing anew.
#include <fmt/format.h>

#include "app/device_named.h"
#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/tool.h"
#include "base/key_text.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr const char* help_text =
    R"(brigade key tells the hub's key, by which its devices know it, and changes it.

usage: brigade key [options]
       brigade key announce         make the next key and tell every device of it
       brigade key change [--force] use it from now on

Announce first and change some days later: a device that has connected in
between knows the next key. `change` refuses and names the devices that have not;
with --force they must be paired anew.

  --force        change although some device does not know the next key
                 (default: refuse, and say what to do for each)
{}  --help         this page

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade key announce
)";

std::vector<json::object> missing_in(const json::object& answer) {
    std::vector<json::object> devices;
    const json::value* missing = answer.if_contains("missing");
    if (missing && missing->is_array())
        for (const json::value& device : missing->get_array())
            if (const json::object* facts = device.if_object()) devices.push_back(*facts);
    return devices;
}

// A change that devices are not ready for: what to do about each.
int key_refused(const ToolArguments& arguments, QuestionFailure failure) {
    if (failure.path == "/force")
        if (auto shown = ask_hub(arguments, {{"type", "key.show"}}))
            if (auto missing = missing_in(*shown); !missing.empty())
                failure.sentence = not_ready_words(missing);
    return question_failed("key", failure);
}

int run(const ToolArguments& arguments) {
    const auto& words = arguments.rest;
    std::string act = words.empty() ? "show" : words[0];
    if (words.size() > 1 || (act != "show" && act != "announce" && act != "change"))
        return usage_error("key", "it takes announce or change");
    json::object question{{"type", "key." + act}};
    if (act == "change" && arguments.has("--force")) question["force"] = true;
    auto answer = ask_hub(arguments, question);
    if (!answer) return key_refused(arguments, answer.error());
    fmt::print("key {}\n", text_in(*answer, "pin"));
    fmt::print("on screens: {} …\n", key_beginning(text_in(*answer, "pin")));
    if (std::string next = text_in(*answer, "next"); !next.empty()) fmt::print("next {}\n", next);
    for (const json::object& device : missing_in(*answer))
        fmt::print("has not heard of the next key: {}  {}\n", text_in(device, "device"),
                   text_in(device, "name"));
    return exit_good;
}

}  // namespace

const ToolCommand key_command{"key",
                              "the hub's key: show, announce the next, change",
                              fmt::format(help_text, hub_options_help),
                              {"--force"},
                              hub_options,
                              "ACT",
                              false,
                              run};

}  // namespace brigade
