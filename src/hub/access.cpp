#include "hub/access.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "protocol/pairing_message.h"

namespace brigade {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t token_bytes = 32;
constexpr std::size_t device_id_bytes = 8;

Refusal invalid(std::string path, std::string message) {
    return {ErrorCode::invalid_message, std::move(path), std::move(message)};
}

Refusal unknown_device(std::string_view id) {
    return invalid("/device", fmt::format("there is no paired device {}", id));
}

Refusal unknown_person(std::string_view id) {
    return invalid("/person", fmt::format("there is no person {}", id));
}

Refusal busy() {
    Refusal refusal{ErrorCode::rate_limited, "", "too much is being asked at once; try again"};
    refusal.retry_ms = 1'000;
    return refusal;
}

bool is_pin(std::string_view text) {
    return text.size() >= 4 && text.size() <= 8 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a peer says of itself, made fit to be stored.
std::string storable(const std::string& text) { return is_name(text) ? text : std::string(); }

}  // namespace

Result<std::unique_ptr<Access>> Access::open(net::Loop& loop, std::unique_ptr<AccessStore> store,
                                             AccessOptions options) {
    auto text = store->read();
    if (!text) return text.error();
    if (!*text) {
        AccessState empty{options.random(salt_bytes), options.pin_cost};
        return std::unique_ptr<Access>(
            new Access(loop, std::move(store), std::move(options), std::move(empty)));
    }
    auto state = decode_access(**text);
    if (!state)
        return Error{fmt::format(
            "{} cannot be used: {}. It says which devices and people are let in, so the hub does not start "
            "without it. Put a copy of it back; or move it away, and pair every device and set every PIN "
            "anew",
            store->place(), state.error().message)};
    return std::unique_ptr<Access>(new Access(loop, std::move(store), std::move(options), std::move(*state)));
}

Access::Access(net::Loop& loop, std::unique_ptr<AccessStore> store, AccessOptions options, AccessState state)
    : loop_(loop),
      store_(std::move(store)),
      options_(std::move(options)),
      state_(std::move(state)),
      guard_(loop.now_ms()),
      worker_(loop.make_worker()) {}

Access::~Access() { worker_.reset(); }

// --- coming back later --------------------------------------------------------------------------------

void Access::later(std::function<void()> task) { loop_.post(lifetime_.guard(std::move(task))); }

template <class T>
void Access::refuse_later(const Answer<T>& answer, Refusal refusal) {
    later([answer, refusal = std::move(refusal)] { answer(refusal); });
}

// The worker's job holds what it needs itself: it may run while Access is being destroyed.
void Access::write(AccessState next, std::function<void(Status)> done) {
    worker_->run(
        [store = store_, next = std::move(next), done = lifetime_.guard(std::move(done)), &loop = loop_] {
            loop.post([done, status = store->write(encode_access(next))] { done(status); });
        });
}

void Access::slow_hash(const std::string& pin, std::function<void(std::string)> done) {
    ++scrypts_waiting_;
    auto hashed = lifetime_.guard([this, done = std::move(done)](const std::string& hash) {
        --scrypts_waiting_;
        done(hash);
        next_change();  // stop() may wait for this one
    });
    worker_->run([pin, salt = state_.pin_salt, cost = state_.pin_cost, hashed = std::move(hashed),
                  &loop = loop_] { loop.post([hashed, hash = scrypt(pin, salt, cost)] { hashed(hash); }); });
}

// --- changes, one after the other ---------------------------------------------------------------------

void Access::change(Change change) {
    if (changes_.size() >= changes_waiting_max)
        return later([done = std::move(change.done)] { done(busy()); });
    changes_.push_back(std::move(change));
    later([this] { next_change(); });
}

void Access::next_change() {
    if (writing_) return;
    if (changes_.empty()) return stop_if_done();
    auto apply = changes_.front().plan(state_);
    if (!apply) {
        Change refused = std::move(changes_.front());
        changes_.pop_front();
        later([this] { next_change(); });
        return refused.done(apply.error());
    }
    AccessState next = state_;
    (*apply)(next);
    writing_ = true;
    write(std::move(next), [this, apply = *apply](const Status& status) { finish(apply, status); });
}

// What was seen meanwhile stands in state_, so the change is made there once more.
void Access::finish(const Apply& apply, const Status& status) {
    writing_ = false;
    Change change = std::move(changes_.front());
    changes_.pop_front();
    later([this] { next_change(); });
    if (status) {
        apply(state_);
        return change.done(std::nullopt);
    }
    log_warning("the register of devices and people could not be stored: {}", status.error().message);
    change.done(Refusal{ErrorCode::journal_unavailable, "",
                        "it could not be stored, so it does not count: " + status.error().message});
}

// --- devices ------------------------------------------------------------------------------------------

const Device* Access::device_of_token(std::string_view token) const {
    auto bytes = bytes_from_hex(token);
    if (!bytes) return nullptr;
    const std::string hash = sha256(*bytes);
    auto found = std::find_if(state_.devices.begin(), state_.devices.end(),
                              [&](const Device& device) { return same(device.token_sha256, hash); });
    return found == state_.devices.end() ? nullptr : &*found;
}

void Access::add_device(DeviceToAdd device, const std::string& actor, Answer<NewDevice> answer) {
    auto added = std::make_shared<NewDevice>();
    const std::string token = options_.random(token_bytes);
    added->token = bytes_to_hex(token);
    added->device = {"d-" + bytes_to_hex(options_.random(device_id_bytes)),
                     std::move(device.name),
                     device.role,
                     sha256(token),
                     options_.wall_clock(),
                     options_.wall_clock(),
                     storable(device.address),
                     storable(device.version),
                     device.told};
    change({[added](const AccessState& state) -> Result<Apply, Refusal> {
                if (!is_name(added->device.name))
                    return invalid("/name", "name must be text of 1 to 200 characters, without line breaks");
                if (state.devices.size() >= limits::devices)
                    return invalid("",
                                   fmt::format("{} devices are paired already; revoke one that is not used",
                                               limits::devices));
                return Apply([added](AccessState& to) { to.devices.push_back(added->device); });
            },
            [this, added, actor, answer = std::move(answer)](const std::optional<Refusal>& refusal) {
                if (refusal) return answer(*refusal);
                audit(actor, AuditAction::device_paired, added->device.id,
                      fmt::format("{}, {}", word(added->device.role), added->device.name));
                answer(*added);
            }});
}

void Access::rename_device(const std::string& id, const std::string& name, const std::string& actor,
                           Answer<Device> answer) {
    auto before = std::make_shared<std::string>();
    change({[id, name, before](const AccessState& state) -> Result<Apply, Refusal> {
                if (!is_name(name))
                    return invalid("/name", "name must be text of 1 to 200 characters, without line breaks");
                const Device* device = state.device(id);
                if (!device) return unknown_device(id);
                *before = device->name;
                return Apply([id, name](AccessState& to) { to.device(id)->name = name; });
            },
            [this, id, actor, before, answer = std::move(answer)](const std::optional<Refusal>& refusal) {
                if (refusal) return answer(*refusal);
                const Device renamed = *state_.device(id);
                audit(actor, AuditAction::device_renamed, id, fmt::format("{} → {}", *before, renamed.name));
                answer(renamed);
            }});
}

void Access::revoke_device(const std::string& id, const std::string& actor, Answer<Device> answer) {
    auto revoked = std::make_shared<Device>();
    change({[id, revoked](const AccessState& state) -> Result<Apply, Refusal> {
                const Device* device = state.device(id);
                if (!device) return unknown_device(id);
                *revoked = *device;
                return Apply([id](AccessState& from) {
                    std::erase_if(from.devices, [&](const Device& one) { return one.id == id; });
                });
            },
            [this, revoked, actor, answer = std::move(answer)](const std::optional<Refusal>& refusal) {
                if (refusal) return answer(*refusal);
                audit(actor, AuditAction::device_revoked, revoked->id, revoked->name);
                answer(*revoked);
            }});
}

void Access::seen(const std::string& id, const std::string& address, const std::string& version) {
    Device* device = state_.device(id);
    if (!device) return;
    device->seen_at = options_.wall_clock();
    device->address = storable(address);
    device->version = storable(version);
    note_seen();
}

void Access::uses_pin(const std::string& id, bool uses) {
    Device* device = state_.device(id);
    if (!device || uses == (device->told != Device::holds_no_pin)) return;
    device->told = uses ? "" : Device::holds_no_pin;
    note_seen();
}

void Access::told(const std::string& id, const std::string& pin) {
    Device* device = state_.device(id);
    if (!device || device->told == pin) return;
    device->told = pin;
    note_seen();
}

std::vector<Device> Access::not_told(const std::string& pin) const {
    std::vector<Device> devices;
    for (const Device& device : state_.devices)
        if (device.told != pin && device.told != Device::holds_no_pin) devices.push_back(device);
    return devices;
}

void Access::note_seen() {
    seen_unstored_ = true;
    if (!seen_timer_.pending()) seen_timer_ = loop_.after(store_seen_ms, [this] { store_seen(); });
}

// A change that changes nothing carries what was seen to the disk; if that fails the next one does.
void Access::store_seen() {
    if (!seen_unstored_) return;
    seen_unstored_ = false;
    change({[](const AccessState&) -> Result<Apply, Refusal> { return Apply([](AccessState&) {}); },
            [this](const std::optional<Refusal>& refusal) {
                if (refusal && !stopped_) note_seen();
            }});
}

void Access::stop(std::function<void()> stopped) {
    seen_timer_.cancel();
    stopped_ = std::move(stopped);
    later([this] { next_change(); });
}

void Access::stop_if_done() {
    if (!stopped_ || scrypts_waiting_ > 0) return;
    if (seen_unstored_) return store_seen();
    std::exchange(stopped_, nullptr)();
}

// --- people -------------------------------------------------------------------------------------------

void Access::set_person(PersonToSet person, const std::string& actor, Answer<Person> answer) {
    if (!is_id(person.id))
        return refuse_later(answer,
                            invalid("/person", "person must be 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    if (!person.name.empty() && !is_name(person.name))
        return refuse_later(
            answer, invalid("/name", "name must be text of 1 to 200 characters, without line breaks"));
    if (!person.pin) return set_hashed(std::move(person), std::nullopt, actor, std::move(answer));
    if (!is_pin(*person.pin)) return refuse_later(answer, invalid("/pin", "pin must be 4 to 8 digits"));
    if (scrypts_waiting_ >= scrypts_waiting_max) return refuse_later(answer, busy());
    const std::string pin = *person.pin;
    slow_hash(pin, [this, person = std::move(person), actor, answer = std::move(answer)](std::string hash) {
        set_hashed(person, std::move(hash), actor, answer);
    });
}

void Access::set_hashed(PersonToSet person, std::optional<std::string> pin_scrypt, const std::string& actor,
                        Answer<Person> answer) {
    const std::string id = person.id;
    const std::string what = pin_scrypt ? ", PIN set" : "";
    auto plan = [person = std::move(person),
                 pin_scrypt = std::move(pin_scrypt)](const AccessState& state) -> Result<Apply, Refusal> {
        const Person* there = state.person(person.id);
        Person next = there ? *there : Person{person.id, {}, PersonRole::kitchen, {}};
        if (!person.name.empty()) next.name = person.name;
        if (person.role) next.role = *person.role;
        if (pin_scrypt) next.pin_scrypt = *pin_scrypt;
        if (next.name.empty()) return invalid("/name", "name is missing; a new person needs one");
        if (next.pin_scrypt.empty()) return invalid("/pin", "pin is missing; a new person needs one");
        if (!there && state.people.size() >= limits::people)
            return invalid("", fmt::format("{} people are known already; remove one", limits::people));
        for (const Person& other : state.people)
            if (other.id != next.id && same(other.pin_scrypt, next.pin_scrypt))
                return Refusal{ErrorCode::conflict, "/pin", "somebody else has this PIN; choose another"};
        return Apply([next](AccessState& to) {
            std::erase_if(to.people, [&](const Person& one) { return one.id == next.id; });
            auto after = std::find_if(to.people.begin(), to.people.end(),
                                      [&](const Person& one) { return one.id > next.id; });
            to.people.insert(after, next);
        });
    };
    change({std::move(plan),
            [this, id, what, actor, answer = std::move(answer)](const std::optional<Refusal>& refusal) {
                if (refusal) return answer(*refusal);
                const Person set = *state_.person(id);
                // Every screen keeps the journal: people stand in it by their ids alone.
                audit(actor, AuditAction::person_set, id, fmt::format("{}{}", word(set.role), what));
                answer(set);
            }});
}

void Access::remove_person(const std::string& id, const std::string& actor, Answer<Person> answer) {
    auto removed = std::make_shared<Person>();
    change({[id, removed](const AccessState& state) -> Result<Apply, Refusal> {
                const Person* person = state.person(id);
                if (!person) return unknown_person(id);
                *removed = *person;
                return Apply([id](AccessState& from) {
                    std::erase_if(from.people, [&](const Person& one) { return one.id == id; });
                });
            },
            [this, removed, actor, answer = std::move(answer)](const std::optional<Refusal>& refusal) {
                if (refusal) return answer(*refusal);
                audit(actor, AuditAction::person_removed, removed->id, "");
                answer(*removed);
            }});
}

void Access::identify(const std::string& who, const std::string& pin, Answer<Person> answer, Counts counts) {
    if (!is_pin(pin)) return refuse_later(answer, invalid("/pin", "pin must be 4 to 8 digits"));
    if (identifying_.count(who) > 0 || scrypts_waiting_ >= scrypts_waiting_max)
        return refuse_later(answer, busy());
    if (DurationMs wait_ms = guard_.take(who, loop_.now_ms())) {
        Refusal refusal{ErrorCode::rate_limited, "/pin", "too many PINs were tried; wait before the next"};
        refusal.retry_ms = wait_ms;
        return refuse_later(answer, std::move(refusal));
    }
    identifying_.insert(who);
    slow_hash(pin, [this, who, answer = std::move(answer), counts](const std::string& hash) {
        identifying_.erase(who);
        answer(judge_pin(who, hash, counts));
    });
}

// Looks at everybody, whoever it is, so that the time tells nothing.
Result<Person, Refusal> Access::judge_pin(const std::string& who, const std::string& pin_scrypt,
                                          Counts counts) {
    const Person* found = nullptr;
    for (const Person& person : state_.people)
        if (same(person.pin_scrypt, pin_scrypt)) found = &person;
    if (found && (!counts || counts(*found))) {
        guard_.right(who);
        return *found;
    }
    audit(who, AuditAction::pin_wrong, "", "");
    if (DurationMs lock_ms = guard_.wrong(who, loop_.now_ms()))
        audit(who, AuditAction::pin_locked, "", fmt::format("for {} s", lock_ms / 1'000));
    return Refusal{ErrorCode::unauthorized, "/pin", "nobody has this PIN"};
}

void Access::audit(const std::string& actor, AuditAction action, const std::string& subject,
                   const std::string& detail) {
    options_.audit(Audit{actor, action, subject, detail});
}

}  // namespace brigade
