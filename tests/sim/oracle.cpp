#include "sim/oracle.h"

#include <fmt/core.h>

#include "core/apply.h"
#include "core/board.h"
#include "core/event_json.h"
#include "core/json_fields.h"
#include "core/snapshot.h"
#include "journal/restore.h"
#include "support/moves.h"

namespace brigade::sim {
namespace {

std::string type_of(const json::object& message) {
    const json::value* type = message.if_contains("type");
    return type && type->is_string() ? std::string(type->get_string()) : std::string();
}

template <class T>
std::optional<T> optional_of(const json::object& message, std::string_view key) {
    const json::value* value = message.if_contains(key);
    if (!value || !value->is_number()) return std::nullopt;
    return value->to_number<T>();
}

std::string text_of(const json::object& message, std::string_view key) {
    const json::value* value = message.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

void Oracle::broken(const std::string& invariant, const std::string& what) {
    if (!violation_) violation_ = Violation{invariant, what};
}

void Oracle::follow(const std::vector<ScreenNode*>& screens) {
    if (hub_->recovered) recover();
    follow_journal();
    check_copies(screens);
}

// --- the hub's journal
// --------------------------------------------------------------------------------------

void Oracle::forget_after(Seq seq) {
    while (!events_.empty() && events_.back().seq > seq) events_.pop_back();
    heads_.erase(heads_.upper_bound(seq), heads_.end());
    touched_.erase(touched_.upper_bound(seq), touched_.end());
    revisions_.clear();
    kitchen_ = Kitchen{};
    for (const Event& event : std::exchange(events_, {})) {
        Hash hash = heads_.at(event.seq);
        take(event, hash);
    }
}

// The hub has started: all that anybody was promised must be there, unless the disk was damaged and it says
// so.
void Oracle::recover() {
    Recovery recovery = std::move(*hub_->recovered);
    hub_->recovered.reset();
    if (!hub_->disk.journal.content) return;
    const JournalContent& content = *hub_->disk.journal.content;
    if (recovery.damaged) {
        damaged_ = true;
        promised_.erase(promised_.upper_bound(recovery.last_good), promised_.end());
        std::erase_if(accepted_, [&](const auto& entry) { return entry.second > recovery.last_good; });
    }
    for (const auto& [seq, hash] : promised_) {
        const StoredEvent* stored = content.event(seq);
        if (stored && stored->hash == hash) continue;
        if (!stored && seq <= content.base.head.seq) continue;  // retention
        return broken("I1", fmt::format("event {} was acked and is not in the journal after a restart", seq));
    }
    Seq kept = std::min(content.last().head.seq, kitchen_.seq);
    while (kept > content.base.head.seq && heads_.contains(kept) && content.event(kept) &&
           content.event(kept)->hash != heads_.at(kept))
        --kept;
    if (kept < kitchen_.seq) forget_after(kept);
}

void Oracle::follow_journal() {
    if (!hub_->disk.journal.content || violation_) return;
    const JournalContent& content = *hub_->disk.journal.content;
    Seq last = content.last().head.seq;
    while (kitchen_.seq < last && !violation_) {
        const StoredEvent* stored = content.event(kitchen_.seq + 1);
        if (!stored) return broken("I1", "the journal skips events");
        auto event = decode_event(stored->record.body);
        if (!event) return broken("I2", "an event on the disk cannot be read: " + event.error().message);
        take(*event, stored->hash);
    }
    if (!events_.empty() && events_.back().request_last > kitchen_.seq)
        broken("I2", fmt::format("the journal ends at {} within a request that reaches to {}", kitchen_.seq,
                                 events_.back().request_last));
}

void Oracle::take(const Event& event, const Hash& hash) {
    std::optional<std::uint32_t> revision;
    if (std::holds_alternative<OrderAccepted>(event.body)) revision = 0;
    if (const auto* amended = std::get_if<OrderAmended>(&event.body)) revision = amended->revision;
    if (revision && !revisions_.insert({event.order_id, *revision}).second)
        broken("I3", fmt::format("order {} revision {} is announced again by event {}", event.order_id,
                                 *revision, event.seq));
    const OrderState* found = kitchen_.find(event.order_id);
    std::optional<OrderState> before;
    if (found) before = *found;
    note_touched(event);
    if (!violation_ || violation_->invariant != "I3")
        apply(kitchen_, event);
    else
        return;
    if (const OrderState* after = before ? kitchen_.find(event.order_id) : nullptr)
        if (std::string wrong = test::wrong_move(*before, *after); !wrong.empty())
            broken("I4", fmt::format("order {}, event {}: {}", event.order_id, event.seq, wrong));
    events_.push_back(event);
    heads_[event.seq] = hash;
    heads_ever_.insert(hash);
}

void Oracle::note_touched(const Event& event) {
    const auto* bumped = std::get_if<LinesBumped>(&event.body);
    const auto* started = std::get_if<LineStarted>(&event.body);
    const OrderState* order = kitchen_.find(event.order_id);
    if (!order || (!bumped && !started)) return;
    const Ticket* ticket = order->find_ticket(bumped ? bumped->station : started->station);
    if (!ticket) return;
    Touched touched{event.order_id, ticket->station, ticket->generation, ticket->generation_seq, {}};
    if (bumped)
        for (const LineDone& done : bumped->lines)
            if (auto index = order->find_line(done.line))
                if (const TicketLine* line = find_ticket_line(*ticket, *index))
                    touched.completed.push_back(*line);
    touched_[event.request_last].push_back(std::move(touched));
}

// --- the screens' copies
// --------------------------------------------------------------------------------------

void Oracle::check_copies(const std::vector<ScreenNode*>& screens) {
    for (const ScreenNode* screen : screens) {
        if (!screen->disk.journal.content) continue;
        Head end = screen->disk.journal.content->last().head;
        if (copies_[screen->host] == end.seq || end.seq == 0) continue;
        copies_[screen->host] = end.seq;
        if (!heads_ever_.contains(end.hash))
            broken("I5", fmt::format("the copy of {} ends at {}, which the hub's journal never had",
                                     screen->host, to_text(end)));
    }
}

void Oracle::screen_ends(const ScreenNode& screen) {
    auto& owed = owed_[screen.host];
    for (const StoredRequest& stored : screen.disk.outbox.requests)
        if (!answered_[screen.host].contains(stored.request.id)) {
            auto value = parse_json(stored.request.body);
            owed[stored.request.id] = value ? text_of(value->as_object(), "order_id") : "";
        }
}

// --- on the wire
// ----------------------------------------------------------------------------------------------

void Oracle::delivered(std::uint64_t connection, const std::string& host, bool to_hub,
                       std::string_view text) {
    std::string_view head = text.substr(0, 120);
    if (to_hub && host.find("front") == std::string::npos)
        on_request(connection, host, text);
    else if (!to_hub &&
             (head.find(R"("type":"ack")") != head.npos || head.find(R"("type":"error")") != head.npos))
        on_answer(connection, host, text);
}

void Oracle::on_request(std::uint64_t connection, const std::string& host, std::string_view text) {
    if (text.find("\"id\":") == text.npos) return;
    auto parsed = parse_json(text);
    if (!parsed || !parsed->is_object()) return;
    const json::object& message = parsed->get_object();
    Asked asked{type_of(message),
                text_of(message, "order_id"),
                text_of(message, "station"),
                optional_of<std::uint32_t>(message, "generation"),
                optional_of<std::uint32_t>(message, "revision"),
                optional_of<Seq>(message, "seen")};
    std::string id = text_of(message, "id");
    if (auto owed = owed_.find(host); owed != owed_.end())
        if (auto found = owed->second.find(id);
            found != owed->second.end() && found->second == asked.order_id)
            owed->second.erase(found);
    asked_[{connection, id}] = std::move(asked);
}

void Oracle::on_answer(std::uint64_t connection, const std::string& host, std::string_view text) {
    auto parsed = parse_json(text);
    if (!parsed || !parsed->is_object()) return;
    const json::object& message = parsed->get_object();
    std::string re = text_of(message, "re");
    bool ack = type_of(message) == "ack";
    if (ack || text_of(message, "code") != "journal_unavailable") {
        answered_[host].insert(re);
        if (auto owed = owed_.find(host); owed != owed_.end()) owed->second.erase(re);
    }
    if (!ack) return;
    Seq seq = optional_of<Seq>(message, "seq").value_or(0);
    bool duplicate = message.at("duplicate").as_bool();
    if (!duplicate) ++acks_;
    follow_journal();
    auto known = heads_.find(seq);
    if (known == heads_.end()) {
        if (seq > kitchen_.seq)
            broken("I1",
                   fmt::format("{} was acked with event {}, which the journal does not hold", host, seq));
    } else {
        promised_[seq] = known->second;
    }
    auto asked = asked_.find({connection, re});
    if (!duplicate && asked != asked_.end()) check_press(asked->second, seq);
}

void Oracle::check_press(const Asked& asked, Seq seq) {
    auto touched = touched_.find(seq);
    if (touched == touched_.end()) return;
    for (const Touched& one : touched->second) {
        if (one.order_id != asked.order_id || one.station != asked.station) continue;
        if (asked.generation && *asked.generation != one.generation)
            broken("I4",
                   fmt::format("a {} of {} at {} was made on generation {} and changed generation {}",
                               asked.type, one.order_id, one.station, *asked.generation, one.generation));
        for (const TicketLine& line : one.completed) {
            bool changed_since = asked.revision && line.revision > *asked.revision;
            bool fired_since =
                asked.seen && line.active_seq > *asked.seen && line.active_seq > one.generation_seq;
            if (changed_since || fired_since)
                broken("I7", fmt::format("a {} at {} completed a line of {} that had not been seen",
                                         asked.type, one.station, one.order_id));
        }
    }
}

// --- once all is quiet
// ----------------------------------------------------------------------------------------

void Oracle::check_shown(const std::vector<ScreenNode*>& screens, TimeMs faults_ended_at) {
    std::set<std::string> watched;
    for (const ScreenNode* screen : screens) watched.insert(screen->station);
    for (const std::string& station : watched)
        for (const BoardEntry& entry : board(kitchen_, station))
            if (entry.ticket && entry.ticket->has_active() && entry.ticket->opened_at() <= faults_ended_at &&
                entry.ticket->shown_seq < entry.ticket->opened_seq())
                broken("I7", fmt::format(
                                 "{} (generation {}, revision {}) has not been shown at {} in time: shown up "
                                 "to event {}, but there is work since event {}",
                                 entry.order->id(), entry.ticket->generation, entry.order->revision(),
                                 station, entry.ticket->shown_seq, entry.ticket->opened_seq()));
}

void Oracle::check_heard(const Terminal& till) {
    if (damaged_) return;
    std::map<Seq, int> heard = till.heard();
    for (const Event& event : events_) {
        if (!event.status || event.terminal != till.name()) continue;
        if (heard[event.seq] != 1)
            return broken("I6", fmt::format("{} was told the status of event {} {} times, not once",
                                            till.name(), event.seq, heard[event.seq]));
        heard.erase(event.seq);
    }
    if (!heard.empty())
        broken("I6", fmt::format("{} was told a status of event {}, which is none of its own", till.name(),
                                 heard.begin()->first));
}

// What a person sees there must be what the kitchen has for that station.
void Oracle::check_glass(ScreenNode& screen) {
    ScreenModelPtr model = screen.mailbox()->newest();
    if (model->waiting > 0)
        return broken("I6", fmt::format("{} presses still wait at {}", model->waiting, screen.host));
    std::set<std::pair<std::string, std::uint32_t>> seen, due;
    for (const ScreenTicket& ticket : model->tickets) seen.insert({ticket.order_id, ticket.generation});
    for (const BoardEntry& entry : board(kitchen_, screen.station))
        due.insert(
            {entry.order->id(), entry.ticket ? entry.ticket->generation : entry.order->expo_generation});
    if (seen != due)
        broken("I6", fmt::format("{} shows {} tickets and should show {}, or other ones", screen.host,
                                 seen.size(), due.size()));
}

void Oracle::check_quiet(const std::vector<ScreenNode*>& screens, bool tills_quiet) {
    if (!hub_->running()) return broken("I6", "the hub does not come up once faults have ended");
    if (!tills_quiet) broken("I6", "a till still waits for an answer once faults have ended");
    Hash digest = state_digest(kitchen_);
    for (ScreenNode* screen : screens) {
        if (!screen->running() || !screen->screen()) {
            broken("I6", screen->host + " does not come up once faults have ended");
            continue;
        }
        const Kitchen& copy = screen->screen()->copy();
        if (state_digest(copy) != digest)
            broken("I6", fmt::format("the copy of {} at {} differs from the kitchen at {}", screen->host,
                                     copy.seq, kitchen_.seq));
        check_glass(*screen);
        if (auto& owed = owed_[screen->host]; !owed.empty())
            broken("I1", fmt::format("{} has forgotten press {} on {}, which was on its disk", screen->host,
                                     owed.begin()->first, owed.begin()->second));
    }
}

}  // namespace brigade::sim
