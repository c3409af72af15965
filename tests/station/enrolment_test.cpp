#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <memory>
#include <optional>

#include "base/limits.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/restore.h"
#include "station/enrolment.h"
#include "station/full_disk.h"
#include "station/hub_link.h"
#include "station/replica.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

const std::string key_a(64, 'a'), key_b(64, 'b'), key_c(64, 'c');

PairingRecord a_record() {
    return {"hub-1", "Warung Ibu", {key_a}, std::string(64, '1'), "d-1", "Grill left"};
}

FromHubWelcome welcome_with(std::vector<std::string> pins) {
    FromHubWelcome welcome;
    welcome.pins = std::move(pins);
    return welcome;
}

struct EnrolmentDesk {
    TemporaryDirectory directory;
    std::unique_ptr<StationStore> store = store_in(directory.path());
    Enrolment enrolment{*store, random_bytes, "Grill left", "1.0"};
};

// A hub's history, as it comes over the wire.
struct History {
    Head head;
    Seq seq = 0;

    Status reach(Replica& replica, std::size_t count) {
        const std::vector<Event> events = more(count);
        return replica.apply_events(events, to_text(head));
    }
    std::vector<Event> more(std::size_t count) {
        std::vector<Event> events;
        for (std::size_t i = 0; i < count; ++i) {
            Event event;
            event.seq = ++seq;
            event.at = opening;
            event.body = ClockCorrected{static_cast<DurationMs>(seq)};
            head = next_head(head, {event.seq, event.at, encode_event(event)});
            events.push_back(std::move(event));
        }
        return events;
    }
};

}  // namespace

TEST_CASE("a pairing is read as it was kept, and a damaged one is told, not taken for none") {
    EnrolmentDesk desk;
    REQUIRE(desk.store->keep_pairing(a_record()));
    auto kept = desk.store->pairing();
    REQUIRE(kept);
    REQUIRE(*kept);
    CHECK(**kept == a_record());
    std::ofstream(desk.directory.path() / "pairing.json") << R"({"hub":"hub-1","pins":[]})";
    auto damaged = desk.enrolment.open(false);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().message.find("pairing.json") != std::string::npos);
    CHECK(desk.enrolment.open(true));
    CHECK_FALSE(std::filesystem::exists(desk.directory.path() / "pairing.json"));
}

TEST_CASE("pins are learned only from a list with the key that is seen, and by a screen that is paired") {
    EnrolmentDesk desk;
    REQUIRE(desk.enrolment.open(false));
    CHECK(desk.enrolment.learn(welcome_with({key_a}), key_a));
    CHECK(desk.enrolment.pins().empty());
    REQUIRE(desk.store->keep_pairing(a_record()));
    REQUIRE(desk.enrolment.open(false));
    CHECK(desk.enrolment.learn(welcome_with({key_b, key_c}), key_a));
    CHECK(desk.enrolment.pins() == std::vector{key_a});
    CHECK(desk.enrolment.learn(welcome_with({key_a, key_b}), key_a));
    CHECK(desk.enrolment.pins() == std::vector{key_a, key_b});
    CHECK((*desk.store->pairing())->pins.size() == 2);
}

TEST_CASE("a hub on this machine is greeted without a pairing, one on the network is not") {
    EnrolmentDesk desk;
    REQUIRE(desk.enrolment.open(false));
    CHECK_FALSE(desk.enrolment.pairs(false));
    CHECK(desk.enrolment.pairs(true));
    REQUIRE(desk.store->keep_pairing(a_record()));
    REQUIRE(desk.enrolment.open(false));
    CHECK_FALSE(desk.enrolment.pairs(true));
    desk.enrolment.refused();
    CHECK(desk.enrolment.pairs(true));
    CHECK(desk.enrolment.pins() == std::vector{key_a});  // and then with the hub that it knows alone
}

