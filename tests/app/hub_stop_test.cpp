// The end of a real hub whose register is on a slow disk.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <mutex>

#include "app/hub_fixture.h"
#include "app/json_words.h"
#include "app/terminal_link.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// Each write waits until the disk is let go.
class SlowDisk {
  public:
    void let_go() {
        std::lock_guard lock(mutex_);
        held_ = false;
        changed_.notify_all();
    }
    Status write() {
        ++begun;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !held_; });
        ++written;
        return {};
    }
    std::atomic<int> begun = 0;
    std::atomic<int> written = 0;

  private:
    std::mutex mutex_;  // guards held_
    std::condition_variable changed_;
    bool held_ = true;
};

class SlowStore : public AccessStore {
  public:
    explicit SlowStore(SlowDisk& disk) : disk_(disk) {}
    std::string place() const override { return "DATA/access.json"; }
    Result<std::optional<std::string>> read() override { return std::optional<std::string>(); }
    Status write(const std::string&) override { return disk_.write(); }

  private:
    SlowDisk& disk_;
};

boost::json::object person(const char* id, const char* pin) {
    return {{"type", "person.set"}, {"person", id}, {"name", id}, {"pin", pin}};
}

}  // namespace

TEST_CASE("a hub that is stopped while its register is written ends after that, and writes nothing later") {
    SlowDisk disk;
    HubFixture fixture;
    fixture.access_store = std::make_unique<SlowStore>(disk);
    fixture.start();
    std::vector<std::string> answers;
    TerminalLink link(fixture.loop, {{fixture.url()}, "pos", "office", "", ""},
                      {[&](std::uint64_t, const boost::json::object& answer, DurationMs) {
                           answers.push_back(text_in(answer, "type"));
                       },
                       {},
                       {},
                       {}});
    REQUIRE(link.start());
    link.ask(person("ani", "4821"));
    link.ask(person("budi", "4822"));
    REQUIRE(fixture.loop.run_until([&] { return disk.begun == 1; }, 5'000));
    link.ask({{"type", "person.list"}});  // answered at once: both before it were taken
    const bool listed = fixture.loop.run_until([&] { return answers.size() == 1; }, 5'000);
    const Seq before = fixture.hub().seq();

    bool stopped = false;
    fixture.hub().stop([&] { stopped = true; });
    const bool too_early = fixture.loop.run_until([&] { return stopped; }, 300);
    disk.let_go();
    REQUIRE(listed);
    CHECK_FALSE(too_early);
    REQUIRE(fixture.loop.run_until([&] { return stopped; }, 5'000));
    CHECK(answers == std::vector<std::string>{"people", "ack", "ack"});
    CHECK(disk.written == 2);
    CHECK(fixture.hub().seq() == before + 2);  // that both were set is in the journal
    fixture.loop.run_until([] { return false; }, 100);
    CHECK(disk.begun == 2);
    fixture.drop();
    fixture.loop.run_until([] { return false; }, 100);
    CHECK(disk.begun == 2);
}
