// More who connect than the hub has places, and what becomes of those who were there.
#include <memory>
#include <vector>

#include "station/lan_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// Connects and says nothing.
class Stranger : net::ClientEvents {
  public:
    explicit Stranger(LanKitchen& kitchen) : client_(kitchen.loop.make_client(*this)) {
        REQUIRE(client_->connect({kitchen.url()}));
        REQUIRE(kitchen.loop.run_until([this] { return open_ || gone; }, patience_ms));
    }
    bool gone = false;

  private:
    void on_open() override { open_ = true; }
    void on_message(std::string_view, bool) override {}
    void on_close(std::uint16_t, const std::string&) override { gone = true; }

    bool open_ = false;
    std::unique_ptr<net::Client> client_;
};

// A hub with four places; who waits or works at two of them stays as long as `undisturbed`.
struct Crowd {
    LanKitchen kitchen;
    std::vector<std::unique_ptr<Stranger>> strangers;

    Crowd() {
        const std::string before = kitchen.there.code();
        kitchen.lose_hub();
        REQUIRE(kitchen.here.until([](const ScreenModel& model) { return model.link != Link::live; }));
        kitchen.limits.connections = 4;
        kitchen.limits.limit_loopback = true;
        kitchen.open_hub();
        REQUIRE(kitchen.here.until_live());
        kitchen.there.code(before);
    }
    // Each of them takes a place, until the first of them has had to give its own to another.
    template <class Test>
    bool pass_by(Test undisturbed) {
        strangers.clear();
        for (int i = 0; i < 3; ++i) strangers.push_back(std::make_unique<Stranger>(kitchen));
        const auto disturbed = [&] { return !undisturbed(); };
        REQUIRE(kitchen.loop.run_until([&] { return strangers.front()->gone || disturbed(); }, patience_ms));
        return !disturbed() && !strangers.back()->gone;
    }
};

}  // namespace

TEST_CASE("strangers who take every place push out no screen, be it at work or waiting with a code") {
    Crowd crowd;
    LanScreen &here = crowd.kitchen.here, &there = crowd.kitchen.there;
    const std::string code = there.model()->pairing.code;
    CHECK(crowd.pass_by(
        [&] { return here.model()->link == Link::live && there.model()->pairing.code == code; }));
    crowd.kitchen.pair();
    CHECK(
        crowd.pass_by([&] { return here.model()->link == Link::live && there.model()->link == Link::live; }));
}
