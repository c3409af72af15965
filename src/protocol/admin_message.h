// What those who look after a kitchen ask of its hub: devices, people, keys. Beside the requests of the
// kitchen itself (client_message.h), because none of this is the kitchen's state: the hub answers it from its
// register of access. Pure text in, values out (docs/protocol.md, "Looking after devices").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/json_fields.h"
#include "core/refusal.h"
#include "protocol/access_role.h"
#include "protocol/log_words.h"

namespace brigade {

struct ListDevices {};
struct PairDevice {
    std::string waiting;  // which of those that wait
    std::string code;     // six digits
    std::optional<DeviceRole> role;
    std::string name;  // empty: as it calls itself
};
struct RenameDevice {
    std::string device;
    std::string name;
};
struct RevokeDevice {
    std::string device;
};
// What a screen is told to do; `device` is a device's id or, for a screen without a token, the screen's.
struct IdentifyScreen {
    std::string device;
};
struct RestartScreen {
    std::string device;
};
// How much a program writes into its log, for so long; then it is as before.
struct SetLog {
    std::string device;  // as above; empty: the hub itself
    LogLevel level = LogLevel::info;
    int minutes = 0;
};
// What a screen shows, as a picture: the first part of a new one, or a part of one that was begun.
struct TakeScreenshot {
    std::string device;   // as above
    std::string picture;  // empty: a new one
    int part = 1;
};
struct ListPeople {};
struct SetPerson {
    std::string person;
    std::string name;
    std::optional<PersonRole> role;
    std::optional<std::string> pin;
};
struct RemovePerson {
    std::string person;
};
struct IdentifyPerson {
    std::string pin;
};
struct SignOut {};  // whoever was identified on this connection
struct ShowKey {};
struct AnnounceKey {};
struct ChangeKey {
    bool force = false;
};

using AdminCommand = std::variant<ListDevices, PairDevice, RenameDevice, RevokeDevice, IdentifyScreen,
                                  RestartScreen, SetLog, TakeScreenshot, ListPeople, SetPerson, RemovePerson,
                                  IdentifyPerson, SignOut, ShowKey, AnnounceKey, ChangeKey>;

// Whether `type` is one of these; then `read_admin` reads it, or notes the problem in `fields`.
bool is_admin_type(std::string_view type);
AdminCommand read_admin(std::string_view type, JsonFields& fields);

// Whether only managers, installers and this machine may ask it: all but who somebody is.
bool needs_manager(const AdminCommand& command);
// Whether anything is another thing after it, for devices, people or keys. Looking and flashing change
// nothing; what another screen shows is nobody's who only stands before this one, so that counts as well.
bool changes(const AdminCommand& command);

}  // namespace brigade
