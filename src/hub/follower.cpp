#include "hub/follower.h"

#include <algorithm>

#include "base/log.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

constexpr std::size_t chunk_events = 512;
constexpr std::size_t chunk_bytes = 128 * 1024;
static_assert(chunk_bytes + limits::client_message_bytes + 4096 < limits::hub_message_bytes);

}  // namespace

Follower::Follower(const Hello& hello, const GroupCommit& commits, JournalReader& reader, Send send)
    : role_(hello.role),
      terminal_(hello.name),
      station_(hello.station),
      commits_(commits),
      reader_(reader),
      send_(std::move(send)) {
    if (resumable(hello))
        sent_ = *hello.after;
    else if (wants_events())
        begin_with_snapshot();
    else
        begin_with_latest();
}

// Whether what the peer has is the beginning of what we have, and the rest is still kept.
bool Follower::resumable(const Hello& hello) const {
    if (!hello.after || *hello.after > commits_.committed().seq) return false;
    auto base = reader_.base();
    if (!base || *hello.after < *base) return false;
    if (hello.head.empty()) return true;
    auto head = head_from_text(hello.head);
    if (!head || head->seq > commits_.committed().seq) return false;
    auto ours = reader_.head_at(head->seq);
    return ours && *ours && **ours == *head;
}

void Follower::begin_with_snapshot() {
    sent_ = commits_.committed().seq;
    for (std::string& part :
         snapshot_texts(sent_, to_text(commits_.head()), encode_snapshot(commits_.committed())))
        queue_.push_back(std::move(part));
}

// What each open order's stations were last told, oldest first, so that the greatest seq is the last.
void Follower::begin_with_latest() {
    const Kitchen& kitchen = commits_.committed();
    sent_ = kitchen.seq;
    std::vector<LatestStatus> latest;
    for (Seq seq : kitchen.index.open) {
        const OrderState& order = kitchen.orders.at(seq);
        if (order.closed() || (role_ == Role::pos && order.terminal != terminal_)) continue;
        for (LatestStatus& status : latest_statuses(order, kitchen.wall_offset_ms))
            latest.push_back(std::move(status));
    }
    std::sort(latest.begin(), latest.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
    for (LatestStatus& status : latest) queue_.push_back(std::move(status.text));
}

bool Follower::wants_status(const Event& event) const {
    if (role_ == Role::station) return false;
    if (std::holds_alternative<AvailabilitySet>(event.body)) return true;
    return event.status && (role_ != Role::pos || event.terminal == terminal_);
}

bool Follower::catch_up() {
    constexpr int texts_at_once = 64;
    if (!queue_.empty()) {
        std::size_t bytes = 0;
        for (int i = 0; i < texts_at_once && !queue_.empty() && bytes < chunk_bytes; ++i) {
            bytes += queue_.front().size();
            send_(net::make_frame(std::move(queue_.front())));
            queue_.pop_front();
        }
        return true;
    }
    if (sent_ < commits_.committed().seq) return send_missed_events();
    send_(net::make_frame(live_text(sent_, to_text(commits_.head()))));
    live_ = true;
    return true;
}

bool Follower::send_missed_events() {
    std::size_t events_max = std::min<std::size_t>(chunk_events, commits_.committed().seq - sent_);
    auto records = reader_.read(sent_, events_max, chunk_bytes);
    auto head = records && !records->empty() ? reader_.head_at(records->back().seq)
                                             : Result<std::optional<Head>>(std::optional<Head>());
    if (!records || records->empty() || !head || !*head) {
        log_error("what a peer missed cannot be read: {}",
                  records ? "the journal ends early" : records.error().message);
        return false;
    }
    if (wants_events()) {
        std::vector<std::string_view> bodies;
        for (const Record& record : *records) bodies.push_back(record.body);
        send_(net::make_frame(events_text(to_text(**head), bodies)));
    }
    if (role_ != Role::station)
        for (const Record& record : *records)
            if (auto event = decode_event(record.body); event && wants_status(*event))
                if (auto text = status_text(*event)) send_(net::make_frame(std::move(*text)));
    sent_ = records->back().seq;
    return true;
}

}  // namespace brigade
