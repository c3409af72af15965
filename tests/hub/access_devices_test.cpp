#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "hub/access_bench.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::vector<std::string> names_of(const std::vector<Device>& devices) {
    std::vector<std::string> names;
    for (const Device& device : devices) names.push_back(device.name);
    return names;
}

}  // namespace

TEST_CASE("a device is let in by its token from the moment on in which that is stored") {
    AccessBench bench;
    bench.loop.worker_held = true;
    auto answered = bench.add("Grill left");
    bench.loop.run();
    CHECK_FALSE(answered.yet());
    CHECK(bench.access->devices().empty());
    CHECK(bench.audits.empty());
    bench.loop.worker_held = false;
    bench.loop.run();
    const NewDevice device = answered.value();
    REQUIRE(bench.access->device_of_token(device.token));
    CHECK(bench.access->device_of_token(device.token)->name == "Grill left");
    CHECK(bench.on_disk().devices.size() == 1);
    CHECK(bench.count(AuditAction::device_paired) == 1);
    CHECK(bench.audits[0].actor == "ani");
}

TEST_CASE("a token stands nowhere on the disk") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    CHECK(device.token.size() == 64);
    CHECK(bench.disk->text->find(device.token) == std::string::npos);
    CHECK(bench.on_disk().devices[0].token_sha256 == sha256(*bytes_from_hex(device.token)));
}

TEST_CASE("what is no token lets nobody in") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    for (const std::string& wrong :
         {std::string(), device.token.substr(2), device.token + "00", device.device.id,
          bytes_to_hex(device.device.token_sha256), std::string(64, '0')})
        CHECK_FALSE(bench.access->device_of_token(wrong));
}

TEST_CASE("the register is the same after a restart") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    bench.set("ani", "4821");
    bench.access.reset();
    bench.access = bench.open_again();
    REQUIRE(bench.access->device_of_token(device.token));
    CHECK(*bench.access->device_of_token(device.token) == device.device);
    CHECK(bench.identify("d-1", "4821").value().id == "ani");
}

TEST_CASE("a device that cannot be stored is not let in, and the next one is") {
    AccessBench bench;
    bench.disk->failing = true;
    auto answered = bench.add("Grill left");
    bench.loop.run();
    CHECK(answered.refusal().code == ErrorCode::journal_unavailable);
    CHECK(answered.refusal().message.find("no space left") != std::string::npos);
    CHECK(bench.access->devices().empty());
    CHECK(bench.audits.empty());
    bench.disk->failing = false;
    CHECK(bench.added("Grill left").device.name == "Grill left");
}

TEST_CASE("a revocation that cannot be stored changes nothing and says so") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    bench.disk->failing = true;
    Answered<Device> answered;
    bench.access->revoke_device(device.device.id, "ani", answered.take());
    bench.loop.run();
    CHECK(answered.refusal().code == ErrorCode::journal_unavailable);
    CHECK(bench.access->device_of_token(device.token));
    CHECK(bench.count(AuditAction::device_revoked) == 0);
}

TEST_CASE("a revoked device is not let in any more") {
    AccessBench bench;
    const NewDevice left = bench.added("Grill left");
    const NewDevice right = bench.added("Grill right");
    Answered<Device> answered;
    bench.access->revoke_device(left.device.id, "ani", answered.take());
    bench.loop.run();
    CHECK(answered.value().name == "Grill left");
    CHECK_FALSE(bench.access->device_of_token(left.token));
    CHECK(bench.access->device_of_token(right.token));
    CHECK(bench.on_disk().devices.size() == 1);
    CHECK(bench.count(AuditAction::device_revoked) == 1);

    Answered<Device> again;
    bench.access->revoke_device(left.device.id, "ani", again.take());
    bench.loop.run();
    CHECK(again.refusal().path == "/device");
}

TEST_CASE("changes that were asked for at once are made one after the other") {
    AccessBench bench;
    auto first = bench.add("one");
    auto second = bench.add("two");
    bench.loop.run();
    Answered<Device> renamed, revoked;
    bench.access->rename_device(first.value().device.id, "uno", "ani", renamed.take());
    bench.access->revoke_device(first.value().device.id, "ani", revoked.take());
    bench.loop.run();
    CHECK(renamed.value().name == "uno");
    CHECK(revoked.value().name == "uno");
    CHECK(bench.on_disk().devices.size() == 1);
    CHECK(bench.on_disk().devices[0].name == "two");
}

