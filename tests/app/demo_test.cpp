// The demo's people, its configuration and its processes.
#include <signal.h>

#include <boost/json/serialize.hpp>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <functional>
#include <set>
#include <variant>

#include "app/demo_child.h"
#include "app/demo_config.h"
#include "app/demo_dishes.h"
#include "app/demo_lunch.h"
#include "app/demo_pictures.h"
#include "app/files.h"
#include "app/hub_fixture.h"
#include "core/order_json.h"
#include "protocol/client_message.h"

using namespace brigade;
using namespace brigade::test;

namespace {

const std::vector<DemoTerminalKind> kinds{
    {"front-1", "pos", ""}, {"kiosk", "kiosk", "K"}, {"gofood", "gofood", "G"}};

const char* shipped = BRIGADE_SOURCE_DIR "/config/brigade.toml";

}  // namespace

TEST_CASE("whatever the demo's guests order and change is a good order") {
    DemoGuests guests(7, "test", 10);
    std::set<std::string> ids;
    for (int i = 0; i < 2'000; ++i) {
        Order order = guests.next_order(kinds[static_cast<std::size_t>(i) % kinds.size()], opening);
        CHECK(ids.insert(order.id).second);
        for (const Order& each : {order, guests.changed(order)}) {
            std::string text = json::serialize(order_to_json(each));
            auto read = read_single_order(text);
            INFO(text);
            REQUIRE(std::holds_alternative<OrderPtr>(read));
            CHECK(*std::get<OrderPtr>(read) == each);
        }
    }
}

TEST_CASE("every dish of the demo is on the menu, in its category") {
    auto config = load_hub_config(shipped);
    REQUIRE(config);
    for (const Dish& dish : demo_dishes()) {
        auto item = config->rules.menu.find(dish.item);
        INFO(dish.item);
        REQUIRE(item != config->rules.menu.end());
        CHECK(item->second.category == dish.category);
    }
}