TEST_CASE("a pairing that came to nothing leaves the token to be tried again, and the two take turns") {
    EnrolmentDesk desk;
    REQUIRE(desk.store->keep_pairing(a_record()));
    REQUIRE(desk.enrolment.open(false));
    for (int turn = 0; turn < 2; ++turn) {
        desk.enrolment.refused();
        desk.enrolment.closed(true);
        CHECK(desk.enrolment.pairs(true));
        desk.enrolment.closed(false);  // the hub was not there just then: that was no attempt
        CHECK(desk.enrolment.pairs(true));
        desk.enrolment.begin(key_a);
        desk.enrolment.closed(true);
        CHECK_FALSE(desk.enrolment.pairs(true));
        desk.enrolment.greets();
    }
    CHECK(desk.enrolment.state().kind ==
          PairingState::Kind::code);  // the screen says that another code comes
    desk.enrolment.known();
    CHECK(desk.enrolment.state().kind == PairingState::Kind::none);
}

TEST_CASE("a token that was given on this machine is shown to nobody on the network") {
    EnrolmentDesk desk;
    PairingRecord record = a_record();
    record.pins.clear();
    REQUIRE(desk.store->keep_pairing(record));
    REQUIRE(desk.enrolment.open(false));
    CHECK(desk.enrolment.pairs(true));
    CHECK_FALSE(desk.enrolment.pairs(false));
    CHECK_FALSE(desk.enrolment.knows(key_a));
}

TEST_CASE("when nobody answers any more the screen no longer warns of another key") {
    EnrolmentDesk desk;
    REQUIRE(desk.store->keep_pairing(a_record()));
    REQUIRE(desk.enrolment.open(false));
    desk.enrolment.found_key(key_b);
    desk.enrolment.closed(false);
    desk.enrolment.found_key("");
    CHECK(desk.enrolment.state().kind == PairingState::Kind::none);
}

TEST_CASE("which addresses are this machine, and which go over TLS, whatever their letters") {
    for (const char* url : {"ws://127.0.0.1:8686/v1", "WS://localhost/v1", "ws://[::1]:1/v1"})
        CHECK(is_this_machine(url));
    for (const char* url :
         {"ws://192.168.1.5/v1", "ws://127.0.0.1.example/v1", "ws://hub.local/v1", "nonsense"})
        CHECK_FALSE(is_this_machine(url));
    CHECK(is_secure("WSS://hub.local/v1"));
    CHECK_FALSE(is_secure("ws://hub.local/v1"));
}

TEST_CASE("another key than the pinned one leads to no pairing") {
    EnrolmentDesk desk;
    REQUIRE(desk.store->keep_pairing(a_record()));
    REQUIRE(desk.enrolment.open(false));
    desk.enrolment.found_key(key_b);
    desk.enrolment.closed(false);
    CHECK(desk.enrolment.state().kind == PairingState::Kind::foreign_key);
    CHECK_FALSE(desk.enrolment.pairs(true));
}

TEST_CASE(
    "a screen whose own disk is full keeps a bounded number of events, and begins its copy anew later") {
    TemporaryDirectory directory;
    std::atomic<bool> full = false;
    FullStore store(directory.path(), full);
    auto replica = Replica::open(store);
    REQUIRE(replica);
    History history;
    const std::string snapshot = encode_snapshot(Kitchen{});
    REQUIRE((*replica)->begin(to_text(history.head), snapshot));
    full = true;
    REQUIRE(history.reach(**replica, 10));
    CHECK_FALSE((*replica)->persist());
    CHECK((*replica)->unwritten() == 10);
    REQUIRE(history.reach(**replica, limits::replica_unwritten_events));
    REQUIRE(history.reach(**replica, 10));
    CHECK((*replica)->unwritten() == 0);
    CHECK((*replica)->behind());
    CHECK_FALSE((*replica)->persist());
    CHECK((*replica)->kitchen().seq == history.seq);

    full = false;
    REQUIRE((*replica)->persist());
    CHECK_FALSE((*replica)->behind());
    CHECK((*replica)->persisted() == history.seq);
    REQUIRE(history.reach(**replica, 3));
    REQUIRE((*replica)->persist());
    replica->reset();
    auto again = Replica::open(store);
    REQUIRE(again);
    CHECK((*again)->kitchen().seq == history.seq);
    CHECK((*again)->head_text() == to_text(history.head));
}
