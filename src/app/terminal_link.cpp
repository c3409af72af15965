#include "app/terminal_link.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "app/json_words.h"
#include "base/limits.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"
#include "station/hub_link.h"

namespace brigade {
namespace {

constexpr DurationMs journal_retry_ms = 1'000;
constexpr DurationMs silence_check_ms = 500;

std::uint64_t number_of(const std::string& re) {
    std::uint64_t id = 0;
    std::from_chars(re.data(), re.data() + re.size(), id);
    return id;
}

}  // namespace

TerminalLink::TerminalLink(net::EventLoop& loop, TerminalLinkOptions options, TerminalLinkCalls calls)
    : loop_(loop),
      options_(std::move(options)),
      calls_(std::move(calls)),
      client_(loop.make_client(*this)),
      jitter_(std::random_device{}()) {}

TerminalLink::~TerminalLink() = default;

Status TerminalLink::start() {
    watch_silence();
    return client_->connect(options_.hub);
}

void TerminalLink::connect() {
    refused_.clear();  // by whom we reached before
    // The address could be read once, so what fails now is a connection that has not quite ended.
    if (Status status = client_->connect(options_.hub); !status) connect_later();
}

void TerminalLink::connect_later() {
    DurationMs longest = limits::reconnect_ms_min << std::min(failures_, 4);
    longest = std::min<DurationMs>(longest, limits::reconnect_ms_max);
    std::uniform_int_distribution<DurationMs> pause(longest / 2, longest);
    reconnect_ = loop_.after(pause(jitter_), [this] { connect(); });
}

// One address after the other at once, until the round is over. Who has refused us has been reached.
bool TerminalLink::try_next_url() {
    if (!refused_.empty() || urls_tried_ == options_.urls.size()) {
        urls_tried_ = 0;
        return false;
    }
    std::swap(options_.hub.url, options_.urls[urls_tried_++]);
    reconnect_ = loop_.after(0, [this] { connect(); });
    return true;
}

void TerminalLink::watch_silence() {
    if (client_->open() && loop_.now_ms() - client_->last_heard_ms() > limits::hub_silent_ms)
        client_->drop("the hub has fallen silent");
    silence_ = loop_.after(silence_check_ms, [this] { watch_silence(); });
}

bool TerminalLink::may_know_token() const {
    const std::vector<std::string>& pins = options_.hub.pins;
    return is_this_machine(options_.hub.url) || std::ranges::find(pins, client_->peer_pin()) != pins.end();
}

void TerminalLink::on_open() {
    json::object hello{{"type", "hello"}, {"protocol", protocol_version}, {"role", options_.role}};
    hello.emplace("name", options_.name);
    if (!options_.token.empty() && may_know_token()) hello.emplace("token", options_.token);
    if (!options_.station.empty()) {
        hello.emplace("station", options_.station);
        hello.emplace("screen", options_.name);
    }
    if (!head_.empty()) {
        hello.emplace("after", after_);
        hello.emplace("head", head_);
    }
    client_->send(json::serialize(hello));
}

void TerminalLink::welcomed() {
    live_ = true;
    failures_ = 0;
    urls_tried_ = 0;
    for (auto& [id, pending] : pending_) {
        pending.again.cancel();
        client_->send(pending.text);
    }
    if (calls_.live) calls_.live();
}

// Only what comes over a connection to a key we know is believed.
void TerminalLink::learn(const json::object& welcome) {
    const json::value* field = welcome.if_contains("pins");
    if (!field || !field->is_array() || options_.hub.pins.empty() || client_->peer_pin().empty()) return;
    std::vector<std::string> pins;
    for (const json::value& pin : field->get_array())
        if (pin.is_string()) pins.emplace_back(pin.get_string());
    if (pins.empty()) return;
    options_.hub.pins = pins;
    if (options_.keep) options_.keep(text_in(welcome, "hub"), pins);
}

std::uint64_t TerminalLink::ask(json::object request) {
    std::uint64_t id = ++last_id_;
    request["id"] = std::to_string(id);
    Pending& pending = pending_[id];
    pending.text = json::serialize(request);
    pending.asked_ms = loop_.now_ms();
    if (live_) client_->send(pending.text);
    return id;
}

// What came is remembered by seq and head; after a restored hub both may go back.
void TerminalLink::remember(const json::object& message) {
    std::string type = text_in(message, "type");
    if (type == "snapshot") return;  // only whole, and then `live` or events name it
    if (std::string head = text_in(message, "head"); !head.empty() && type != "welcome") head_ = head;
    auto seq = static_cast<Seq>(integer_in(message, "seq", 0));
    if (type == "events" && message.contains("events"))
        if (const json::array* events = message.at("events").if_array(); events && !events->empty())
            if (const json::object* last = events->back().if_object())
                seq = static_cast<Seq>(integer_in(*last, "seq", 0));
    if (type == "live")
        after_ = seq;
    else if (type != "welcome")
        after_ = std::max(after_, seq);
}

void TerminalLink::on_message(std::string_view payload, bool) {
    auto parsed = parse_json(payload);
    const json::object* message = parsed ? parsed->if_object() : nullptr;
    if (!message) return client_->drop("the hub sent what is not JSON");
    std::string type = text_in(*message, "type");
    if (type == "error" || message->contains("re")) return take_answer(*message);
    remember(*message);
    if (type == "welcome") learn(*message);
    if (type == "welcome") welcomed();
    if (calls_.told) calls_.told(*message);
}

bool TerminalLink::ask_again(std::uint64_t id, Pending& pending, const json::object& answer) {
    std::string code = text_in(answer, "code");
    if (code != "rate_limited" && code != "journal_unavailable") return false;
    DurationMs pause = std::clamp<DurationMs>(integer_in(answer, "retry_ms", journal_retry_ms), 10, 60'000);
    pending.again = loop_.after(pause, [this, id] {
        auto found = pending_.find(id);
        if (found != pending_.end() && live_) client_->send(found->second.text);
    });
    return true;
}

// The hub's words, and for whom it does not know what to do about it.
std::string TerminalLink::why_refused(const json::object& answer) const {
    const std::string message = text_in(answer, "message");
    if (text_in(answer, "code") != "unauthorized" || text_in(answer, "path") != "/token") return message;
    if (options_.token.empty() && is_this_machine(options_.hub.url))
        return message +
               ". It trusts no program of its own machine (trust_loopback = false): use --pairing FILE, with "
               "what "
               "`brigade join` has kept. Where there is no manager's: trust_loopback = true, and restart the "
               "hub";
    if (options_.token.empty())
        return message + ". Ask on the hub's own machine, or with --pairing FILE: `brigade join --hub " +
               options_.hub.url +
               " --keep FILE` makes the file, once its code is typed at the hub (`brigade pair CODE`)";
    if (!may_know_token())
        return message +
               ". The pairing names no key to know the hub by, so its token is told to this machine alone; "
               "make another with `brigade join`";
    return message +
           ". It was revoked there, or the hub was set up anew: make another pairing with `brigade join`";
}

void TerminalLink::take_answer(const json::object& answer) {
    std::uint64_t id = number_of(text_in(answer, "re"));
    auto found = pending_.find(id);
    if (found == pending_.end()) {
        if (!live_) refused_ = why_refused(answer);
        return;
    }
    if (options_.asks_again && ask_again(id, found->second, answer)) return;
    DurationMs waited = loop_.now_ms() - found->second.asked_ms;
    pending_.erase(found);
    if (calls_.answered) calls_.answered(id, answer, waited);
}

void TerminalLink::on_close(std::uint16_t, const std::string& reason) {
    if (!std::exchange(live_, false) && try_next_url()) return;
    ++failures_;
    for (auto& [id, pending] : pending_) pending.again.cancel();
    connect_later();
    if (calls_.lost) calls_.lost(refused_.empty() ? reason : refused_);
}

}  // namespace brigade
