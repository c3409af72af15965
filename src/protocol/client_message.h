// What clients send, read and checked: a hello, a request as a core command, a report of what was shown; or
// the contract's error, with the close code it calls for. Pure text in, values out (docs/protocol.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/command.h"
#include "core/refusal.h"
#include "protocol/access_role.h"
#include "protocol/admin_message.h"
#include "protocol/screenshot_message.h"

namespace brigade {

enum class Role { pos, station, board, monitor };

namespace words {
template <>
inline constexpr std::array of<Role>{"pos"sv, "station"sv, "board"sv, "monitor"sv};
}  // namespace words

inline constexpr int protocol_version = 1;
inline constexpr int event_format = 1;

namespace close_code {
inline constexpr std::uint16_t going_away = 1001;
inline constexpr std::uint16_t bad_text = 1007;
inline constexpr std::uint16_t policy = 1008;
inline constexpr std::uint16_t replaced = 4000;
}  // namespace close_code

struct Hello {
    Role role = Role::pos;
    std::string name;  // of the terminal; the role's word if none was given
    std::string token;
    std::string station;       // of a screen
    std::string screen;        // its lasting id; a newer hello of the same screen replaces the older
    std::string version;       // of the program; empty if it does not say
    bool screenshots = false;  // a screen that can be asked for a picture
    std::optional<Seq> after;
    std::string head;
};

struct Request {
    std::string id;
    Command command;
};

// The same from those who look after the kitchen's devices, people and keys.
struct AdminRequest {
    std::string id;
    AdminCommand command;
};

// What a screen says of itself now and then; neither stored nor answered.
struct ScreenState {
    std::uint64_t frames = 0;  // presented since it started
    std::string fault;         // a sentence, empty while all is well
};

// Answered with an error; the connection is closed if a code is given.
struct Rejection {
    Refusal refusal;
    std::string re;  // the request's id, where it could be read
    std::uint16_t close = 0;
};

using ClientMessage =
    std::variant<Hello, Request, AdminRequest, ReportShown, ScreenState, ScreenshotAnswer, Rejection>;

// Who asks decides what may be asked: the role of its hello, nobody in particular over HTTP, and the role of
// its token; without one it is a program on this machine, which may ask everything.
struct Asker {
    std::optional<Role> role;
    std::optional<DeviceRole> device;
    std::string terminal;  // whose orders these are
    std::string station;   // the screen's own, for its reports
    std::string person{};  // who has signed in on the managers' page; empty: no such request
};

// One text message. Before the hello the asker has no role; after it, a second one is rejected.
ClientMessage read_client_message(std::string_view text, const Asker& asker);

// One request on its own, as HTTP carries it: its id may be left out.
std::variant<Request, AdminRequest, Rejection> read_request(std::string_view text, const Asker& asker);

// One order on its own; pointers in the refusal begin at the order.
std::variant<OrderPtr, Refusal> read_single_order(std::string_view text);

}  // namespace brigade
