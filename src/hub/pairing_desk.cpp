#include "hub/pairing_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "protocol/client_message.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

Refusal refusal_of(ErrorCode code, std::string path, std::string message, DurationMs retry_ms = 0) {
    Refusal refusal{code, std::move(path), std::move(message)};
    if (retry_ms > 0) refusal.retry_ms = retry_ms;
    return refusal;
}

int seconds_until(DurationMs end_ms, DurationMs now_ms) {
    return static_cast<int>((std::max<DurationMs>(0, end_ms - now_ms) + 999) / 1'000);
}

// What a person typed that could never pair anything; not a try.
std::optional<Refusal> check_typed(const TypedCode& typed) {
    if (!is_pairing_code(typed.code))
        return refusal_of(ErrorCode::invalid_message, "/code",
                          "code must be the six digits that the device shows");
    if (typed.name && !is_name(*typed.name))
        return refusal_of(ErrorCode::invalid_message, "/name",
                          "name must be text of 1 to 200 characters, without line breaks");
    return std::nullopt;
}

Refusal key_changed() {
    return refusal_of(ErrorCode::unauthorized, "", "the hub has changed its key; ask to be paired again");
}

// Without TLS there is no key to be bound to.
bool is_other_key(const net::PeerInfo& info, const std::vector<std::string>& pins) {
    return !info.pin.empty() && !pins.empty() && info.pin != pins.front();
}

}  // namespace

PairingDesk::PairingDesk(net::Loop& loop, Access& access, RandomSource random, DeskCalls calls)
    : loop_(loop),
      access_(access),
      random_(std::move(random)),
      calls_(std::move(calls)),
      sessions_(sessions, loop.now_ms()) {}

// --- what devices send --------------------------------------------------------------------------------

void PairingDesk::on_message(net::PeerId peer, const net::PeerInfo& info, std::string_view text) {
    const auto entry = waiting_.find(peer);
    const PairingType type = pairing_type(text);
    if (entry == waiting_.end() && type == PairingType::pair) return on_pair(peer, info, text);
    if (entry != waiting_.end() && type == PairingType::reveal) return on_reveal(entry, text);
    const auto wrong =
        refusal_of(ErrorCode::invalid_message, "/type", "this does not come here in a pairing");
    if (entry == waiting_.end()) return reject(peer, wrong);
    end(entry, wrong);
}

