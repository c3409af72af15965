// `brigade devices`: every terminal and screen, and what may be done to one.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <map>

#include "app/device_named.h"
#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/table.h"
#include "app/tool.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr const char* help_text =
    R"(brigade devices lists the terminals and screens that the hub knows.

usage: brigade devices [--json] [options]
       brigade devices rename DEVICE NAME
       brigade devices revoke DEVICE     from now on it is a stranger
       brigade devices identify DEVICE   its screen flashes its name for 10 s
       brigade devices restart DEVICE    its station program starts anew

A device is named by its id, as listed; a screen without a token (on the hub's
own machine) by its screen id.

  --json         the list as the hub tells it (default: a table)
{}  --help         this page

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade devices revoke d-3f09c2
)";

std::string seconds_text(std::int64_t seconds) {
    if (seconds < 60) return fmt::format("{} s", seconds);
    if (seconds < 3600) return fmt::format("{} min", seconds / 60);
    if (seconds < 48 * 3600) return fmt::format("{} h", seconds / 3600);
    return fmt::format("{} days", seconds / 86'400);
}

std::string or_dash(std::string text) { return text.empty() ? "-" : text; }

std::string seen_text(const json::object& device) {
    if (is_true_in(device, "connected")) return "now";
    std::int64_t ago = integer_in(device, "seen_s", -1);
    return ago < 0 ? "never" : seconds_text(ago) + " ago";
}

// What a person would look for first: what is connected, then by name.
void print_devices(json::array devices) {
    auto is_this_question = [](const json::value& device) {
        return text_in(device.as_object(), "name") == "brigade" && text_in(device.as_object(), "id").empty();
    };
    devices.erase(std::remove_if(devices.begin(), devices.end(), is_this_question), devices.end());
    if (devices.empty()) {
        fmt::print(
            "No device is paired or connected. On a new screen or terminal, start it with the hub's\n"
            "address; it shows a code, and `brigade pair` takes it.\n");
        return;
    }
    TextTable table({"DEVICE", "NAME", "ROLE", "STATION", "SEEN", "LAG", "FRAMES", "ADDRESS", "VERSION"});
    for (const json::value& value : devices) {
        const json::object& device = value.as_object();
        bool screen = !text_in(device, "screen").empty(), connected = is_true_in(device, "connected");
        std::string id = text_in(device, "id");
        table.add({id.empty() ? or_dash(text_in(device, "screen")) : id, or_dash(text_in(device, "name")),
                   or_dash(text_in(device, "role")), or_dash(text_in(device, "station")), seen_text(device),
                   screen && connected ? std::to_string(integer_in(device, "lag", 0)) : "-",
                   screen && connected ? std::to_string(integer_in(device, "frames", 0)) : "-",
                   or_dash(text_in(device, "address")), or_dash(text_in(device, "version"))});
    }
    fmt::print("{}", table.text());
}

void print_waiting(const json::object& answer) {
    const json::value* waiting = answer.if_contains("waiting");
    if (!waiting || !waiting->is_array()) return;
    for (const json::value& value : waiting->get_array()) {
        const json::object& device = value.as_object();
        fmt::print("waiting to be paired: {} \"{}\" at {}, for {} more; brigade pair CODE --device {}\n",
                   text_in(device, "role"), text_in(device, "name"), text_in(device, "address"),
                   seconds_text(integer_in(device, "expires_s", 0)), text_in(device, "id"));
    }
    if (std::int64_t locked = integer_in(answer, "locked_s", 0); locked > 0)
        fmt::print("pairing is locked for {} more after too many wrong codes\n", seconds_text(locked));
}

int list(const ToolArguments& arguments) {
    auto answer = ask_hub(arguments, {{"type", "device.list"}});
    if (!answer) return question_failed("devices", answer.error());
    if (arguments.has("--json")) {
        fmt::print("{}\n", json::serialize(*answer));
        return exit_good;
    }
    const json::value* devices = answer->if_contains("devices");
    print_devices(devices && devices->is_array() ? devices->get_array() : json::array{});
    print_waiting(*answer);
    return exit_good;
}

struct Act {
    std::size_t words;  // after the verb
    const char* done;
};
const std::map<std::string, Act> acts{{"rename", {2, "renamed"}},
                                      {"revoke", {1, "revoked"}},
                                      {"identify", {1, "flashing its name"}},
                                      {"restart", {1, "told to start anew"}}};

// The hub's sentence is about ids; a person means a device, which the list tells.
int act_failed(const ToolArguments& arguments, QuestionFailure failure) {
    if (failure.path != "/device") return question_failed("devices", failure);
    if (auto list = ask_hub(arguments, {{"type", "device.list"}})) {
        const json::value* devices = list->if_contains("devices");
        const std::string why = devices && devices->is_array()
                                    ? why_not(devices->get_array(), arguments.rest[0], arguments.rest[1])
                                    : std::string();
        if (!why.empty()) failure.sentence = why;
    }
    return question_failed("devices", failure);
}

int act(const ToolArguments& arguments) {
    const auto& words = arguments.rest;
    auto found = acts.find(words[0]);
    if (found == acts.end())
        return usage_error("devices", "\"" + words[0] + "\" is none of rename, revoke, identify, restart");
    if (words.size() != found->second.words + 1)
        return usage_error(
            "devices", words[0] + (found->second.words == 2 ? " takes DEVICE and NAME" : " takes DEVICE"));
    json::object question{{"type", "device." + words[0]}, {"device", words[1]}};
    if (words.size() > 2) question["name"] = words[2];
    auto answer = ask_hub(arguments, question);
    if (!answer) return act_failed(arguments, answer.error());
    fmt::print("{} is {}\n", words[1], found->second.done);
    return exit_good;
}

int run(const ToolArguments& arguments) { return arguments.rest.empty() ? list(arguments) : act(arguments); }

}  // namespace

const ToolCommand devices_command{"devices",
                                  "list terminals and screens, rename, revoke, identify, restart",
                                  fmt::format(help_text, hub_options_help),
                                  {"--json"},
                                  hub_options,
                                  "ACT DEVICE",
                                  false,
                                  run};

}  // namespace brigade
