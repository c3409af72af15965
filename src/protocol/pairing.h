// How a device and a hub that never met come to trust each other: the device shows six digits, a person
// types them at the hub, and both prove to each other that they know the same digits and see the same key
// of the hub. Somebody between them has one guess in a million, with each code that a person types.
//
// The mechanism is MANA III (Gehrmann, Mitchell, Nyberg, "Manual authentication for wireless devices", 2004;
// ISO/IEC 9798-6, the mechanisms with a short key and MACs): each side commits itself with a MAC under a key
// of its own, and reveals that key only when it has the other's commit.
//
//     MAC(side, key) = HMAC-SHA256(key, "brigade pairing 1\n" side "\n" pin "\n" role "\n" name "\n" code)
//
// with side "device" or "hub", the pin of the hub's key as that side sees it on this very connection (empty
// without TLS), role and name as the device asks for them, and the device's secret code, six digits.
//
// MANA III asks the person to look at both sides in the end. People do not, and without it a false hub may
// send any commit, learn the code from the key that the device then reveals, and go with it to the
// real hub before the person has typed it there. So what the device shows is not its code, but
//
//     shown = (code + HMAC-SHA256(nonce, "brigade pairing 1 shown\n" commit, the first 8 bytes) ) mod 10^6
//
// with the nonce that the hub sends once it has the device's commit. A number that was shown is good in the
// one session it was shown for: in another one, whoever knows it would have had to commit himself to the
// right code before he heard that session's nonce. How often sessions may be begun is the hub's to limit.
//
// Both sides are pure values: text in, text out, randomness as an argument; any thread. Each serves one
// attempt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/secret.h"
#include "protocol/pairing_message.h"

namespace brigade {

// What to do after each message from the hub.
struct PairingNothing {};  // a message of another kind
struct PairingShow {
    std::string code;  // six digits, to be shown until the next step
    std::string hub;
    std::string kitchen;
    int expires_s = 0;
};
struct PairingSend {
    std::string text;  // and show the code no longer
};
struct PairingDone {
    PairedMessage paired;  // to be kept; `pins` holds the pin of this connection
};
struct PairingFailed {
    std::string sentence;  // for the person before the device; nothing is kept, and nothing more is sent
};
using PairingStep = std::variant<PairingNothing, PairingShow, PairingSend, PairingDone, PairingFailed>;

class PairingDevice {
  public:
    // `pin` is that of the connection over which all this goes. The name must be one (is_name).
    PairingDevice(const RandomSource& random, DeviceRole role, std::string name, std::string version,
                  std::string pin);

    // The first message on the connection.
    std::string pair_text() const;
    // Every message from the hub, in order. After a failure always that failure.
    PairingStep receive(std::string_view text);

  private:
    enum class State { asked, shown, revealed, done, failed };

    PairingStep receive_waiting(std::string_view text);
    PairingStep receive_commit(std::string_view text);
    PairingStep receive_paired(std::string_view text);
    PairingStep fail(std::string sentence);

    PairRequest request_;
    std::string pin_;
    std::string code_;
    std::string key_;
    std::string hub_commit_;
    State state_ = State::asked;
    std::string failure_;
};

// One device at the hub, from its `pair` on.
class PairingAtHub {
  public:
    // `pin` is that of the key this device was met with.
    PairingAtHub(const RandomSource& random, PairRequest request, std::string pin);

    const PairRequest& request() const { return request_; }
    const std::string& nonce() const { return nonce_; }

    // Once: the code that a person has typed (is_pairing_code). Yields the `pair.commit` to send.
    std::string type_code(std::string_view shown);
    bool code_typed() const { return !code_.empty(); }

    // Once, after type_code: whether the device knows the code and sees this hub's key. If not, the attempt
    // is over and the hub's key stays secret.
    bool open(const PairReveal& reveal);
    // Only after open() held.
    const std::string& key() const;

  private:
    enum class State { waiting, typed, proved, failed };

    PairRequest request_;
    std::string pin_;
    std::string nonce_;
    std::string key_;
    std::string code_;
    State state_ = State::waiting;
};

// For tests and for whoever writes another side.
std::string pairing_mac(std::string_view side, std::string_view key, std::string_view pin, DeviceRole role,
                        std::string_view name, std::string_view code);
std::string shown_code(std::string_view code, std::string_view nonce, std::string_view commit);
std::string code_of_shown(std::string_view shown, std::string_view nonce, std::string_view commit);

}  // namespace brigade
