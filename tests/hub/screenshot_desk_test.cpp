#include "hub/screenshot_desk.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "base/limits.h"
#include "hub/fake_loop.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// A hub with one screen that answers as the test says.
struct PhotographedScreen {
    FakeLoop loop;
    std::optional<ScreenshotDesk::Screen> screen =
        ScreenshotDesk::Screen{7, "Grill left", "0.9", true, false};
    std::vector<std::string> sent;
    ScreenshotDesk desk{loop,
                        {[this](const std::string& device) {
                             return device == "d-1" ? screen : std::optional<ScreenshotDesk::Screen>();
                         },
                         [this](net::PeerId, const std::string& text) { sent.push_back(text); }}};

    struct Asked {
        std::optional<ScreenshotPart> part;
        std::optional<Refusal> refusal;
        int answers = 0;
    };
    std::shared_ptr<Asked> ask(const TakeScreenshot& wanted = {"d-1", {}, 1}) {
        auto asked = std::make_shared<Asked>();
        desk.ask(wanted, [asked](const std::variant<ScreenshotPart, Refusal>& answer) {
            ++asked->answers;
            if (const auto* part = std::get_if<ScreenshotPart>(&answer)) asked->part = *part;
            if (const auto* refusal = std::get_if<Refusal>(&answer)) asked->refusal = *refusal;
        });
        return asked;
    }
    void answers(const std::string& question, int part = 1, net::PeerId peer = 7) {
        desk.on(peer, {question, {}, {"p-1", part, 2, 1920, 1080, "iVBORw=="}});
    }
};

}  // namespace

TEST_CASE("a picture goes from the screen to whoever asked, part by part") {
    PhotographedScreen here;
    const auto first = here.ask();
    REQUIRE(here.sent == std::vector<std::string>{R"({"type":"screenshot","question":"1","part":1})"});
    CHECK(first->answers == 0);
    here.answers("1");
    REQUIRE(first->part);
    CHECK(first->part->picture == "p-1");
    const auto second = here.ask({"d-1", "p-1", 2});  // at once: it is the same picture
    CHECK(here.sent.back() == R"({"type":"screenshot","question":"2","part":2,"picture":"p-1"})");
    here.answers("2", 2);
    REQUIRE(second->part);
    CHECK(second->part->part == 2);
}

TEST_CASE("one picture of a screen is fetched at a time, and a new one is taken every two seconds at most") {
    PhotographedScreen here;
    here.ask();
    const auto meanwhile = here.ask();
    REQUIRE(meanwhile->refusal);
    CHECK(meanwhile->refusal->code == ErrorCode::rate_limited);
    here.loop.advance(2 * limits::screenshot_every_ms);
    CHECK(here.ask()->refusal);                   // the screen is still at it
    CHECK(here.ask({"d-1", "p-0", 2})->refusal);  // neither is it asked for parts meanwhile
    here.answers("1");
    here.ask();
    here.answers("2");
    const auto at_once = here.ask();
    REQUIRE(at_once->refusal);
    CHECK(at_once->refusal->retry_ms == limits::screenshot_every_ms);
    CHECK(here.sent.size() == 2);
    here.loop.advance(limits::screenshot_every_ms - 1);
    here.ask({"d-1", "p-1", 2});  // whoever fetches goes on before another one may begin
    here.answers("3", 2);
    here.loop.advance(1);
    CHECK(here.ask()->refusal);
    here.loop.advance(limits::screenshot_every_ms - 1);
    CHECK_FALSE(here.ask()->refusal);
}

TEST_CASE("a screen that is not there, is older, asleep or says why not is told in a sentence") {
    PhotographedScreen here;
    const auto why = [&](const TakeScreenshot& wanted) { return here.ask(wanted)->refusal->message; };
    CHECK(why({"d-9", {}, 1}) == "no screen of d-9 is connected");
    here.screen->can = false;
    CHECK(why({"d-1", {}, 1}) == "Grill left runs an older program, 0.9, which sends no pictures; update it");
    here.screen->can = here.screen->frozen = true;
    CHECK(why({"d-1", {}, 1}).find("Grill left is asleep") == 0);
    CHECK(here.sent.empty());
    here.screen->frozen = false;
    const auto asked = here.ask();
    here.desk.on(7, {"1", "nothing has been presented yet", {}});
    CHECK(asked->refusal->message == "Grill left sends no picture: nothing has been presented yet");
}

TEST_CASE("a screen that does not answer is waited for ten seconds, and what it says later is nobody's") {
    PhotographedScreen here;
    const auto asked = here.ask();
    here.loop.advance(limits::screenshot_answer_ms - 1);
    CHECK(asked->answers == 0);
    here.loop.advance(1);
    REQUIRE(asked->refusal);
    CHECK(asked->refusal->message == "Grill left has not answered for ten seconds; it may be asleep");
    here.answers("1");
    const auto next = here.ask();
    here.answers("1");  // of the question before
    CHECK(asked->answers == 1);
    CHECK(next->answers == 0);
    here.answers("2", 1, 8);  // of another screen
    CHECK(next->answers == 0);
    here.answers("2");
    CHECK(next->part);
}

TEST_CASE("whoever waits for a screen that goes away is told so at once") {
    PhotographedScreen here;
    const auto asked = here.ask();
    here.desk.on_close(7);
    REQUIRE(asked->refusal);
    CHECK(asked->refusal->message == "Grill left is no longer connected");
    here.loop.advance(limits::screenshot_answer_ms);
    CHECK(asked->answers == 1);
}
