#include "app/journal_summary.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <deque>
#include <map>

#include "app/replayed.h"
#include "core/snapshot.h"
#include "journal/open.h"

namespace brigade {
namespace {

constexpr std::size_t last_events_max = 500;
constexpr std::size_t order_name_chars = 12;

using Personal = std::function<void(std::string_view)>;

void tell_personal(const Order& order, const Personal& personal) {
    for (const std::string* text : {&order.guest, &order.notes, &order.reference, &order.server})
        personal(*text);
    for (const std::string& allergy : order.allergies) personal(allergy);
    for (const Line& line : order.lines) personal(line.notes);
}

const Order* order_in(const EventBody& body) {
    if (const auto* accepted = std::get_if<OrderAccepted>(&body)) return accepted->order.get();
    if (const auto* amended = std::get_if<OrderAmended>(&body)) return amended->order.get();
    return nullptr;
}

std::size_t lines_of(const EventBody& body) {
    if (const Order* order = order_in(body)) return order->lines.size();
    return std::visit(
        [](const auto& one) -> std::size_t {
            if constexpr (requires { one.lines.size(); }) return one.lines.size();
            return 0;
        },
        body);
}

std::string told(const Event& event) {
    boost::json::object out{{"seq", event.seq},
                            {"at", format_time(event.at + event.wall_offset_ms)},
                            {"kind", boost::json::string_view(kind_of(event.body))}};
    if (!event.order_id.empty())
        out.emplace("order", to_hex(hash_of({event.order_id})).substr(0, order_name_chars));
    if (event.status) out.emplace("status", boost::json::string_view(word(*event.status)));
    if (const auto station = station_of(event.body); !station.empty()) out.emplace("station", station);
    if (const std::size_t lines = lines_of(event.body); lines > 0) out.emplace("lines", lines);
    if (const auto* audited = std::get_if<Audited>(&event.body))
        out.emplace("action", boost::json::string_view(word(audited->action)));
    return boost::json::serialize(out) + "\n";
}

std::string statistics_of(const Replayed& replayed, const std::map<std::string, std::size_t>& kinds,
                          std::uint64_t bytes) {
    std::size_t open = 0;
    for (const auto& [seq, order] : replayed.kitchen.orders)
        if (!order.closed()) ++open;
    boost::json::object by_kind;
    for (const auto& [kind, count] : kinds) by_kind.emplace(kind, count);
    return boost::json::serialize(boost::json::object{{"bytes", bytes},
                                                      {"base", replayed.base},
                                                      {"head", to_text(replayed.head)},
                                                      {"events", replayed.events},
                                                      {"by_kind", std::move(by_kind)},
                                                      {"orders", replayed.kitchen.orders.size()},
                                                      {"open_orders", open},
                                                      {"service_day", replayed.kitchen.day},
                                                      {"stations", replayed.kitchen.config.stations.size()},
                                                      {"snapshot_agrees", replayed.agrees()}}) +
           "\n";
}

// Of orders that closed since, and whose events are no longer kept.
bool tell_of_snapshot(const std::filesystem::path& path, const Personal& personal) {
    auto reader = open_for_reading(path);
    if (!reader) return false;
    auto snapshot = (*reader)->newest_snapshot();
    if (!snapshot) return false;
    if (!*snapshot) return true;
    auto kitchen = decode_snapshot((*snapshot)->body);
    if (!kitchen) return false;
    for (const auto& [seq, order] : kitchen->orders) tell_personal(*order.content, personal);
    return true;
}

}  // namespace

JournalSummary summarise_journal(const std::filesystem::path& path, const Personal& personal) {
    std::map<std::string, std::size_t> kinds;
    std::deque<std::string> last;
    auto replayed = replay_journal(path, [&](const Record&, const Event& event) {
        ++kinds[std::string(kind_of(event.body))];
        if (const Order* order = order_in(event.body)) tell_personal(*order, personal);
        last.push_back(told(event));
        if (last.size() > last_events_max) last.pop_front();
    });
    JournalSummary summary;
    summary.whole = tell_of_snapshot(path, personal) && replayed;
    for (const std::string& event : last) summary.last_events += event;
    if (!replayed) {
        summary.statistics = "it cannot be read to its end: " + replayed.error().message + "\n";
        return summary;
    }
    for (const auto& [seq, order] : replayed->kitchen.orders) tell_personal(*order.content, personal);
    std::error_code ignored;
    summary.statistics = statistics_of(*replayed, kinds, std::filesystem::file_size(path, ignored));
    return summary;
}

}  // namespace brigade
