#include "protocol/pairing.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support/counting_random.h"

using namespace brigade;
using brigade::test::counting_random;

namespace {

const std::string hub_pin = bytes_to_hex(sha256("the hub's key"));
const std::string foreign_pin = bytes_to_hex(sha256("the key of somebody between"));
const std::string token = bytes_to_hex(sha256("token"));

PairRequest request_of(const std::string& text) { return std::get<PairRequest>(read_pair_request(text)); }

PairReveal reveal_of(const std::string& text) { return std::get<PairReveal>(read_pair_reveal(text)); }

std::string waiting_text(const std::string& nonce) {
    return to_text(PairWaiting{"1", "hub-1", "Warung Ibu", nonce, 120});
}

std::string paired_text(const std::string& key, const std::vector<std::string>& pins) {
    return to_text(PairedMessage{key, "d-1", token, DeviceRole::kitchen, "Grill left", "hub-1", pins});
}

bool failed(const PairingStep& step) { return std::holds_alternative<PairingFailed>(step); }

std::string sent(const PairingStep& step) {
    REQUIRE(std::holds_alternative<PairingSend>(step));
    return std::get<PairingSend>(step).text;
}

std::string shown(const PairingStep& step) {
    REQUIRE(std::holds_alternative<PairingShow>(step));
    return std::get<PairingShow>(step).code;
}

// A device and a hub, each with the pin that it sees.
struct Bench {
    explicit Bench(std::string pin_at_device = hub_pin, const std::string& seed = "seed")
        : random(counting_random(seed)),
          device(random, DeviceRole::kitchen, "Grill left", "1.0", std::move(pin_at_device)) {}

    PairingAtHub at_hub(const PairRequest& request) { return {random, request, hub_pin}; }

    RandomSource random;
    PairingDevice device;
};

std::string other_code(const std::string& code) {
    std::string other = code;
    other[5] = other[5] == '9' ? '0' : static_cast<char>(other[5] + 1);
    return other;
}

}  // namespace

TEST_CASE("a device whose code is typed is paired") {
    Bench bench;
    PairingAtHub hub = bench.at_hub(request_of(bench.device.pair_text()));
    const auto show = std::get<PairingShow>(bench.device.receive(waiting_text(hub.nonce())));
    CHECK(is_pairing_code(show.code));
    CHECK(show.kitchen == "Warung Ibu");
    const std::string reveal = sent(bench.device.receive(hub.type_code(show.code)));
    REQUIRE(hub.open(reveal_of(reveal)));
    const PairingStep step = bench.device.receive(paired_text(hub.key(), {hub_pin}));
    REQUIRE(std::holds_alternative<PairingDone>(step));
    CHECK(std::get<PairingDone>(step).paired.token == token);
}

