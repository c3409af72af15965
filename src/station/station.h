// One screen at one station: keeps a copy of the kitchen, shows it, and turns presses into requests. What is
// shown is the copy plus this screen's own presses, replayed through the same `decide` the hub will run, so
// a press answers at once whatever the network does. Loop thread; the UI is on the other side of the mailbox.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/kitchen_clock.h"
#include "base/result.h"
#include "core/decide.h"
#include "net/loop.h"
#include "station/hub_link.h"
#include "station/mailbox.h"
#include "station/model_maker.h"
#include "station/presses.h"
#include "station/replica.h"

namespace brigade {

struct StationOptions {
    std::string hub_url;
    std::string station;
    std::uint32_t jitter_seed = 0;  // differs from screen to screen, so that not all knock at once
    std::function<TimeMs()> wall_clock;
    std::function<int(const std::string&)> utc_offset_min;  // of a time zone by its name, now
};

class StationScreen {
  public:
    static Result<std::unique_ptr<StationScreen>> start(net::Loop& loop, Mailbox& mailbox,
                                                        std::unique_ptr<StationStore> store,
                                                        StationOptions options);
    ~StationScreen();

    // The kitchen as the hub has told it: without this screen's own presses that the hub has not answered.
    const Kitchen& copy() const { return replica_->kitchen(); }

  private:
    StationScreen(net::Loop& loop, Mailbox& mailbox, std::unique_ptr<StationStore> store,
                  StationOptions options, std::string screen_id, std::unique_ptr<Replica> replica,
                  std::unique_ptr<Presses> presses);

    // From the hub.
    std::string hello();
    void on_message(const FromHub& message);
    void on(const FromHubWelcome& welcome);
    void on(const FromHubLive& live);
    void on(const FromHubSnapshotPart& part);
    void on(const FromHubEvents& events);
    void on(const FromHubAck& ack);
    void on(const FromHubError& error);
    void on(const FromHubOther&) {}
    void on_closed(const std::string& reason);
    void send_waiting();

    // From the UI.
    void take_mail();
    void act(const Action& action);
    std::optional<Command> command_of(const Action& action);
    void press(Command command);
    void remember_for_undo(const Command& command, const Decision& decision);
    void report(const Presented& presented);
    void report_again();

    // To the UI.
    void publish_soon();
    void publish();
    const Kitchen& shown_kitchen();
    Link link() const;
    void persist_soon();
    void persist();
    void every_second();
    void say(std::string sentence);
    void look_up_offset();
    TimeMs now() const { return clock_.now(loop_.now_ms()); }

    net::Loop& loop_;
    Mailbox& mailbox_;
    std::unique_ptr<StationStore> store_;
    StationOptions options_;
    std::string screen_id_;
    std::unique_ptr<Replica> replica_;
    std::unique_ptr<Presses> presses_;
    HubLink hub_;
    KitchenClock clock_;
    Rules no_rules_;  // a screen's commands need none: what it may decide is in the kitchen

    std::optional<FromHubWelcome> welcome_;  // of the present connection
    DurationMs welcome_ms_ = 0;
    bool live_ = false;
    DurationMs closed_since_ms_ = 0;
    TimeMs as_of_ = 0;
    std::string snapshot_text_;
    bool want_snapshot_ = false;  // our copy does not fit the hub's history

    std::optional<Kitchen> ahead_;  // the replica with our presses, where there are any
    PendingMarks marks_;
    std::vector<RecallTicket> undo_;
    struct PresentedTicket {
        Drawn drawn;
        Seq seq = 0;  // of the frame
    };
    std::map<std::string, PresentedTicket> drawn_;  // by order id: what has been presented whole
    Seq presented_seq_ = 0;
    std::string fault_;
    TimeMs fault_until_ = 0;
    std::string storage_fault_;
    bool publish_scheduled_ = false;
    std::string time_zone_;
    TimeMs offset_hour_ = 0;
    int utc_offset_min_ = 0;
    net::Timer persist_timer_, second_timer_, resend_timer_;
};

}  // namespace brigade
