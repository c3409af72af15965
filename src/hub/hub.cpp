#include "hub/hub.h"

#include <algorithm>

#include "base/limits.h"
#include "base/log.h"
#include "hub/metrics.h"
#include "hub/retention.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

constexpr Seq snapshot_every_events = 25'000;
constexpr DurationMs first_batch_ms_max = 10'000;
constexpr DurationMs clock_check_ms = 1'000;
constexpr std::size_t http_addresses_max = 1'024;
constexpr DurationMs tick_ms_max = 20'000;   // less than a screen may be silent (station_there_ms)
constexpr DurationMs tick_retry_ms = 1'000;  // while the journal takes nothing
constexpr DurationMs day_ms = 24 * 3600 * 1000;

}  // namespace

struct Hub::Endpoint : net::ServerEvents {
    explicit Endpoint(Hub& owner) : hub(owner) {}

    void on_open(net::PeerId peer, const net::PeerInfo& info) override { hub.on_open(*server, peer, info); }
    void on_message(net::PeerId peer, std::string_view payload, bool binary) override {
        hub.on_message(peer, payload, binary);
    }
    void on_close(net::PeerId peer) override { hub.on_close(peer); }
    void on_drained(net::PeerId peer) override { hub.on_drained(peer); }
    void on_http(const net::HttpRequest& request, net::HttpReply reply) override {
        hub.http_.handle(request, std::move(reply));
    }

    Hub& hub;
    std::unique_ptr<net::Server> server;
    bool secure = false;
};

Result<std::unique_ptr<Hub>> Hub::start(net::Loop& loop, Opened journal, HubOptions options) {
    auto restored = restore_kitchen(*journal.reader);
    if (!restored) return restored.error();
    if (restored->replayed > 0)
        log_info("restored {} orders up to event {}, {} of them replayed", restored->kitchen.orders.size(),
                 restored->kitchen.seq, restored->replayed);
    std::unique_ptr<Hub> hub(new Hub(loop, std::move(journal), std::move(*restored), std::move(options)));
    // Nobody is let in before the kitchen's stations are durable: a screen asks for its own by name.
    loop.run_until([&] { return hub->commits_.idle(); }, first_batch_ms_max);
    if (auto opened = hub->open_access(); !opened) return opened.error();
    hub->open_page();
    if (auto listening = hub->listen(); !listening) return listening.error();
    return hub;
}

Hub::Hub(net::Loop& loop, Opened journal, Restored restored, HubOptions options)
    : loop_(loop),
      options_(std::move(options)),
      reader_(std::move(journal.reader)),
      admission_(net::make_admission(options_.server_limits)),
      clock_(restored.kitchen.at, restored.kitchen.wall_offset_ms, options_.wall_clock(), loop.now_ms()),
      delivery_{clock_.now(loop.now_ms()), {}},
      writer_(std::make_unique<Writer>(std::move(journal.writer), loop, options_.failed)),
      snapshot_seq_(restored.kitchen.seq - restored.replayed),
      times_(restored.kitchen),
      commits_(
          std::move(restored), *reader_, *writer_,
          {[&loop](std::function<void()> task) { loop.post(std::move(task)); },
           [this](const CommittedBatch& batch) { on_committed(batch); }, [this] { tell_screens_state(); }}),
      updates_(loop, options_.updates, [this] { return net_counters().answer_bytes_unsent; }),
      http_(
          {commits_,
           [this](const Command& command, GroupCommit::Answer answer) { submit(command, std::move(answer)); },
           [this] { return now(); },
           [this](const net::HttpRequest& request) { return http_wait_ms(request); },
           [this](const net::HttpRequest& request) { return http_asker(request); },
           [this](const AdminRequest& request, const Asker& asker, Admin::Tell tell) {
               Admin::Who who;
               who.device = asker.terminal;
               who.person = asker.person;
               answer_admin(request, who, std::move(tell));
           },
           [this](const net::HttpRequest& request) { return http_facts(request); },
           [this] { return metrics(); }, [this] { return !stopped_; },
           [this](const net::HttpRequest& request, net::HttpReply& reply) {
               return page_ && !stopped_ && page_->handle(request, reply);
           },
           options_.figures, [this] { return net_counters().answer_bytes_unsent; },
           options_.updates.empty() ? nullptr : &updates_}),
      screenshots_(loop, {[this](const std::string& device) { return screen_of(device); },
                          [this](net::PeerId peer, const std::string& text) { send_to(peer, text); }}) {
    auto nobody = [](const std::variant<Ack, Refusal>&) {};
    submit(Configure{options_.rules.kitchen}, nobody);
    if (options_.figures) options_.figures->on_live([this] { tell_screens_figures(); });
    watch_wall_clock();
    tick();
}

Hub::~Hub() {
    if (options_.figures) options_.figures->on_live({});
    endpoints_.clear();
    page_.reset();
    admin_.reset();
    desk_.reset();
    access_.reset();
    writer_.reset();  // what it still reports goes to a loop that no longer runs
}

