// A real hub in the test's own loop, on a port of its own, with its journal in a directory that is gone
// afterwards. May be stopped and started again at the same address.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "app/time_zone.h"
#include "hub/hub.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

namespace brigade::test {

class HubFixture {
  public:
    explicit HubFixture(KitchenConfig kitchen = with_expo()) { rules_.kitchen = std::move(kitchen); }
    ~HubFixture() { stop(); }

    net::EventLoop loop;
    std::unique_ptr<AccessStore> access_store;  // of the next start; without one there is no register

    void start() {
        auto opened = open_journal(directory_.path() / "journal.db");
        REQUIRE(opened);
        HubOptions options;
        options.rules = rules_;
        options.listen = {address_};
        options.access_store = std::move(access_store);
        options.pin_cost = {16, 1, 1};
        options.wall_clock = wall_clock_ms;
        options.utc_offset_min = [] { return 0; };
        options.failed = [](const std::string& message) { FAIL(message); };
        auto hub = Hub::start(loop, *std::move(opened), std::move(options));
        if (!hub) FAIL(hub.error().message);
        hub_ = *std::move(hub);
        address_ = hub_->addresses().front().substr(std::string("ws://").size());
    }
    void stop() {
        if (!hub_) return;
        bool stopped = false;
        hub_->stop([&] { stopped = true; });
        loop.run_until([&] { return stopped; }, 5'000);
        hub_.reset();
    }
    // Without a stop, or after one.
    void drop() { hub_.reset(); }
    std::string url() const { return "ws://" + address_ + "/v1"; }
    Hub& hub() { return *hub_; }

  private:
    TemporaryDirectory directory_;
    Rules rules_;
    std::string address_ = "127.0.0.1:0";
    std::unique_ptr<Hub> hub_;
};

}  // namespace brigade::test
