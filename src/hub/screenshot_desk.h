// Pictures of screens for those who may see them: passes each question to the screen that it is about and its
// answer back, a part at a time. It keeps no picture: what waits here is who asked. A screen is asked one
// thing at a time and takes a new picture every two seconds at most, whoever asks. Owned by the hub; loop
// thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "core/refusal.h"
#include "net/loop.h"
#include "net/server.h"
#include "protocol/admin_message.h"
#include "protocol/screenshot_message.h"

namespace brigade {

class ScreenshotDesk {
  public:
    // A screen that is connected.
    struct Screen {
        net::PeerId peer = 0;
        std::string name, version;
        bool can = false;     // its program is new enough
        bool frozen = false;  // it has presented nothing since it said so last
    };
    struct Calls {
        std::function<std::optional<Screen>(const std::string& device)> find;
        std::function<void(net::PeerId peer, const std::string& text)> send;
    };
    using Answer = std::function<void(const std::variant<ScreenshotPart, Refusal>&)>;

    ScreenshotDesk(net::Loop& loop, Calls calls) : loop_(loop), calls_(std::move(calls)) {}

    // Answered once: with the part, or why there is none, within ten seconds.
    void ask(const TakeScreenshot& wanted, Answer answer);
    void on(net::PeerId peer, const ScreenshotAnswer& answer);
    void on_close(net::PeerId peer);

  private:
    struct Waiting {
        std::string question, name;
        Answer answer;
        net::Timer timer;
    };
    struct Asked {
        std::optional<Waiting> waiting;
        DurationMs free_ms = 0;  // from then on for a new picture
    };
    void answer(Asked& asked, const std::variant<ScreenshotPart, Refusal>& with);
    void refuse(Asked& asked, const std::string& why);

    net::Loop& loop_;
    Calls calls_;
    std::map<net::PeerId, Asked> asked_;  // no more than there are screens
    std::uint64_t questions_ = 0;
};

}  // namespace brigade
