// `brigade send`: orders from files to a hub.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/hub_address.h"
#include "app/hub_way.h"
#include "app/sender.h"
#include "app/tool.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade send submits orders from files to a hub, as a POS terminal would.

usage: brigade send ORDER.json... [--name NAME] [options]

A file holds one order, a list of orders, or one order on each line; - reads
standard input. Sending the same orders again is safe: the hub knows them by
their ids, and they are counted as duplicates. The same id is the same order, for ever:
another order needs another id.

  --name NAME    the terminal's name (default brigade-send)
{}  --help         this page

Exit status: 0 all accepted or duplicates, 1 some refused, 2 wrong usage,
3 the hub cannot be reached.

example: brigade send lunch.json
)";

constexpr int bar_width = 30;
constexpr DurationMs plain_every_ms = 2'000;

std::string summary(const SendCounts& counts) {
    std::string text = fmt::format("{} accepted", counts.accepted);
    if (counts.duplicates > 0) text += fmt::format(", {} sent before", counts.duplicates);
    if (counts.refused > 0) text += fmt::format(", {} refused", counts.refused);
    return text;
}

// One line that is drawn over on a terminal; elsewhere a line now and then.
class Progress {
  public:
    explicit Progress(net::EventLoop& loop) : loop_(loop), terminal_(::isatty(STDOUT_FILENO) == 1) {}

    void show(const Sender& sender) {
        DurationMs now = loop_.now_ms();
        bool due = now - shown_ms_ >= (terminal_ ? 50 : plain_every_ms);
        if (!due && !(terminal_ && sender.done())) return;
        shown_ms_ = now;
        std::size_t done = sender.counts().answered();
        auto filled = static_cast<int>(done * bar_width / sender.total());
        if (terminal_)
            fmt::print("\r[{:<{}}] {}/{}  {}", std::string(static_cast<std::size_t>(filled), '#'), bar_width,
                       done, sender.total(), summary(sender.counts()));
        else
            fmt::print("{}/{}: {}\n", done, sender.total(), summary(sender.counts()));
        std::fflush(stdout);
        open_ = terminal_;
    }
    void end_line() {
        if (open_) fmt::print("\n");
        open_ = false;
        std::fflush(stdout);
    }

  private:
    net::EventLoop& loop_;
    bool terminal_;
    bool open_ = false;
    DurationMs shown_ms_ = loop_.now_ms();
};

Result<std::vector<FileOrder>> read_all(const std::vector<std::string>& files) {
    std::vector<FileOrder> all;
    for (const std::string& file : files) {
        auto orders = read_orders(file);
        if (!orders) return orders.error();
        for (FileOrder& order : *orders) all.push_back(std::move(order));
    }
    return all;
}

int send(net::EventLoop& loop, const TerminalLinkOptions& terminal, std::vector<FileOrder> orders) {
    const std::string& url = terminal.hub.url;
    Progress progress(loop);
    int status = exit_good;
    auto end = [&](int with) {
        status = with;
        loop.stop();
    };
    Sender* self = nullptr;
    Sender sender(loop, terminal, std::move(orders),
                  {[&](const std::string& sentence) {
                       progress.end_line();
                       fmt::print(stderr, "{}\n", sentence);
                   },
                   [&] {
                       progress.show(*self);
                       if (self->done()) end(self->counts().refused > 0 ? exit_bad : exit_good);
                   },
                   [&](const std::string& reason) {
                       progress.end_line();
                       fmt::print(
                           stderr,
                           "brigade send: the hub at {} cannot be reached: {}\n"
                           "    Then send the same files again: what has been accepted is not taken twice.\n",
                           url, unreachable_words(url, reason));
                       end(exit_unreachable);
                   }});
    self = &sender;
    if (Status started = sender.start(); !started) return usage_error("send", started.error().message);
    loop.run();
    progress.end_line();
    fmt::print("{} of {} orders: {}\n", sender.counts().answered(), sender.total(), summary(sender.counts()));
    return status;
}

int run(const ToolArguments& arguments) {
    auto orders = read_all(arguments.rest);
    if (!orders) {
        fmt::print(stderr, "brigade send: {}\n", orders.error().message);
        return exit_bad;
    }
    if (orders->empty()) {
        fmt::print(stderr, "brigade send: there is no order in {}\n", fmt::join(arguments.rest, ", "));
        return exit_bad;
    }
    net::EventLoop loop;
    auto terminal = way_to_hub(loop, arguments, arguments.value("--name", "brigade-send"));
    if (!terminal) {
        fmt::print(stderr, "brigade send: {}\n", terminal.error().message);
        return exit_unreachable;
    }
    return send(loop, *terminal, *std::move(orders));
}

std::vector<std::string> options() {
    std::vector<std::string> all = hub_options;
    all.emplace_back("--name");
    return all;
}

}  // namespace

const ToolCommand send_command{"send",
                               "submit orders from files to a hub",
                               fmt::format(help_text, hub_options_help),
                               {},
                               options(),
                               "ORDER.json",
                               true,
                               run};

}  // namespace brigade
