#include "hub/pairing_desk.h"

#include <catch2/catch_test_macros.hpp>

#include "hub/access_bench.h"

using namespace brigade;
using namespace brigade::test;

namespace {

const std::string pin = bytes_to_hex(sha256("the hub's key"));

struct Peer {
    std::vector<std::string> texts;
    std::optional<std::uint16_t> closed;
};

struct DeskBench : AccessBench {
    std::map<net::PeerId, Peer> peers;
    std::vector<std::string> pins{pin};
    PairingDesk desk{
        loop,
        *access,
        random,
        {[this](net::PeerId peer, const std::string& text) { peers[peer].texts.push_back(text); },
         [this](net::PeerId peer, std::uint16_t code, const std::string&) { peers[peer].closed = code; },
         [this](Audit audit) { audits.push_back(std::move(audit)); },
         [this] {
             return DeskHub{"hub-1", "Warung Ibu", pins};
         }}};

    static net::PeerInfo at(int peer) {
        net::PeerInfo info;
        info.address = "192.168.1." + std::to_string(peer);
        info.secure = true;
        info.pin = pin;
        return info;
    }
    PairingDevice device() { return {random, DeviceRole::kitchen, "Grill left", "1.0", pin}; }
    void say(net::PeerId peer, const std::string& text) {
        desk.on_message(peer, at(static_cast<int>(peer)), text);
    }
    // The device asks and shows its code.
    std::string ask(net::PeerId peer, PairingDevice& device) {
        say(peer, device.pair_text());
        REQUIRE_FALSE(peers[peer].texts.empty());
        const PairingStep step = device.receive(peers[peer].texts.back());
        REQUIRE(std::holds_alternative<PairingShow>(step));
        return std::get<PairingShow>(step).code;
    }
    Answered<Device> type(const std::string& waiting, const std::string& code) {
        Answered<Device> answered;
        desk.pair({waiting, code}, "boss", answered.take());
        loop.run();
        return answered;
    }
    // The device reads what was sent last and sends what follows.
    PairingStep go_on(net::PeerId peer, PairingDevice& device) {
        const PairingStep step = device.receive(peers[peer].texts.back());
        if (const auto* send = std::get_if<PairingSend>(&step)) say(peer, send->text);
        return step;
    }
    bool refused(net::PeerId peer, std::string_view part) {
        const Peer& one = peers[peer];
        return one.closed == 1008 && !one.texts.empty() &&
               one.texts.back().find(R"("type":"error")") != std::string::npos &&
               one.texts.back().find(part) != std::string::npos;
    }
};

std::string other_code(std::string code) {
    code[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
    return code;
}

}  // namespace

TEST_CASE("a device waits, its code is typed, and it is paired once that is stored") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    REQUIRE(bench.desk.waiting().size() == 1);
    CHECK(bench.desk.waiting()[0].name == "Grill left");
    CHECK(bench.desk.waiting()[0].address == "192.168.1.7");
    CHECK(bench.desk.waiting()[0].expires_s == 120);
    CHECK(bench.desk.waits(7));

    auto answered = bench.type("1", code);
    CHECK_FALSE(answered.yet());
    bench.loop.worker_held = true;
    bench.go_on(7, device);
    bench.loop.run();
    CHECK_FALSE(answered.yet());
    CHECK(bench.peers[7].texts.back().find("paired") == std::string::npos);
    bench.loop.worker_held = false;
    bench.loop.run();
    const PairingStep step = bench.go_on(7, device);
    REQUIRE(std::holds_alternative<PairingDone>(step));
    const PairedMessage& paired = std::get<PairingDone>(step).paired;
    CHECK(answered.value().id == paired.device);
    CHECK(bench.access->device_of_token(paired.token));
    CHECK_FALSE(bench.peers[7].closed);
    CHECK_FALSE(bench.desk.waits(7));
    CHECK(bench.count(AuditAction::device_paired) == 1);
    CHECK(bench.audits[0].actor == "boss");
}

TEST_CASE("who types the code may give another role and name") {
    DeskBench bench;
    bench.pins = {pin, bytes_to_hex(sha256("the next key"))};
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    Answered<Device> answered;
    bench.desk.pair({"1", code, DeviceRole::manager, "Office"}, "boss", answered.take());
    bench.go_on(7, device);
    bench.loop.run();
    const PairingStep step = bench.go_on(7, device);
    REQUIRE(std::holds_alternative<PairingDone>(step));
    CHECK(std::get<PairingDone>(step).paired.role == DeviceRole::manager);
    CHECK(std::get<PairingDone>(step).paired.name == "Office");
    CHECK(std::get<PairingDone>(step).paired.pins == bench.pins);
    CHECK(answered.value().told == bench.pins[1]);
}

TEST_CASE("a wrong code ends the attempt, and the hub's key is never sent") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", other_code(code));
    bench.go_on(7, device);
    CHECK(answered.refusal().code == ErrorCode::unauthorized);
    CHECK(answered.refusal().path == "/code");
    CHECK(bench.refused(7, "unauthorized"));
    CHECK(std::holds_alternative<PairingFailed>(bench.go_on(7, device)));
    CHECK(bench.desk.waiting().empty());
    CHECK(bench.access->devices().empty());
    CHECK(bench.count(AuditAction::pairing_failed) == 1);
    for (const std::string& text : bench.peers[7].texts) CHECK(text.find("\"key\"") == std::string::npos);
}

