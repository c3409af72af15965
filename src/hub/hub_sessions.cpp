// The hub's side of every connection: who may come in, and what each message means.
#include <algorithm>

#include "base/limits.h"
#include "base/log.h"
#include "hub/hub.h"
#include "protocol/admin_answer.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

constexpr std::size_t buckets_max = 1'024;
constexpr std::size_t close_reason_bytes = 100;  // a close frame holds 123

Refusal needs_token() {
    return {ErrorCode::unauthorized, "/token", "this address needs a token; pair the device first"};
}

// Which roles a token opens: a terminal's only a terminal's, and only those who look after the kitchen see
// all.
bool may_be(DeviceRole device, Role role) {
    if (manages(device)) return true;
    if (device == DeviceRole::pos) return role == Role::pos;
    return role == Role::station || role == Role::board;
}

std::string_view bearer_of(const net::HttpRequest& request) {
    constexpr std::string_view scheme = "Bearer ";
    std::string_view header = request.header("Authorization");
    return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view();
}

std::string ids_of(const std::vector<Station>& stations) {
    std::string ids;
    for (const Station& station : stations) ids += (ids.empty() ? "" : ", ") + station.id;
    return ids;
}

// A screen's own id is its own only on its device: nobody else's screen is thrown out by it.
std::string screen_key(const std::string& device, const std::string& screen) { return device + '/' + screen; }

}  // namespace

// --- coming and going ------------------------------------------------------------------------------------

void Hub::on_open(net::Server& server, net::PeerId peer, const net::PeerInfo& info) {
    Session session{&server, info, {}, TokenBucket(options_.rate_limit, loop_.now_ms())};
    session.info.loopback = trusted(info);  // from here on: whether it is let in and spared as this machine's
    if (!session.info.loopback)
        session.stranger_timer = loop_.after(options_.server_limits.handshake_ms, [this, peer] {
            close_peer(peer, close_code::policy, "say hello, or ask to be paired, at once");
        });
    sessions_.emplace(peer, std::move(session));
}

void Hub::on_close(net::PeerId peer) {
    auto found = sessions_.find(peer);
    if (found == sessions_.end()) return;
    if (desk_) desk_->on_close(peer);
    screenshots_.on_close(peer);
    const Session& session = found->second;
    if (!session.device.empty()) access_->seen(session.device, session.info.address, session.version);
    auto screen = screens_.find(screen_key(found->second.device, found->second.screen));
    if (screen != screens_.end() && screen->second == peer) screens_.erase(screen);
    if (found->second.role == Role::station && !found->second.frames)
        delivery_.hear(found->second.station, now());
    followers_.remove(peer);
    sessions_.erase(found);
}

void Hub::on_message(net::PeerId peer, std::string_view payload, bool binary) {
    auto found = sessions_.find(peer);
    if (found == sessions_.end() || stopped_) return;
    Session& session = found->second;
    if (!session.protocol.accepted() && !binary && for_the_desk(peer, payload)) {
        session.stranger_timer.cancel();
        desk_->on_message(peer, session.info, payload);
        if (desk_->waits(peer)) session.server->keep(peer);
        return;
    }
    heard_pin(session);
    ClientMessage message = session.protocol.receive(payload, binary);
    std::visit([&](const auto& known) { on(peer, session, known); }, message);
}

void Hub::on_drained(net::PeerId peer) {
    auto found = sessions_.find(peer);
    if (found != sessions_.end()) continue_catch_up(peer, found->second);
}

// Whoever waits to be paired says nothing else, but for the hello that its new token allows.
bool Hub::for_the_desk(net::PeerId peer, std::string_view payload) const {
    return desk_ && (desk_->waits(peer) || pairing_type(payload) != PairingType::none);
}

void Hub::send_to(net::PeerId peer, const std::string& text) {
    auto found = sessions_.find(peer);
    if (found != sessions_.end()) found->second.server->send_text(peer, text);
}

void Hub::close_peer(net::PeerId peer, std::uint16_t code, const std::string& reason) {
    auto found = sessions_.find(peer);
    if (found == sessions_.end()) return;
    found->second.server->close(peer, code, reason.substr(0, close_reason_bytes));
}

// --- who is let in ---------------------------------------------------------------------------------------

