#include "hub/hub.h"

#include <algorithm>

#include "base/limits.h"
#include "base/log.h"
#include "hub/metrics.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

constexpr Seq snapshot_every_events = 25'000;
constexpr DurationMs first_batch_ms_max = 10'000;
constexpr DurationMs clock_check_ms = 1'000;
constexpr std::size_t http_addresses_max = 1'024;
constexpr DurationMs tick_ms_max = 60'000;
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
    if (auto listening = hub->listen(); !listening) return listening.error();
    return hub;
}

Hub::Hub(net::Loop& loop, Opened journal, Restored restored, HubOptions options)
    : loop_(loop),
      options_(std::move(options)),
      reader_(std::move(journal.reader)),
      clock_(restored.kitchen.at, restored.kitchen.wall_offset_ms, options_.wall_clock(), loop.now_ms()),
      delivery_{clock_.now(loop.now_ms()), {}},
      writer_(std::make_unique<Writer>(std::move(journal.writer), loop, options_.failed)),
      snapshot_seq_(restored.kitchen.seq - restored.replayed),
      commits_(std::move(restored), *reader_, *writer_,
               {[&loop](std::function<void()> task) { loop.post(std::move(task)); },
                [this](const CommittedBatch& batch) { on_committed(batch); }}),
      http_(
          {commits_,
           [this](const Command& command, GroupCommit::Answer answer) { submit(command, std::move(answer)); },
           [this] { return now(); },
           [this](const net::HttpRequest& request) { return http_wait_ms(request); },
           [this] { return metrics(); }, [this] { return !stopped_; }}) {
    auto nobody = [](const std::variant<Ack, Refusal>&) {};
    submit(Configure{options_.rules.kitchen}, nobody);
    watch_wall_clock();
    tick();
}

Hub::~Hub() {
    endpoints_.clear();
    writer_.reset();  // what it still reports goes to a loop that no longer runs
}

Status Hub::listen() {
    for (const std::string& address : options_.listen) {
        auto endpoint = std::make_unique<Endpoint>(*this);
        auto server = loop_.listen(address, *endpoint, {options_.server_limits, {}});
        if (!server) return server.error();
        endpoint->server = std::move(*server);
        endpoints_.push_back(std::move(endpoint));
    }
    return {};
}

std::vector<std::string> Hub::addresses() const {
    std::vector<std::string> addresses;
    for (const auto& endpoint : endpoints_) addresses.push_back(endpoint->server->address());
    return addresses;
}

// --- time ------------------------------------------------------------------------------------------------

void Hub::submit(const Command& command, GroupCommit::Answer answer) {
    commits_.submit(command, {now(), options_.rules, nullptr, &delivery_}, std::move(answer));
    schedule_tick();
}

void Hub::schedule_tick() {
    auto deadline = next_deadline(commits_.working(), {now(), options_.rules, nullptr, &delivery_});
    DurationMs wait_ms = deadline ? std::clamp<DurationMs>(*deadline - now(), 0, tick_ms_max) : tick_ms_max;
    if (!commits_.trouble().empty()) wait_ms = std::max(wait_ms, tick_retry_ms);
    tick_timer_ = loop_.after(wait_ms, [this] { tick(); });
}

void Hub::tick() {
    options_.rules.utc_offset_min = options_.utc_offset_min();
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
    followers_.publish(batch);
    bool new_day = std::any_of(batch.events.begin(), batch.events.end(), [](const Event& event) {
        return std::holds_alternative<DayOpened>(event.body);
    });
    if (new_day || batch.head.seq - snapshot_seq_ >= snapshot_every_events) save_snapshot();
    if (new_day) apply_retention();
    if (stopped_) finish_stopping();
}

void Hub::save_snapshot() {
    if (snapshot_seq_ == commits_.committed().seq) return;
    snapshot_seq_ = commits_.committed().seq;
    writer_->save_snapshot(std::make_shared<const Kitchen>(commits_.committed()));
}

// Whole service days that are older than the limit go, but nothing of an order that is still open.
void Hub::apply_retention() {
    auto first_kept = reader_->first_seq_at_or_after(now() - options_.retention_days * day_ms);
    if (!first_kept || *first_kept == 0) return;
    Seq forget = *first_kept - 1;
    const auto& open = commits_.committed().index.open;
    if (!open.empty()) forget = std::min(forget, *open.begin() - 1);
    if (forget > 0) writer_->forget_through(forget);
}

// --- sessions ---------------------------------------------------------------------------------------------

void Hub::on_open(net::Server& server, net::PeerId peer, const net::PeerInfo& info) {
    sessions_.emplace(
        peer, Session{&server, info, {}, TokenBucket(options_.rate_limit, loop_.now_ms()), {}, false});
}

void Hub::on_close(net::PeerId peer) {
    auto found = sessions_.find(peer);
    if (found == sessions_.end()) return;
    auto screen = screens_.find(found->second.screen);
    if (screen != screens_.end() && screen->second == peer) screens_.erase(screen);
    followers_.remove(peer);
    sessions_.erase(found);
}

void Hub::on_message(net::PeerId peer, std::string_view payload, bool binary) {
    auto found = sessions_.find(peer);
    if (found == sessions_.end() || stopped_) return;
    Session& session = found->second;
    ClientMessage message = session.protocol.receive(payload, binary);
    std::visit([&](const auto& known) { on(peer, session, known); }, message);
}

void Hub::on_drained(net::PeerId peer) {
    auto found = sessions_.find(peer);
    if (found != sessions_.end()) continue_catch_up(peer, found->second);
}

