#include "app/salvaged.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "base/directory.h"
#include "core/order_json.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

bool starts_another_file(const std::string& name) {
    for (const char* end : {"-wal", "-shm", "-journal", ".lock", ".suspect", ".new", ".next"})
        if (name.ends_with(end)) return true;
    return false;
}

void add_directory(const fs::path& directory, std::vector<fs::path>& files) {
    for (const fs::path& entry : entries_of(directory)) {
        const std::string name = entry.filename().string();
        bool journal = name.starts_with("replica.db") || name.starts_with("journal.db");
        if (journal && !starts_another_file(name)) files.push_back(entry);
    }
}

std::vector<const OrderElsewhere*> still_to_cook(const Merged& merged) {
    std::vector<const OrderElsewhere*> orders;
    for (const OrderElsewhere& order : merged.elsewhere)
        if (!order.finished) orders.push_back(&order);
    return orders;
}

std::string counted(std::size_t number, const char* one, const char* more) {
    return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::string report_of(const Merged& merged) {
    std::string text;
    for (const MergeSource& source : merged.sources)
        text += fmt::format("{}\n    {}\n", source.path.string(), source.sentence);
    text += fmt::format("\nhistory   events {} to {}\nhead      {}\n", merged.base + 1, merged.head.seq,
                        to_text(merged.head));
    for (const std::string& note : merged.notes) text += fmt::format("note      {}\n", note);
    for (const std::string& sentence : merged.missing) text += fmt::format("missing   {}\n", sentence);
    if (merged.lost_orders_count > 0) {
        constexpr std::size_t named = 20;
        std::vector<std::string> ids(merged.lost_orders.begin(),
                                     merged.lost_orders.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                      named, merged.lost_orders.size())));
        text += fmt::format("missing   {}, of which only the ids are left: {}{}\n",
                            counted(merged.lost_orders_count, "order", "orders"), fmt::join(ids, ", "),
                            merged.lost_orders_count > named ? ", …" : "");
    }
    auto open = still_to_cook(merged);
    for (const OrderElsewhere* order : open)
        text += fmt::format("left out  order {} ({}), {}, only in {}\n", order->order.number, order->order.id,
                            counted(order->order.lines.size(), "line", "lines"), order->source.string());
    if (std::size_t finished = merged.elsewhere.size() - open.size())
        text += fmt::format("left out  {}, served or void: nothing to cook\n",
                            counted(finished, "finished order", "finished orders"));
    if (merged.complete()) text += "missing   nothing\n";
    return text;
}

Status write_orders(const fs::path& file, const std::vector<const OrderElsewhere*>& orders) {
    std::ofstream out(file, std::ios::binary);
    for (const OrderElsewhere* order : orders) out << json::serialize(order_to_json(order->order)) << '\n';
    out.close();
    if (!out) return Error{fmt::format("{} cannot be written", file.string())};
    return {};
}

Status is_free(const std::optional<fs::path>& file) {
    std::error_code ignored;
    if (!file || fs::symlink_status(*file, ignored).type() == fs::file_type::not_found) return {};
    return Error{
        fmt::format("{} is there already; name a new file, nothing is written over", file->string())};
}

std::string way_on(const SalvageRequest& request, bool with_orders) {
    std::string text = fmt::format(
        "\nTo go on with it: stop the hub, move {0} and {0}-wal to another place,\n"
        "move {1} to {0}, give it to the hub's user, and start the hub.\n",
        request.journal.string(), request.into->string());
    if (with_orders) text += fmt::format("Then: brigade send {}\n", request.orders_to->string());
    return text;
}

}  // namespace

std::vector<fs::path> copies_named(const SalvageRequest& request) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (int number = 1; number <= 9; ++number) {
        fs::path aside = request.journal.string() + ".damaged-" + std::to_string(number);
        if (fs::exists(aside, ignored)) files.push_back(std::move(aside));
    }
    for (const fs::path& copy : request.copies) {
        if (fs::is_directory(copy, ignored))
            add_directory(copy, files);
        else
            files.push_back(copy);
    }
    return files;
}

Result<Salvaged> salvage_by_hand(const SalvageRequest& request) {
    if (auto free = is_free(request.into); !free) return free.error();
    if (auto free = is_free(request.orders_to); !free) return free.error();
    auto merged = read_copies(request.journal, copies_named(request));
    if (!merged) return merged.error();
    Salvaged salvaged;
    salvaged.merged = *std::move(merged);
    salvaged.report = report_of(salvaged.merged);
    auto open = still_to_cook(salvaged.merged);
    if (!open.empty() && request.into && !request.orders_to) {
        salvaged.refused = fmt::format(
            "{} cannot be in the new journal, because the hub has gone on without them; name a file for them "
            "with --orders-to, or enter them again by hand",
            counted(open.size(), "order that is still to be cooked", "orders that are still to be cooked"));
        return salvaged;
    }
    bool with_orders = !open.empty() && request.orders_to;
    if (with_orders) {
        if (auto orders = write_orders(*request.orders_to, open); !orders) return orders.error();
        salvaged.report += fmt::format("\nwritten   {}: {}\n", request.orders_to->string(),
                                       counted(open.size(), "order", "orders"));
    }
    if (request.into) {
        if (auto written = write_merged(salvaged.merged, *request.into); !written) return written.error();
        salvaged.written = true;
        salvaged.report += fmt::format("{}written   {}\n", with_orders ? "" : "\n", request.into->string());
        salvaged.report += way_on(request, with_orders);
    }
    const Merged& all = salvaged.merged;
    salvaged.complete = all.missing.empty() && all.lost_orders_count == 0 && (open.empty() || with_orders);
    return salvaged;
}

int run_salvage(const fs::path& journal, const ToolArguments& arguments) {
    for (const char* option : {"--events", "--json"})
        if (arguments.has(option))
            return usage_error("replay", std::string(option) + " does not go with --salvage");
    SalvageRequest request{journal, {}, {}, {}};
    for (const std::string& copy : arguments.values("--copy")) request.copies.emplace_back(copy);
    if (arguments.has("--into")) request.into = arguments.value("--into", "");
    if (arguments.has("--orders-to")) request.orders_to = arguments.value("--orders-to", "");
    auto salvaged = salvage_by_hand(request);
    if (!salvaged) {
        fmt::print(stderr, "brigade replay: {}\n", salvaged.error().message);
        return exit_bad;
    }
    fmt::print("{}", salvaged->report);
    if (!salvaged->refused.empty()) {
        std::fflush(stdout);
        fmt::print(stderr, "brigade replay: {}\n", salvaged->refused);
        return exit_bad;
    }
    if (!request.into && !request.orders_to)
        fmt::print("\nNothing was written; name the new journal with --into.\n");
    return salvaged->complete ? exit_good : exit_bad;
}

}  // namespace brigade
