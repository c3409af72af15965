#include "protocol/pairing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/limits.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::uint32_t codes = 1'000'000;

std::uint32_t number_of(std::string_view code) {
    BRIGADE_CHECK(is_pairing_code(code), "a pairing code is six digits");
    std::uint32_t number = 0;
    for (char digit : code) number = number * 10 + static_cast<std::uint32_t>(digit - '0');
    return number;
}

// Of 64 random bits; that the lower codes are likelier by 2^-44 helps nobody.
std::uint32_t number_below_codes(std::string_view bytes) {
    BRIGADE_CHECK(bytes.size() >= 8, "a code needs eight random bytes");
    std::uint64_t number = 0;
    for (char c : bytes.substr(0, 8)) number = number << 8 | static_cast<unsigned char>(c);
    return static_cast<std::uint32_t>(number % codes);
}

std::string code_from(std::uint32_t number) { return fmt::format("{:06}", number); }

std::uint32_t shift(std::string_view nonce, std::string_view commit) {
    return number_below_codes(hmac_sha256(nonce, fmt::format("brigade pairing 1 shown\n{}", commit)));
}

// What an error from the hub says, where the message is one.
std::optional<std::string> refused_by_hub(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return std::nullopt;
    std::optional<Refusal> problem;
    JsonFields fields(value->get_object(), "", ErrorCode::invalid_message, problem);
    if (fields.text("type", limits::id_chars) != "error") return std::nullopt;
    std::string message = fields.text("message", limits::notes_chars);
    return problem || message.empty() ? "it gives no reason" : message;
}

std::string broken(const Refusal& refusal) {
    return fmt::format("the hub sent a broken message: {}: {}", refusal.path, refusal.message);
}

}  // namespace

std::string pairing_mac(std::string_view side, std::string_view key, std::string_view pin, DeviceRole role,
                        std::string_view name, std::string_view code) {
    return hmac_sha256(
        key, fmt::format("brigade pairing 1\n{}\n{}\n{}\n{}\n{}", side, pin, word(role), name, code));
}

std::string shown_code(std::string_view code, std::string_view nonce, std::string_view commit) {
    return code_from((number_of(code) + shift(nonce, commit)) % codes);
}

std::string code_of_shown(std::string_view shown, std::string_view nonce, std::string_view commit) {
    return code_from((number_of(shown) + codes - shift(nonce, commit)) % codes);
}

// --- the device ---------------------------------------------------------------------------------------

PairingDevice::PairingDevice(const RandomSource& random, DeviceRole role, std::string name,
                             std::string version, std::string pin)
    : request_{role, std::move(name), std::move(version), {}},
      pin_(std::move(pin)),
      code_(code_from(number_below_codes(random(8)))),
      key_(random(digest_bytes)) {
    BRIGADE_CHECK(is_name(request_.name), "a device's name is text without control characters");
    BRIGADE_CHECK(key_.size() == digest_bytes, "a pairing key has 32 bytes");
    request_.commit = pairing_mac("device", key_, pin_, request_.role, request_.name, code_);
}

std::string PairingDevice::pair_text() const { return to_text(request_); }

PairingStep PairingDevice::fail(std::string sentence) {
    state_ = State::failed;
    failure_ = std::move(sentence);
    code_.clear();
    key_.clear();
    return PairingFailed{failure_};
}

PairingStep PairingDevice::receive(std::string_view text) {
    if (state_ == State::failed) return PairingFailed{failure_};
    if (state_ == State::done) return PairingNothing{};
    if (auto reason = refused_by_hub(text)) return fail("the hub does not pair this device: " + *reason);
    const PairingType type = pairing_type(text);
    if (type == PairingType::none) return PairingNothing{};
    if (type == PairingType::pairing && state_ == State::asked) return receive_waiting(text);
    if (type == PairingType::commit && state_ == State::shown) return receive_commit(text);
    if (type == PairingType::paired && state_ == State::revealed) return receive_paired(text);
    return fail("the hub's messages came in the wrong order");
}

PairingStep PairingDevice::receive_waiting(std::string_view text) {
    auto read = read_pair_waiting(text);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return fail(broken(*refusal));
    auto& waiting = std::get<PairWaiting>(read);
    state_ = State::shown;
    return PairingShow{shown_code(code_, waiting.nonce, request_.commit), waiting.hub, waiting.kitchen,
                       waiting.expires_s};
}

PairingStep PairingDevice::receive_commit(std::string_view text) {
    auto read = read_pair_commit(text);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return fail(broken(*refusal));
    hub_commit_ = std::get<PairCommit>(read).commit;
    state_ = State::revealed;
    return PairingSend{to_text(PairReveal{key_})};
}

PairingStep PairingDevice::receive_paired(std::string_view text) {
    auto read = read_paired(text);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return fail(broken(*refusal));
    auto& paired = std::get<PairedMessage>(read);
    const std::string mac = pairing_mac("hub", paired.key, pin_, request_.role, request_.name, code_);
    if (!same(mac, hub_commit_))
        return fail(
            "what answered does not know the code that was typed: it is not your hub. Nothing was kept; look "
            "for a stranger in your network");
    if (!pin_.empty() && std::find(paired.pins.begin(), paired.pins.end(), pin_) == paired.pins.end())
        return fail("the hub does not name the key that it answered with; nothing was kept");
    state_ = State::done;
    return PairingDone{std::move(paired)};
}

// --- the hub ------------------------------------------------------------------------------------------

PairingAtHub::PairingAtHub(const RandomSource& random, PairRequest request, std::string pin)
    : request_(std::move(request)),
      pin_(std::move(pin)),
      nonce_(random(digest_bytes)),
      key_(random(digest_bytes)) {
    BRIGADE_CHECK(nonce_.size() == digest_bytes && key_.size() == digest_bytes, "a pairing key has 32 bytes");
}

std::string PairingAtHub::type_code(std::string_view shown) {
    BRIGADE_CHECK(state_ == State::waiting, "a code is typed once for each pairing");
    code_ = code_of_shown(shown, nonce_, request_.commit);
    state_ = State::typed;
    return to_text(PairCommit{pairing_mac("hub", key_, pin_, request_.role, request_.name, code_)});
}

bool PairingAtHub::open(const PairReveal& reveal) {
    BRIGADE_CHECK(state_ == State::typed, "a device is opened once, after its code was typed");
    const std::string mac = pairing_mac("device", reveal.key, pin_, request_.role, request_.name, code_);
    const bool proved = same(mac, request_.commit);
    state_ = proved ? State::proved : State::failed;
    if (!proved) key_.clear();
    return proved;
}

const std::string& PairingAtHub::key() const {
    BRIGADE_CHECK(state_ == State::proved, "the hub's key is for a device that has proved itself");
    return key_;
}

}  // namespace brigade