bool Hub::trusted(const net::PeerInfo& info) const { return info.loopback && options_.trust_loopback; }

// Which device asks, for all its connections together; a stranger's are told apart by the address.
TokenBucket& Hub::bucket_of(const Device* device, const std::string& address) {
    if (buckets_.size() >= buckets_max) buckets_.clear();
    const std::string who = device ? device->id : "at " + address;
    return buckets_.try_emplace(who, TokenBucket(options_.rate_limit, loop_.now_ms())).first->second;
}

// The device that a token belongs to; nothing for a program of this machine, which needs none, so that one it
// gives and that is none is no matter.
std::variant<const Device*, Refusal> Hub::device_of(const net::PeerInfo& info, std::string_view token) const {
    const Device* device = access_ && !token.empty() ? access_->device_of_token(token) : nullptr;
    if (device || info.loopback) return device;
    if (token.empty()) return needs_token();
    return Refusal{ErrorCode::unauthorized, "/token",
                   "this token is not, or no longer, one of the kitchen's devices"};
}

std::optional<Refusal> Hub::check_hello(const Hello& hello, const Device* device) const {
    if (device && !may_be(device->role, hello.role))
        return Refusal{ErrorCode::unauthorized, "/role",
                       std::string("the token of a ") + std::string(word(device->role)) +
                           " device does not open the role " + std::string(word(hello.role))};
    if (!hello.station.empty() && !commits_.committed().config.find(hello.station))
        return Refusal{ErrorCode::unknown_station, "/station",
                       "there is no station " + hello.station + "; there are " +
                           ids_of(commits_.committed().config.stations)};
    return std::nullopt;
}

void Hub::on(net::PeerId peer, Session& session, const Hello& said) {
    auto found = device_of(session.info, said.token);
    const auto* stranger = std::get_if<Refusal>(&found);
    if (stranger) turned_away_.note(said.token, session.info.address, loop_.now_ms());
    const Device* device = stranger ? nullptr : std::get<const Device*>(found);
    auto refusal = stranger ? std::optional(*stranger) : check_hello(said, device);
    if (refusal) return on(peer, session, Rejection{*refusal, "", close_code::policy});
    Hello hello = said;
    if (device) hello.name = device->id;  // a terminal is its token: whoever has it hears of its orders
    session.stranger_timer.cancel();
    session.server->keep(peer);
    session.protocol.accept(hello, device ? std::optional(device->role) : std::nullopt);
    session.name = said.name;
    session.role = hello.role;
    session.station = hello.station;
    session.version = hello.version;
    session.screenshots = hello.screenshots;
    if (device) {
        session.device = device->id;
        access_->seen(device->id, session.info.address, hello.version);
        access_->uses_pin(device->id, session.info.secure);
    }
    say_if_ahead(hello);
    replace_screen(peer, session, hello);
    if (hello.role == Role::station) delivery_.hear(hello.station, now());
    welcome(peer, session, hello);
}

void Hub::welcome(net::PeerId peer, Session& session, const Hello& hello) {
    const Kitchen& kitchen = commits_.committed();
    Welcome welcome{
        id(), kitchen.config.name, kitchen.seq, to_text(commits_.head()), now() + kitchen.wall_offset_ms, {},
        {}};
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available) welcome.unavailable.push_back(item);
    if (session.info.secure && options_.keys) {
        welcome.pins = options_.keys->pins();
        if (!session.device.empty() && options_.keys->next())
            expect_pin_heard(peer, session, welcome.pins.back());
    }
    session.server->send_text(peer, welcome_text(welcome));
    if (!commits_.trouble().empty() || asks_pin()) tell_state(peer, session);
    net::Server* server = session.server;
    followers_.add(peer, std::make_unique<Follower>(
                             hello, commits_, *reader_,
                             [server, peer](const net::FramePtr& frame) { server->send(peer, frame); }));
    continue_catch_up(peer, session);
}

// A device that answers our pings after its welcome has read the welcome; one that does not is dropped
// before.
void Hub::expect_pin_heard(net::PeerId peer, Session& session, const std::string& pin) {
    session.pin_told = pin;
    const net::ServerLimits& limits = options_.server_limits;
    session.told_timer = loop_.after(limits.silent_ms + 2 * limits.ping_ms, [this, peer] {
        if (auto found = sessions_.find(peer); found != sessions_.end()) heard_pin(found->second);
    });
}

