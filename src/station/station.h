// One screen at one station: keeps a copy of the kitchen, shows it, and turns presses into requests. What is
// shown is the copy plus this screen's own presses (station/ahead.h), so a press answers at once whatever the
// network does. Loop thread; the UI is on the other side of the mailbox.
//
// Its parts each have one matter: HubLink the connection, Enrolment who knows whom, Replica the copy, Presses
// what is to be sent, ShownReports what was seen, DeviceDesk the device page, SignIn whose presses they are.
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
#include "net/loop.h"
#include "station/ahead.h"
#include "station/device_desk.h"
#include "station/enrolment.h"
#include "station/hub_link.h"
#include "station/mailbox.h"
#include "station/presses.h"
#include "station/replica.h"
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
    HubSearch search = search_by_mdns();  // for "find"
    std::function<TimeMs()> wall_clock;
    std::function<int(const std::string&)> utc_offset_min;  // of a time zone by its name, now
    std::function<void()> restart;  // the hub asks for it: end the program and start it anew; may be empty
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
    void on(const FromHubDevices& devices);
    void on(const FromHubOther&) {}
    void on_closed(const std::string& reason, bool was_open);
    void send_waiting();
    void say_if_moved(const FromHubAck& ack);
    void send_state();

    // From the UI.
    void take_mail();
    void act(const Action& action);
    bool shows_who_bumps() const;
    std::optional<Command> command_of(const Action& action);
    void press(Command command);
    void remember_for_undo(const Command& command, const Decision& decision);
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
    ShownReports reports_;
    Enrolment enrolment_;
    HubLink hub_;
    Whereabouts whereabouts_;
    DeviceDesk devices_;
    SignIn sign_in_;
    KitchenClock clock_;

    std::optional<FromHubWelcome> welcome_;  // of the present connection
    DurationMs welcome_ms_ = 0;
    bool live_ = false;
    bool clock_told_ = false;  // by the hub, since this program began
    DurationMs closed_since_ms_ = 0;
    TimeMs as_of_ = 0;
    std::string snapshot_text_;
    bool want_snapshot_ = false;  // our copy does not fit the hub's history

    std::vector<RecallTicket> undo_;
    Identify identify_;
    std::string fault_;
    TimeMs fault_until_ = 0;
    std::string storage_fault_;
    bool publish_scheduled_ = false;
    std::string time_zone_;
    TimeMs offset_hour_ = 0;
    int utc_offset_min_ = 0;
    net::Timer persist_timer_, forget_timer_, second_timer_, resend_timer_, state_timer_;
};

}  // namespace brigade
