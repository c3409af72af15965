// Where devices wait until a person types the code that they show, at the hub, a screen or the managers'
// page. It keeps strangers in their bounds (how many wait, how often and for how long) and counts wrong
// codes; what a pairing proves is protocol/pairing.h's.
//
// Owned by the hub, over Access; loop thread. It knows no sockets: it sends and closes through Calls, which
// must not call back into it. Answers come later, or from inside on_message().
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/lifetime.h"
#include "hub/access.h"
#include "net/loop.h"
#include "net/server.h"
#include "protocol/pairing.h"

namespace brigade {

struct DeskHub {
    std::string hub;
    std::string kitchen;
    std::vector<std::string> pins;  // for `paired`: current, then the next one if announced
};

struct DeskCalls {
    std::function<void(net::PeerId, const std::string& text)> send;
    std::function<void(net::PeerId, std::uint16_t code, const std::string& reason)> close;
    std::function<void(Audit)> audit;
    std::function<DeskHub()> hub;
};

struct WaitingDevice {
    std::string id;
    DeviceRole role = DeviceRole::kitchen;
    std::string name;
    std::string address;
    std::string version;
    int expires_s = 0;
};

// What a person has typed.
struct TypedCode {
    std::string waiting;  // WaitingDevice::id
    std::string code;
    std::optional<DeviceRole> role = {};   // other than the one asked for
    std::optional<std::string> name = {};  // likewise
};

class PairingDesk {
  public:
    using Answer = std::function<void(Result<Device, Refusal>)>;

    PairingDesk(net::Loop& loop, Access& access, RandomSource random, DeskCalls calls);

    // Messages of a peer without a hello whose pairing_type() is not none, and all others of a peer that
    // waits here. Errors are answered, and the peer is closed, from here.
    void on_message(net::PeerId peer, const net::PeerInfo& info, std::string_view text);
    void on_close(net::PeerId peer);
    bool waits(net::PeerId peer) const { return waiting_.count(peer) > 0; }

    // Answered when the device is paired and that is durable, or with what failed: its path is /waiting,
    // /code, /role or /name.
    void pair(const TypedCode& typed, const std::string& actor, Answer answer);

    // The hub has a new key: whoever waits under another one must begin anew, for what the two prove to each
    // other holds the key's pin. One that is being stored is told so once it is stored, and taken back.
    void key_has_changed();

    std::vector<WaitingDevice> waiting() const;
    // For how many seconds still no code is taken; 0 usually.
    int locked_s() const;

    static constexpr std::size_t waiting_max = 4;
    static constexpr DurationMs waiting_ms = 120'000;
    static constexpr int wrong_max = 5;
    static constexpr DurationMs lock_ms = 5 * 60'000;
    // What bounds the guesses of somebody who knows a shown code (protocol/pairing.h): some fifty sessions in
    // the life of a code.
    static constexpr RateLimit sessions{1.0 / 3, 8};
    static constexpr RateLimit sessions_of_address{1.0 / 5, 4};
    static constexpr std::size_t addresses_max = 256;

  private:
    struct Waiting {
        std::string id;
        net::PeerInfo info;
        PairingAtHub pairing;
        DurationMs ends_ms = 0;
        net::Timer timer;
        // Once a code was typed.
        TypedCode typed;
        std::string actor;
        Answer answer;
        bool storing = false;
    };
    using Entry = std::map<net::PeerId, Waiting>::iterator;

    void on_pair(net::PeerId peer, const net::PeerInfo& info, std::string_view text);
    void on_reveal(Entry entry, std::string_view text);
    std::optional<Refusal> check_room(const net::PeerInfo& info);
    DurationMs wait_of(const std::string& address);
    Entry find(const std::string& id);
    void wrong_code(Entry entry);
    void store(Entry entry);
    void stored(net::PeerId peer, const std::string& actor, const std::string& key, const Answer& answer,
                Result<NewDevice, Refusal> added);
    void take_back(const Device& device, const std::string& actor);
    // Tells the peer, closes it, and answers whoever typed a code for it.
    void end(Entry entry, const Refusal& refusal);
    void reject(net::PeerId peer, const Refusal& refusal);
    void audit(const std::string& actor, AuditAction action, const std::string& subject,
               const std::string& detail);

    net::Loop& loop_;
    Access& access_;
    RandomSource random_;
    DeskCalls calls_;
    TokenBucket sessions_;
    std::map<std::string, TokenBucket> addresses_;
    std::map<net::PeerId, Waiting> waiting_;
    std::uint64_t last_id_ = 0;
    int wrong_ = 0;
    DurationMs locked_until_ms_ = 0;
    const Lifetime lifetime_;
};

}  // namespace brigade
