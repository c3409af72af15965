#include "station/station.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"

namespace brigade {
namespace {

constexpr DurationMs resend_ms = 1'000;
constexpr DurationMs state_ms = 10'000;
constexpr int identify_s_max = 15;  // whatever the hub says: tickets are under it

// What a bump was pressed on; nullptr for every other command.
const Press* bump_in(const Command& command) {
    if (const auto* line = std::get_if<BumpLine>(&command)) return &line->press;
    if (const auto* ticket = std::get_if<BumpTicket>(&command)) return &ticket->press;
    return nullptr;
}

// Where that event has brought lines to.
std::string moved_to(const Kitchen& kitchen, const OrderState& order, Seq moved_seq) {
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) {
            if (line.active_seq != moved_seq) continue;
            const Station* station = kitchen.config.find(ticket.station);
            return station ? station->name : ticket.station;
        }
    return "another station";
}

}  // namespace

Result<std::unique_ptr<StationScreen>> StationScreen::start(net::Loop& loop, Mailbox& mailbox,
                                                            std::unique_ptr<StationStore> store,
                                                            StationOptions options) {
    if (options.name.empty()) options.name = options.station;
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
      ahead_(*replica_, *presses_),
      enrolment_(*store_, options_.random, options_.name, options_.version),
      hub_(loop, options_.jitter_seed,
           {[this] { return attempt(); }, [this] { return first_message(); },
            [this](std::string_view text) { return on_raw(text); },
            [this](const FromHub& message) { on_message(message); },
            [this](const std::string& pin) { on_other_key(pin); },
            [this](const std::string& reason, bool was_open) { on_closed(reason, was_open); }}),
      whereabouts_(loop, options_.hub_url, options_.search, [this] { on_found(); }),
      devices_(
          loop, [this](const std::string& text) { return live_ && hub_.send(text); },
          [this] { publish_soon(); }),
      sign_in_(options_.cook, [this](const std::string& text) { return live_ && hub_.send(text); }),
      screenshots_(loop, options_.random, options_.screenshot,
                   [this](const std::string& text) { hub_.send(text); }),
      clock_(replica_->kitchen().at, replica_->kitchen().wall_offset_ms, options_.wall_clock(),
             loop.now_ms()),
      closed_since_ms_(loop.now_ms()),
      as_of_(replica_->kitchen().at) {
    mailbox_.wake_loop_with([this] { loop_.post(lifetime_.guard([this] { take_mail(); })); });
    if (auto enrolled = enrolment_.open(options_.pair_again); !enrolled) say(enrolled.error().message);
    publish();
    every_second();
    persist_soon();
    whereabouts_.start(enrolment_.record());
    hub_.start();
}

StationScreen::~StationScreen() {
    mailbox_.wake_loop_with(nullptr);
    persist();
}

void StationScreen::on_found() {
    hub_.hurry();
    publish_soon();
}

std::optional<HubLink::Attempt> StationScreen::attempt() {
    auto url = whereabouts_.url();
    if (!url) return std::nullopt;
    net::HubAddress address{*url, is_secure(*url) ? enrolment_.pins() : std::vector<std::string>()};
    return HubLink::Attempt{std::move(address), whereabouts_.ours(), whereabouts_.last()};
}

std::string StationScreen::first_message() {
    publish_soon();
    if (enrolment_.pairs(is_secure(hub_.url()))) return enrolment_.begin(hub_.peer_pin());
    enrolment_.greets();
    return hello();
}

// The token goes to the hub that is known by its key, and to this machine itself.
std::string StationScreen::hello() {
    const std::string pin = hub_.peer_pin();
    const bool tells = pin.empty() ? is_this_machine(hub_.url()) : enrolment_.knows(pin);
    json::object out{{"type", "hello"},           {"protocol", protocol_version}, {"role", "station"},
                     {"name", enrolment_.name()}, {"station", options_.station},  {"screen", screen_id_}};
    if (!options_.version.empty()) out.emplace("version", options_.version);
    if (screenshots_.can()) out.emplace("screenshots", true);
    if (tells && !enrolment_.token().empty()) out.emplace("token", enrolment_.token());
    if (!replica_->empty() && !want_snapshot_) {
        out.emplace("after", replica_->kitchen().seq);
        out.emplace("head", replica_->head_text());
    }
    snapshot_text_.clear();
    welcome_.reset();
    return json::serialize(out);
}

bool StationScreen::on_raw(std::string_view text) {
    if (!enrolment_.pairing()) return on_person(text);
    const Enrolment::Step step = enrolment_.receive(text, now());
    publish_soon();
    if (!step.send.empty()) hub_.send(step.send);
    if (step.shows) hub_.settled();
    if (step.shows && options_.pairing_code) options_.pairing_code(enrolment_.state().code);
    if (step.paired) {
        log_info("paired with the hub {} as {}", enrolment_.record().hub, enrolment_.name());
        if (!step.kept) say("the pairing is lost at the next start: " + step.kept.error().message);
        whereabouts_.start(enrolment_.record());
        hub_.settled();
        hub_.reconnect("paired");
    }
    if (step.failed) hub_.reconnect(enrolment_.state().failure);
    return true;
}

bool StationScreen::on_person(std::string_view text) {
    const bool taken = sign_in_.receive(text, loop_.now_ms());
    if (taken && sign_in_.manages()) devices_.manager_came();
    if (taken) publish_soon();
    return taken;
}

void StationScreen::on_other_key(const std::string& pin) {
    if (!pin.empty())
        log_warning("the hub has another key than the one this screen was paired with: {}", pin);
    enrolment_.found_key(pin);
    publish_soon();
}

void StationScreen::on_message(const FromHub& message) {
    std::visit([this](const auto& known) { on(known); }, message);
    as_of_ = now();
    publish_soon();
}

void StationScreen::on(const FromHubWelcome& welcome) {
    if (welcome.format != event_format) {
        say(welcome.format > event_format
                ? "the hub is newer than this screen, which cannot read what it writes; update this screen"
                : "the hub is older than this screen, which cannot read what it writes any more; update the "
                  "hub");
        hub_.reconnect("unknown event format");
        return;
    }
    welcome_ = welcome;
    welcome_ms_ = loop_.now_ms();
    hub_trouble_.clear();
    hub_asks_pin_ = false;
    enrolment_.known();
    const PairingRecord before = enrolment_.record();
    if (auto learned = enrolment_.learn(welcome, hub_.peer_pin()); !learned)
        say("the hub's new key or id cannot be stored here: " + learned.error().message);
    if (enrolment_.record() != before) whereabouts_.start(enrolment_.record());
}

void StationScreen::on(const FromHubLive&) {
    if (!welcome_) return;
    live_ = true;
    clock_told_ = true;
    hub_.settled();
    // The hub's clock is the kitchen's: ages here are counted as they are there.
    const Kitchen& kitchen = replica_->kitchen();
    TimeMs hub_now = welcome_->time - kitchen.wall_offset_ms + (loop_.now_ms() - welcome_ms_);
    clock_ = KitchenClock(std::max(hub_now, kitchen.at), 0, 0, loop_.now_ms());
    presses_->mark_all_unsent();
    presses_->forget_acks(kitchen.seq);
    settle();
    if (auto again = reports_.again(kitchen, options_.station)) hub_.send(ShownReports::text_of(*again));
    send_state();
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
    ahead_.changed();
}

void StationScreen::on(const FromHubEvents& events) {
    note_clock(events.events);
    auto applied = replica_->apply_events(events.events, events.head);
    if (!applied) {
        log_warning("{}; asking the hub for all of it", applied.error().message);
        want_snapshot_ = true;
        hub_.reconnect(applied.error().message);
        return;
    }
    persist_soon();
    settle();
}

void StationScreen::settle() {
    for (const Command& command : presses_->settle(replica_->kitchen(), replica_->persisted()))
        say_overruled(command);
    ahead_.changed();
    send_waiting();
}

// Somebody has set the same since its screen looked: theirs stands, and the cook should not think otherwise.
void StationScreen::say_overruled(const Command& command) {
    const OrderState* order = replica_->kitchen().find(order_id_of(command));
    const auto* item = std::get_if<SetAvailability>(&command);
    const std::string what = item    ? "whether there is " + item->item
                             : order ? order->content->number
                                     : order_id_of(command);
    say(what + " was changed by somebody else meanwhile; the press changed nothing");
}

void StationScreen::on(const FromHubAck& ack) {
    if (devices_.on(ack)) return;
    if (ack.duplicate) say_if_moved(ack);
    presses_->acked(ack.re, ack.seq, ack.duplicate);
    settle();
}

// A bump that came too late, such as one made while the hub was away: the ticket has left this screen either
// way, and whoever pressed would think it done.
void StationScreen::say_if_moved(const FromHubAck& ack) {
    const Kitchen& kitchen = replica_->kitchen();
    for (const PendingPress& press : presses_->all()) {
        const Press* bump = press.id == ack.re ? bump_in(press.command) : nullptr;
        const OrderState* order = bump ? kitchen.find(bump->order_id) : nullptr;
        const Ticket* ticket = order ? order->find_ticket(options_.station) : nullptr;
        if (!ticket || !ticket->lines.empty()) continue;
        say(order->content->number + " is at " + moved_to(kitchen, *order, ticket->generation_seq) +
            " now; it was not bumped here");
    }
}

void StationScreen::on(const FromHubError& error) {
    ErrorCode code = error.refusal.code;
    if (devices_.on(error) || sign_in_.on(error, loop_.now_ms())) return;
    const bool of_this_screen = error.re.empty() && code == ErrorCode::unauthorized;
    if (of_this_screen && error.refusal.path != "/role") {
        // Said by the hub that has the pinned key: it does not know us any more.
        enrolment_.refused();
        hub_.reconnect(error.refusal.message);
    } else if (error.re.empty()) {
        if (of_this_screen) enrolment_.known();  // as something else than a screen: no code changes that
        say("the hub refuses this screen: " + error.refusal.message);
    } else if (code == ErrorCode::journal_unavailable || code == ErrorCode::rate_limited) {
        say("the hub cannot write at present; presses are kept: " + error.refusal.message);
        resend_timer_ = loop_.after(error.refusal.retry_ms.value_or(resend_ms), [this] {
            presses_->mark_all_unsent();
            send_waiting();
        });
    } else if (auto dropped = presses_->drop(error.re)) {
        forget_undo(error.re);
        const OrderState* order = replica_->kitchen().find(order_id_of(dropped->command));
        say("a press on " + (order ? order->content->number : order_id_of(dropped->command)) +
            " did not count: " + error.refusal.message);
    }
    ahead_.changed();
    send_waiting();
}

void StationScreen::on(const FromHubIdentify& identify) {
    identify_ = {identify.name.empty() ? enrolment_.name() : identify.name,
                 now() + std::min(identify.seconds, identify_s_max) * DurationMs{1000}};
}

void StationScreen::on(const FromHubRestart&) {
    log_info("the hub asks this station to start anew");
    if (options_.restart) options_.restart();
}

void StationScreen::on(const FromHubLogLevel& log) {
    log_info("the hub asks this station to log at {} for {} s", word(log.level), log.seconds);
    log_.set(log.level, log.seconds * DurationMs{1000});
}

void StationScreen::on(const FromHubDevices& devices) { devices_.on(devices, now()); }

// Only after a welcome that said neither.
void StationScreen::on(const FromHubState& state) {
    hub_trouble_ = state.trouble;
    hub_asks_pin_ = state.asks_pin;
}

// How old they are counts from what the hub says, not from when they came: it may send what it counted long
// ago. A correction of the wall clock afterwards makes them neither older nor newer.
void StationScreen::on(const FromHubFigures& figures) {
    figures_ = figures.figures;
    figures_at_ = std::min(now(), figures_->as_of - replica_->kitchen().wall_offset_ms);
}

// Ages go on as they were; whoever reads times of day has to know that they have moved.
void StationScreen::note_clock(const std::vector<Event>& events) {
    DurationMs offset_ms = replica_->kitchen().wall_offset_ms;
    for (const Event& event : events) {
        const auto* corrected = std::get_if<ClockCorrected>(&event.body);
        if (!corrected || event.seq <= replica_->kitchen().seq) continue;
        clock_moved_ms_ = corrected->wall_offset_ms - offset_ms;
        clock_moved_at_ = event.at;
        offset_ms = corrected->wall_offset_ms;
    }
}

void StationScreen::on_closed(const std::string& reason, bool was_open) {
    if (live_) {
        log_warning("the hub is gone: {}", reason);
        closed_since_ms_ = loop_.now_ms();
        as_of_ = clock_.now(hub_.last_heard_ms());
    }
    live_ = false;
    hub_trouble_.clear();  // it cannot be asked any more
    welcome_.reset();
    presses_->mark_all_unsent();
    enrolment_.closed(was_open);
    devices_.disconnected();
    sign_in_.disconnected();
    screenshots_.disconnected();
    state_timer_.cancel();
    if (!was_open) whereabouts_.failed(hub_.url());
    publish_soon();
}

void StationScreen::send_waiting() {
    if (!live_) return;
    while (const PendingPress* press = presses_->next()) {
        if (!hub_.send(presses_->request_text(*press, replica_->kitchen(), now()))) return;
        presses_->mark_sent(press->id);
    }
}

// How this screen is doing, for the device pages.
void StationScreen::send_state() {
    hub_.send(json::serialize(json::object{{"type", "screen.state"},
                                           {"frames", mailbox_.frames()},
                                           {"fault", fault().empty() ? storage_sentence_ : fault()}}));
    state_timer_ = loop_.after(state_ms, [this] { send_state(); });
}

}  // namespace brigade