void Hub::heard_pin(Session& session) {
    if (session.pin_told.empty()) return;
    session.told_timer.cancel();
    access_->told(session.device, std::exchange(session.pin_told, {}));
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
    auto [place, is_new] = screens_.emplace(screen_key(session.device, hello.screen), peer);
    if (is_new) return;
    net::PeerId older = std::exchange(place->second, peer);
    followers_.remove(older);
    close_peer(older, close_code::replaced, "this screen has connected anew");
}

void Hub::continue_catch_up(net::PeerId peer, Session& session) {
    Follower* follower = followers_.find(peer);
    if (!follower || follower->live()) return;
    if (!follower->catch_up()) {
        session.server->close(peer, close_code::going_away, "the journal cannot be read");
        return;
    }
    if (!follower->live()) return session.server->want_drained(peer);
    note_sent();
    if (hears_figures(peer, session)) session.server->send_text(peer, options_.figures->live());
}

// Those that show tickets, once they have them all: figures never stand before what is to be cooked.
bool Hub::hears_figures(net::PeerId peer, const Session& session) {
    const Follower* follower = followers_.find(peer);
    return options_.figures && !options_.figures->live().empty() && session.role == Role::station &&
           follower && follower->live();
}

// A screen that reads slowly needs its queue for tickets; the next figures replace these anyhow.
void Hub::tell_screens_figures() {
    net::FramePtr frame;
    for (const auto& [peer, session] : sessions_) {
        const bool reads = session.server->queued_bytes(peer) < net::Server::drained_bytes;
        if (!reads || !hears_figures(peer, session)) continue;
        if (!frame) frame = net::make_frame(options_.figures->live());
        session.server->send(peer, frame);
    }
}

// Devices that are connected hear of a new key when they come back, which they do by themselves and at once;
// and when it is in use, they hear in the same way that the one before is nobody's any more.
void Hub::call_devices_back() {
    for (auto& [peer, session] : sessions_)
        if (!session.device.empty() && session.info.secure)
            session.server->close(peer, close_code::going_away, "the hub's keys have changed; connect again");
}

// A device that was revoked is out at once.
void Hub::disconnect(const std::string& device) {
    for (auto& [peer, session] : sessions_) {
        if (session.device != device) continue;
        session.server->send_text(
            peer, error_text("", {ErrorCode::unauthorized, "/token", "this device was revoked"}));
        session.server->close(peer, close_code::policy, "this device was revoked");
    }
}

bool Hub::tell_screen(const std::string& device, const std::string& text) {
    bool told = false;
    for (auto& [peer, session] : sessions_) {
        bool meant = session.device.empty() ? session.screen == device : session.device == device;
        if (!meant || session.screen.empty()) continue;
        session.server->send_text(peer, text);
        told = true;
    }
    return told;
}

std::optional<ScreenshotDesk::Screen> Hub::screen_of(const std::string& device) const {
    for (const auto& [peer, session] : sessions_) {
        const bool meant = session.device.empty() ? session.screen == device : session.device == device;
        if (!meant || session.screen.empty()) continue;
        return ScreenshotDesk::Screen{peer, session.name, session.version, session.screenshots,
                                      session.frozen};
    }
    return std::nullopt;
}

// --- what they say ---------------------------------------------------------------------------------------

void Hub::on(net::PeerId peer, Session& session, const Rejection& rejection) {
    ++rejected_;
    session.server->send_text(peer, error_text(rejection.re, rejection.refusal));
    if (rejection.close != 0) close_peer(peer, rejection.close, rejection.refusal.message);
}

// In how many milliseconds the peer may ask again; 0: now.
DurationMs Hub::wait_ms(Session& session) {
    if (session.info.loopback && !options_.limit_loopback) return 0;
    const Device* device = access_ ? access_->device(session.device) : nullptr;
    TokenBucket& bucket = device ? bucket_of(device, session.info.address) : session.bucket;
    DurationMs wait_ms = bucket.take(loop_.now_ms());
    if (wait_ms > 0) ++rate_limited_;
    return wait_ms;
}

