// What the hub sends, read by a screen or a tool: the other side of protocol/hub_message.h. A message of an
// unknown type is nothing (a newer hub may say more); one that is broken is an Error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "core/event.h"
#include "core/refusal.h"

namespace brigade {

struct FromHubWelcome {
    int format = 0;
    std::string hub;
    std::string kitchen;
    Seq seq = 0;
    std::string head;
    TimeMs time = 0;  // as people read it
};
struct FromHubLive {
    Seq seq = 0;
    std::string head;
};
struct FromHubSnapshotPart {
    Seq seq = 0;
    std::string head;
    std::size_t part = 0, parts = 0;  // from 1
    std::string text;
};
struct FromHubEvents {
    std::string head;
    std::vector<Event> events;
};
struct FromHubAck {
    std::string re;
    Seq seq = 0;
    bool duplicate = false;
};
struct FromHubError {
    std::string re;
    Refusal refusal;
};
struct FromHubOther {};  // statuses, and what we do not know

using FromHub = std::variant<FromHubOther, FromHubWelcome, FromHubLive, FromHubSnapshotPart, FromHubEvents,
                             FromHubAck, FromHubError>;

Result<FromHub> read_hub_message(std::string_view text);

}  // namespace brigade
