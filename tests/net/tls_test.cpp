#include "net/tls.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "net/client_fixture.h"

using namespace brigade;
using namespace brigade::test;

namespace {

const net::Identity& other_identity() {
    static const net::Identity identity = *net::make_identity("Another kitchen", 1'700'000'000'000);
    return identity;
}

std::string key_of_another_kind() {
    EVP_PKEY* key = EVP_EC_gen("P-384");
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    std::string pem(text, static_cast<std::size_t>(size));
    BIO_free(bio);
    EVP_PKEY_free(key);
    return pem;
}

struct TlsFixture : ClientFixture {
    TlsFixture() : ClientFixture(true) {}

    // How an attempt to connect ended, which it must.
    std::string failure(const net::HubAddress& address) {
        const int before = seen.closed;
        REQUIRE(client->connect(address));
        REQUIRE(until([&] { return seen.closed == before + 1; }));
        CHECK(client->peer_pin().empty());
        return seen.reason;
    }
    net::HubAddress with_pins(std::vector<std::string> pins) const {
        return {"wss://" + server->address() + "/v1", std::move(pins)};
    }
    void open_with(const net::HubAddress& address) {
        const int before = seen.opened;
        REQUIRE(client->connect(address));
        REQUIRE(until([&] { return seen.opened == before + 1; }));
    }
};

}  // namespace

TEST_CASE("an identity that was kept is read back as the same one, and no two are alike") {
    const net::Identity& made = hub_identity();
    CHECK(made.pin.size() == 64);
    CHECK(made.pin.find_first_not_of("0123456789abcdef") == std::string::npos);
    const auto read = net::read_identity(made.key_pem, made.certificate_pem);
    REQUIRE(read);
    CHECK(read->pin == made.pin);
    CHECK(other_identity().pin != made.pin);
    for (const std::string& name : {std::string(), std::string(200, 'x'), std::string("\xff\xfe")})
        CHECK(net::make_identity(name, 0));
}

TEST_CASE("a key or certificate that cannot be used is explained") {
    const net::Identity& ours = hub_identity();
    const auto why = [](const std::string& key, const std::string& certificate) {
        const auto read = net::read_identity(key, certificate);
        return read ? std::string() : read.error().message;
    };
    CHECK(has(why("", ours.certificate_pem), "key is damaged"));
    CHECK(has(why(ours.key_pem.substr(0, 80), ours.certificate_pem), "key is damaged"));
    CHECK(has(why(ours.certificate_pem, ours.certificate_pem), "key is damaged"));
    CHECK(has(why(ours.key_pem, "-----BEGIN CERTIFICATE-----\nnonsense\n"), "certificate is damaged"));
    CHECK(has(why(ours.key_pem, ours.key_pem), "certificate is damaged"));
    CHECK(has(why(other_identity().key_pem, ours.certificate_pem), "do not belong together"));
    CHECK(has(why(key_of_another_kind(), ours.certificate_pem), "another kind"));
    net::EventLoop loop;
    RecordedEvents events;
    const net::Identity torn{other_identity().key_pem, ours.certificate_pem, ours.pin};
    CHECK_FALSE(net::Server::listen(loop, "127.0.0.1:0", events, {{}, torn}));
}

TEST_CASE("a hub with another key than the pinned ones hears nothing from the client") {
    TlsFixture fixture;
    fixture.listen();
    const std::string reason = fixture.failure(fixture.with_pins({other_identity().pin}));
    CHECK(has(reason, "the hub's key is not the one this device was paired with"));
    CHECK(fixture.seen.opened == 0);
    CHECK(fixture.until([&] { return fixture.refused(net::Refusal::broken_tls) == 1; }));
    CHECK(fixture.events.opened.empty());
}

TEST_CASE("one of several pins is enough, and without any the key that was met is told") {
    TlsFixture fixture;
    fixture.listen();
    fixture.open_with(fixture.with_pins({other_identity().pin, hub_identity().pin}));
    CHECK(fixture.client->peer_pin() == hub_identity().pin);
    CHECK(fixture.events.last_info.secure);
    fixture.client->drop("enough");
    REQUIRE(fixture.until([&] { return fixture.seen.closed == 1; }));
    fixture.open_with(fixture.with_pins({}));
    CHECK(fixture.client->peer_pin() == hub_identity().pin);
}

