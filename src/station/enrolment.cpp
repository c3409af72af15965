#include "station/enrolment.h"

#include <algorithm>

#include "base/key_text.h"

namespace brigade {
namespace {

std::string beginning(const std::string& pin) { return pin.substr(0, key_chars_shown); }

bool contains(const std::vector<std::string>& pins, const std::string& pin) {
    return std::find(pins.begin(), pins.end(), pin) != pins.end();
}

}  // namespace

Enrolment::Enrolment(StationStore& store, RandomSource random, std::string name, std::string version)
    : store_(store),
      random_(std::move(random)),
      name_(std::move(name)),
      version_(std::move(version)) {}

Status Enrolment::open(bool again) {
    if (again) return store_.forget_pairing();
    auto kept = store_.pairing();
    if (!kept) return kept.error();
    if (*kept) record_ = **std::move(kept);
    return {};
}

// A token without a pin was given on this machine: nobody on the network can be known by it.
bool Enrolment::pairs(bool secure) const {
    return refused_ || (secure && (record_.token.empty() || record_.pins.empty()));
}

bool Enrolment::knows(const std::string& pin) const { return contains(record_.pins, pin); }

// Between two codes the person still reads what came of the last one.
void Enrolment::greets() {
    if (state_.kind == PairingState::Kind::foreign_key) state_ = {};
    state_.code.clear();
}

std::string Enrolment::begin(const std::string& peer_pin) {
    peer_pin_ = peer_pin;
    device_.emplace(random_, DeviceRole::kitchen, name(), version_, peer_pin);
    state_.kind = PairingState::Kind::code;
    state_.code.clear();
    return device_->pair_text();
}

Enrolment::Step Enrolment::receive(std::string_view text, TimeMs now) {
    Step step;
    PairingStep next = device_->receive(text);
    if (const auto* show = std::get_if<PairingShow>(&next)) {
        state_.code = show->code;
        state_.until = now + show->expires_s * DurationMs{1000};
        record_.kitchen = show->kitchen;
        step.shows = true;
    } else if (const auto* send = std::get_if<PairingSend>(&next)) {
        step.send = send->text;
        state_.code.clear();
    } else if (const auto* done = std::get_if<PairingDone>(&next)) {
        const PairedMessage& paired = done->paired;
        record_ = {paired.hub, record_.kitchen, paired.pins, paired.token, paired.device, paired.name};
        step.paired = true;
        step.kept = store_.keep_pairing(record_);
        refused_ = false;
        device_.reset();
        state_ = {};
    } else if (const auto* failed = std::get_if<PairingFailed>(&next)) {
        end_attempt();
        state_.failure = failed->sentence;
        step.failed = true;
    }
    return step;
}

void Enrolment::refused() { refused_ = true; }

void Enrolment::end_attempt() {
    if (device_) refused_ = false;
    device_.reset();
    state_.code.clear();
}

// A list without the key that we see before us would lock this screen out: it is not believed. The id changes
// with the journal's history, and finds the hub again on the network.
Status Enrolment::learn(const FromHubWelcome& welcome, const std::string& peer_pin) {
    if (record_.token.empty() || !knows(peer_pin)) return {};
    PairingRecord renewed = record_;
    if (contains(welcome.pins, peer_pin)) renewed.pins = welcome.pins;
    if (!welcome.hub.empty()) renewed.hub = welcome.hub;
    if (!welcome.kitchen.empty()) renewed.kitchen = welcome.kitchen;
    if (renewed == record_) return {};
    record_ = std::move(renewed);
    return store_.keep_pairing(record_);
}

void Enrolment::found_key(const std::string& pin) {
    if (pin.empty() && state_.kind != PairingState::Kind::foreign_key) return;
    state_ = {};
    if (pin.empty()) return;
    state_.kind = PairingState::Kind::foreign_key;
    state_.known_key = beginning(record_.pins.front());
    state_.found_key = beginning(pin);
}

void Enrolment::closed(bool was_open) {
    end_attempt();
    // A hub that cannot be reached is the trouble then, and no code.
    if (!was_open && state_.kind == PairingState::Kind::code) state_.kind = PairingState::Kind::none;
}

}  // namespace brigade