void PairingDesk::on_pair(net::PeerId peer, const net::PeerInfo& info, std::string_view text) {
    auto read = read_pair_request(text);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return reject(peer, *refusal);
    if (auto refusal = check_room(info)) return reject(peer, *refusal);
    const DeskHub hub = calls_.hub();
    if (is_other_key(info, hub.pins)) return reject(peer, key_changed());
    const DurationMs ends_ms = loop_.now_ms() + waiting_ms;
    PairingAtHub pairing(random_, std::move(std::get<PairRequest>(read)), info.pin);
    const PairWaiting message{std::to_string(++last_id_), hub.hub, hub.kitchen, pairing.nonce(),
                              static_cast<int>(waiting_ms / 1'000)};
    auto& waiting =
        waiting_.emplace(peer, Waiting{message.id, info, std::move(pairing), ends_ms, {}, {}, {}, {}})
            .first->second;
    waiting.timer = loop_.after(waiting_ms, [this, peer] {
        if (auto entry = waiting_.find(peer); entry != waiting_.end())
            end(entry, refusal_of(ErrorCode::unauthorized, "", "nobody typed the code in time"));
    });
    calls_.send(peer, to_text(message));
}

std::optional<Refusal> PairingDesk::check_room(const net::PeerInfo& info) {
    const bool again = std::any_of(waiting_.begin(), waiting_.end(), [&](const auto& entry) {
        return entry.second.info.address == info.address;
    });
    if (again && !info.loopback)
        return refusal_of(ErrorCode::rate_limited, "", "a device at this address waits to be paired already",
                          5'000);
    if (waiting_.size() >= waiting_max)
        return refusal_of(ErrorCode::rate_limited, "", "other devices wait to be paired already", 5'000);
    const DurationMs wait_ms = info.loopback ? 0 : wait_of(info.address);
    if (wait_ms > 0)
        return refusal_of(ErrorCode::rate_limited, "", "too many devices asked to be paired", wait_ms);
    return std::nullopt;
}

// Each address at a rate of its own first, so that one that asks again and again leaves room for others.
DurationMs PairingDesk::wait_of(const std::string& address) {
    if (addresses_.size() >= addresses_max) addresses_.clear();
    auto place = addresses_.try_emplace(address, TokenBucket(sessions_of_address, loop_.now_ms())).first;
    const DurationMs wait_ms = place->second.take(loop_.now_ms());
    return wait_ms > 0 ? wait_ms : sessions_.take(loop_.now_ms());
}

void PairingDesk::on_reveal(Entry entry, std::string_view text) {
    Waiting& waiting = entry->second;
    if (!waiting.pairing.code_typed() || waiting.storing)
        return end(entry, refusal_of(ErrorCode::invalid_message, "/type", "nobody asked for this key"));
    auto read = read_pair_reveal(text);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return end(entry, *refusal);
    if (!waiting.pairing.open(std::get<PairReveal>(read))) return wrong_code(entry);
    wrong_ = 0;
    store(entry);
}

void PairingDesk::on_close(net::PeerId peer) {
    auto entry = waiting_.find(peer);
    if (entry == waiting_.end()) return;
    Waiting gone = std::move(entry->second);
    waiting_.erase(entry);
    if (gone.answer && !gone.storing)
        gone.answer(refusal_of(ErrorCode::conflict, "/waiting", "the device went away before it was paired"));
}

// --- what people do -----------------------------------------------------------------------------------

void PairingDesk::pair(const TypedCode& typed, const std::string& actor, Answer answer) {
    auto refuse = [&](Refusal refusal) {
        loop_.post(lifetime_.guard([answer, refusal = std::move(refusal)] { answer(refusal); }));
    };
    if (auto refusal = check_typed(typed)) return refuse(*refusal);
    if (int wait_s = locked_s())
        return refuse(refusal_of(ErrorCode::rate_limited, "/code",
                                 fmt::format("too many wrong codes were typed; wait {} s", wait_s),
                                 DurationMs{1'000} * wait_s));
    auto entry = find(typed.waiting);
    if (entry == waiting_.end())
        return refuse(refusal_of(ErrorCode::invalid_message, "/waiting",
                                 fmt::format("no device {} waits to be paired", typed.waiting)));
    Waiting& waiting = entry->second;
    if (waiting.pairing.code_typed())
        return refuse(
            refusal_of(ErrorCode::conflict, "/waiting", "somebody has just typed a code for this device"));
    waiting.typed = typed;
    waiting.actor = actor;
    waiting.answer = std::move(answer);
    calls_.send(entry->first, waiting.pairing.type_code(typed.code));
}

void PairingDesk::key_has_changed() {
    const std::vector<std::string> pins = calls_.hub().pins;
    std::vector<net::PeerId> bound;
    for (const auto& [peer, waiting] : waiting_)
        if (is_other_key(waiting.info, pins) && !waiting.storing) bound.push_back(peer);
    for (const net::PeerId peer : bound) end(waiting_.find(peer), key_changed());
}

std::vector<WaitingDevice> PairingDesk::waiting() const {
    std::vector<WaitingDevice> all;
    for (const auto& [peer, waiting] : waiting_) {
        const PairRequest& request = waiting.pairing.request();
        all.push_back({waiting.id, request.role, request.name, waiting.info.address, request.version,
                       seconds_until(waiting.ends_ms, loop_.now_ms())});
    }
    return all;
}

int PairingDesk::locked_s() const { return seconds_until(locked_until_ms_, loop_.now_ms()); }

PairingDesk::Entry PairingDesk::find(const std::string& id) {
    return std::find_if(waiting_.begin(), waiting_.end(),
                        [&](const auto& entry) { return entry.second.id == id; });
}

// --- what comes of it ---------------------------------------------------------------------------------

void PairingDesk::wrong_code(Entry entry) {
    const Waiting& waiting = entry->second;
    const std::string actor = waiting.actor;
    audit(actor, AuditAction::pairing_failed, waiting.pairing.request().name,
          fmt::format("wrong code, from {}", waiting.info.address));
    if (++wrong_ >= wrong_max) {
        wrong_ = 0;
        locked_until_ms_ = loop_.now_ms() + lock_ms;
        audit(actor, AuditAction::pairing_locked, "", fmt::format("for {} s", lock_ms / 1'000));
    }
    Refusal refusal = refusal_of(ErrorCode::unauthorized, "/code",
                                 "the code was wrong, or something stands between the device and the hub");
    const Answer answer = std::exchange(entry->second.answer, nullptr);
    end(entry, refusal);
    refusal.message += "; the device shows a new code now. ";
    refusal.message += locked_s() > 0 ? fmt::format("Too many were wrong: wait {} s", locked_s())
                                      : fmt::format("Tries left: {}", wrong_max - wrong_);
    if (answer) answer(refusal);
}

void PairingDesk::store(Entry entry) {
    Waiting& waiting = entry->second;
    const PairRequest& request = waiting.pairing.request();
    waiting.storing = true;
    waiting.timer.cancel();
    const DeskHub hub = calls_.hub();
    DeviceToAdd device{waiting.typed.name.value_or(request.name), waiting.typed.role.value_or(request.role),
                       waiting.info.address, request.version,
                       hub.pins.size() > 1 ? hub.pins[1] : std::string()};
    access_.add_device(
        std::move(device), waiting.actor,
        lifetime_.guard([this, peer = entry->first, actor = waiting.actor, key = waiting.pairing.key(),
                         answer = waiting.answer](Result<NewDevice, Refusal> added) {
            stored(peer, actor, key, answer, std::move(added));
        }));
}

// While it was being stored nobody else answered. The device may be gone, or bound to a key that the hub has
// no longer: then nobody has the token, and the entry would stand there for ever.
void PairingDesk::stored(net::PeerId peer, const std::string& actor, const std::string& key,
                         const Answer& answer, Result<NewDevice, Refusal> added) {
    auto entry = waiting_.find(peer);
    if (!added) {
        if (entry != waiting_.end()) end(entry, added.error());
        return answer(added.error());
    }
    const DeskHub hub = calls_.hub();
    if (entry == waiting_.end()) {
        take_back(added->device, actor);
        return answer(
            refusal_of(ErrorCode::conflict, "/waiting", "the device went away before it was paired"));
    }
    if (is_other_key(entry->second.info, hub.pins)) {
        take_back(added->device, actor);
        end(entry, key_changed());
        return answer(key_changed());
    }
    waiting_.erase(entry);
    calls_.send(peer, to_text(PairedMessage{key, added->device.id, added->token, added->device.role,
                                            added->device.name, hub.hub, hub.pins}));
    answer(added->device);
}

void PairingDesk::take_back(const Device& device, const std::string& actor) {
    access_.revoke_device(device.id, actor, [name = device.name](const Result<Device, Refusal>& revoked) {
        if (!revoked)
            log_warning(
                "{} went away while it was paired, and is in the register until somebody revokes it: {}",
                name, revoked.error().message);
    });
}

void PairingDesk::end(Entry entry, const Refusal& refusal) {
    const net::PeerId peer = entry->first;
    Waiting ended = std::move(entry->second);
    waiting_.erase(entry);
    reject(peer, refusal);
    if (ended.answer && !ended.storing) ended.answer(refusal);
}

void PairingDesk::reject(net::PeerId peer, const Refusal& refusal) {
    calls_.send(peer, error_text("", refusal));
    calls_.close(peer, close_code::policy, refusal.message);
}

void PairingDesk::audit(const std::string& actor, AuditAction action, const std::string& subject,
                        const std::string& detail) {
    calls_.audit(Audit{actor, action, subject, detail});
}

}  // namespace brigade
