// What the hub sends, read by a screen or a tool: the other side of protocol/hub_message.h. A message of an
// unknown type is nothing (a newer hub may say more), and so are figures that cannot be read; one that is
// broken is an Error.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "core/event.h"
#include "core/refusal.h"
#include "protocol/device_list.h"
#include "protocol/figures_message.h"
#include "protocol/log_words.h"
#include "protocol/screenshot_message.h"

namespace brigade {

struct FromHubWelcome {
    int format = 0;
    std::string hub;
    std::string kitchen;
    Seq seq = 0;
    std::string head;
    TimeMs time = 0;                  // as people read it
    std::vector<std::string> pins{};  // of the hub's key, and of the next one where it is announced
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
// This screen is to show its name.
struct FromHubIdentify {
    std::string name;
    int seconds = 0;
};
// This program is to start anew.
struct FromHubRestart {};
// This program is to write so much into its log, for so long.
struct FromHubLogLevel {
    LogLevel level = LogLevel::info;
    int seconds = 0;
};
// How the hub itself is doing, for its screens.
struct FromHubState {
    std::string trouble;    // why it cannot write; empty: it can
    bool asks_pin = false;  // there are people with a manager's PIN
};
struct FromHubDevices {
    std::string re;
    DeviceList list;
};
// The managers' figures as they are now; each message is all of them.
struct FromHubFigures {
    std::shared_ptr<const LiveFigures> figures;  // never null
};
struct FromHubOther {};  // statuses, and what we do not know

using FromHub = std::variant<FromHubOther, FromHubWelcome, FromHubLive, FromHubSnapshotPart, FromHubEvents,
                             FromHubAck, FromHubError, FromHubIdentify, FromHubRestart, FromHubLogLevel,
                             ScreenshotQuestion, FromHubDevices, FromHubState, FromHubFigures>;

Result<FromHub> read_hub_message(std::string_view text);

}  // namespace brigade