TEST_CASE("five wrong codes lock pairing for five minutes, a right one before starts anew") {
    DeskBench bench;
    net::PeerId peer = 0;
    std::string said;
    auto attempt = [&](bool right) {
        bench.loop.advance(5'000);
        PairingDevice device = bench.device();
        const std::string code = bench.ask(++peer, device);
        auto answered = bench.type(std::to_string(peer), right ? code : other_code(code));
        if (!answered.yet()) bench.go_on(peer, device);
        bench.loop.run();
        const bool good = answered.good();
        if (!good) said = answered.refusal().message;
        if (!good && answered.refusal().code == ErrorCode::rate_limited) {
            CHECK(answered.refusal().retry_ms.value_or(0) > 0);
            bench.desk.on_close(peer);
        }
        return good;
    };
    for (int i = 0; i < 4; ++i) CHECK_FALSE(attempt(false));
    CHECK(attempt(true));
    CHECK_FALSE(attempt(false));
    CHECK(said.ends_with("the device shows a new code now. Tries left: 4"));
    for (int i = 0; i < 3; ++i) CHECK_FALSE(attempt(false));
    CHECK(said.ends_with("Tries left: 1"));
    CHECK(bench.desk.locked_s() == 0);
    CHECK_FALSE(attempt(false));
    CHECK(said.ends_with("Too many were wrong: wait 300 s"));
    CHECK(bench.desk.locked_s() == 300);
    CHECK(bench.count(AuditAction::pairing_locked) == 1);
    CHECK_FALSE(attempt(true));
    bench.loop.advance(300'000);
    CHECK(bench.desk.locked_s() == 0);
    CHECK(attempt(true));
}

TEST_CASE("nobody waits longer than two minutes") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    bench.loop.advance(119'000);
    CHECK(bench.desk.waiting()[0].expires_s == 1);
    Answered<Device> answered;
    SECTION("for a code") {}
    SECTION("for the device's key") { answered = bench.type("1", code); }
    const bool typed = bench.peers[7].texts.size() > 1;
    bench.loop.advance(1'000);
    CHECK(bench.refused(7, "in time"));
    CHECK(bench.desk.waiting().empty());
    CHECK(answered.yet() == typed);
}

TEST_CASE("four devices wait and no more, one from an address but several on this machine") {
    DeskBench bench;
    std::vector<PairingDevice> devices;
    for (int i = 0; i < 6; ++i) devices.push_back(bench.device());
    for (std::size_t peer = 1; peer <= 3; ++peer) bench.ask(peer, devices[peer]);
    bench.desk.on_message(9, DeskBench::at(1), devices[0].pair_text());
    CHECK(bench.refused(9, "at this address"));
    bench.ask(4, devices[4]);
    bench.say(5, devices[5].pair_text());
    CHECK(bench.refused(5, "other devices wait"));
    CHECK(bench.desk.waiting().size() == 4);

    DeskBench local;
    const net::PeerInfo here{"127.0.0.1", true};
    for (std::size_t peer = 1; peer <= 4; ++peer)
        local.desk.on_message(peer, here, devices[peer].pair_text());
    CHECK(local.desk.waiting().size() == 4);
    local.desk.on_message(5, here, devices[5].pair_text());
    CHECK(local.refused(5, "other devices wait"));
}

TEST_CASE("sessions are begun at a rate that leaves no room for guessing") {
    DeskBench bench;
    int begun = 0;
    net::PeerId peer = 1'000;
    for (DurationMs tried_ms = 0; tried_ms < PairingDesk::waiting_ms; tried_ms += 100) {
        PairingDevice device = bench.device();
        bench.say(++peer, device.pair_text());
        begun += bench.desk.waits(peer);
        bench.desk.on_close(peer);
        bench.loop.advance(100);
    }
    CHECK(begun >= 40);
    CHECK(begun <= 50);
}

TEST_CASE("what cannot pair anything is refused and is no try") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    CHECK(bench.type("9", code).refusal().path == "/waiting");
    CHECK(bench.type("1", "12345").refusal().path == "/code");
    Answered<Device> named;
    bench.desk.pair({"1", code, {}, "a\nb"}, "boss", named.take());
    bench.loop.run();
    CHECK(named.refusal().path == "/name");
    CHECK(bench.peers[7].texts.size() == 1);
    CHECK(bench.audits.empty());
    auto answered = bench.type("1", code);
    CHECK(bench.type("1", code).refusal().code == ErrorCode::conflict);
    bench.go_on(7, device);
    bench.loop.run();
    CHECK(answered.good());
}

TEST_CASE("messages out of order and broken ones end the attempt") {
    DeskBench bench;
    const std::string key = to_text(PairReveal{std::string(32, 'k')});
    bench.say(1, key);
    CHECK(bench.refused(1, "/type"));
    bench.say(2, R"({"type":"pair","protocol":1,"role":"kitchen","name":"Grill","commit":"00"})");
    CHECK(bench.refused(2, "/commit"));

    PairingDevice device = bench.device();
    SECTION("its key before anybody typed") {
        bench.ask(7, device);
        bench.say(7, key);
    }
    SECTION("another pair") {
        bench.ask(7, device);
        bench.say(7, bench.device().pair_text());
    }
    SECTION("a hello") {
        bench.ask(7, device);
        bench.say(7, R"({"type":"hello","protocol":1,"role":"pos"})");
    }
    SECTION("no JSON") {
        bench.ask(7, device);
        bench.say(7, "what");
    }
    CHECK(bench.refused(7, "/type"));
    CHECK(bench.desk.waiting().empty());
}

TEST_CASE("a device that goes away is forgotten, and whoever typed its code hears of it") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", code);
    SECTION("before it revealed its key") {
        bench.desk.on_close(7);
        bench.loop.run();
    }
    SECTION("while it was being stored: nobody has its token, so it is revoked again") {
        bench.go_on(7, device);
        bench.desk.on_close(7);
        bench.loop.run();
        CHECK(bench.count(AuditAction::device_revoked) == 1);
    }
    SECTION("while it was being stored, closed for talking on") {
        bench.go_on(7, device);
        bench.say(7, "{}");
        CHECK(bench.refused(7, "/type"));
        bench.loop.run();
    }
    CHECK(answered.refusal().path == "/waiting");
    CHECK(bench.desk.waiting().empty());
    CHECK(bench.access->devices().empty());
    CHECK(bench.on_disk_is_empty());
}

TEST_CASE("a device that cannot be stored is told, and keeps nothing") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", code);
    bench.disk->failing = true;
    bench.go_on(7, device);
    bench.loop.run();
    CHECK(answered.refusal().code == ErrorCode::journal_unavailable);
    CHECK(bench.refused(7, "journal_unavailable"));
    CHECK(std::holds_alternative<PairingFailed>(bench.go_on(7, device)));
}

