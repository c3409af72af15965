#include "hub_client.h"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include "base/limits.h"
#include "core/apply.h"
#include "core/json_fields.h"
#include "core/snapshot.h"

namespace brigade::fuzz {

std::string HubClient::hello(Role role, const std::string& station, const std::string& screen,
                             const std::optional<Resume>& resume) {
    greeted_ = true;
    watches_events_ = role == Role::station || role == Role::monitor;
    bool goes_on = kitchen_ && resume && resume->after == seq_ && resume->head == head_;
    if (!goes_on) kitchen_.reset();
    seq_ = resume ? resume->after : 0;
    std::string more = resume ? fmt::format(R"(,"after":{},"head":"{}")", resume->after, resume->head) : "";
    if (role != Role::pos) more += fmt::format(R"(,"station":"{}","screen":"{}")", station, screen);
    return fmt::format(R"({{"type":"hello","protocol":1,"role":"{}","name":"{}"{}}})", word(role), name,
                       more);
}

std::optional<HubClient::Resume> HubClient::where_it_was() const {
    return kitchen_ ? std::optional(Resume{seq_, head_}) : std::nullopt;
}

// What calls for an answer: anything with an id, but for a hello and a report that are taken without one.
void HubClient::said(std::string_view text) {
    answer_.reset();
    last_id_.clear();
    auto value = parse_json(text);
    const json::object* message = value ? value->if_object() : nullptr;
    if (!message) return;
    auto text_of = [&](const char* key) {
        const json::value* field = message->if_contains(key);
        const json::string* found = field ? field->if_string() : nullptr;
        return found ? std::string(*found) : std::string();
    };
    std::string type = text_of("type");
    last_id_ = text_of("id");
    if (is_id(last_id_) && type != "hello" && type != "shown") ++unanswered_[last_id_];
}

void HubClient::received(std::string_view text) {
    BRIGADE_CHECK(text.size() <= limits::hub_message_bytes,
                  "a message must not be larger than a message may be");
    auto message = read_hub_message(text);
    BRIGADE_CHECK(message, "what the hub sends must be readable");
    std::visit([this](const auto& known) { on(known); }, *message);
}

void HubClient::closed() {
    peer = 0;
    greeted_ = live_ = false;
    unanswered_.clear();
    snapshot_.clear();
}

void HubClient::on(const FromHubWelcome& welcome) {
    BRIGADE_CHECK(welcome.seq <= watch_.seq(), "nobody may be told what is not durable");
    watch_.check_head(welcome.seq, welcome.head);
}

void HubClient::on(const FromHubLive& live) {
    live_ = true;
    watch_.check_head(live.seq, live.head);
    if (!watches_events_) return;
    BRIGADE_CHECK(live.seq == seq_, "a screen that is live must have everything");
    head_ = live.head;
}

void HubClient::on(const FromHubSnapshotPart& part) {
    BRIGADE_CHECK(watches_events_ && !live_, "a snapshot must come first, and to those who asked");
    snapshot_ += part.text;
    if (part.part < part.parts) return;
    auto kitchen = decode_snapshot(std::exchange(snapshot_, {}));
    BRIGADE_CHECK(kitchen && kitchen->seq == part.seq, "a snapshot must be readable");
    if (part.seq == watch_.seq())
        BRIGADE_CHECK(state_digest(*kitchen) == state_digest(watch_.kitchen()),
                      "it must be the kitchen's state");
    kitchen_ = *std::move(kitchen);
    seq_ = part.seq;
    head_ = part.head;
}

void HubClient::on(const FromHubEvents& events) {
    BRIGADE_CHECK(watches_events_ && !events.events.empty(), "events must be for those who watch them");
    for (const Event& event : events.events) {
        BRIGADE_CHECK(event.seq == ++seq_, "events must come in order, each once");
        watch_.check_event(event);
        if (kitchen_) apply(*kitchen_, event);
    }
    watch_.check_head(seq_, events.head);
    head_ = events.head;
}

void HubClient::on(const FromHubAck& ack) {
    BRIGADE_CHECK(ack.seq <= watch_.seq(), "nobody may be told what is not durable");
    acked_ = std::max(acked_, ack.seq);
    answered(ack.re, ack);
}

void HubClient::on(const FromHubError& error) {
    BRIGADE_CHECK(!error.refusal.message.empty(), "what is wrong must be said");
    if (!error.re.empty()) answered(error.re, error);
}

void HubClient::answered(const std::string& re, const FromHub& answer) {
    auto waiting = unanswered_.find(re);
    BRIGADE_CHECK(waiting != unanswered_.end() || re == last_id_,
                  "an answer must be to a question, and the only one");
    if (waiting != unanswered_.end() && --waiting->second == 0) unanswered_.erase(waiting);
    if (re == last_id_) answer_ = answer;
}

}  // namespace brigade::fuzz
