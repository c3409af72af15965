// `brigade replay`: what a journal holds, and whether it is whole.
#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "app/replayed.h"
#include "app/salvaged.h"
#include "app/tool.h"
#include "core/board.h"
#include "core/event_json.h"
#include "journal/chain.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade replay reads a journal, verifies all of it, and says what the kitchen holds.

usage: brigade replay JOURNAL [--events] [--json]
       brigade replay --salvage JOURNAL [--copy FILE]... [--into NEW] [--orders-to FILE]

JOURNAL is a hub's journal.db or the directory it lies in. It is only read, also
while a hub has it in use. Every kept event is checked against the hash chain and
applied; the state digest is the same on every node that has the same events.

  --events   print every event first, one a line
  --json     print JSON, one value a line
  --help     this page

With --salvage it makes a new journal out of a damaged one, what the hub has put
aside of it (JOURNAL.damaged-1 …) and the stations' copies, and says what each of
them gave, and what is still missing. All of them are only read.

  --copy FILE       a station's replica.db, or the directory it lies in; may be repeated
  --into NEW        the new journal; without it, it is only said what would be in it
  --orders-to FILE  where a copy holds orders that cannot be in the new journal, because
                    the hub has gone on without them: those still to be cooked, one a
                    line, for brigade send. Without it nothing is written in that case.

Exit status: 0 the journal is whole (with --salvage: nothing is missing any more),
1 it is damaged or cannot be read (something is missing or was not written), 2 wrong usage.

examples: brigade replay /var/lib/brigade/journal.db
          brigade replay --salvage /var/lib/brigade/journal.db --copy grill/replica.db \
              --copy drink/replica.db --into merged.db --orders-to lost-orders.json
)";

std::size_t open_orders(const Kitchen& kitchen) {
    std::size_t open = 0;
    for (const auto& [seq, order] : kitchen.orders)
        if (!order.closed()) ++open;
    return open;
}

std::vector<std::string> items_86(const Kitchen& kitchen) {
    std::vector<std::string> items;
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available) items.push_back(item);
    return items;
}

void print_text(const Replayed& replayed) {
    const Kitchen& kitchen = replayed.kitchen;
    fmt::print("journal      {} events, from {} to {}, the whole chain verified\n", replayed.events,
               replayed.base + 1, replayed.head.seq);
    fmt::print("head         {}\n", to_text(replayed.head));
    fmt::print("kitchen      {}\n", kitchen.config.name.empty() ? "not configured yet" : kitchen.config.name);
    fmt::print("service day  {}\n", kitchen.day.empty() ? "none opened yet" : kitchen.day);
    if (kitchen.at > 0) fmt::print("last event   {}\n", format_time(kitchen.at + kitchen.wall_offset_ms));
    fmt::print("open orders  {} of {} kept\n", open_orders(kitchen), kitchen.orders.size());
    for (const Station& station : kitchen.config.stations)
        fmt::print("  {:<10} {} on its board\n", station.id, board(kitchen, station.id).size());
    auto items = items_86(kitchen);
    fmt::print("86'd         {}\n", items.empty() ? "nothing" : fmt::format("{}", fmt::join(items, ", ")));
    fmt::print("digest       {} ({})\n", to_hex(replayed.digest),
               replayed.digest_from_snapshot ? "replayed from the start and from the snapshot alike"
               : replayed.from_base          ? "replayed from the start"
                                    : fmt::format("replayed from the snapshot at {}", *replayed.snapshot));
}

void print_json(const Replayed& replayed) {
    const Kitchen& kitchen = replayed.kitchen;
    json::object boards;
    for (const Station& station : kitchen.config.stations)
        boards.emplace(station.id, board(kitchen, station.id).size());
    json::array items;
    for (const std::string& item : items_86(kitchen)) items.push_back(json::value(item));
    json::object out{{"seq", replayed.head.seq},
                     {"head", to_text(replayed.head)},
                     {"base", replayed.base},
                     {"events", replayed.events},
                     {"kitchen", kitchen.config.name},
                     {"service_day", kitchen.day},
                     {"open_orders", open_orders(kitchen)},
                     {"tickets", std::move(boards)},
                     {"unavailable", std::move(items)},
                     {"digest", to_hex(replayed.digest)}};
    if (replayed.snapshot) out.emplace("snapshot_seq", *replayed.snapshot);
    fmt::print("{}\n", json::serialize(out));
}

void print_event(const Record& record, const Event& event, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", record.body);
        return;
    }
    if (const auto* audited = std::get_if<Audited>(&event.body)) {
        fmt::print("{:>8}  {}  {:<18} {} by {}: {} {}\n", event.seq,
                   format_time(event.at + event.wall_offset_ms), kind_of(event.body), word(audited->action),
                   audited->actor, audited->subject, audited->detail);
        return;
    }
    fmt::print("{:>8}  {}  {:<18} {}{}{}\n", event.seq, format_time(event.at + event.wall_offset_ms),
               kind_of(event.body), event.order_id,
               event.status ? fmt::format(" {}", word(*event.status)) : "",
               station_of(event.body).empty() ? "" : fmt::format(" {}", station_of(event.body)));
}

int run(const ToolArguments& arguments) {
    if (arguments.rest.size() > 1)
        return usage_error("replay", "it reads one journal at a time; name a station's copy with --copy");
    std::filesystem::path path = arguments.rest[0];
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) path /= "journal.db";
    if (arguments.has("--salvage")) return run_salvage(path, arguments);
    for (const char* option : {"--copy", "--into", "--orders-to"})
        if (arguments.has(option)) return usage_error("replay", std::string(option) + " goes with --salvage");
    bool as_json = arguments.has("--json");
    std::function<void(const Record&, const Event&)> each;
    if (arguments.has("--events"))
        each = [&](const Record& record, const Event& event) { print_event(record, event, as_json); };
    auto replayed = replay_journal(path, each);
    if (!replayed) {
        std::fflush(stdout);
        fmt::print(stderr, "brigade replay: {}: {}\n", path.string(), replayed.error().message);
        return exit_bad;
    }
    as_json ? print_json(*replayed) : print_text(*replayed);
    if (replayed->agrees()) return exit_good;
    std::fflush(stdout);
    fmt::print(
        stderr,
        "brigade replay: {}: the snapshot at {} leads to another state ({}) than the events themselves\n"
        "    The hub starts from the snapshot; keep this file and report it.\n",
        path.string(), *replayed->snapshot, to_hex(*replayed->digest_from_snapshot));
    return exit_bad;
}

}  // namespace

const ToolCommand replay_command{"replay",
                                 "verify a journal and say what it holds",
                                 help_text,
                                 {"--events", "--json", "--salvage"},
                                 {"--copy", "--into", "--orders-to"},
                                 "JOURNAL",
                                 true,
                                 run};

}  // namespace brigade
