#include "station/presses.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "base/check.h"
#include "base/limits.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"

namespace brigade {
namespace {

constexpr DurationMs age_ms_told = 1'000;  // a press younger than this happened now

json::object message(std::string_view type, const std::string& order_id) {
    return {{"type", json::string_view(type)}, {"order_id", order_id}};
}

json::object pressed(std::string_view type, const Press& press) {
    json::object out = message(type, press.order_id);
    out.emplace("station", press.station);
    if (press.generation) out.emplace("generation", *press.generation);
    if (press.revision) out.emplace("revision", *press.revision);
    if (press.seen) out.emplace("seen", *press.seen);
    if (!press.cook.empty()) out.emplace("cook", press.cook);
    return out;
}

// A setter carries what its screen had seen, so that a late one changes nothing that was set since.
json::object setter(std::string_view type, const std::string& order_id, const std::optional<Seq>& seen) {
    json::object out = message(type, order_id);
    if (seen) out.emplace("seen", *seen);
    return out;
}

// The commands that a screen's keys give (station_input.cpp makes no others).
struct ToMessage {
    json::object operator()(const StartLine& start) const {
        json::object out = pressed("line.start", start.press);
        out.emplace("line_id", start.line_id);
        return out;
    }
    json::object operator()(const BumpLine& bump) const {
        json::object out = pressed("line.bump", bump.press);
        out.emplace("line_id", bump.line_id);
        if (bump.done) out.emplace("done", *bump.done);
        return out;
    }
    json::object operator()(const BumpTicket& bump) const { return pressed("ticket.bump", bump.press); }
    json::object operator()(const ConfirmChanges& confirm) const {
        return pressed("ticket.confirm", confirm.press);
    }
    json::object operator()(const RecallTicket& recall) const {
        json::object out = pressed("ticket.recall", recall.press);
        if (recall.lines) out.emplace("lines", json::array(recall.lines->begin(), recall.lines->end()));
        if (!recall.done.empty()) out.emplace("done", json::array(recall.done.begin(), recall.done.end()));
        return out;
    }
    json::object operator()(const TransferTicket& transfer) const {
        json::object out = pressed("ticket.transfer", transfer.press);
        out.emplace("to", transfer.to);
        return out;
    }
    json::object operator()(const FireCourse& fire) const {
        json::object out = message("order.fire", fire.order_id);
        out.emplace("course", fire.course);
        return out;
    }
    json::object operator()(const HoldOrder& hold) const {
        return setter("order.hold", hold.order_id, hold.seen);
    }
    json::object operator()(const ReleaseOrder& release) const {
        return setter("order.release", release.order_id, release.seen);
    }
    json::object operator()(const SetPriority& set) const {
        json::object out = setter("order.priority", set.order_id, set.seen);
        out.emplace("priority", word(set.priority));
        return out;
    }
    json::object operator()(const SetAvailability& set) const {
        json::object out{{"type", "item.availability"}, {"item", set.item}, {"available", set.available}};
        if (set.seen) out.emplace("seen", *set.seen);
        return out;
    }
    template <class Other>
    json::object operator()(const Other&) const {
        BRIGADE_CHECK(false, "a key gave a command that has no message");
        return {};
    }
};

json::object to_message(const Command& command) { return std::visit(ToMessage{}, command); }

// Kept in the outbox: the message, with the time of the press for its age.
std::string stored_text(const PendingPress& press) {
    auto value = parse_json(press.message);
    value->get_object()["pressed_at_ms"] = press.pressed_at;
    return json::serialize(*value);
}

std::optional<PendingPress> from_stored(const OutboxRequest& stored) {
    auto read = read_request(stored.body, Asker{});
    auto value = parse_json(stored.body);
    if (!std::holds_alternative<Request>(read) || !value) return std::nullopt;
    PendingPress press;
    press.id = stored.id;
    press.command = std::get<Request>(std::move(read)).command;
    press.thing = thing_set_by(press.command);
    press.sent_before = true;
    json::object& object = value->get_object();
    if (const auto* at = object.if_contains("pressed_at_ms"); at && at->is_int64())
        press.pressed_at = at->get_int64();
    object.erase("pressed_at_ms");
    press.message = json::serialize(object);
    return press;
}

}  // namespace

Result<std::unique_ptr<Presses>> Presses::open(StationStore& store) {
    auto opened = store.open_outbox();
    if (!opened) return opened.error();
    if (!opened->found.empty()) log_warning("{}", opened->found);
    std::unique_ptr<Presses> presses(new Presses(std::move(opened->outbox)));
    auto stored = presses->outbox_->all();
    if (!stored) return stored.error();
    for (const OutboxRequest& request : *stored) {
        auto press = from_stored(request);
        if (!press) {
            log_warning("a kept press cannot be read and is passed over: {}", request.body);
            continue;
        }
        std::uint64_t number = 0;
        std::from_chars(request.id.data() + 1, request.id.data() + request.id.size(), number);
        presses->next_id_ = std::max(presses->next_id_, number + 1);
        presses->pending_.push_back(std::move(*press));
    }
    return presses;
}

std::size_t Presses::waiting() const {
    return static_cast<std::size_t>(std::count_if(
        pending_.begin(), pending_.end(), [](const PendingPress& press) { return !press.acked_seq; }));
}

PendingPress& Presses::add(Command command, TimeMs now) {
    PendingPress press;
    press.id = "p" + std::to_string(next_id_++);
    json::object out = to_message(command);
    out.emplace("id", press.id);
    press.message = json::serialize(out);
    press.pressed_at = now;
    press.command = std::move(command);
    press.thing = thing_set_by(press.command);
    pending_.push_back(std::move(press));
    return pending_.back();
}

Status Presses::save(std::size_t newest) {
    std::vector<OutboxRequest> requests;
    for (auto press = pending_.end() - static_cast<std::ptrdiff_t>(newest); press != pending_.end(); ++press)
        requests.push_back({press->id, stored_text(*press)});
    WriteResult result = outbox_->add_all(requests);
    if (result.outcome == WriteOutcome::durable) return {};
    return Error{result.message};
}

const PendingPress* Presses::next() const {
    for (auto press = pending_.begin(); press != pending_.end(); ++press) {
        if (press->sent || press->acked_seq) continue;
        const auto sets_it = [&](const PendingPress& earlier) { return earlier.thing == press->thing; };
        return !press->thing.empty() && std::any_of(pending_.begin(), press, sets_it) ? nullptr : &*press;
    }
    return nullptr;
}

std::string Presses::request_text(const PendingPress& press, const Kitchen& kitchen, TimeMs now) const {
    const DurationMs age_ms = now - press.pressed_at;
    if (age_ms < age_ms_told && press.thing.empty()) return press.message;
    auto value = parse_json(press.message);
    if (age_ms >= age_ms_told) value->get_object()["age_ms"] = std::min<DurationMs>(age_ms, limits::age_ms);
    if (const auto seen = seen_by(own_.as_known(kitchen, press.command))) value->get_object()["seen"] = *seen;
    return json::serialize(*value);
}

void Presses::mark_sent(const std::string& id) {
    for (PendingPress& press : pending_)
        if (press.id == id) press.sent = true;
}

void Presses::mark_all_unsent() {
    for (PendingPress& press : pending_) {
        press.sent_before = press.sent_before || press.sent;
        press.sent = false;
    }
}

void Presses::forget_acks(Seq after) {
    for (PendingPress& press : pending_)
        if (press.acked_seq && *press.acked_seq > after) press.acked_seq.reset();
}

void Presses::acked(const std::string& id, Seq seq, bool duplicate) {
    for (PendingPress& press : pending_) {
        if (press.id != id) continue;
        press.acked_seq = seq;
        press.duplicate = duplicate;
    }
}

std::optional<PendingPress> Presses::drop(const std::string& id) {
    auto found =
        std::find_if(pending_.begin(), pending_.end(), [&](const PendingPress& p) { return p.id == id; });
    if (found == pending_.end()) return std::nullopt;
    PendingPress press = std::move(*found);
    pending_.erase(found);
    outbox_->remove(id);
    return press;
}

bool Presses::waits_for(const std::string& thing) const {
    return !thing.empty() && std::any_of(pending_.begin(), pending_.end(),
                                         [&](const PendingPress& press) { return press.thing == thing; });
}

std::vector<Command> Presses::settle(const Kitchen& replica, Seq persisted) {
    std::vector<Command> overruled;
    // Acks come in the order of sending, so the settled ones stand in front.
    while (!pending_.empty() && pending_.front().acked_seq && *pending_.front().acked_seq <= replica.seq) {
        PendingPress press = std::move(pending_.front());
        pending_.pop_front();
        // A duplicate of what it has set itself: the first answer was lost.
        const bool is_so = !press.thing.empty() && is_set(replica, press.command);
        if (!press.thing.empty() && (!press.duplicate || (press.sent_before && is_so)))
            own_.note(press.thing, *press.acked_seq);
        if (!press.thing.empty() && press.duplicate && !is_so && !waits_for(press.thing))
            overruled.push_back(std::move(press.command));
        applied_.push_back({std::move(press.id), std::move(press.thing), *press.acked_seq});
    }
    while (!applied_.empty() && applied_.front().seq <= persisted && !waits_for(applied_.front().thing)) {
        outbox_->remove(applied_.front().id);
        applied_.pop_front();
    }
    return overruled;
}

}  // namespace brigade
