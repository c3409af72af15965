#include "app/hub_way.h"

#include <optional>

#include "base/log.h"
#include "base/small_file.h"
#include "net/discovery_finder.h"

namespace brigade {
namespace {

constexpr DurationMs find_ms = 6'000;
constexpr DurationMs others_ms = 300;
constexpr const char* local_hub = "ws://127.0.0.1:8686/v1";

Result<PairingRecord> read_pairing(const std::string& path) {
    auto text = read_small_file(path, pairing_record_bytes);
    if (!text) return text.error();
    if (!text->has_value()) return Error{"there is no " + path + "; `brigade join` makes it"};
    auto record = read_pairing_record(**text);
    if (!record) return Error{path + ": " + record.error().message};
    return record;
}

}  // namespace

void renew_pairing(const std::string& path, PairingRecord& record, const std::string& hub,
                   const std::vector<std::string>& pins) {
    PairingRecord renewed = record;
    renewed.pins = pins;
    if (!hub.empty()) renewed.hub = hub;
    if (renewed == record) return;
    record = std::move(renewed);
    if (auto written = write_small_file(path, to_text(record)); !written)
        log_warning("the hub has a new key or id, and it cannot be kept: {}", written.error().message);
}

Result<std::vector<std::string>> resolve_hub(net::EventLoop& loop, const std::string& option,
                                             const PairingRecord& paired) {
    auto wanted = net::wanted_hub(option);
    if (!wanted) return std::vector{option};
    std::optional<Result<net::ChosenHub>> found;
    net::HubFinder finder(loop, wanted_hub(*wanted, paired),
                          [&](const Result<net::ChosenHub>& hub) { found.emplace(hub); });
    loop.run_until([&] { return found.has_value(); }, find_ms);
    // The first to say that it is ours need not be: the others get a moment to answer too.
    if (found && !paired.pins.empty()) loop.run_until([] { return false; }, others_ms);
    if (!found) return Error{"no hub was found in this network"};
    if (!*found) return found->error();
    net::ChosenHub hub = **found;
    net::add_urls(hub.urls, hub.others);
    return hub.urls;
}

Result<TerminalLinkOptions> way_to_hub(net::EventLoop& loop, const ToolArguments& arguments,
                                       const std::string& name) {
    TerminalLinkOptions options;
    options.role = "pos";
    options.name = name;
    std::string hub = arguments.value("--hub", local_hub);
    PairingRecord paired;
    if (arguments.has("--pairing")) {
        auto record = read_pairing(arguments.value("--pairing", ""));
        if (!record) return record.error();
        options.hub.pins = record->pins;
        options.token = record->token;
        options.keep = [path = arguments.value("--pairing", ""), kept = *record](
                           const std::string& id, const std::vector<std::string>& pins) mutable {
            renew_pairing(path, kept, id, pins);
        };
        // Without a key nobody on the network can be known.
        if (!arguments.has("--hub") && !record->pins.empty()) hub = "find";
        paired = *std::move(record);
    }
    auto urls = resolve_hub(loop, hub, paired);
    if (!urls) return urls.error();
    options.hub.url = urls->front();
    options.urls.assign(urls->begin() + 1, urls->end());
    return options;
}

}  // namespace brigade
