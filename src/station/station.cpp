#include "station/station.h"

#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "base/log.h"
#include "core/apply.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"

namespace brigade {
namespace {

constexpr DurationMs persist_ms = 200;          // what came from the hub is on disk so soon
constexpr DurationMs persist_again_ms = 2'000;  // while the disk takes nothing
constexpr DurationMs lost_after_ms = 2'000;     // a hub that restarts quickly is not announced as lost
constexpr DurationMs resend_ms = 1'000;
constexpr DurationMs sentence_ms = 10'000;
constexpr std::size_t undo_max = 50;
constexpr DurationMs hour_ms = 3600 * 1000;

// "Warung Ibu, 192.168.1.10:8686": which hub a cook has to ask about.
std::string hub_in_words(const std::string& kitchen, const std::string& url) {
    std::size_t begin = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
    std::string address = url.substr(begin, url.find('/', begin) - begin);
    return kitchen.empty() ? address : kitchen + ", " + address;
}

}  // namespace

Result<std::unique_ptr<StationScreen>> StationScreen::start(net::Loop& loop, Mailbox& mailbox,
                                                            std::unique_ptr<StationStore> store,
                                                            StationOptions options) {
    auto screen_id = store->screen_id();
    if (!screen_id) return screen_id.error();
    auto replica = Replica::open(*store);
    if (!replica) return replica.error();
    if (!(*replica)->found().empty()) log_warning("{}", (*replica)->found());
    auto presses = Presses::open(*store);
    if (!presses) return presses.error();
    std::unique_ptr<StationScreen> station(new StationScreen(loop, mailbox, std::move(store),
                                                             std::move(options), std::move(*screen_id),
                                                             std::move(*replica), std::move(*presses)));
    return station;
}

StationScreen::StationScreen(net::Loop& loop, Mailbox& mailbox, std::unique_ptr<StationStore> store,
                             StationOptions options, std::string screen_id, std::unique_ptr<Replica> replica,
                             std::unique_ptr<Presses> presses)
    : loop_(loop),
      mailbox_(mailbox),
      store_(std::move(store)),
      options_(std::move(options)),
      screen_id_(std::move(screen_id)),
      replica_(std::move(replica)),
      presses_(std::move(presses)),
      hub_(loop, options_.hub_url, options_.jitter_seed,
           {[this] { return hello(); }, [this](const FromHub& message) { on_message(message); },
            [this](const std::string& reason) { on_closed(reason); }}),
      clock_(replica_->kitchen().at, replica_->kitchen().wall_offset_ms, options_.wall_clock(),
             loop.now_ms()),
      closed_since_ms_(loop.now_ms()),
      as_of_(replica_->kitchen().at) {
    mailbox_.wake_loop_with([this] { loop_.post([this] { take_mail(); }); });
    publish();
    every_second();
    hub_.start();
}

StationScreen::~StationScreen() {
    mailbox_.wake_loop_with(nullptr);
    persist();
}

// --- from the hub
// -------------------------------------------------------------------------------------------

std::string StationScreen::hello() {
    json::object out{{"type", "hello"},          {"protocol", protocol_version}, {"role", "station"},
                     {"name", options_.station}, {"station", options_.station},  {"screen", screen_id_}};
    if (!replica_->empty() && !want_snapshot_) {
        out.emplace("after", replica_->kitchen().seq);
        out.emplace("head", replica_->head_text());
    }
    snapshot_text_.clear();
    welcome_.reset();
    return json::serialize(out);
}

void StationScreen::on_message(const FromHub& message) {
    std::visit([this](const auto& known) { on(known); }, message);
    as_of_ = now();
    publish_soon();
}

void StationScreen::on(const FromHubWelcome& welcome) {
    if (welcome.format != event_format) {
        say("the hub writes a newer format than this screen reads; update this screen");
        hub_.reconnect("unknown event format");
        return;
    }
    welcome_ = welcome;
    welcome_ms_ = loop_.now_ms();
}

void StationScreen::on(const FromHubLive&) {
    if (!welcome_) return;
    live_ = true;
    hub_.settled();
    // The hub's clock is the kitchen's: ages here are counted as they are there.
    const Kitchen& kitchen = replica_->kitchen();
    TimeMs hub_now = welcome_->time - kitchen.wall_offset_ms + (loop_.now_ms() - welcome_ms_);
    clock_ = KitchenClock(std::max(hub_now, kitchen.at), 0, 0, loop_.now_ms());
    presses_->mark_all_unsent();
    send_waiting();
    report_again();
}

void StationScreen::on(const FromHubSnapshotPart& part) {
    if (part.part == 1) snapshot_text_.clear();
    snapshot_text_ += part.text;
    if (part.part < part.parts) return;
    auto begun = replica_->begin(part.head, std::exchange(snapshot_text_, {}));
    if (!begun) {
        say("the copy of the kitchen cannot be stored: " + begun.error().message);
        hub_.reconnect(begun.error().message);
        return;
    }
    want_snapshot_ = false;
    ahead_.reset();
}

void StationScreen::on(const FromHubEvents& events) {
    auto applied = replica_->apply_events(events.events, events.head);
    if (!applied) {
        log_warning("{}; asking the hub for all of it", applied.error().message);
        want_snapshot_ = true;
        hub_.reconnect(applied.error().message);
        return;
    }
    ahead_.reset();
    persist_soon();
    presses_->settle(replica_->kitchen().seq, replica_->persisted());
}

void StationScreen::on(const FromHubAck& ack) {
    presses_->acked(ack.re, ack.seq);
    presses_->settle(replica_->kitchen().seq, replica_->persisted());
    ahead_.reset();
}

void StationScreen::on(const FromHubError& error) {
    ErrorCode code = error.refusal.code;
    if (error.re.empty()) {
        say("the hub refuses this screen: " + error.refusal.message);
    } else if (code == ErrorCode::journal_unavailable || code == ErrorCode::rate_limited) {
        say("the hub cannot write at present; presses are kept: " + error.refusal.message);
        resend_timer_ = loop_.after(error.refusal.retry_ms.value_or(resend_ms), [this] {
            presses_->mark_all_unsent();
            send_waiting();
        });
    } else if (auto dropped = presses_->drop(error.re)) {
        const OrderState* order = replica_->kitchen().find(order_id_of(dropped->command));
        say("a press on " + (order ? order->content->number : order_id_of(dropped->command)) +
            " did not count: " + error.refusal.message);
    }
    ahead_.reset();
}

void StationScreen::on_closed(const std::string& reason) {
    if (live_) {
        log_warning("the hub is gone: {}", reason);
        closed_since_ms_ = loop_.now_ms();
        as_of_ = clock_.now(hub_.last_heard_ms());
    }
    live_ = false;
    welcome_.reset();
    presses_->mark_all_unsent();
    publish_soon();
}

void StationScreen::send_waiting() {
    if (!live_) return;
    for (const PendingPress& press : presses_->all()) {
        if (press.sent || press.acked_seq) continue;
        if (!hub_.send(Presses::request_text(press, now()))) return;
        presses_->mark_sent(press.id);
    }
}

// --- from the UI
// ----------------------------------------------------------------------------------------------

void StationScreen::take_mail() {
    for (const Action& action : mailbox_.take_actions()) act(action);
    for (const Presented& presented : mailbox_.take_presented()) report(presented);
}

std::optional<Command> StationScreen::command_of(const Action& action) {
    Press press{action.order_id, options_.station, action.generation, action.revision, action.seen, 0};
    switch (action.kind) {
        case Action::Kind::start_line:
            return StartLine{press, action.line_id};
        case Action::Kind::bump_line:
            return BumpLine{press, action.line_id, std::nullopt};
        case Action::Kind::bump_ticket:
            return BumpTicket{press};
        case Action::Kind::confirm:
            return ConfirmChanges{press};
        case Action::Kind::fire_course:
            return FireCourse{action.order_id, action.course};
        case Action::Kind::recall:
            return RecallTicket{press, std::nullopt};
        case Action::Kind::undo:
            break;
    }
    if (undo_.empty()) return std::nullopt;
    RecallTicket undo = std::move(undo_.back());
    undo_.pop_back();
    return undo;
}

void StationScreen::act(const Action& action) {
    if (auto command = command_of(action)) press(std::move(*command));
}

// Shown first, then kept, then sent: the cook waits for none of the three.
void StationScreen::press(Command command) {
    if (presses_->waiting() >= limits::outbox_requests) {
        say("too many presses wait for the hub; this one was not taken");
        return;
    }
    Decision decision = decide(shown_kitchen(), command, {now(), no_rules_, nullptr, nullptr});
    if (const Refusal* refusal = decision.refusal()) {
        say(refusal->message);
        publish();
        return;
    }
    if (decision.events.empty()) return;  // nothing to do: it is so already
    remember_for_undo(command, decision);
    const PendingPress& pending = presses_->add(std::move(command), now());
    ahead_.reset();
    publish();
    if (auto saved = presses_->save(pending); !saved)
        say("presses cannot be stored here (" + saved.error().message + "); they are sent all the same");
    send_waiting();
}

void StationScreen::remember_for_undo(const Command& command, const Decision& decision) {
    RecallTicket undo;
    for (const Event& event : decision.events) {
        undo.press.order_id = event.order_id;
        if (const auto* bumped = std::get_if<LinesBumped>(&event.body)) {
            undo.lines.emplace();
            for (const LineDone& line : bumped->lines) undo.lines->push_back(line.line);
        }
    }
    bool bump = std::holds_alternative<BumpLine>(command) || std::holds_alternative<BumpTicket>(command);
    if (!bump || (undo.lines && undo.lines->empty())) return;
    undo.press.station = options_.station;
    undo_.push_back(std::move(undo));
    if (undo_.size() > undo_max) undo_.erase(undo_.begin());
}

void StationScreen::report(const Presented& presented) {
    presented_seq_ = std::max(presented_seq_, presented.seq);
    for (const Drawn& drawn : presented.drawn) drawn_[drawn.order_id] = {drawn, presented.seq};
    if (!live_) return;
    json::object out{{"type", "shown"}, {"seq", presented.seq}};
    json::array list;
    for (const Drawn& drawn : presented.drawn)
        list.push_back(json::object{
            {"order_id", drawn.order_id}, {"revision", drawn.revision}, {"generation", drawn.generation}});
    out.emplace("drawn", std::move(list));
    hub_.send(json::serialize(out));
}

// What was presented while the hub was away, or whose report may have been lost with the connection.
void StationScreen::report_again() {
    if (presented_seq_ == 0) return;
    Presented again{presented_seq_, {}};
    std::erase_if(drawn_, [&](const auto& entry) {
        const OrderState* order = replica_->kitchen().find(entry.first);
        const Ticket* ticket = order ? order->find_ticket(options_.station) : nullptr;
        return !ticket || !ticket->on_board();
    });
    for (const auto& [order_id, presented] : drawn_) {
        const Ticket* ticket = replica_->kitchen().find(order_id)->find_ticket(options_.station);
        if (ticket->shown_seq < ticket->opened_seq() && ticket->opened_seq() <= presented.seq)
            again.drawn.push_back(presented.drawn);
    }
    report(again);
}

// --- to the UI
// ------------------------------------------------------------------------------------------------

const Kitchen& StationScreen::shown_kitchen() {
    if (presses_->all().empty()) return replica_->kitchen();
    if (ahead_) return *ahead_;
    ahead_ = replica_->kitchen();
    marks_.clear();
    for (const PendingPress& press : presses_->all()) {
        Decision decision = decide(*ahead_, press.command,
                                   {std::max(press.pressed_at, ahead_->at), no_rules_, nullptr, nullptr});
        for (const Event& event : decision.events) {
            apply(*ahead_, event);
            if (const auto* started = std::get_if<LineStarted>(&event.body))
                marks_.insert({event.order_id, started->line});
            if (const auto* bumped = std::get_if<LinesBumped>(&event.body))
                for (const LineDone& line : bumped->lines) marks_.insert({event.order_id, line.line});
            marks_.insert({event.order_id, ""});
        }
    }
    return *ahead_;
}

Link StationScreen::link() const {
    if (live_) return Link::live;
    bool long_gone = loop_.now_ms() - closed_since_ms_ > lost_after_ms;
    return long_gone ? Link::lost : Link::connecting;
}

// However many messages come in one turn of the loop, the screen is told once.
void StationScreen::publish_soon() {
    if (publish_scheduled_) return;
    publish_scheduled_ = true;
    loop_.post([this] {
        publish_scheduled_ = false;
        publish();
    });
}

void StationScreen::publish() {
    auto model = std::make_shared<ScreenModel>();
    const Kitchen& kitchen = shown_kitchen();
    if (presses_->all().empty()) marks_.clear();
    model->station.id = options_.station;
    model->station.name = options_.station;
    model->seq = replica_->kitchen().seq;
    model->known = !replica_->empty();
    model->link = link();
    model->hub_address = hub_in_words(kitchen.config.name, options_.hub_url);
    model->waiting = presses_->waiting();
    model->as_of = as_of_;
    model->clock_offset_ms = clock_.now(0);
    look_up_offset();
    model->utc_offset_min = utc_offset_min_;
    if (now() < fault_until_) model->fault = fault_;
    if (model->fault.empty()) model->fault = storage_fault_;
    fill_from_kitchen(*model, kitchen, options_.station, now(), marks_);
    mailbox_.publish(std::move(model));
}

// The clock on the screen is the kitchen's. Zones change their offset on the hour at the earliest.
void StationScreen::look_up_offset() {
    const std::string& zone = replica_->kitchen().config.time_zone;
    TimeMs hour = now() / hour_ms;
    if (zone == time_zone_ && hour == offset_hour_) return;
    time_zone_ = zone;
    offset_hour_ = hour;
    utc_offset_min_ = options_.utc_offset_min(zone);
}

void StationScreen::persist_soon() {
    if (persist_timer_.pending()) return;
    persist_timer_ = loop_.after(persist_ms, [this] { persist(); });
}

void StationScreen::persist() {
    auto persisted = replica_->persist();
    std::string fault = persisted ? "" : "this screen's disk takes nothing: " + persisted.error().message;
    if (fault != storage_fault_) {
        storage_fault_ = fault;
        publish_soon();
    }
    if (!persisted) persist_timer_ = loop_.after(persist_again_ms, [this] { persist(); });
    presses_->settle(replica_->kitchen().seq, replica_->persisted());
}

// Link states and sentences change with time alone.
void StationScreen::every_second() {
    publish_soon();
    second_timer_ = loop_.after(1000, [this] { every_second(); });
}

void StationScreen::say(std::string sentence) {
    log_warning("{}", sentence);
    fault_ = std::move(sentence);
    fault_until_ = now() + sentence_ms;
    publish_soon();
}

}  // namespace brigade
