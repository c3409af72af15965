// Whether this screen's hub knows it, and what is done where not. Keeps the record of the pairing, decides
// how each connection begins, and goes through a pairing when one is needed:
//
//   - at a hub that answers over TLS, while there is no record,
//   - when the hub that has the pinned key says that it does not know this screen's token (any more).
//
// Another key than the pinned one never leads to a pairing: a machine in between would bring just that about.
// A person decides then, by starting the station with --pair-again, which forgets the record.
//
// Every attempt draws a new code. The token is sent to whoever has a pinned key, stored, and never logged.
// Loop thread; owned by the StationScreen, which passes on what comes from the hub.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "protocol/from_hub.h"
#include "protocol/pairing.h"
#include "station/pairing_record.h"
#include "station/screen_model.h"
#include "station/store.h"

namespace brigade {

class Enrolment {
  public:
    // `name` is what the screen is to be called; the hub may call it something else.
    Enrolment(StationStore& store, RandomSource random, std::string name, std::string version);

    // Reads the record; `again` forgets it instead. A record that cannot be read is kept aside by the store
    // and told in the error; the screen then has none.
    Status open(bool again);

    // Of the next connection: which keys the hub may have (none: any), and whether it begins with a pairing.
    const std::vector<std::string>& pins() const { return record_.pins; }
    bool pairs(bool secure) const;
    const std::string& token() const { return record_.token; }
    const std::string& kitchen() const { return record_.kitchen; }
    const PairingRecord& record() const { return record_; }
    const std::string& name() const { return record_.name.empty() ? name_ : record_.name; }

    // Whether the hub at the other end, whose key has this pin, is the one that the token was given by.
    bool knows(const std::string& pin) const;
    // The connection that has just opened begins with a greeting.
    void greets();
    // The hub has taken the token.
    void known() { state_ = {}; }
    // A pairing over a connection that has just opened: its first message.
    std::string begin(const std::string& peer_pin);
    bool pairing() const { return device_.has_value(); }
    // What is to be done after a message that came while pairing.
    struct Step {
        std::string send;     // empty: nothing
        bool shows = false;   // a code is on the screen from now on
        bool paired = false;  // greet the hub on a new connection
        bool failed = false;  // the connection is of no more use
        Status kept = {};     // paired: whether the record could be stored
    };
    Step receive(std::string_view text, TimeMs now);

    // The hub with the pinned key does not know our token. The next connection begins with a pairing, the one
    // after that with the token again: what a hub says when its disk fails need not stay true.
    void refused();
    // Which keys the hub may have from now on, its id and its kitchen's name, as told over a connection that
    // has the key `peer_pin`.
    Status learn(const FromHubWelcome& welcome, const std::string& peer_pin);
    // Who answers has this one, which we do not know. Empty: nobody answers with any such.
    void found_key(const std::string& pin);
    void closed(bool was_open);  // the connection, or an attempt

    const PairingState& state() const { return state_; }

  private:
    void end_attempt();

    StationStore& store_;
    RandomSource random_;
    std::string name_, version_;
    PairingRecord record_;
    bool refused_ = false;
    std::optional<PairingDevice> device_;
    std::string peer_pin_;
    PairingState state_;
};

}  // namespace brigade
