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

// The commands that a screen's keys give (station.cpp makes no others).
json::object to_message(const Command& command) {
    if (const auto* start = std::get_if<StartLine>(&command)) {
        json::object out = pressed("line.start", start->press);
        out.emplace("line_id", start->line_id);
        return out;
    }
    if (const auto* bump = std::get_if<BumpLine>(&command)) {
        json::object out = pressed("line.bump", bump->press);
        out.emplace("line_id", bump->line_id);
        if (bump->done) out.emplace("done", *bump->done);
        return out;
    }
    if (const auto* bump = std::get_if<BumpTicket>(&command)) return pressed("ticket.bump", bump->press);
    if (const auto* confirm = std::get_if<ConfirmChanges>(&command))
        return pressed("ticket.confirm", confirm->press);
    if (const auto* recall = std::get_if<RecallTicket>(&command)) {
        json::object out = pressed("ticket.recall", recall->press);
        if (recall->lines) out.emplace("lines", json::array(recall->lines->begin(), recall->lines->end()));
        return out;
    }
    const auto* fire = std::get_if<FireCourse>(&command);
    BRIGADE_CHECK(fire, "a key gave a command that has no message");
    json::object out = message("order.fire", fire->order_id);
    out.emplace("course", fire->course);
    return out;
}

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
    pending_.push_back(std::move(press));
    return pending_.back();
}

Status Presses::save(const PendingPress& press) {
    WriteResult result = outbox_->add(press.id, stored_text(press));
    if (result.outcome == WriteOutcome::durable) return {};
    return Error{result.message};
}

std::string Presses::request_text(const PendingPress& press, TimeMs now) {
    DurationMs age_ms = now - press.pressed_at;
    if (age_ms < age_ms_told) return press.message;
    auto value = parse_json(press.message);
    value->get_object()["age_ms"] = std::min<DurationMs>(age_ms, limits::age_ms);
    return json::serialize(*value);
}

void Presses::mark_sent(const std::string& id) {
    for (PendingPress& press : pending_)
        if (press.id == id) press.sent = true;
}

void Presses::mark_all_unsent() {
    for (PendingPress& press : pending_) press.sent = false;
}

void Presses::acked(const std::string& id, Seq seq) {
    for (PendingPress& press : pending_)
        if (press.id == id) press.acked_seq = seq;
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

void Presses::settle(Seq applied, Seq persisted) {
    // Acks come in the order of sending, so the settled ones stand in front.
    while (!pending_.empty() && pending_.front().acked_seq && *pending_.front().acked_seq <= applied) {
        applied_.emplace_back(pending_.front().id, *pending_.front().acked_seq);
        pending_.pop_front();
    }
    while (!applied_.empty() && applied_.front().second <= persisted) {
        outbox_->remove(applied_.front().first);
        applied_.pop_front();
    }
}

}  // namespace brigade
