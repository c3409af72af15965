// A hub and a screen in one process, on one loop, over a real socket; the test is the POS and the cook.
#pragma once

#include <boost/json/serialize.hpp>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/order_json.h"
#include "hub/hub.h"
#include "net/client.h"
#include "net/event_loop.h"
#include "station/station.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

namespace brigade::test {

inline constexpr DurationMs patience_ms = 10'000;

class LineKitchen {
  public:
    net::EventLoop loop;
    TemporaryDirectory directory;
    Mailbox mailbox;
    std::unique_ptr<Hub> hub;
    std::unique_ptr<StationScreen> screen;
    TimeMs wall = opening;  // of the clocks on the wall, as the loop began
    std::string hub_address = "127.0.0.1:0";
    bool bar_is_learned = false;             // the screen has asked for bars' keys as they are
    std::optional<BarProfile> learned = {};  // what it gave to be kept

    std::function<void(HubOptions&, Opened&)> otherwise;  // of the next hub; empty: as it is here

    LineKitchen() {
        open_hub();
        open_screen();
        REQUIRE(until([](const ScreenModel& model) { return model.link == Link::live; }));
    }

    void open_hub() {
        auto journal = open_journal(directory.path() / "journal.db");
        REQUIRE(journal);
        HubOptions options;
        options.rules.kitchen = with_expo();
        options.listen = {hub_address};
        options.wall_clock = [this] { return wall + loop.now_ms(); };
        options.utc_offset_min = [] { return 0; };
        options.failed = [](const std::string& message) { FAIL(message); };
        if (otherwise) otherwise(options, *journal);
        auto started = Hub::start(loop, std::move(*journal), std::move(options));
        REQUIRE(started);
        hub = std::move(*started);
        hub_address = hub->addresses().front().substr(std::string("ws://").size());
    }
    // As a power cut does: no goodbye. What was acked is on the disk.
    void lose_hub() { hub.reset(); }

    StationOptions options_at(const std::string& station) {
        StationOptions options;
        options.hub_url = "ws://" + hub_address + "/v1";
        options.station = station;
        options.utc_offset_min = [](const std::string&) { return 0; };
        options.learn_bar = [this](bool on) { bar_is_learned = on; };
        options.keep_bar_profile = [this](const std::string&, const BarProfile& profile) {
            learned = profile;
            return Result<std::string>(profile.name);
        };
        options.wall_clock = [this] { return wall + loop.now_ms(); };
        return options;
    }
    void open_screen(const std::string& station = "grill") {
        open_screen(options_at(station), store_in(directory.path() / "screen"));
    }
    void open_screen(StationOptions options, std::unique_ptr<StationStore> store) {
        auto started = StationScreen::start(loop, mailbox, std::move(store), std::move(options));
        REQUIRE(started);
        screen = std::move(*started);
    }
    void close_screen() { screen.reset(); }

    ScreenModelPtr model() { return mailbox.newest(); }
    template <class Test>
    bool until(Test test) {
        return loop.run_until([&] { return model() && test(*model()); }, patience_ms);
    }
    bool until_open(std::size_t count) {
        return until([&](const ScreenModel& shown) { return shown.tickets.size() == count; });
    }
    const ScreenTicket* ticket(const std::string& order) {
        for (const ScreenTicket& shown : model()->tickets)
            if (shown.order_id == order) return &shown;
        return nullptr;
    }

    // What the screen names by now.
    void undo() {
        Action action;
        action.kind = Action::Kind::undo;
        action.undoes = model()->undoable.number;
        mailbox.post(std::move(action));
    }

    // Through HTTP's door: the whole hub but for the socket.
    void submit(OrderPtr order);
    void post(Action::Kind kind, const std::string& order, const std::string& line = {}) {
        const ScreenTicket* on = ticket(order);
        Action action;
        action.kind = kind;
        action.order_id = order;
        action.line_id = line;
        if (on) {
            action.generation = on->generation;
            action.revision = on->revision;
        }
        action.seen = model()->seq;
        mailbox.post(action);
    }
};

// A POS for as long as one order takes.
class OneOrderPos : net::ClientEvents {
  public:
    OneOrderPos(LineKitchen& kitchen, std::string text,
                std::string hello = R"({"type":"hello","protocol":1,"role":"pos","name":"front-1"})")
        : kitchen_(kitchen),
          text_(std::move(text)),
          hello_(std::move(hello)),
          client_(kitchen.loop.make_client(*this)) {
        REQUIRE(client_->connect({"ws://" + kitchen_.hub_address + "/v1"}));
        REQUIRE(kitchen_.loop.run_until([this] { return done_; }, patience_ms));
    }

  private:
    void on_open() override {
        client_->send(hello_);
        client_->send(text_);
    }
    void on_message(std::string_view payload, bool) override {
        done_ = done_ || payload.starts_with(R"({"type":"ack")");
        REQUIRE_FALSE(payload.starts_with(R"({"type":"error")"));
    }
    void on_close(std::uint16_t, const std::string& reason) override { FAIL(reason); }

    LineKitchen& kitchen_;
    std::string text_, hello_;
    std::unique_ptr<net::Client> client_;
    bool done_ = false;
};

inline void LineKitchen::submit(OrderPtr order) {
    json::object request{{"type", "order.submit"}, {"id", "1"}, {"order", order_to_json(*order)}};
    OneOrderPos(*this, json::serialize(request));
}

}  // namespace brigade::test
