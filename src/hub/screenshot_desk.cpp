#include "hub/screenshot_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace brigade {
namespace {

Refusal no_picture(const std::string& why) { return {ErrorCode::not_allowed, "/device", why}; }

std::string why_not_asked(const std::optional<ScreenshotDesk::Screen>& screen, const std::string& device) {
    if (!screen) return "no screen of " + device + " is connected";
    if (!screen->can)
        return fmt::format("{} runs an older program{}{}, which sends no pictures; update it", screen->name,
                           screen->version.empty() ? "" : ", ", screen->version);
    if (screen->frozen) return screen->name + " is asleep: it has presented nothing for ten seconds or more";
    return {};
}

}  // namespace

void ScreenshotDesk::ask(const TakeScreenshot& wanted, Answer answer) {
    const auto screen = calls_.find(wanted.device);
    if (const std::string why = why_not_asked(screen, wanted.device); !why.empty())
        return answer(no_picture(why));
    Asked& asked = asked_[screen->peer];
    const DurationMs now_ms = loop_.now_ms();
    const bool early = wanted.picture.empty() && now_ms < asked.free_ms;
    if (asked.waiting || early) {
        Refusal busy{ErrorCode::rate_limited, "", "a picture of " + screen->name + " is just being fetched"};
        busy.retry_ms = std::max<DurationMs>(asked.free_ms - now_ms, 1);
        return answer(busy);
    }
    asked.free_ms = now_ms + limits::screenshot_every_ms;
    const std::string question = std::to_string(++questions_);
    asked.waiting = Waiting{question, screen->name, std::move(answer),
                            loop_.after(limits::screenshot_answer_ms, [this, peer = screen->peer] {
                                const auto found = asked_.find(peer);
                                if (found == asked_.end()) return;
                                refuse(found->second, "has not answered for ten seconds; it may be asleep");
                            })};
    calls_.send(screen->peer, screenshot_question_text({question, wanted.picture, wanted.part}));
}

void ScreenshotDesk::answer(Asked& asked, const std::variant<ScreenshotPart, Refusal>& with) {
    if (!asked.waiting) return;
    const Waiting waiting = *std::exchange(asked.waiting, std::nullopt);
    waiting.answer(with);
}

void ScreenshotDesk::refuse(Asked& asked, const std::string& why) {
    if (asked.waiting) answer(asked, no_picture(asked.waiting->name + " " + why));
}

// What comes too late, or was not asked for, is nobody's.
void ScreenshotDesk::on(net::PeerId peer, const ScreenshotAnswer& answered) {
    const auto found = asked_.find(peer);
    if (found == asked_.end() || !found->second.waiting) return;
    if (found->second.waiting->question != answered.question) return;
    if (!answered.fault.empty()) return refuse(found->second, "sends no picture: " + answered.fault);
    answer(found->second, answered.part);
}

void ScreenshotDesk::on_close(net::PeerId peer) {
    if (auto gone = asked_.extract(peer)) refuse(gone.mapped(), "is no longer connected");
}

}  // namespace brigade