TEST_CASE("a new key meets new connections, the old ones talk on under the old key") {
    TlsFixture fixture;
    fixture.listen();
    fixture.open_with(fixture.with_pins({hub_identity().pin}));
    CHECK_FALSE(fixture.server->use_identity({"nonsense", "nonsense", ""}));
    CHECK(fixture.events.last_info.pin == hub_identity().pin);
    REQUIRE(fixture.server->use_identity(other_identity()));
    RecordedClient later_seen;
    const auto later = net::Client::make(fixture.loop, later_seen);
    REQUIRE(later->connect(fixture.with_pins({other_identity().pin})));
    REQUIRE(fixture.until([&] { return later_seen.opened == 1 && fixture.events.opened.size() == 2; }));
    CHECK(fixture.events.last_info.pin == other_identity().pin);
    CHECK(fixture.client->send("still here"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 1; }));
    CHECK(fixture.client->peer_pin() == hub_identity().pin);
    later->drop("again, with the old pin");
    REQUIRE(fixture.until([&] { return later_seen.closed == 1; }));
    REQUIRE(later->connect(fixture.with_pins({hub_identity().pin})));
    REQUIRE(fixture.until([&] { return later_seen.closed == 2; }));
    CHECK(has(later_seen.reason, "paired with"));
}

TEST_CASE("a port without TLS takes no key") {
    ServerFixture fixture(false);
    fixture.listen();
    CHECK_FALSE(fixture.server->use_identity(hub_identity()));
}

TEST_CASE("TLS 1.2 is spoken, 1.1 is not") {
    ServerFixture fixture(true);
    fixture.listen();
    RawSocket old({fixture.server->address(), true, TLS1_1_VERSION});
    REQUIRE(fixture.until([&] { return old.closed(); }));
    CHECK_FALSE(old.shook_hands());
    CHECK(fixture.until([&] { return fixture.refused(net::Refusal::broken_tls) == 1; }));
    RawSocket good({fixture.server->address(), true, TLS1_2_VERSION});
    CHECK(fixture.until([&] { return good.shook_hands(); }));
}

TEST_CASE("plain HTTP and junk on a TLS port end clearly and cost nobody else anything") {
    ServerFixture fixture(true);
    fixture.listen();
    const auto bystander = fixture.open_raw();
    for (const char* said :
         {"GET / HTTP/1.1\r\nHost: k\r\n\r\n", "\x16\x03\x01\xff\xff junk junk junk", "\x80"}) {
        RawSocket stranger(Wire{fixture.server->address()});
        stranger.say(said + std::string(20'000, '\0'));
        CHECK(fixture.until([&] { return stranger.closed(); }));
    }
    CHECK(fixture.until([&] { return fixture.refused(net::Refusal::broken_tls) == 3; }));
    bystander->say(client_frame(1, "unharmed"));
    CHECK(fixture.until([&] { return fixture.events.messages.size() == 1; }));
}

TEST_CASE("a record that was tampered with ends the connection it came on") {
    ServerFixture fixture(true);
    fixture.listen();
    const auto socket = fixture.open_raw();
    socket->say_beneath(std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x'));
    REQUIRE(fixture.until([&] { return fixture.events.closed.size() == 1 && socket->closed(); }));
    CHECK(fixture.events.messages.empty());
}

TEST_CASE("wss to a port without TLS, and the other way round, fail with a sentence") {
    TlsFixture fixture;
    fixture.listen();
    CHECK(has(fixture.failure({"ws://" + fixture.server->address() + "/v1"}), "cannot connect"));
    fixture.tls = false;
    fixture.listen();
    CHECK(has(fixture.failure(fixture.with_pins({hub_identity().pin})), "TLS could not be agreed on"));
}

TEST_CASE("what is not encrypted does not leave the machine") {
    TlsFixture fixture;
    fixture.listen();
    CHECK(has(fixture.failure({"ws://192.0.2.1:8686/v1"}), "wss://"));
}

TEST_CASE("one frame goes to plain and TLS peers alike") {
    ServerFixture secure(true);
    secure.listen();
    RecordedEvents plain_events;
    auto plain = net::Server::listen(secure.loop, "127.0.0.1:0", plain_events);
    REQUIRE(plain);
    const auto a = secure.open_raw();
    RawSocket b(Wire{(*plain)->address()});
    b.say(handshake());
    REQUIRE(secure.until([&] { return plain_events.opened.size() == 1; }));
    CHECK_FALSE(plain_events.last_info.secure);
    const net::FramePtr frame = net::make_frame("for all");
    secure.server->send(secure.events.opened[0], frame);
    (*plain)->send(plain_events.opened[0], frame);
    const std::string expected = server_frame(1, "for all");
    CHECK(secure.until([&] { return a->heard().ends_with(expected) && b.heard().ends_with(expected); }));
}
