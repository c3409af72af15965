// Looks after devices, people and keys for those who may (docs/protocol.md, "Looking after devices"): each
// request of AdminCommand becomes a question to the register, the pairing desk or the keys, and its answer a
// text. Who may ask has been checked before.
//
// Owned by the hub; loop thread. Answers come once what they tell is durable, perhaps at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hub/access.h"
#include "hub/keys.h"
#include "hub/pairing_desk.h"
#include "hub/screenshot_desk.h"
#include "hub/session.h"
#include "protocol/admin_answer.h"
#include "protocol/admin_message.h"

namespace brigade {

class Admin {
  public:
    // The rest of the hub, as far as it is needed here.
    struct Hub {
        std::function<void(const std::function<void(const Session&)>&)> each_session;  // that has said hello
        // To the screen of a device, or of a program on this machine by its screen id; false: not connected.
        std::function<bool(const std::string& device, const std::string& text)> tell_screen;
        std::function<void(const std::string& device)> disconnect;
        std::function<void(const net::Identity& identity)> use_key;
        std::function<void()> call_devices_back;  // so that they hear which keys count
        std::function<void()> people_changed;     // who is no longer who they were is signed out
        std::function<void(LogLevel level, DurationMs for_ms)> log;  // the hub's own
        std::function<void(const TakeScreenshot&, ScreenshotDesk::Answer)> screenshot;
        std::function<void(Audit)> audit;
        std::function<TimeMs()> wall_clock;
        std::function<Seq()> seq;
    };
    using Tell = std::function<void(const std::variant<std::string, Refusal>&)>;
    // Who asks.
    struct Who {
        std::string device;      // for the audit; and wrong PINs are counted for it
        std::string person;      // who has signed in there; empty: nobody
        bool lacks_pin = false;  // may look, and change nothing before a manager has signed in there
        std::function<void(std::optional<Person>)> signs_in;  // or out; may be empty
    };

    // `keys` is nullptr where the network is not served.
    Admin(Access& access, PairingDesk& desk, HubKeys* keys, Hub hub)
        : access_(access),
          desk_(desk),
          keys_(keys),
          hub_(std::move(hub)) {}

    void answer(const AdminRequest& request, const Who& who, Tell tell);

  private:
    // One question being answered.
    struct Question {
        std::string id;
        Who who;
        Tell tell;
        std::string actor() const;  // in the audit
    };

    void on(const ListDevices&, const Question& question);
    void on(const PairDevice& pair, const Question& question);
    void on(const RenameDevice& rename, const Question& question);
    void on(const RevokeDevice& revoke, const Question& question);
    void on(const IdentifyScreen& identify, const Question& question);
    void on(const RestartScreen& restart, const Question& question);
    void on(const SetLog& set, const Question& question);
    void on(const TakeScreenshot& take, const Question& question);
    void on(const ListPeople&, const Question& question);
    void on(const SetPerson& set, const Question& question);
    void on(const RemovePerson& remove, const Question& question);
    void on(const IdentifyPerson& identify, const Question& question);
    void on(const SignOut&, const Question& question);
    void on(const ShowKey&, const Question& question);
    void on(const AnnounceKey&, const Question& question);
    void on(const ChangeKey& change, const Question& question);

    std::vector<DeviceFacts> devices() const;
    std::string name_of(const std::string& device) const;
    void ack(const Question& question) const;
    void tell_screen(const Question& question, const std::string& device, const std::string& text);
    void audit(const Question& question, AuditAction action, const std::string& subject,
               const std::string& detail) const;
    // Tells a refusal, or what `good` makes of the value.
    template <class T, class Good>
    Access::Answer<T> then(const Question& question, Good good);

    Access& access_;
    PairingDesk& desk_;
    HubKeys* keys_;
    Hub hub_;
};

}  // namespace brigade
