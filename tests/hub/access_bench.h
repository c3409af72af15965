// A register on a disk that a test can break, on a clock that a test moves, with what was audited.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "hub/access.h"
#include "hub/fake_loop.h"
#include "support/counting_random.h"

namespace brigade::test {

struct FakeAccessDisk {
    std::optional<std::string> text;
    int writes = 0;
    bool failing = false;
};

class FakeAccessStore : public AccessStore {
  public:
    explicit FakeAccessStore(std::shared_ptr<FakeAccessDisk> disk) : disk_(std::move(disk)) {}
    std::string place() const override { return "DATA/access.json"; }
    Result<std::optional<std::string>> read() override { return disk_->text; }
    Status write(const std::string& text) override {
        if (disk_->failing) return Error{"no space left on device"};
        ++disk_->writes;
        disk_->text = text;
        return {};
    }

  private:
    std::shared_ptr<FakeAccessDisk> disk_;
};

// What came of a request: at most one answer, and never from inside the request.
template <class T>
struct Answered {
    std::shared_ptr<std::optional<Result<T, Refusal>>> result =
        std::make_shared<std::optional<Result<T, Refusal>>>();

    Access::Answer<T> take() const {
        return [result = result](Result<T, Refusal> answer) {
            CHECK_FALSE(result->has_value());
            result->emplace(std::move(answer));
        };
    }
    bool yet() const { return result->has_value(); }
    bool good() const { return yet() && **result; }
    const T& value() const {
        REQUIRE(good());
        return ***result;
    }
    const Refusal& refusal() const {
        REQUIRE((yet() && !**result));
        return (*result)->error();
    }
};

struct AccessBench {
    FakeLoop loop;
    std::shared_ptr<FakeAccessDisk> disk = std::make_shared<FakeAccessDisk>();
    std::vector<Audit> audits;
    TimeMs wall_ms = 1'795'000'000'000;
    RandomSource random = counting_random();
    std::unique_ptr<Access> access = open_again();

    std::unique_ptr<Access> open_again() {
        auto opened = Access::open(loop, std::make_unique<FakeAccessStore>(disk), options());
        REQUIRE(opened);
        return std::move(*opened);
    }
    AccessOptions options() {
        return {random, [this] { return wall_ms; },
                [this](Audit audit) { audits.push_back(std::move(audit)); }, ScryptCost{16, 1, 1}};
    }
    AccessState on_disk() const {
        REQUIRE(disk->text);
        auto state = decode_access(*disk->text);
        REQUIRE(state);
        return *state;
    }
    bool on_disk_is_empty() const { return !disk->text || on_disk().devices.empty(); }
    int count(AuditAction action) const {
        return static_cast<int>(std::count_if(audits.begin(), audits.end(),
                                              [&](const Audit& audit) { return audit.action == action; }));
    }

    Answered<NewDevice> add(const std::string& name) {
        Answered<NewDevice> answered;
        access->add_device({name, DeviceRole::kitchen, "192.168.1.20", "1.0", ""}, "ani", answered.take());
        CHECK_FALSE(answered.yet());
        return answered;
    }
    NewDevice added(const std::string& name) {
        auto answered = add(name);
        loop.run();
        return answered.value();
    }
    Answered<Person> set(const std::string& id, const std::optional<std::string>& pin,
                         const std::string& name = "Ani") {
        Answered<Person> answered;
        access->set_person({id, name, PersonRole::kitchen, pin}, "boss", answered.take());
        CHECK_FALSE(answered.yet());
        loop.run();
        return answered;
    }
    Answered<Person> identify(const std::string& who, const std::string& pin) {
        Answered<Person> answered;
        access->identify(who, pin, answered.take());
        CHECK_FALSE(answered.yet());
        loop.run();
        return answered;
    }
};

}  // namespace brigade::test
