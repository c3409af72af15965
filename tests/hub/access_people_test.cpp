#include <catch2/catch_test_macros.hpp>

#include "hub/access_bench.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a person is found by the PIN, which stands nowhere on the disk") {
    AccessBench bench;
    bench.set("ani", "4821");
    bench.set("budi", "48210", "Budi");
    CHECK(bench.identify("d-1", "4821").value().name == "Ani");
    CHECK(bench.identify("d-1", "48210").value().name == "Budi");
    CHECK(bench.disk->text->find("4821\"") == std::string::npos);
    CHECK(bench.on_disk().people[0].pin_scrypt == scrypt("4821", bench.on_disk().pin_salt, {16, 1, 1}));
}

TEST_CASE("two kitchens keep the same PIN in different ways") {
    AccessBench here, there;
    there.random = counting_random("there");
    there.access = there.open_again();
    here.set("ani", "4821");
    there.set("ani", "4821");
    CHECK(here.on_disk().people[0].pin_scrypt != there.on_disk().people[0].pin_scrypt);
}

TEST_CASE("no two people have the same PIN") {
    AccessBench bench;
    bench.set("ani", "4821");
    auto answered = bench.set("budi", "4821", "Budi");
    CHECK(answered.refusal().code == ErrorCode::conflict);
    CHECK(answered.refusal().path == "/pin");
    CHECK(answered.refusal().message.find("Ani") == std::string::npos);
    CHECK(bench.access->people().size() == 1);
    CHECK(bench.set("ani", "4821").good());

    // Both on their way at once: the second is judged when the first stands.
    Answered<Person> first, second;
    bench.access->set_person({"cici", "Cici", PersonRole::kitchen, "7777"}, "boss", first.take());
    bench.access->set_person({"dedi", "Dedi", PersonRole::kitchen, "7777"}, "boss", second.take());
    bench.loop.run();
    CHECK(first.good());
    CHECK(second.refusal().code == ErrorCode::conflict);
}

TEST_CASE("a person keeps the PIN, the name or the role that is not set anew") {
    AccessBench bench;
    bench.set("ani", "4821");
    Answered<Person> answered;
    bench.access->set_person({"ani", "", PersonRole::manager, std::nullopt}, "boss", answered.take());
    bench.loop.run();
    CHECK(answered.value().name == "Ani");
    CHECK(bench.identify("d-1", "4821").value().role == PersonRole::manager);
    CHECK(bench.count(AuditAction::person_set) == 2);
}

TEST_CASE("a new person needs a name and a PIN, and a PIN is 4 to 8 digits") {
    AccessBench bench;
    CHECK(bench.set("ani", std::nullopt).refusal().path == "/pin");
    CHECK(bench.set("ani", "4821", "").refusal().path == "/name");
    CHECK(bench.set("a b", "4821").refusal().path == "/person");
    CHECK(bench.set("ani", "4821", "A\nB").refusal().path == "/name");
    for (const char* pin : {"", "482", "482148214", "48 1", "abcd", "-482"}) {
        CHECK(bench.set("ani", pin).refusal().path == "/pin");
        CHECK(bench.identify("d-1", pin).refusal().path == "/pin");
    }
    CHECK(bench.access->people().empty());
    CHECK(bench.count(AuditAction::pin_wrong) == 0);
}

TEST_CASE("a person who was removed is not found any more") {
    AccessBench bench;
    bench.set("ani", "4821");
    Answered<Person> removed, again;
    bench.access->remove_person("ani", "boss", removed.take());
    bench.access->remove_person("ani", "boss", again.take());
    bench.loop.run();
    CHECK(removed.value().name == "Ani");
    CHECK(again.refusal().path == "/person");
    CHECK(bench.identify("d-1", "4821").refusal().code == ErrorCode::unauthorized);
    CHECK(bench.count(AuditAction::person_removed) == 1);
}

TEST_CASE("five wrong PINs lock the device that sent them, and no other") {
    AccessBench bench;
    bench.set("ani", "4821");
    for (int i = 0; i < 5; ++i) {
        CHECK(bench.identify("d-1", "0000").refusal().code == ErrorCode::unauthorized);
        bench.loop.advance(1'000);
    }
    CHECK(bench.count(AuditAction::pin_wrong) == 5);
    CHECK(bench.count(AuditAction::pin_locked) == 1);
    CHECK(bench.audits.back().actor == "d-1");
    auto locked = bench.identify("d-1", "4821");
    CHECK(locked.refusal().code == ErrorCode::rate_limited);
    CHECK(locked.refusal().retry_ms.value_or(0) > 28'000);
    CHECK(bench.identify("d-2", "4821").good());
    bench.loop.advance(30'000);
    CHECK(bench.identify("d-1", "4821").good());
}

TEST_CASE("a right PIN between wrong ones keeps a device from being locked") {
    AccessBench bench;
    bench.set("ani", "4821");
    for (const char* pin : {"1", "2", "3", "4", "", "5", "6", "7", "8"}) {
        bench.identify("d-1", *pin ? std::string("000") + pin : "4821");
        bench.loop.advance(1'000);
    }
    CHECK(bench.count(AuditAction::pin_wrong) == 8);
    CHECK(bench.count(AuditAction::pin_locked) == 0);
}

TEST_CASE("the loop does not wait for scrypt, a device has one try on its way, and only so many wait") {
    AccessBench bench;
    bench.set("ani", "4821");
    bench.loop.worker_held = true;
    auto first = bench.identify("d-1", "4821");
    CHECK_FALSE(first.yet());
    CHECK(bench.identify("d-1", "4821").refusal().code == ErrorCode::rate_limited);
    for (std::size_t i = 1; i < Access::scrypts_waiting_max; ++i)
        CHECK_FALSE(bench.identify("other-" + std::to_string(i), "4821").yet());
    CHECK(bench.identify("one-too-many", "4821").refusal().code == ErrorCode::rate_limited);
    CHECK(bench.set("budi", "1234", "Budi").refusal().code == ErrorCode::rate_limited);
    CHECK(bench.loop.jobs_waiting() == Access::scrypts_waiting_max);
    bench.loop.worker_held = false;
    bench.loop.run();
    CHECK(first.good());
    CHECK(bench.identify("one-too-many", "4821").good());
}
