// One screen at one station: keeps a copy of the kitchen, shows it, and turns presses into requests. What is
// shown is the copy plus this screen's own presses (station/ahead.h), so a press answers at once whatever the
// network does. Loop thread; the UI is on the other side of the mailbox.
//
// Its parts each have one matter: HubLink the connection, Enrolment who knows whom, Replica the copy, Presses
// what is to be sent, ShownReports what was seen, DeviceDesk the device page, SignIn whose presses they are,
// Screenshots its picture for whoever helps from afar.
// This class joins them: what comes from the hub is in station.cpp, from the UI in station_input.cpp, to the
// UI in station_output.cpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/kitchen_clock.h"
#include "base/lifetime.h"
#include "base/result.h"
#include "base/secret.h"
#include "net/log_for_a_while.h"
#include "net/loop.h"
#include "station/ahead.h"
#include "station/device_desk.h"
#include "station/enrolment.h"
#include "station/hub_link.h"
#include "station/mailbox.h"
#include "station/presses.h"
#include "station/replica.h"
#include "station/screenshots.h"
#include "station/shown_reports.h"
#include "station/sign_in.h"
#include "station/whereabouts.h"

namespace brigade {

struct StationOptions {
    std::string hub_url;  // "ws://127.0.0.1:8686/v1", "wss://192.168.1.5:8687/v1", "find", "find:Warung Ibu"
    std::string station;
    std::string name;               // of this screen, "Grill left"; empty: the station's id
    std::string cook;               // the id of the person whose screen it is; empty: whoever signs in
    std::string version;            // of the program
    bool pair_again = false;        // forget the hub that this screen was paired with
    std::uint32_t jitter_seed = 0;  // differs from screen to screen, so that not all knock at once
    RandomSource random = random_bytes;
    HubSearch search = search_by_mdns();                         // for "find"
    ScreenSettings settings;                                     // as this screen was left
    std::function<Status(const ScreenSettings&)> keep_settings;  // for the next start; may be empty
    std::function<TimeMs()> wall_clock;
    std::function<int(const std::string&)> utc_offset_min;  // of a time zone by its name, now
    std::function<void(bool on)> learn_bar;  // a person at the screen teaches it a bump bar; may be empty
    // Of that device, for ever; returns the name that it got. May be empty.
    std::function<Result<std::string>(const std::string& device, const BarProfile&)> keep_bar_profile;
    std::function<MachineFacts()> machine;  // as it is now; may be empty
    std::function<void()> restart;  // the hub asks for it: end the program and start it anew; may be empty
    // What is shown now, as a picture; calls back on the loop's thread. May be empty.
    std::function<void(Screenshots::Taken)> screenshot;
    // A code to be typed at the hub is on the screen from now on; for a screen that nobody sees. May be
    // empty.
    std::function<void(const std::string& code)> pairing_code;
};

class StationScreen {
  public:
    static Result<std::unique_ptr<StationScreen>> start(net::Loop& loop, Mailbox& mailbox,
                                                        std::unique_ptr<StationStore> store,
                                                        StationOptions options);
    ~StationScreen();

    // What is plugged in now, whenever that changes.
    void bars_are(std::vector<BarFound> bars);

    // The kitchen as the hub has told it: without this screen's own presses that the hub has not answered.
    const Kitchen& copy() const { return replica_->kitchen(); }

  private:
    StationScreen(net::Loop& loop, Mailbox& mailbox, std::unique_ptr<StationStore> store,
                  StationOptions options, std::string screen_id, std::unique_ptr<Replica> replica,
                  std::unique_ptr<Presses> presses);