TEST_CASE("a stranger between device and hub is not paired, and it counts as a wrong code") {
    DeskBench bench;
    PairingDevice device(bench.random, DeviceRole::kitchen, "Grill left", "1.0",
                         bytes_to_hex(sha256("theirs")));
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", code);
    bench.go_on(7, device);
    CHECK(answered.refusal().code == ErrorCode::unauthorized);
    CHECK(bench.refused(7, "unauthorized"));
    CHECK(bench.count(AuditAction::pairing_failed) == 1);
}

TEST_CASE("a hub that changes its key ends the pairings that were begun under the old one") {
    DeskBench bench;
    const std::string next = bytes_to_hex(sha256("the next key"));
    PairingDevice device = bench.device(), local = bench.device(), late = bench.device();
    const std::string code = bench.ask(7, device);
    bench.desk.on_message(8, {"127.0.0.1", true}, local.pair_text());
    Answered<Device> answered;
    SECTION("before a code was typed") {}
    SECTION("while the device is asked for its key") { answered = bench.type("1", code); }
    const bool typed = bench.peers[7].texts.size() > 1;
    bench.pins = {next};
    bench.desk.key_has_changed();
    CHECK(bench.refused(7, "changed its key"));
    CHECK(answered.yet() == typed);
    CHECK(bench.desk.waits(8));  // without TLS there is no key that it could be bound to
    bench.say(9, late.pair_text());
    CHECK(bench.refused(9, "changed its key"));
    CHECK(bench.access->devices().empty());
}

TEST_CASE(
    "a device whose pairing is being stored while the key changes is taken back, for it would keep nothing") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", code);
    bench.loop.worker_held = true;
    bench.go_on(7, device);
    bench.pins = {bytes_to_hex(sha256("the next key"))};
    bench.desk.key_has_changed();
    CHECK_FALSE(answered.yet());
    bench.loop.worker_held = false;
    bench.loop.run();
    CHECK(answered.refusal().code == ErrorCode::unauthorized);
    CHECK(bench.refused(7, "changed its key"));
    CHECK(bench.count(AuditAction::device_revoked) == 1);
    CHECK(bench.on_disk_is_empty());
}

TEST_CASE("a device that was paired and never came back is revoked, and that is audited") {
    DeskBench bench;
    PairingDevice device = bench.device();
    const std::string code = bench.ask(7, device);
    auto answered = bench.type("1", code);
    bench.go_on(7, device);
    bench.loop.run();
    const std::string id = answered.value().id;
    bench.desk.on_close(7);  // with its token read, or not: nobody can tell
    Answered<Device> revoked;
    bench.access->revoke_device(id, "boss", revoked.take());
    bench.loop.run();
    CHECK(revoked.value().id == id);
    CHECK(bench.access->devices().empty());
    CHECK(bench.on_disk_is_empty());
    REQUIRE(bench.count(AuditAction::device_revoked) == 1);
    CHECK(bench.audits.back().actor == "boss");
    CHECK(bench.audits.back().subject == id);
}
