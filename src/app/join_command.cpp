// `brigade join`: this machine becomes a device of a kitchen. Shows the code that a person types at the hub.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "app/hub_address.h"
#include "app/hub_way.h"
#include "base/small_file.h"
#include "net/client.h"
#include "protocol/pairing.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade join makes this machine a device of a kitchen.

usage: brigade join --hub WHERE --keep FILE [--role ROLE] [--name NAME]

It shows six digits. Type them at the hub: with `brigade pair`, or on the device
page (F9) of a screen there. What it gets for them goes into FILE, readable for
you alone; other commands take it as --pairing FILE.

  --hub WHERE   the hub: its host, such as 192.168.1.5 for
                wss://192.168.1.5:8687/v1; with another port HOST:PORT; or find,
                or find:KITCHEN. On the hub's own machine
                wss://127.0.0.1:8687/v1. Needed
  --keep FILE   where the token and the hub's key are kept; needed
  --role ROLE   pos (default), kitchen, manager or installer
  --name NAME   what this device is called (default: the machine's name)
  --help        this page

Exit status: 0 paired, 1 not paired, 2 wrong usage, 3 the hub cannot be reached.

example: brigade join --hub find --keep pairing.json --role manager
)";

constexpr DurationMs patience_ms = 150'000;  // a code holds for two minutes

// One attempt to be paired over one connection.
class Attempt : net::ClientEvents {
  public:
    Attempt(net::EventLoop& loop, DeviceRole role, std::string name)
        : loop_(loop),
          role_(role),
          name_(std::move(name)),
          client_(loop.make_client(*this)) {}

    Status start(const std::string& url) { return client_->connect({url, {}}); }
    bool over() const { return paired_ || !failure_.empty(); }
    bool reached() const { return device_.has_value(); }
    const std::optional<PairedMessage>& paired() const { return paired_; }
    const std::string& failure() const { return failure_; }
    const std::string& kitchen() const { return kitchen_; }

  private:
    void on_open() override {
        device_.emplace(random_bytes, role_, name_, BRIGADE_VERSION, client_->peer_pin());
        client_->send(device_->pair_text());
    }
    void on_message(std::string_view payload, bool) override {
        if (!over()) std::visit([this](const auto& step) { take(step); }, device_->receive(payload));
    }
    void on_close(std::uint16_t, const std::string& reason) override {
        if (!over()) failure_ = reason;
    }

    void take(const PairingNothing&) {}
    void take(const PairingShow& show) {
        kitchen_ = show.kitchen;
        fmt::print(
            "Kitchen: {}\nType this code at its hub within {} s:\n\n    {} {}\n\n    brigade pair {} {}\n\n",
            show.kitchen, show.expires_s, show.code.substr(0, 3), show.code.substr(3), show.code.substr(0, 3),
            show.code.substr(3));
        std::fflush(stdout);
    }
    void take(const PairingSend& send) { client_->send(send.text); }
    void take(const PairingDone& done) { paired_ = done.paired; }
    void take(const PairingFailed& failed) { failure_ = failed.sentence; }

    net::EventLoop& loop_;
    DeviceRole role_;
    std::string name_;
    std::string kitchen_;
    std::optional<PairingDevice> device_;
    std::optional<PairedMessage> paired_;
    std::string failure_;
    std::unique_ptr<net::Client> client_;
};

std::string machine_name() {
    char name[256] = "";
    ::gethostname(name, sizeof name - 1);
    return is_name(name) ? name : "brigade";
}

int failed(const std::string& sentence, int status) {
    fmt::print(stderr, "brigade join: {}\n", sentence);
    return status;
}

int keep(const Attempt& attempt, const std::string& path) {
    const PairedMessage& paired = *attempt.paired();
    PairingRecord record{paired.hub,   attempt.kitchen(), paired.pins,
                         paired.token, paired.device,     paired.name};
    if (auto kept = write_small_file(path, to_text(record)); !kept)
        return failed(
            kept.error().message + "; the hub has paired this device, revoke it there and join again",
            exit_bad);
    fmt::print("paired: \"{}\" is device {} of {}; kept in {}\n", paired.name, paired.device,
               attempt.kitchen(), path);
    return exit_good;
}

int run(const ToolArguments& arguments) {
    const std::string hub = arguments.value("--hub", ""), path = arguments.value("--keep", "");
    if (hub.empty()) return usage_error("join", "--hub is missing");
    if (path.empty()) return usage_error("join", "--keep is missing");
    auto role = from_word<DeviceRole>(arguments.value("--role", "pos"));
    if (!role) return usage_error("join", "--role must be " + choices_of<DeviceRole>());
    const std::string name = arguments.value("--name", machine_name());
    if (!is_name(name)) return usage_error("join", "--name must be a text of 1 to 200 characters");
    net::EventLoop loop;
    auto urls = resolve_hub(loop, hub);
    if (!urls) return failed(urls.error().message, exit_unreachable);
    std::string why;
    for (const std::string& url : *urls) {  // of a hub that is found: until one answers
        Attempt attempt(loop, *role, name);
        if (auto started = attempt.start(url); !started) return usage_error("join", started.error().message);
        loop.run_until([&] { return attempt.over(); }, patience_ms);
        if (attempt.paired()) return keep(attempt, path);
        why = attempt.failure().empty() ? "nobody typed the code in time"
                                        : unreachable_words(url, attempt.failure());
        if (attempt.reached()) return failed(why, exit_bad);
    }
    return failed(why, exit_unreachable);
}

}  // namespace

const ToolCommand join_command{"join",
                               "make this machine a device of a kitchen",
                               help_text,
                               {},
                               {"--hub", "--keep", "--role", "--name"},
                               "",
                               false,
                               run};

}  // namespace brigade