    // From the hub.
    void on_found();
    std::optional<HubLink::Attempt> attempt();
    std::string first_message();
    std::string hello();
    void on_other_key(const std::string& pin);
    bool on_raw(std::string_view text);
    bool on_person(std::string_view text);
    void on_message(const FromHub& message);
    void on(const FromHubWelcome& welcome);
    void on(const FromHubLive& live);
    void on(const FromHubSnapshotPart& part);
    void on(const FromHubEvents& events);
    void on(const FromHubAck& ack);
    void on(const FromHubError& error);
    void on(const FromHubIdentify& identify);
    void on(const FromHubRestart& restart);
    void on(const FromHubLogLevel& log);
    void on(const ScreenshotQuestion& asked) { screenshots_.on(asked); }
    void on(const FromHubDevices& devices);
    void on(const FromHubState& state);
    void on(const FromHubFigures& figures);
    void note_clock(const std::vector<Event>& events);
    void on(const FromHubOther&) {}
    void on_closed(const std::string& reason, bool was_open);
    void send_waiting();
    void settle();
    void say_overruled(const Command& command);
    void say_if_moved(const FromHubAck& ack);
    void send_state();

    // From the UI.
    void take_mail();
    void act(const Action& action);
    bool shows_who_bumps() const;
    std::optional<Command> command_of(const Action& action);
    void start_all(const Action& action);
    void press_lines(const Action& action);
    void undo(const Action& action);
    void change(const ScreenSettings& settings);
    void learned(const Action& action);
    void press(std::vector<Command> commands);
    bool press_one(Command& command);
    NewestPress undoable() const;
    void forget_undo(const std::string& request);
    int done_so_far(const std::string& order_id, const std::string& station, const std::string& line_id);
    struct Undoable;
    std::optional<Undoable> undoing(const Command& command, const Decision& decision);
    void remember_for_undo(Undoable undo);
    void report(const Presented& presented);

    // To the UI.
    void publish_soon();
    void publish();
    Link link() const;
    std::string hub_in_words() const;
    const std::string& fault() const;
    void persist_soon();
    void persist();
    void forget_some();
    void every_second();
    void say(std::string sentence);
    void look_up_offset();
    void look_at_machine();
    CopyState copy_state() const;
    TimeMs now() const { return clock_.now(loop_.now_ms()); }

    net::Loop& loop_;
    const Lifetime lifetime_;
    Mailbox& mailbox_;
    std::unique_ptr<StationStore> store_;
    StationOptions options_;
    std::string screen_id_;
    std::unique_ptr<Replica> replica_;
    std::unique_ptr<Presses> presses_;
    Ahead ahead_;
    ModelMemory model_memory_;
    ShownReports reports_;
    Enrolment enrolment_;
    HubLink hub_;
    Whereabouts whereabouts_;
    DeviceDesk devices_;
    SignIn sign_in_;
    Screenshots screenshots_;
    KitchenClock clock_;

    std::optional<FromHubWelcome> welcome_;  // of the present connection
    DurationMs welcome_ms_ = 0;
    bool live_ = false;
    bool clock_told_ = false;  // by the hub, since this program began
    DurationMs closed_since_ms_ = 0;
    TimeMs as_of_ = 0;
    std::string snapshot_text_;
    bool want_snapshot_ = false;  // our copy does not fit the hub's history

    // A bump that can be taken back; those of one press together.
    struct Undoable {
        RecallTicket recall;
        std::uint64_t press = 0;
        std::string request = {};  // the bump's
        std::string number = {};   // of the order
        std::string line = {};     // its name; empty: the whole ticket
        int count = 0;             // of the line
    };
    std::vector<Undoable> undo_;  // newest last
    std::uint64_t undo_press_ = 0;
    Identify identify_;
    std::string fault_;
    TimeMs fault_until_ = 0;
    std::string storage_fault_, storage_sentence_;
    TimeMs written_at_ = 0;
    std::string hub_trouble_;
    bool hub_asks_pin_ = false;
    std::shared_ptr<const LiveFigures> figures_;
    TimeMs figures_at_ = 0;  // kitchen time
    DurationMs clock_moved_ms_ = 0;
    TimeMs clock_moved_at_ = 0;
    std::vector<BarFound> bars_;
    std::shared_ptr<const MachineFacts> machine_;
    DurationMs looked_at_ms_ = 0;
    bool publish_scheduled_ = false;
    std::string time_zone_;
    TimeMs offset_hour_ = 0;
    int utc_offset_min_ = 0;
    net::LogForAWhile log_{loop_};
    net::Timer persist_timer_, forget_timer_, second_timer_, resend_timer_, state_timer_;
};

}  // namespace brigade
