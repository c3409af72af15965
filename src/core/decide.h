// What a command brings about: events, or a refusal, or the news that it had been done before. Pure: the
// same kitchen, command and context give the same decision, on the hub, on a station that shows a press
// before it is confirmed, in the simulator. Nothing is changed here; the caller journals the events and
// applies them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/command.h"
#include "core/event.h"
#include "core/kitchen.h"
#include "core/refusal.h"
#include "core/rules.h"

namespace brigade {

// An order that this kitchen once took and whose service day is over: what the permanent table of order
// ids and, where it is still kept, the journal know of it.
struct KnownOrder {
    Seq seq = 0;
    Hash content{};
    const Event* accepted = nullptr;  // its acceptance, if still kept
};

// What screens were sent and have reported of late; known to the hub only.
struct Delivery {
    TimeMs serving_since = 0;
    std::map<std::string, Seq, std::less<>> reported;  // per station the greatest seq presented

    // Per station when one of its screens last proved that it shows what it is sent: at its hello, with every
    // report, every ten seconds. To be brought up to date before each tick. Without an entry no screen has
    // come since the hub began to serve.
    std::map<std::string, TimeMs, std::less<>> heard = {};

    // Per station since when it has been heard without a pause of station_there_ms: `hear` keeps it, so it is
    // to be called at least that often for who is there. Without an entry it counts as never away.
    std::map<std::string, TimeMs, std::less<>> there_since = {};

    // Per station the greatest seq that was written to a connected screen of it that is live: its cook may
    // have seen that, also where its reports do not come through. The hub raises it whenever it hands such a
    // screen events or a snapshot, and never lowers it when the screen leaves. Left out are screens that say
    // themselves that they present nothing.
    std::map<std::string, Seq, std::less<>> sent = {};

    void hear(const std::string& station, TimeMs now);  // it proves itself
};

// A station not heard for so long is away: two of its reports may be late, a third not.
inline constexpr DurationMs station_there_ms = 25'000;

struct Context {
    TimeMs now = 0;  // kitchen time
    const Rules& rules;
    const KnownOrder* known = nullptr;   // of the command's order, if it is not in the kitchen
    const Delivery* delivery = nullptr;  // nothing: no ticket is called undelivered
};

struct Ack {
    Seq seq = 0;  // the last event that the request wrote, for a duplicate the first time
    bool duplicate = false;
    std::optional<std::uint32_t> revision;
    bool routed = false;  // carries the two lists: submit and amend
    std::vector<StationLines> tickets;
    std::vector<std::string> unavailable;
};

struct Decision {
    std::vector<Event> events;
    std::variant<Ack, Refusal> answer;

    const Ack* ack() const { return std::get_if<Ack>(&answer); }
    const Refusal* refusal() const { return std::get_if<Refusal>(&answer); }
};

Decision decide(const Kitchen& kitchen, const Command& command, const Context& context);

// When the kitchen wants its next tick: kitchen time, nothing if it waits for nothing.
std::optional<TimeMs> next_deadline(const Kitchen& kitchen, const Context& context);

}  // namespace brigade
