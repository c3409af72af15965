#include "analytics/order_events.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "base/limits.h"
#include "core/event_json.h"

namespace brigade {
namespace {

constexpr std::size_t slice_events = 1'000;
constexpr std::size_t slice_bytes = std::size_t{4} * 1024 * 1024;

// Whether the text may be about the order: most is not, and need not be decoded.
class Mention {
  public:
    explicit Mention(const std::string& order_id)
        : text_("\"order_id\":" + boost::json::serialize(boost::json::string(order_id))) {}
    bool in(const std::string& body) const { return body.find(text_) != std::string::npos; }

  private:
    std::string text_;
};

Status take(const std::vector<Record>& records, const OrderFacts& order, const Mention& mention,
            OrderEvents& found) {
    for (const Record& record : records) {
        if (record.seq > order.last_seq) return {};
        if (!mention.in(record.body)) continue;
        auto event = decode_event(record.body);
        if (!event) return event.error();
        if (event->order_id != order.id) continue;
        if (found.events.size() == limits::story_events) {
            found.cut = true;
            return {};
        }
        found.events.push_back(*std::move(event));
    }
    return {};
}

Status read_on(JournalReader& journal, Seq after, const OrderFacts& order, OrderEvents& found) {
    const Mention mention(order.id);
    for (std::size_t seen = 0; after < order.last_seq && !found.cut;) {
        if (seen >= limits::story_events_read) {
            found.cut = true;
            break;
        }
        const auto records = journal.read(after, slice_events, slice_bytes);
        if (!records) return records.error();
        if (records->empty()) break;
        if (Status taken = take(*records, order, mention, found); !taken) return taken;
        seen += records->size();
        after = records->back().seq;
    }
    return {};
}

}  // namespace

Result<OrderEvents> events_of(JournalReader& journal, const OrderFacts& order) {
    const auto base = journal.base();
    if (!base) return base.error();
    OrderEvents found;
    const Status read =
        read_on(journal, std::max(*base, order.seq - std::min<Seq>(order.seq, 1)), order, found);
    if (!read) return read.error();
    found.forgotten = found.events.empty() || found.events.front().seq != order.seq;
    return found;
}

}  // namespace brigade