void Hub::on(net::PeerId peer, Session& session, const Rejection& rejection) {
    ++rejected_;
    session.server->send_text(peer, error_text(rejection.re, rejection.refusal));
    if (rejection.close != 0)
        session.server->close(peer, rejection.close, rejection.refusal.message.substr(0, 100));
}

std::optional<Refusal> Hub::check_hello(const Session& session, const Hello& hello) const {
    if (!session.info.loopback)
        return Refusal{ErrorCode::unauthorized, "/token",
                       "this address needs a token; pair the device first"};
    if (!hello.station.empty() && !commits_.committed().config.find(hello.station))
        return Refusal{ErrorCode::unknown_station, "/station", "there is no station " + hello.station};
    return std::nullopt;
}

void Hub::on(net::PeerId peer, Session& session, const Hello& hello) {
    if (auto refusal = check_hello(session, hello))
        return on(peer, session, Rejection{*refusal, "", close_code::policy});
    session.protocol.accept(hello);
    say_if_ahead(hello);
    replace_screen(peer, session, hello);

    const Kitchen& kitchen = commits_.committed();
    Welcome welcome{to_hex(reader_->identity()),
                    kitchen.config.name,
                    kitchen.seq,
                    to_text(commits_.head()),
                    now() + kitchen.wall_offset_ms,
                    {}};
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available) welcome.unavailable.push_back(item);
    session.server->send_text(peer, welcome_text(welcome));
    net::Server* server = session.server;
    followers_.add(peer, std::make_unique<Follower>(
                             hello, commits_, *reader_,
                             [server, peer](const net::FramePtr& frame) { server->send(peer, frame); }));
    continue_catch_up(peer, session);
}

// Whoever has heard more than this journal holds was told it by a journal that was restored since, or whose
// end is gone without a trace on its own disk.
void Hub::say_if_ahead(const Hello& hello) const {
    auto head = head_from_text(hello.head);
    if (!head || head->seq <= commits_.committed().seq) return;
    log_warning(
        "{} has events up to {}, and this journal ends at {}: it was restored, or its disk has lost what it "
        "said was stored; see docs/recovery.md, \"A damaged journal, by hand\"",
        hello.screen.empty() ? hello.name : hello.screen, head->seq, commits_.committed().seq);
}

// A screen that comes back is the same screen: its old connection goes.
void Hub::replace_screen(net::PeerId peer, Session& session, const Hello& hello) {
    if (hello.role == Role::pos || hello.screen.empty()) return;
    session.screen = hello.screen;
    auto [place, is_new] = screens_.emplace(hello.screen, peer);
    if (is_new) return;
    net::PeerId older = std::exchange(place->second, peer);
    followers_.remove(older);
    if (auto found = sessions_.find(older); found != sessions_.end())
        found->second.server->close(older, close_code::replaced, "this screen has connected anew");
}

void Hub::continue_catch_up(net::PeerId peer, Session& session) {
    Follower* follower = followers_.find(peer);
    if (!follower || follower->live()) return;
    if (!follower->catch_up()) {
        session.server->close(peer, close_code::going_away, "the journal cannot be read");
        return;
    }
    if (!follower->live()) session.server->want_drained(peer);
}

void Hub::on(net::PeerId peer, Session& session, const Request& request) {
    net::Server* server = session.server;
    if (!session.info.loopback || options_.limit_loopback)
        if (DurationMs retry_ms = session.bucket.take(loop_.now_ms()); retry_ms > 0) {
            ++rate_limited_;
            Refusal refusal{ErrorCode::rate_limited, "", "too many requests", {}, retry_ms};
            return server->send_text(peer, error_text(request.id, refusal));
        }
    submit(request.command, [server, peer, id = request.id](const std::variant<Ack, Refusal>& answer) {
        if (const auto* ack = std::get_if<Ack>(&answer))
            server->send_text(peer, ack_text(id, *ack));
        else
            server->send_text(peer, error_text(id, std::get<Refusal>(answer)));
    });
}

void Hub::on(net::PeerId, Session&, const ReportShown& report) {
    if (report.seq > commits_.committed().seq) return;  // nobody can have shown what nobody was sent
    Seq& reported = delivery_.reported[report.station];
    reported = std::max(reported, report.seq);
    if (!report.drawn.empty()) submit(report, [](const std::variant<Ack, Refusal>&) {});
}

DurationMs Hub::http_wait_ms(const net::HttpRequest& request) {
    if (request.loopback && !options_.limit_loopback) return 0;
    if (http_buckets_.size() >= http_addresses_max) http_buckets_.clear();
    auto [bucket, is_new] =
        http_buckets_.try_emplace(request.peer_address, TokenBucket(options_.rate_limit, loop_.now_ms()));
    DurationMs wait_ms = bucket->second.take(loop_.now_ms());
    if (wait_ms > 0) ++rate_limited_;
    return wait_ms;
}

std::string Hub::metrics() const {
    HubFigures figures{commits_, {}, followers_.size(), rate_limited_, rejected_};
    for (const auto& endpoint : endpoints_) add_counters(figures.net, endpoint->server->counters());
    return metrics_text(figures);
}

// --- the end ----------------------------------------------------------------------------------------------

void Hub::stop(std::function<void()> stopped) {
    if (stopped_) return;
    stopped_ = std::move(stopped);
    tick_timer_.cancel();
    clock_timer_.cancel();
    finish_stopping();
}

void Hub::finish_stopping() {
    tick_timer_.cancel();
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
