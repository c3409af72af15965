#include "station/hub_link.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/log.h"
#include "net/address.h"

namespace brigade {
namespace {

constexpr DurationMs silence_check_ms = 250;
constexpr std::uint16_t replaced_code = 4000;
constexpr DurationMs replaced_wait_ms = 30'000;  // two boxes with one screen id must not chase each other

}  // namespace

bool is_secure(const std::string& url) {
    auto parsed = net::parse_hub_url(url);
    return parsed && parsed->secure;
}

bool is_this_machine(const std::string& url) {
    auto parsed = net::parse_hub_url(url);
    if (!parsed || parsed->host == "localhost") return bool(parsed);
    auto numeric = net::parse_listen_address(net::to_text(parsed->host, parsed->port));
    return numeric && net::is_loopback(*numeric);
}

HubLink::HubLink(net::Loop& loop, std::uint32_t jitter_seed, Events events)
    : loop_(loop),
      events_(std::move(events)),
      client_(loop.make_client(*this)),
      wait_ms_(limits::reconnect_ms_min),
      jitter_(jitter_seed) {}

void HubLink::start() { connect(); }

void HubLink::hurry() {
    if (retry_timer_.pending()) retry_timer_ = loop_.after(0, [this] { connect(); });
}

void HubLink::connect() {
    opened_ = false;
    looking_ = false;
    auto attempt = events_.attempt();
    if (!attempt) return try_again_later();
    attempt_ = *std::move(attempt);
    began_ms_ = loop_.now_ms();
    if (auto connecting = client_->connect(attempt_.address); !connecting) {
        events_.closed(connecting.error().message, false);
        missed();
    }
}

// Without pins the handshake goes through whatever the key. Nothing is sent before it has been looked at.
void HubLink::look_at_key() {
    looking_ = true;
    if (!client_->connect({attempt_.address.url})) missed();
}

// Of hubs that are only tried, all but one have another key; one that has been seen in this round is enough;
// and who has not answered shows none.
bool HubLink::worth_a_look() const {
    return attempt_.ours && other_pin_.empty() && !attempt_.address.pins.empty() &&
           is_secure(attempt_.address.url) && loop_.now_ms() - began_ms_ < limits::connect_ms;
}

void HubLink::missed() {
    if (!attempt_.last) {
        retry_timer_ = loop_.after(0, [this] { connect(); });
        return;
    }
    events_.other_key(std::exchange(other_pin_, {}));
    try_again_later();
}

void HubLink::settled() { wait_ms_ = limits::reconnect_ms_min; }

void HubLink::on_open() {
    if (looking_) {
        const std::string pin = client_->peer_pin();
        const std::vector<std::string>& pins = attempt_.address.pins;
        const bool known = std::find(pins.begin(), pins.end(), pin) != pins.end();
        if (!known) other_pin_ = pin;
        client_->drop("only the key was looked at");
        return;
    }
    opened_ = true;
    other_pin_.clear();
    client_->send(events_.hello());
    watch_silence();
}

void HubLink::on_message(std::string_view payload, bool binary) {
    if (binary || looking_ || events_.raw(payload)) return;
    auto message = read_hub_message(payload);
    if (message)
        events_.message(*message);
    else
        reconnect(message.error().message);
}

void HubLink::on_close(std::uint16_t code, const std::string& reason) {
    silence_timer_.cancel();
    if (looking_) return missed();
    if (code == replaced_code) {
        log_warning("another screen has taken this one's place at the hub; is its data directory a copy?");
        wait_ms_ = replaced_wait_ms;
    }
    events_.closed(reason, opened_);
    if (opened_)
        try_again_later();
    else if (worth_a_look())
        retry_timer_ = loop_.after(0, [this] { look_at_key(); });
    else
        missed();
}

// The hub pings every two seconds: a hub that is silent for longer is lost, whatever the socket says.
void HubLink::watch_silence() {
    if (loop_.now_ms() - client_->last_heard_ms() > limits::hub_silent_ms) {
        reconnect("the hub has been silent");
        return;
    }
    silence_timer_ = loop_.after(silence_check_ms, [this] { watch_silence(); });
}

void HubLink::try_again_later() {
    std::uniform_int_distribution<DurationMs> spread(wait_ms_ / 2, wait_ms_);
    retry_timer_ = loop_.after(spread(jitter_), [this] { connect(); });
    wait_ms_ = std::min(2 * wait_ms_, limits::reconnect_ms_max);
}

}  // namespace brigade