Status Hub::listen() {
    for (const std::string& address : options_.listen)
        if (auto opened = listen_on(address, false); !opened) return opened;
    for (const std::string& address : options_.listen_tls)
        if (auto opened = listen_on(address, true); !opened) return opened;
    return {};
}

Status Hub::listen_on(const std::string& address, bool secure) {
    auto endpoint = std::make_unique<Endpoint>(*this);
    net::ListenOptions options{options_.server_limits, std::nullopt, admission_};
    if (secure) options.identity = options_.keys->current();
    auto server = loop_.listen(address, *endpoint, options);
    if (!server) return server.error();
    endpoint->server = std::move(*server);
    endpoint->secure = secure;
    endpoints_.push_back(std::move(endpoint));
    return {};
}

// The register of devices, where there is one; without it only this machine's programs are let in.
Status Hub::open_access() {
    if (!options_.access_store) return {};
    auto audit = [this](const Audit& done) {
        submit(done, [done](const std::variant<Ack, Refusal>& answer) {
            if (std::holds_alternative<Refusal>(answer))
                log_warning("the journal has not taken this: {} {} {} {}", done.actor, word(done.action),
                            done.subject, done.detail);
        });
    };
    auto access = Access::open(loop_, std::move(options_.access_store),
                               {random_bytes, options_.wall_clock, audit, options_.pin_cost});
    if (!access) return access.error();
    access_ = std::move(*access);
    desk_ = std::make_unique<PairingDesk>(
        loop_, *access_, random_bytes,
        DeskCalls{[this](net::PeerId peer, const std::string& text) { send_to(peer, text); },
                  [this](net::PeerId peer, std::uint16_t code, const std::string& reason) {
                      close_peer(peer, code, reason);
                  },
                  audit,
                  [this] {
                      return DeskHub{id(), commits_.committed().config.name,
                                     options_.keys ? options_.keys->pins() : std::vector<std::string>()};
                  }});
    admin_ = std::make_unique<Admin>(*access_, *desk_, options_.keys.get(), admin_hub(audit));
    return {};
}

void Hub::open_page() {
    page_ = std::make_unique<PageApi>(
        std::move(options_.page),
        PageApi::Hub{
            access_.get(), [this] { return loop_.now_ms(); },
            [this] { return commits_.committed().config.name; }, [this] { return seq(); },
            [this] { return commits_.trouble(); },
            [this](const net::HttpRequest& request) { return request.loopback && options_.trust_loopback; }});
}

Admin::Hub Hub::admin_hub(std::function<void(Audit)> audit) {
    return {[this](const std::function<void(const Session&)>& call) {
                for (const auto& [peer, session] : sessions_)
                    if (session.protocol.accepted()) call(session);
            },
            [this](const std::string& device, const std::string& text) { return tell_screen(device, text); },
            [this](const std::string& device) { disconnect(device); },
            [this](const net::Identity& identity) { use_key(identity); },
            [this] { call_devices_back(); },
            [this] { sign_out_who_changed(); },
            [this](LogLevel level, DurationMs for_ms) { log_.set(level, for_ms); },
            [this](const TakeScreenshot& take, ScreenshotDesk::Answer answer) {
                screenshots_.ask(take, std::move(answer));
            },
            std::move(audit),
            options_.wall_clock,
            [this] { return seq(); }};
}

// For new connections; those that are open live on, but a pairing is bound to the key that it was begun
// under.
void Hub::use_key(const net::Identity& identity) {
    for (const auto& endpoint : endpoints_) {
        if (!endpoint->secure) continue;
        if (auto used = endpoint->server->use_identity(identity); !used)
            log_error("the new key cannot be used before the hub starts again: {}", used.error().message);
    }
    desk_->key_has_changed();
}

std::vector<std::string> Hub::addresses() const {
    std::vector<std::string> addresses;
    for (const auto& endpoint : endpoints_)
        addresses.push_back((endpoint->secure ? "wss://" : "ws://") + endpoint->server->address());
    return addresses;
}

std::string Hub::id() const { return to_hex(reader_->identity()); }

// --- time ------------------------------------------------------------------------------------------------

void Hub::submit(const Command& command, GroupCommit::Answer answer) {
    commits_.submit(command, {now(), options_.rules, nullptr, &delivery_}, std::move(answer));
    schedule_tick();
}

bool Hub::has_backups() const {
    const auto& stations = options_.rules.kitchen.stations;
    return std::any_of(stations.begin(), stations.end(),
                       [](const Station& each) { return !each.backup.empty(); });
}

// A station is heard as long as one of its screens shows what it is sent. A screen that does not say how many
// frames it has presented is taken at its word for as long as it is connected.
void Hub::hear_stations() {
    if (!has_backups()) return;
    for (const auto& [peer, session] : sessions_)
        if (session.protocol.accepted() && session.role == Role::station && !session.frames)
            delivery_.hear(session.station, now());
}