TEST_CASE("the demo's configuration is the given one with shorter times") {
    Files files;
    auto given = load_hub_config(shipped);
    REQUIRE(given);
    Station& drink = given->rules.kitchen.stations.at(1);
    drink.two_step = true;
    drink.layout = Arrangement::rail;
    drink.services = {{Service::delivery, 100, 200}};
    given->rules.kitchen.name = "Ibu's \"best\" \\ kitchen";
    auto file = write_demo_config(*given, 10, files.path("config"));
    REQUIRE(file);
    auto config = load_hub_config(*file);
    if (!config) FAIL(to_text(config.error().front()));
    CHECK(config->rules.kitchen.name == given->rules.kitchen.name);
    CHECK(config->rules.kitchen.find("grill")->late_s == 72);
    CHECK(config->rules.kitchen.stations.at(1).two_step);
    CHECK(config->rules.kitchen.stations.at(1).layout == Arrangement::rail);
    CHECK(config->rules.kitchen.stations.at(1).limits_for(Service::delivery).late_s == 20);
    CHECK(config->rules.menu.at("ribeye-300").prep_s == 84);
    CHECK(config->rules.promise_margin_ms == 12'000);
    CHECK(config->rules.routes.size() == given->rules.routes.size());
    CHECK(config->rules.routes[2].also == given->rules.routes[2].also);
    CHECK(config->rules.menu.size() == given->rules.menu.size());
}

TEST_CASE("in the demo's lunch orders are taken, cooked and served") {
    KitchenConfig kitchen = with_expo();
    for (Station& station : kitchen.stations) station.prep_s = 1;
    HubFixture fixture(kitchen);
    fixture.start();
    DemoLunch lunch(fixture.loop, kitchen, {fixture.url(), 100, 1, "test"});
    REQUIRE(lunch.start());
    net::Timer timer;
    std::function<void()> step = [&] {
        lunch.step();
        timer = fixture.loop.after(20, step);
    };
    step();
    CHECK(fixture.loop.run_until([&] { return lunch.counts().served >= 3; }, 20'000));
    lunch.close();
    CHECK(fixture.loop.run_until([&] { return lunch.unanswered() == 0; }, 5'000));
    CHECK(lunch.counts().sent == lunch.counts().acked);
    CHECK(lunch.counts().lost_orders == 0);
    CHECK(lunch.counts().bumped >= 3);
    CHECK(lunch.kitchen().up_to_date());
}

TEST_CASE("a percentile of the acks is one of them") {
    DemoCounts counts;
    CHECK(counts.ack_percentile(0.5) == 0);
    counts.ack_ms = {9, 1, 5};
    CHECK(counts.ack_percentile(0.5) == 5);
    CHECK(counts.ack_percentile(1) == 9);
}

namespace {

struct Household {
    Files files;
    net::EventLoop loop;
    std::vector<std::string> said;
    DemoChild child;
    net::Timer timer;

    explicit Household(const std::string& script)
        : child(loop, "grill", {"/bin/sh", "-c", script, "sh", files.path("marks").string()},
                files.path("grill.log"), [this](const std::string& sentence) { said.push_back(sentence); }) {
        files.write("marks", "");
        loop.on_signal({SIGCHLD}, [this](int) { child.reap(); });
        REQUIRE(child.start());
        look_again();
    }
    // Its output is looked at now and then, whether or not anything else happens.
    void look_again() {
        timer = loop.after(10, [this] { look_again(); });
    }
};

}  // namespace

TEST_CASE("a process that is killed is started again until it stays") {
    Household household("echo started >> $1; [ $(wc -l < $1) -ge 3 ] && echo enough && exit 0; kill -9 $$");
    REQUIRE(household.loop.run_until([&] { return household.child.left(); }, 10'000));
    CHECK(household.child.output() == "enough\n");
    REQUIRE(household.said.size() >= 3);
    CHECK(household.said[0] ==
          "grill was killed by signal 9 (Killed); it is started again with the same data");
    CHECK(household.said.back() == "grill has been closed");
}

TEST_CASE("a process that was told to end is not started again") {
    Household household("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done");
    REQUIRE(household.loop.run_until([&] { return household.child.output() == "ready\n"; }, 5'000) == true);
    household.child.end();
    REQUIRE(household.loop.run_until([&] { return !household.child.running(); }, 5'000));
    CHECK_FALSE(household.child.failed());
    CHECK(household.said.empty());
}

TEST_CASE("a process that ends badly when told to end is told with its last words") {
    Household household("trap 'echo oh; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    REQUIRE(household.loop.run_until([&] { return household.child.output() == "ready\n"; }, 5'000));
    household.child.end();
    REQUIRE(household.loop.run_until([&] { return !household.child.running(); }, 5'000));
    CHECK(household.child.failed());
    REQUIRE(household.said.size() == 1);
    CHECK(household.said[0] == "grill was told to end and ended with status 3\n    | ready\n    | oh");
}

namespace {

// Stands for a station: answers SIGUSR2 with a picture that is whole only after a second write.
const char* painter = R"(
png() { printf 'picture %s IEND\256B\140\202' "$1"; }
trap 'printf half > "$1/screen.png"; png new > "$1/next.png"; mv "$1/next.png" "$1/screen.png"' USR2
mkdir -p "$1"; png old > "$1/screen.png"; echo ready
while :; do sleep 0.02; done)";

}  // namespace

TEST_CASE("a station's picture is taken anew and outlives it") {
    Household household("rm -f $1; " + std::string(painter));
    REQUIRE(household.loop.run_until([&] { return household.child.output() == "ready\n"; }, 5'000));
    DemoPicture asked(household.child, household.files.path("marks"));
    auto file = asked.fetch(household.loop, household.files.path("kept"));
    if (!file) FAIL(file.error().message);
    CHECK(file->is_absolute());
    CHECK(file->filename() == "grill.png");
    std::ifstream in(*file, std::ios::binary);
    std::string word, which;
    in >> word >> which;
    CHECK(which == "new");
}

TEST_CASE("a station that is gone gives no picture, without a wait for one") {
    Household household("exit 0");
    REQUIRE(household.loop.run_until([&] { return household.child.left(); }, 5'000));
    auto file = DemoPicture(household.child, household.files.path("marks"))
                    .fetch(household.loop, household.files.path("kept"));
    REQUIRE_FALSE(file);
    CHECK(file.error().message == "its process is not there");
}
