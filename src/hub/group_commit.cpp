#include "hub/group_commit.h"

#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "base/log.h"
#include "core/apply.h"
#include "core/event_json.h"

namespace brigade {
namespace {

Refusal unavailable(const std::string& why) {
    return {ErrorCode::journal_unavailable, "", "the journal cannot be written (" + why + "); send it again"};
}

}  // namespace

GroupCommit::GroupCommit(Restored start, JournalReader& reader, Writer& writer, Events events)
    : reader_(reader),
      writer_(writer),
      events_(std::move(events)),
      working_(start.kitchen),
      committed_(std::move(start.kitchen)),
      head_(start.head) {}

// An order that is not in the kitchen may be one of another day: its id is known for ever.
std::optional<Refusal> GroupCommit::look_up(const Command& command, Context& context) {
    const std::string& id = order_id_of(command);
    if (id.empty() || working_.find(id)) return std::nullopt;
    auto found = reader_.find_order(id);
    if (!found) return unavailable(found.error().message);
    if (!*found) return std::nullopt;
    known_ = {(*found)->seq, (*found)->content, nullptr};
    if (auto records = reader_.read(known_.seq - 1, 1, limits::hub_message_bytes);
        records && !records->empty())
        if (auto event = decode_event(records->front().body); event && event->order_id == id) {
            known_accepted_ = std::move(*event);
            known_.accepted = &*known_accepted_;
        }
    context.known = &known_;
    return std::nullopt;
}

void GroupCommit::submit(const Command& command, Context context, Answer answer) {
    if (waiting_.size() >= limits::requests_waiting) {
        answer(Refusal{ErrorCode::rate_limited, "", "the kitchen has more to write than it can", {}, 100});
        return;
    }
    if (auto refusal = look_up(command, context)) {
        answer(*refusal);
        return;
    }
    Decision decision = decide(working_, command, context);
    gather(std::move(decision.events));
    Waiting waiting{working_.seq, std::move(decision.answer), std::move(answer)};
    if (waiting.rests_on <= committed_.seq)
        tell(std::move(waiting));
    else
        waiting_.push_back(std::move(waiting));
}

void GroupCommit::gather(std::vector<Event> events) {
    for (Event& event : events) {
        apply(working_, event);
        if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
            open_orders_.push_back({event.order_id, event.seq, accepted->content});
        open_.bodies.push_back(encode_event(event));
        open_.events.push_back(std::move(event));
    }
    if (!open_.events.empty()) schedule_flush();
}

// Everything that arrived in the same turn of the loop shares one fdatasync.
void GroupCommit::schedule_flush() {
    if (writing_ || flush_scheduled_) return;
    flush_scheduled_ = true;
    events_.post(lifetime_.guard([this] {
        flush_scheduled_ = false;
        flush();
    }));
}

void GroupCommit::flush() {
    if (writing_ || open_.events.empty()) return;
    writing_ = true;
    written_ = std::exchange(open_, {});
    Batch batch;
    batch.orders = std::exchange(open_orders_, {});
    batch.events.reserve(written_.events.size());
    for (std::size_t i = 0; i < written_.events.size(); ++i)
        batch.events.push_back({written_.events[i].seq, written_.events[i].at, written_.bodies[i]});
    writer_.append(std::move(batch), [this](const AppendResult& result) { on_appended(result); });
}

void GroupCommit::on_appended(const AppendResult& result) {
    writing_ = false;
    if (result.outcome == WriteOutcome::durable)
        commit(result.head);
    else
        give_up(result.message);
    if (!open_.events.empty()) schedule_flush();
}

void GroupCommit::commit(const Head& head) {
    if (!trouble_.empty()) log_info("the journal can be written again");
    const bool recovered = !std::exchange(trouble_, {}).empty();
    for (const Event& event : written_.events) apply(committed_, event);
    BRIGADE_CHECK(head.seq == committed_.seq, "what was committed is not what was appended");
    written_.before = std::exchange(head_, head);
    written_.head = head;
    ++counters_.batches;
    counters_.events += written_.events.size();
    CommittedBatch batch = std::exchange(written_, {});
    answer_durable();
    events_.committed(batch);
    if (recovered && events_.troubled) events_.troubled();
}

// Nothing was stored: what was decided since the last durable batch has not happened.
void GroupCommit::give_up(const std::string& message) {
    ++counters_.appends_refused;
    if (trouble_.empty()) log_error("the journal cannot be written: {}", message);
    const bool news = std::exchange(trouble_, message) != message;
    written_ = {};
    open_ = {};
    open_orders_.clear();
    working_ = committed_;
    for (Waiting& waiting : std::exchange(waiting_, {})) {
        waiting.answer = unavailable(message);
        tell(std::move(waiting));
    }
    if (news && events_.troubled) events_.troubled();
}

void GroupCommit::answer_durable() {
    while (!waiting_.empty() && waiting_.front().rests_on <= committed_.seq) {
        Waiting waiting = std::move(waiting_.front());
        waiting_.pop_front();
        tell(std::move(waiting));
    }
}

void GroupCommit::tell(Waiting waiting) {
    if (const Ack* ack = std::get_if<Ack>(&waiting.answer)) {
        ++(ack->duplicate ? counters_.duplicates : counters_.acks);
        if (ack->routed && !ack->duplicate && ack->revision == 0u) ++counters_.orders;
    } else {
        ++counters_.refusals;
    }
    waiting.tell(waiting.answer);
}

}  // namespace brigade
