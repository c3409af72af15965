// Who is let in: the register of paired devices and of the kitchen's people, kept in DATA/access.json
// (hub/access_state.h tells its form). What each may do is decided by the hub from the role; Access is asked
// only after that.
//
// Owned by the hub; loop thread, with a worker of its own for the disk and for scrypt. Every change is
// answered once it is durable, and counts from then on: before that, and after a failed write, everything is
// as it was. Changes are made one after the other. Answers come later from the loop, never from inside a
// call, and not at all once Access is destroyed. Refusals: invalid_message with the path of the field,
// `conflict` for what is taken, `unauthorized` for a wrong PIN, `rate_limited`, `journal_unavailable` when it
// could not be stored.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/lifetime.h"
#include "base/result.h"
#include "core/command.h"
#include "core/refusal.h"
#include "hub/access_state.h"
#include "hub/access_store.h"
#include "hub/pin_guard.h"
#include "net/loop.h"

namespace brigade {

struct AccessOptions {
    RandomSource random = random_bytes;
    std::function<TimeMs()> wall_clock;
    std::function<void(Audit)> audit;  // what happened, after it was stored
    ScryptCost pin_cost{};             // for a new register; one that exists goes on with its own
};

struct DeviceToAdd {
    std::string name;
    DeviceRole role = DeviceRole::kitchen;
    std::string address;
    std::string version;
    std::string told;  // the announced key's pin, where `paired` will carry it
};
struct NewDevice {
    Device device;
    std::string token;  // 64 hexadecimal digits; known to nobody but this answer
};

struct PersonToSet {
    std::string id;
    std::string name;                // empty keeps the one there is, as does nothing below
    std::optional<PersonRole> role;  // a new person needs name and PIN; without a role it is kitchen
    std::optional<std::string> pin;  // 4 to 8 digits
};

class Access {
  public:
    template <class T>
    using Answer = std::function<void(Result<T, Refusal>)>;

    // Reads the register; an empty one if there is none yet. Fails, with what to do, if it is damaged or
    // newer than this program: the hub must not start then, for it would let in everybody or nobody.
    static Result<std::unique_ptr<Access>> open(net::Loop& loop, std::unique_ptr<AccessStore> store,
                                                AccessOptions options);
    ~Access();

    const std::vector<Device>& devices() const { return state_.devices; }
    const std::vector<Person>& people() const { return state_.people; }
    const Device* device(std::string_view id) const { return state_.device(id); }
    const Person* person(std::string_view id) const { return state_.person(id); }

    // By what it says in its hello; nobody for anything that is no token. Valid until the next turn.
    const Device* device_of_token(std::string_view token) const;

    // `actor` is who asked, for the audit.
    void add_device(DeviceToAdd device, const std::string& actor, Answer<NewDevice> answer);
    void rename_device(const std::string& id, const std::string& name, const std::string& actor,
                       Answer<Device> answer);
    // Yields what it was. Its connections are the hub's to close.
    void revoke_device(const std::string& id, const std::string& actor, Answer<Device> answer);

    // That it is connected, or has been told of an announced key. Kept at once, stored within ten minutes.
    void seen(const std::string& id, const std::string& address, const std::string& version);
    void told(const std::string& id, const std::string& pin);
    // Whether it knows the hub by its key: not over a plain connection, which is one of this machine.
    void uses_pin(const std::string& id, bool uses);
    // The devices that do not know this key of the hub yet, and will have to.
    std::vector<Device> not_told(const std::string& pin) const;

    // May say `conflict` when somebody else has the PIN, not who: only for those who may set PINs anyway.
    void set_person(PersonToSet person, const std::string& actor, Answer<Person> answer);
    void remove_person(const std::string& id, const std::string& actor, Answer<Person> answer);
    // `who` is the device that asks, by its id or another lasting name; wrong PINs are counted and audited
    // for it. One at a time for each. Whom `counts` does not want has a wrong PIN, as if there were nobody.
    using Counts = bool (*)(const Person&);
    void identify(const std::string& who, const std::string& pin, Answer<Person> answer,
                  Counts counts = nullptr);

    // Stores what is not stored yet. Changes asked for before are still made and answered.
    void stop(std::function<void()> stopped);

    static constexpr std::size_t scrypts_waiting_max = 8;
    static constexpr std::size_t changes_waiting_max = 64;
    static constexpr DurationMs store_seen_ms = 10 * 60'000;

  private:
    using Apply = std::function<void(AccessState&)>;
    // What to do to the state, worked out on the state as it is when the change's turn has come; done() after
    // it is durable, or with the refusal.
    struct Change {
        std::function<Result<Apply, Refusal>(const AccessState&)> plan;
        std::function<void(std::optional<Refusal>)> done;
    };

    Access(net::Loop& loop, std::unique_ptr<AccessStore> store, AccessOptions options, AccessState state);

    void change(Change change);
    void next_change();
    void finish(const Apply& apply, const Status& status);
    void write(AccessState next, std::function<void(Status)> done);
    void later(std::function<void()> task);
    template <class T>
    void refuse_later(const Answer<T>& answer, Refusal refusal);
    void slow_hash(const std::string& pin, std::function<void(std::string)> done);
    void set_hashed(PersonToSet person, std::optional<std::string> pin_scrypt, const std::string& actor,
                    Answer<Person> answer);
    Result<Person, Refusal> judge_pin(const std::string& who, const std::string& pin_scrypt, Counts counts);
    void note_seen();
    void store_seen();
    void stop_if_done();
    void audit(const std::string& actor, AuditAction action, const std::string& subject,
               const std::string& detail);

    net::Loop& loop_;
    std::shared_ptr<AccessStore> store_;  // the worker's, once open
    const AccessOptions options_;
    AccessState state_;
    PinGuard guard_;
    std::set<std::string> identifying_;  // who waits for an identification; one each
    std::size_t scrypts_waiting_ = 0;
    std::deque<Change> changes_;  // while writing_, the first is the one being written
    bool writing_ = false;
    bool seen_unstored_ = false;
    std::function<void()> stopped_;
    net::Timer seen_timer_;
    const Lifetime lifetime_;
    std::unique_ptr<net::Worker> worker_;  // last: works while all the rest is there
};

}  // namespace brigade