TEST_CASE("a name with a line break is refused") {
    AccessBench bench;
    auto answered = bench.add("Grill\nleft");
    bench.loop.run();
    CHECK(answered.refusal().path == "/name");
}

TEST_CASE("so many devices are paired and no more, so many changes wait and no more") {
    AccessBench bench;
    for (std::size_t i = 0; i < limits::devices; ++i) bench.added("device");
    auto answered = bench.add("one too many");
    bench.loop.run();
    CHECK(answered.refusal().message.find("revoke") != std::string::npos);

    std::vector<Answered<Device>> many(Access::changes_waiting_max + 1);
    for (auto& one : many)
        bench.access->rename_device(bench.access->devices()[0].id, "new", "ani", one.take());
    bench.loop.run();
    CHECK(many.front().good());
    CHECK(many.back().refusal().code == ErrorCode::rate_limited);
}

TEST_CASE("when a device was seen is stored every ten minutes, and at the end") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    const int writes = bench.disk->writes;
    bench.wall_ms += 5'000;
    bench.access->seen(device.device.id, "192.168.1.21", "1.1");
    bench.access->seen(device.device.id, "192.168.1.21", "1.1");
    bench.access->told(device.device.id, "aa");
    bench.loop.advance(Access::store_seen_ms - 1);
    CHECK(bench.disk->writes == writes);
    bench.loop.advance(2);
    CHECK(bench.disk->writes == writes + 1);
    CHECK(bench.on_disk().devices[0].seen_at == bench.wall_ms);
    CHECK(bench.on_disk().devices[0].address == "192.168.1.21");
    CHECK(bench.on_disk().devices[0].told == "aa");

    bench.wall_ms += 5'000;
    bench.access->seen(device.device.id, "192.168.1.21", "1.1");
    bool stopped = false;
    bench.access->stop([&] { stopped = true; });
    bench.loop.run();
    CHECK(stopped);
    CHECK(bench.on_disk().devices[0].seen_at == bench.wall_ms);
}

TEST_CASE("what is seen while a change is being written is not lost") {
    AccessBench bench;
    const NewDevice device = bench.added("Grill left");
    bench.loop.worker_held = true;
    auto answered = bench.add("Grill right");
    bench.loop.run();
    bench.wall_ms += 5'000;
    bench.access->seen(device.device.id, "192.168.1.21", "1.1");
    bench.loop.worker_held = false;
    bench.loop.run();
    CHECK(answered.good());
    CHECK(bench.access->device(device.device.id)->seen_at == bench.wall_ms);
}

TEST_CASE("a stop waits for what was asked before, and ends on a broken disk too") {
    AccessBench bench;
    Answered<Person> person;
    bench.access->set_person({"ani", "Ani", PersonRole::kitchen, "4821"}, "boss", person.take());
    bool stopped = false;
    bench.access->stop([&] {
        stopped = true;
        CHECK(person.yet());
    });
    SECTION("on a good disk") {
        bench.loop.run();
        CHECK(person.good());
    }
    SECTION("on a broken one") {
        bench.disk->failing = true;
        bench.loop.run();
        CHECK(person.refusal().code == ErrorCode::journal_unavailable);
    }
    CHECK(stopped);
}

TEST_CASE("who was not told of a key is named") {
    AccessBench bench;
    const NewDevice left = bench.added("Grill left");
    bench.added("Grill right");
    CHECK(names_of(bench.access->not_told("aa")) == std::vector<std::string>{"Grill left", "Grill right"});
    bench.access->told(left.device.id, "aa");
    CHECK(names_of(bench.access->not_told("aa")) == std::vector<std::string>{"Grill right"});
    CHECK(bench.access->not_told("bb").front().id == left.device.id);
    bench.access->uses_pin(left.device.id, false);
    CHECK(names_of(bench.access->not_told("bb")) == std::vector<std::string>{"Grill right"});
    bench.access->uses_pin(left.device.id, true);
    CHECK(bench.access->not_told("bb").front().id == left.device.id);
}

TEST_CASE("nobody is answered after the register is gone, but what was being written is written") {
    AccessBench bench;
    bench.loop.worker_held = true;
    auto answered = bench.add("Grill left");
    bench.loop.run();
    bench.access.reset();
    bench.loop.run();
    CHECK_FALSE(answered.yet());
    CHECK(bench.on_disk().devices.size() == 1);
}