// What has been written to a screen that draws may have been seen, whether it could say so or not.
void Hub::note_sent() {
    if (!has_backups()) return;
    for (const auto& [peer, session] : sessions_) {
        if (session.role != Role::station || session.frozen) continue;
        const Follower* follower = followers_.find(peer);
        if (!follower || !follower->live()) continue;
        Seq& sent = delivery_.sent[session.station];
        sent = std::max(sent, commits_.committed().seq);
    }
}

void Hub::schedule_tick() {
    hear_stations();
    auto deadline = next_deadline(commits_.working(), {now(), options_.rules, nullptr, &delivery_});
    DurationMs wait_ms = deadline ? std::clamp<DurationMs>(*deadline - now(), 0, tick_ms_max) : tick_ms_max;
    if (!commits_.trouble().empty()) wait_ms = std::max(wait_ms, tick_retry_ms);
    tick_timer_ = loop_.after(wait_ms, [this] { tick(); });
}

void Hub::tick() {
    options_.rules.utc_offset_min = options_.utc_offset_min();
    hear_stations();
    submit(Tick{}, [](const std::variant<Ack, Refusal>&) {});
}

// People read the wall clock; when it is corrected, labels follow and ages do not.
void Hub::watch_wall_clock() {
    const Kitchen& kitchen = commits_.working();
    if (auto offset = clock_.correction(kitchen.wall_offset_ms, options_.wall_clock(), loop_.now_ms())) {
        log_warning("the wall clock has moved by {} ms against kitchen time",
                    *offset - kitchen.wall_offset_ms);
        submit(CorrectClock{*offset}, [](const std::variant<Ack, Refusal>&) {});
    }
    clock_timer_ = loop_.after(clock_check_ms, [this] { watch_wall_clock(); });
}

// --- after each batch -------------------------------------------------------------------------------------

void Hub::on_committed(const CommittedBatch& batch) {
    times_.observe(batch, commits_.committed());
    followers_.publish(batch);
    note_sent();
    bool new_day = std::any_of(batch.events.begin(), batch.events.end(), [](const Event& event) {
        return std::holds_alternative<DayOpened>(event.body);
    });
    if (new_day || batch.head.seq - snapshot_seq_ >= snapshot_every_events) save_snapshot();
    if (new_day) apply_retention();
    if (options_.figures) options_.figures->committed(batch.head.seq);
    if (stopped_) finish_stopping();
}

void Hub::save_snapshot() {
    if (snapshot_seq_ == commits_.committed().seq) return;
    snapshot_seq_ = commits_.committed().seq;
    writer_->save_snapshot(std::make_shared<const Kitchen>(commits_.committed()));
}

void Hub::apply_retention() {
    auto through =
        forgettable_through(*reader_, commits_.committed(), now() - options_.retention_days * day_ms);
    if (through && *through > 0) writer_->forget_through(*through);
}

Connected Hub::connected() const {
    Connected connected;
    for (const auto& [peer, session] : sessions_) {
        if (!session.protocol.accepted()) continue;
        ++connected.roles[static_cast<std::size_t>(session.role)];
        if (session.role != Role::station) continue;
        if (!session.fault.empty()) ++connected.faulty;
        ++(session.frozen ? connected.frozen : connected.screens[session.station]);
    }
    return connected;
}

net::ServerCounters Hub::net_counters() const {
    net::ServerCounters sum;
    for (const auto& endpoint : endpoints_) add_counters(sum, endpoint->server->counters());
    return sum;
}

std::string Hub::metrics() const {
    const HubFigures figures{commits_,     net_counters(), followers_.size(), rate_limited_, rejected_,
                             turned_away_, times_,         connected(),       now()};
    return metrics_text(figures) + (options_.figures ? options_.figures->metrics() : std::string());
}

// --- the end ----------------------------------------------------------------------------------------------

void Hub::stop(std::function<void()> stopped) {
    if (stopped_) return;
    stopped_ = std::move(stopped);
    tick_timer_.cancel();
    clock_timer_.cancel();
    auto goes_on = [this] {
        access_stopped_ = true;
        finish_stopping();
    };
    if (access_)
        access_->stop(goes_on);
    else
        goes_on();
}

void Hub::finish_stopping() {
    tick_timer_.cancel();
    if (!access_stopped_) return;
    if (!commits_.idle()) {  // a refused batch commits nothing, so look again
        stop_timer_ = loop_.after(20, [this] { finish_stopping(); });
        return;
    }
    stop_timer_.cancel();
    save_snapshot();
    for (auto& [peer, session] : sessions_)
        session.server->close(peer, close_code::going_away, "the hub is stopping");
    stop_timer_ = loop_.after(50, [this] { stopped_(); });  // the goodbyes go out
}

}  // namespace brigade
