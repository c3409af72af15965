// A client whose events are written down, beside the server it talks to.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/client.h"
#include "net/server_fixture.h"

namespace brigade::test {

struct RecordedClient : net::ClientEvents {
    void on_open() override {
        ++opened;
        if (when_open) when_open();
    }
    void on_message(std::string_view payload, bool) override {
        messages.emplace_back(payload);
        if (when_message) when_message();
    }
    void on_close(std::uint16_t close_code, const std::string& why) override {
        ++closed;
        code = close_code;
        reason = why;
        if (when_closed) when_closed();
    }
    int opened = 0;
    int closed = 0;
    std::uint16_t code = 0;
    std::string reason;
    std::vector<std::string> messages;
    std::function<void()> when_open, when_message, when_closed;
};

struct ClientFixture : ServerFixture {
    using ServerFixture::ServerFixture;

    RecordedClient seen;
    std::unique_ptr<net::Client> client = net::Client::make(loop, seen);

    net::HubAddress url(const std::string& path = "/v1") const {
        if (tls) return {"wss://" + server->address() + path, {hub_identity().pin}};
        return {"ws://" + server->address() + path};
    }
    void open() {
        const int before = seen.opened;
        REQUIRE(client->connect(url()));
        REQUIRE(until([&] { return seen.opened == before + 1; }));
    }
};

}  // namespace brigade::test
