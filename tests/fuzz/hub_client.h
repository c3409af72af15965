// A client of the hub under test: remembers what it asked and what it was sent, and stops the process when
// the hub breaks a promise: an answer that nobody waits for, an event that is not durable or out of turn, a
// snapshot or a head that is not the journal's. Owned by a session.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/kitchen.h"
#include "journal_watch.h"
#include "net/server.h"
#include "protocol/client_message.h"
#include "protocol/from_hub.h"

namespace brigade::fuzz {

class HubClient {
  public:
    explicit HubClient(const JournalWatch& watch) : watch_(watch) {}

    net::PeerId peer = 0;  // 0: not connected
    std::string name;

    // The greeting of this role: where it was, if it wants to go on from there.
    struct Resume {
        Seq after = 0;
        std::string head;
    };
    std::string hello(Role role, const std::string& station, const std::string& screen,
                      const std::optional<Resume>& resume);
    std::optional<Resume> where_it_was() const;
    bool greeted() const { return greeted_; }  // since it connected

    void said(std::string_view text);  // before it is sent
    void received(std::string_view text);
    void closed();

    // Of the message said last; nothing if it has not been answered, or calls for no answer.
    const std::optional<FromHub>& answer() const { return answer_; }
    bool waits() const { return !unanswered_.empty(); }
    Seq acked() const { return acked_; }
    // Of a screen that is live.
    const Kitchen* shows() const { return live_ && watches_events_ && kitchen_ ? &*kitchen_ : nullptr; }

  private:
    void on(const FromHubOther&) {}
    void on(const FromHubIdentify&) {}
    void on(const FromHubRestart&) {}
    void on(const FromHubLogLevel&) {}
    void on(const ScreenshotQuestion&) {}
    void on(const FromHubDevices&) {}
    void on(const FromHubState&) {}
    void on(const FromHubFigures&) {}
    void on(const FromHubWelcome& welcome);
    void on(const FromHubLive& live);
    void on(const FromHubSnapshotPart& part);
    void on(const FromHubEvents& events);
    void on(const FromHubAck& ack);
    void on(const FromHubError& error);
    void answered(const std::string& re, const FromHub& answer);

    const JournalWatch& watch_;
    std::map<std::string, int> unanswered_;
    std::string last_id_;
    std::optional<FromHub> answer_;
    Seq acked_ = 0;
    bool greeted_ = false;
    bool watches_events_ = false;
    bool live_ = false;
    Seq seq_ = 0;  // of what it has, or says that it has
    std::string head_;
    std::string snapshot_;
    std::optional<Kitchen> kitchen_;
};

}  // namespace brigade::fuzz