TEST_CASE("what is signed is what the contract says") {
    const std::string key(32, 'k');
    CHECK(pairing_mac("device", key, "aa", DeviceRole::kitchen, "Grill", "012345") ==
          hmac_sha256(key, "brigade pairing 1\ndevice\naa\nkitchen\nGrill\n012345"));
    const std::string nonce(32, 'n'), commit(32, 'c');
    const std::string mac = hmac_sha256(nonce, "brigade pairing 1 shown\n" + commit);
    std::uint64_t shift = 0;
    for (std::size_t i = 0; i < 8; ++i) shift = shift << 8 | static_cast<unsigned char>(mac[i]);
    const auto number = std::to_string(1'000'000 + (12'345 + shift % 1'000'000) % 1'000'000);
    CHECK(shown_code("012345", nonce, commit) == number.substr(1));
    CHECK(code_of_shown(number.substr(1), nonce, commit) == "012345");
}

TEST_CASE("every attempt has a code of its own") {
    const RandomSource random = counting_random();
    std::set<std::string> codes;
    for (int i = 0; i < 200; ++i) {
        PairingDevice device(random, DeviceRole::kitchen, "Grill", "1.0", hub_pin);
        PairingAtHub hub(random, request_of(device.pair_text()), hub_pin);
        codes.insert(shown(device.receive(waiting_text(hub.nonce()))));
    }
    CHECK(codes.size() > 195);
}

TEST_CASE("a wrong code fails, and the hub's key is not in anything that was sent") {
    Bench bench;
    PairingAtHub hub = bench.at_hub(request_of(bench.device.pair_text()));
    const std::string code = shown(bench.device.receive(waiting_text(hub.nonce())));
    const std::string reveal = sent(bench.device.receive(hub.type_code(other_code(code))));
    CHECK_FALSE(hub.open(reveal_of(reveal)));
    CHECK(failed(bench.device.receive(paired_text(std::string(32, 'x'), {hub_pin}))));
}

TEST_CASE("every code but the right one is wrong") {
    Bench bench;
    const PairRequest request = request_of(bench.device.pair_text());
    const PairingAtHub asked = bench.at_hub(request);
    const std::string code = shown(bench.device.receive(waiting_text(asked.nonce())));
    PairingAtHub first = asked;
    const PairReveal reveal = reveal_of(sent(bench.device.receive(first.type_code(code))));
    for (int number = 0; number < 1'000'000; number += 997) {
        const std::string typed = std::to_string(1'000'000 + number).substr(1);
        PairingAtHub hub = asked;
        hub.type_code(typed);
        CHECK(hub.open(reveal) == (typed == code));
    }
}

TEST_CASE("what the hub sends before it has seen the device's key tells nothing of the code") {
    // It is the nonce, which is drawn before anybody types, and a MAC under a key that is drawn for it, is
    // used for nothing else and stays inside: the same code gives another commit each time, and each code a
    // commit that no key known outside makes.
    Bench bench;
    const PairRequest request = request_of(bench.device.pair_text());
    std::set<std::string> commits;
    const RandomSource random = counting_random("hub");
    for (int i = 0; i < 50; ++i) {
        PairingAtHub hub(random, request, hub_pin);
        commits.insert(hub.type_code("482913"));
    }
    CHECK(commits.size() == 50);

    const PairingAtHub asked(counting_random("hub"), request, hub_pin);
    const std::string device_key =
        reveal_of([&] {
            bench.device.receive(waiting_text(asked.nonce()));
            return sent(bench.device.receive(to_text(PairCommit{std::string(32, 'c')})));
        }())
            .key;
    for (int number = 0; number < 1'000'000; number += 9'973) {
        const std::string typed = std::to_string(1'000'000 + number).substr(1);
        PairingAtHub hub = asked;
        const std::string commit = std::get<PairCommit>(read_pair_commit(hub.type_code(typed))).commit;
        const std::string code = code_of_shown(typed, hub.nonce(), request.commit);
        for (const std::string& known : {hub.nonce(), device_key, request.commit, hub_pin, std::string()})
            CHECK(pairing_mac("hub", known, hub_pin, request.role, request.name, code) != commit);
        CHECK(hub.nonce() == asked.nonce());
    }
}

TEST_CASE("a device reveals nothing before it has the hub's commit") {
    for (const std::string& early :
         {to_text(PairCommit{std::string(32, 'c')}), paired_text(std::string(32, 'k'), {hub_pin}),
          to_text(PairReveal{std::string(32, 'k')})}) {
        Bench bench;
        const PairingStep step = bench.device.receive(early);
        REQUIRE(failed(step));
        CHECK(std::get<PairingFailed>(step).sentence.find("wrong order") != std::string::npos);
        CHECK(failed(bench.device.receive(waiting_text(std::string(32, 'n')))));
    }
    Bench bench;
    shown(bench.device.receive(waiting_text(std::string(32, 'n'))));
    CHECK(failed(bench.device.receive(paired_text(std::string(32, 'k'), {hub_pin}))));
    CHECK(failed(bench.device.receive(to_text(PairCommit{std::string(32, 'c')}))));
}

TEST_CASE("a device shows one code and reveals one key in an attempt") {
    Bench bench;
    shown(bench.device.receive(waiting_text(std::string(32, 'n'))));
    SECTION("a second nonce would show a second code") {
        CHECK(failed(bench.device.receive(waiting_text(std::string(32, 'm')))));
    }
    SECTION("a second commit could follow what the key told") {
        sent(bench.device.receive(to_text(PairCommit{std::string(32, 'c')})));
        CHECK(failed(bench.device.receive(to_text(PairCommit{std::string(32, 'd')}))));
    }
}

TEST_CASE("a hub that refuses says why, and messages of other kinds are passed over") {
    Bench bench;
    CHECK(std::holds_alternative<PairingNothing>(bench.device.receive(R"({"type":"notice"})")));
    const PairingStep step = bench.device.receive(
        R"({"type":"error","code":"rate_limited","message":"other devices wait to be paired already"})");
    REQUIRE(failed(step));
    CHECK(std::get<PairingFailed>(step).sentence.find("other devices wait") != std::string::npos);
    CHECK(failed(bench.device.receive(waiting_text(std::string(32, 'n')))));
}

TEST_CASE("a broken message ends the attempt with a sentence") {
    Bench bench;
    const PairingStep step = bench.device.receive(R"({"type":"pairing","id":"1"})");
    REQUIRE(failed(step));
    const std::string sentence = std::get<PairingFailed>(step).sentence;
    CHECK(sentence.find("/nonce") != std::string::npos);
    const PairingStep later = bench.device.receive(waiting_text(std::string(32, 'n')));
    REQUIRE(failed(later));
    CHECK(std::get<PairingFailed>(later).sentence == sentence);
}

TEST_CASE("a device does not keep pins without the one it sees") {
    Bench bench;
    PairingAtHub hub = bench.at_hub(request_of(bench.device.pair_text()));
    const std::string code = shown(bench.device.receive(waiting_text(hub.nonce())));
    REQUIRE(hub.open(reveal_of(sent(bench.device.receive(hub.type_code(code))))));
    CHECK(failed(bench.device.receive(paired_text(hub.key(), {foreign_pin}))));
}

// --- somebody between them --------------------------------------------------------------------------------
//
// Two connections, the device's to the stranger and the stranger's to the hub, so that the device sees the
// stranger's key. The person reads what the device shows and types it at the hub.

namespace {

// The stranger's own side towards one of the two, with the code it guesses.
struct Guess {
    std::string key, commit;
    Guess(const RandomSource& random, std::string_view side, const std::string& pin, const PairRequest& as,
          const std::string& code)
        : key(random(digest_bytes)),
          commit(pairing_mac(side, key, pin, as.role, as.name, code)) {}
};

}  // namespace

TEST_CASE("between them, who relays every message fails on both sides") {
    Bench bench(foreign_pin);
    PairingAtHub hub = bench.at_hub(request_of(bench.device.pair_text()));
    const std::string code = shown(bench.device.receive(waiting_text(hub.nonce())));
    const std::string reveal = sent(bench.device.receive(hub.type_code(code)));
    CHECK_FALSE(hub.open(reveal_of(reveal)));
    CHECK(failed(bench.device.receive(paired_text(std::string(32, 'x'), {foreign_pin}))));
}

TEST_CASE("between them, who replaces any commit by one for a guessed code fails on both sides") {
    // Which of the messages the stranger makes itself; the rest is relayed.
    for (int replaced = 0; replaced < 16; ++replaced) {
        const bool own_pair = replaced & 1, own_nonce = replaced & 2, own_commit = replaced & 4,
                   own_reveal = replaced & 8;
        INFO("replaced: " << replaced);
        Bench bench(foreign_pin, "seed " + std::to_string(replaced));
        const PairRequest asked = request_of(bench.device.pair_text());
        const Guess to_hub(bench.random, "device", hub_pin, asked, "482913");
        const Guess to_device(bench.random, "hub", foreign_pin, asked, "482913");
        PairRequest request = asked;
        if (own_pair) request.commit = to_hub.commit;
        PairingAtHub hub = bench.at_hub(request);
        const std::string nonce = own_nonce ? bench.random(digest_bytes) : hub.nonce();
        const std::string code = shown(bench.device.receive(waiting_text(nonce)));
        std::string commit = hub.type_code(code);
        if (own_commit) commit = to_text(PairCommit{to_device.commit});
        PairReveal reveal = reveal_of(sent(bench.device.receive(commit)));
        if (own_reveal) reveal.key = to_hub.key;
        CHECK_FALSE(hub.open(reveal));
        CHECK(failed(bench.device.receive(paired_text(to_device.key, {foreign_pin}))));
    }
}

TEST_CASE("a false hub that learns the code early cannot take it to the real hub") {
    // The stranger sends the device a commit at once, and finds its code from the key that it reveals. The
    // person knows the number shown, and types it at the real hub, for the stranger.
    Bench bench(foreign_pin);
    const PairRequest asked = request_of(bench.device.pair_text());
    const std::string nonce = bench.random(digest_bytes);
    const std::string number = shown(bench.device.receive(waiting_text(nonce)));
    const std::string key = reveal_of(sent(bench.device.receive(to_text(PairCommit{bench.random(32)})))).key;
    // It need not search: the number and its own nonce tell the code, and the key proves it.
    const std::string code = code_of_shown(number, nonce, asked.commit);
    REQUIRE(pairing_mac("device", key, foreign_pin, asked.role, asked.name, code) == asked.commit);
    for (const std::string& guess : {code, number}) {
        PairRequest own = asked;
        const Guess to_hub(bench.random, "device", hub_pin, asked, guess);
        own.commit = to_hub.commit;
        PairingAtHub hub = bench.at_hub(own);
        hub.type_code(number);
        CHECK_FALSE(hub.open(PairReveal{to_hub.key}));
    }
    CHECK(failed(bench.device.receive(paired_text(bench.random(32), {foreign_pin}))));
}

TEST_CASE("a false hub that sends the device's own commit back fails") {
    Bench bench(foreign_pin);
    const PairRequest asked = request_of(bench.device.pair_text());
    shown(bench.device.receive(waiting_text(bench.random(32))));
    const std::string key = reveal_of(sent(bench.device.receive(to_text(PairCommit{asked.commit})))).key;
    CHECK(failed(bench.device.receive(paired_text(key, {foreign_pin}))));
}

TEST_CASE("an earlier pairing that is played again fails on both sides") {
    Bench earlier(hub_pin, "earlier");
    const std::string earlier_pair = earlier.device.pair_text();
    PairingAtHub earlier_hub = earlier.at_hub(request_of(earlier_pair));
    const std::string earlier_nonce = earlier_hub.nonce();
    const std::string number = shown(earlier.device.receive(waiting_text(earlier_nonce)));
    const std::string earlier_commit = earlier_hub.type_code(number);
    const std::string earlier_reveal = sent(earlier.device.receive(earlier_commit));
    REQUIRE(earlier_hub.open(reveal_of(earlier_reveal)));

    SECTION("to the hub, with the number that was shown then") {
        Bench later(hub_pin, "later");
        PairingAtHub hub = later.at_hub(request_of(earlier_pair));
        hub.type_code(number);
        CHECK_FALSE(hub.open(reveal_of(earlier_reveal)));
    }
    SECTION("to the same device, later") {
        Bench later(hub_pin, "later");
        shown(later.device.receive(waiting_text(earlier_nonce)));
        sent(later.device.receive(earlier_commit));
        CHECK(failed(later.device.receive(paired_text(earlier_hub.key(), {hub_pin}))));
    }
}

TEST_CASE("a commit counts for the role and the name that it was made for") {
    Bench bench;
    PairRequest asked = request_of(bench.device.pair_text());
    SECTION("another role") { asked.role = DeviceRole::installer; }
    SECTION("another name") { asked.name = "Grill right"; }
    PairingAtHub hub = bench.at_hub(asked);
    const std::string code = shown(bench.device.receive(waiting_text(hub.nonce())));
    const std::string reveal = sent(bench.device.receive(hub.type_code(code)));
    CHECK_FALSE(hub.open(reveal_of(reveal)));
}
