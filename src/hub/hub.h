// The writer of the kitchen: takes requests from POS terminals, screens and HTTP, makes them durable through
// GroupCommit, answers, and tells everybody who listens. One loop thread does all of it; the journal writer
// has the only other thread (hub/writer.h).
//
// Owned by main, constructed with an opened journal, destroyed after its loop has stopped.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/kitchen_clock.h"
#include "hub/access.h"
#include "hub/admin.h"
#include "hub/followers.h"
#include "hub/group_commit.h"
#include "hub/http_api.h"
#include "hub/kitchen_metrics.h"
#include "hub/live_times.h"
#include "hub/options.h"
#include "hub/page_api.h"
#include "hub/pairing_desk.h"
#include "hub/screenshot_desk.h"
#include "hub/session.h"
#include "hub/turned_away.h"
#include "hub/unknown_cooks.h"
#include "hub/update_files.h"
#include "journal/open.h"
#include "net/log_for_a_while.h"
#include "net/loop.h"
#include "net/server.h"

namespace brigade {

class Hub {
  public:
    // Restores the kitchen, listens and serves. Fails with a sentence if the journal holds what cannot be
    // read or an address cannot be listened on.
    static Result<std::unique_ptr<Hub>> start(net::Loop& loop, Opened journal, HubOptions options);
    ~Hub();

    // "ws://127.0.0.1:8686" and "wss://0.0.0.0:8687", with the real ports.
    std::vector<std::string> addresses() const;
    std::string id() const;  // of the journal, by which devices know one kitchen from another
    Seq seq() const { return commits_.committed().seq; }

    // Takes no more requests, lets what was taken become durable and be answered, saves a snapshot.
    void stop(std::function<void()> stopped);

  private:
    // One listener; knows through which server its peers came.
    struct Endpoint;
    Hub(net::Loop& loop, Opened journal, Restored restored, HubOptions options);
    Status open_access();
    void open_page();
    Admin::Hub admin_hub(std::function<void(Audit)> audit);
    Status listen();
    Status listen_on(const std::string& address, bool secure);

    // What the listeners report.
    void on_open(net::Server& server, net::PeerId peer, const net::PeerInfo& info);
    void on_message(net::PeerId peer, std::string_view payload, bool binary);
    void on_close(net::PeerId peer);
    void on_drained(net::PeerId peer);

    // Who is let in.
    bool trusted(const net::PeerInfo& info) const;
    std::variant<const Device*, Refusal> device_of(const net::PeerInfo& info, std::string_view token) const;
    std::optional<Refusal> check_hello(const Hello& hello, const Device* device) const;
    bool for_the_desk(net::PeerId peer, std::string_view payload) const;
    void disconnect(const std::string& device);
    void use_key(const net::Identity& identity);
    void call_devices_back();

    // What messages mean.
    void on(net::PeerId peer, Session& session, const Hello& hello);
    void on(net::PeerId peer, Session& session, const Request& request);
    void on(net::PeerId peer, Session& session, const AdminRequest& request);
    void on(net::PeerId peer, Session& session, const ReportShown& report);
    void on(net::PeerId peer, Session& session, const ScreenState& state);
    void on(net::PeerId peer, Session& session, const ScreenshotAnswer& answer);
    void on(net::PeerId peer, Session& session, const Rejection& rejection);
    void answer_admin(const AdminRequest& request, Admin::Who who, Admin::Tell tell);
    Admin::Who who_asks(net::PeerId peer, Session& session, const AdminCommand& command);
    bool lacks_pin(Session& session) const;
    void sign_out_who_changed();
    bool asks_pin() const;
    void tell_screens_state();
    void tell_state(net::PeerId peer, const Session& session);
    void tell_screens_figures();
    bool hears_figures(net::PeerId peer, const Session& session);
    void welcome(net::PeerId peer, Session& session, const Hello& hello);
    void expect_pin_heard(net::PeerId peer, Session& session, const std::string& pin);
    void heard_pin(Session& session);
    void say_if_ahead(const Hello& hello) const;
    void replace_screen(net::PeerId peer, Session& session, const Hello& hello);
    void continue_catch_up(net::PeerId peer, Session& session);
    bool tell_screen(const std::string& device, const std::string& text);
    std::optional<ScreenshotDesk::Screen> screen_of(const std::string& device) const;
    void send_to(net::PeerId peer, const std::string& text);
    void close_peer(net::PeerId peer, std::uint16_t code, const std::string& reason);

    DurationMs wait_ms(Session& session);
    DurationMs http_wait_ms(const net::HttpRequest& request);
    std::optional<Asker> page_asker(const net::HttpRequest& request);
    std::variant<Asker, Refusal> http_asker(const net::HttpRequest& request);
    std::string http_facts(const net::HttpRequest& request);
    TokenBucket& bucket_of(const Device* device, const std::string& address);
    void submit(const Command& command, GroupCommit::Answer answer);
    void on_committed(const CommittedBatch& batch);
    void save_snapshot();
    void apply_retention();
    bool has_backups() const;
    void hear_stations();
    void note_sent();
    void schedule_tick();
    void tick();
    void watch_wall_clock();
    void finish_stopping();
    TimeMs now() const { return clock_.now(loop_.now_ms()); }
    Connected connected() const;
    net::ServerCounters net_counters() const;
    std::string metrics() const;

    net::Loop& loop_;
    HubOptions options_;
    std::unique_ptr<JournalReader> reader_;
    std::shared_ptr<net::Admission> admission_;  // of all endpoints together
    KitchenClock clock_;
    Delivery delivery_;
    std::unique_ptr<Writer> writer_;
    Seq snapshot_seq_ = 0;
    LiveTimes times_;
    GroupCommit commits_;
    UpdateFiles updates_;
    HttpApi http_;
    Followers followers_;
    std::unordered_map<net::PeerId, Session> sessions_;
    std::map<std::string, net::PeerId> screens_;  // by device and lasting id
    std::map<std::string, TokenBucket> buckets_;  // of devices, and of addresses that ask over HTTP
    std::vector<std::unique_ptr<Endpoint>> endpoints_;
    std::unique_ptr<Access> access_;  // nullptr where there is no register
    std::unique_ptr<PairingDesk> desk_;
    std::unique_ptr<Admin> admin_;
    ScreenshotDesk screenshots_;
    std::unique_ptr<PageApi> page_;
    std::uint64_t rate_limited_ = 0, rejected_ = 0;
    TurnedAway turned_away_;
    UnknownCooks unknown_cooks_;
    std::function<void()> stopped_;
    bool access_stopped_ = false;
    net::LogForAWhile log_{loop_};
    net::Timer tick_timer_, clock_timer_, stop_timer_;
};

}  // namespace brigade