void Hub::on(net::PeerId peer, Session& session, const Request& request) {
    net::Server* server = session.server;
    if (DurationMs retry_ms = wait_ms(session); retry_ms > 0) {
        Refusal refusal{ErrorCode::rate_limited, "", "too many requests", {}, retry_ms};
        return server->send_text(peer, error_text(request.id, refusal));
    }
    session.signed_in.asked(loop_.now_ms());
    const std::string& cook = cook_of(request.command);
    if (access_ && !cook.empty() && !access_->person(cook)) unknown_cooks_.note(cook, session.screen);
    submit(request.command, [server, peer, id = request.id](const std::variant<Ack, Refusal>& answer) {
        if (const auto* ack = std::get_if<Ack>(&answer))
            server->send_text(peer, ack_text(id, *ack));
        else
            server->send_text(peer, error_text(id, std::get<Refusal>(answer)));
    });
}

void Hub::on(net::PeerId, Session& session, const ReportShown& report) {
    if (report.seq > commits_.committed().seq) return;  // nobody can have shown what nobody was sent
    session.shown_seq = std::max(session.shown_seq, report.seq);
    delivery_.hear(report.station, now());
    Seq& reported = delivery_.reported[report.station];
    reported = std::max(reported, report.seq);
    if (!report.drawn.empty()) submit(report, [](const std::variant<Ack, Refusal>&) {});
}

// A screen that presents nothing more is silent, whatever its socket says.
void Hub::on(net::PeerId, Session& session, const ScreenState& state) {
    if (session.role != Role::station) return;
    bool draws = !session.frames || state.frames != *session.frames;
    session.frames = state.frames;
    session.fault = state.fault;
    session.frozen = !draws;
    if (draws) delivery_.hear(session.station, now());
}

void Hub::on(net::PeerId peer, Session&, const ScreenshotAnswer& answer) { screenshots_.on(peer, answer); }

// --- HTTP ------------------------------------------------------------------------------------------------

DurationMs Hub::http_wait_ms(const net::HttpRequest& request) {
    if (request.loopback && options_.trust_loopback && !options_.limit_loopback) return 0;
    const Device* device = access_ ? access_->device_of_token(bearer_of(request)) : nullptr;
    DurationMs wait_ms = bucket_of(device, request.peer_address).take(loop_.now_ms());
    if (wait_ms > 0) ++rate_limited_;
    return wait_ms;
}

// How a device that never says hello learns of the next key.
std::string Hub::http_facts(const net::HttpRequest& request) {
    std::vector<std::string> pins = options_.keys ? options_.keys->pins() : std::vector<std::string>();
    const Device* device = access_ ? access_->device_of_token(bearer_of(request)) : nullptr;
    if (device && pins.size() > 1) access_->told(device->id, pins.back());
    return hub_text({id(), commits_.committed().config.name, pins, options_.version, options_.wall_clock(),
                     options_.utc_offset_min(), commits_.trouble()});
}

// A browser in which a manager has signed in may do what a manager's device may, under that person's name.
std::optional<Asker> Hub::page_asker(const net::HttpRequest& request) {
    const Person* person = page_ ? page_->person(request) : nullptr;
    if (!person) return std::nullopt;
    Asker asker;
    asker.device = DeviceRole::manager;
    asker.terminal = PageApi::browser_of(request);
    asker.person = person->id;
    return asker;
}

std::variant<Asker, Refusal> Hub::http_asker(const net::HttpRequest& request) {
    if (auto manager = bearer_of(request).empty() ? page_asker(request) : std::nullopt) return *manager;
    net::PeerInfo info{request.peer_address, request.loopback && options_.trust_loopback, false};
    auto found = device_of(info, bearer_of(request));
    if (auto* refusal = std::get_if<Refusal>(&found)) {
        if (request.path != "/healthz")  // which is answered to anybody
            turned_away_.note(bearer_of(request), request.peer_address, loop_.now_ms());
        refusal->path.clear();
        return *refusal;
    }
    Asker asker;
    if (const Device* device = std::get<const Device*>(found)) {
        asker.device = device->role;
        asker.terminal = device->id;
        access_->seen(device->id, request.peer_address, "");
    }
    return asker;
}

}  // namespace brigade
