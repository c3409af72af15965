// What the hub sends, as text: answers, statuses, snapshots and events. One function a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decide.h"
#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

struct Welcome {
    std::string hub;
    std::string kitchen;
    Seq seq = 0;
    std::string head;
    TimeMs time = 0;  // as people read it
    std::vector<std::string> unavailable;
    std::vector<std::string> pins;  // of the hub's key and of the announced one; empty without TLS
};

std::string welcome_text(const Welcome& welcome);
std::string live_text(Seq seq, const std::string& head);
// For screens: why nothing can be written (empty: it can), and whether somebody has a manager's PIN.
std::string hub_state_text(const std::string& trouble, bool asks_pin);
std::string ack_text(const std::string& re, const Ack& ack);  // over HTTP without an id: no `re`
std::string error_text(const std::string& re, const Refusal& refusal);

// What a POS hears of an event: an order's status or an item's availability; nothing of any other event.
std::optional<std::string> status_text(const Event& event);

// What a POS hears that remembers nothing: the latest of each station and of the whole order, by seq.
struct LatestStatus {
    Seq seq = 0;
    std::string text;
};
std::vector<LatestStatus> latest_statuses(const OrderState& order, DurationMs wall_offset_ms);

// `bodies` are encoded events, put into the frame as they are.
std::string events_text(const std::string& head, const std::vector<std::string_view>& bodies);

// A snapshot's text in parts that each fit a message.
std::vector<std::string> snapshot_texts(Seq seq, const std::string& head, std::string_view snapshot);

}  // namespace brigade
