#include "protocol/admin_message.h"

#include <algorithm>

#include "base/limits.h"

namespace brigade {
namespace {

bool all_digits(const std::string& text, std::size_t min, std::size_t max) {
    return text.size() >= min && text.size() <= max &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string digits_of(JsonFields& fields, const char* key, std::size_t min, std::size_t max,
                      const char* wanted) {
    std::string text = fields.required_text(key, limits::text_chars);
    if (fields.ok() && !all_digits(text, min, max)) fields.fail(key, wanted);
    return text;
}

std::string pin_of(JsonFields& fields) { return digits_of(fields, "pin", 4, 8, "a PIN has 4 to 8 digits"); }

template <class E>
std::optional<E> role_of(JsonFields& fields) {
    return fields.has("role") ? std::optional(fields.choice("role", E{})) : std::nullopt;
}

AdminCommand read_pair(JsonFields& fields) {
    return PairDevice{fields.required_id("waiting"), digits_of(fields, "code", 6, 6, "a code has six digits"),
                      role_of<DeviceRole>(fields), fields.text("name", limits::text_chars)};
}

AdminCommand read_set_person(JsonFields& fields) {
    SetPerson set{fields.required_id("person"),
                  fields.text("name", limits::text_chars),
                  role_of<PersonRole>(fields),
                  {}};
    if (fields.has("pin")) set.pin = pin_of(fields);
    return set;
}

template <class C>
AdminCommand read_empty(JsonFields&) {
    return C{};
}
template <class C>
AdminCommand read_device(JsonFields& fields) {
    return C{fields.required_id("device")};
}
// A screen of the hub's own machine has no other id than its screen's.
template <class C>
AdminCommand read_screen(JsonFields& fields) {
    return C{fields.required_id(fields.has("screen") ? "screen" : "device")};
}
AdminCommand read_log(JsonFields& fields) {
    SetLog set;
    for (const char* key : {"device", "screen"})
        if (fields.has(key)) set.device = fields.required_id(key);
    set.level = fields.required_choice<LogLevel>("level");
    set.minutes = static_cast<int>(fields.integer("minutes", 1, log_minutes_max).value_or(log_minutes));
    return set;
}
AdminCommand read_take_screenshot(JsonFields& fields) {
    TakeScreenshot take{fields.required_id(fields.has("screen") ? "screen" : "device"), fields.id("picture"),
                        static_cast<int>(fields.integer("part", 1, limits::screenshot_parts).value_or(1))};
    if (take.part > 1 && take.picture.empty())
        fields.fail("picture", "picture is missing; a part is asked for by the id that came with the first");
    return take;
}
AdminCommand read_rename(JsonFields& fields) {
    return RenameDevice{fields.required_id("device"), fields.required_text("name", limits::text_chars)};
}
AdminCommand read_remove_person(JsonFields& fields) { return RemovePerson{fields.required_id("person")}; }
AdminCommand read_identify_person(JsonFields& fields) { return IdentifyPerson{pin_of(fields)}; }
AdminCommand read_change_key(JsonFields& fields) { return ChangeKey{fields.boolean("force", false)}; }

struct AdminType {
    std::string_view type;
    AdminCommand (*read)(JsonFields&);
};

constexpr AdminType admin_types[] = {
    {"device.list", read_empty<ListDevices>},
    {"device.pair", read_pair},
    {"device.rename", read_rename},
    {"device.revoke", read_device<RevokeDevice>},
    {"device.identify", read_screen<IdentifyScreen>},
    {"device.restart", read_screen<RestartScreen>},
    {"device.screenshot", read_take_screenshot},
    {"log.level", read_log},
    {"person.list", read_empty<ListPeople>},
    {"person.set", read_set_person},
    {"person.remove", read_remove_person},
    {"person.identify", read_identify_person},
    {"person.sign_out", read_empty<SignOut>},
    {"key.show", read_empty<ShowKey>},
    {"key.announce", read_empty<AnnounceKey>},
    {"key.change", read_change_key},
};

const AdminType* find_admin_type(std::string_view type) {
    for (const AdminType& known : admin_types)
        if (known.type == type) return &known;
    return nullptr;
}

}  // namespace

bool is_admin_type(std::string_view type) { return find_admin_type(type) != nullptr; }

AdminCommand read_admin(std::string_view type, JsonFields& fields) {
    return find_admin_type(type)->read(fields);
}

bool needs_manager(const AdminCommand& command) {
    return !std::holds_alternative<IdentifyPerson>(command) && !std::holds_alternative<SignOut>(command);
}

bool changes(const AdminCommand& command) {
    const bool looks =
        std::holds_alternative<ListDevices>(command) || std::holds_alternative<ListPeople>(command) ||
        std::holds_alternative<ShowKey>(command) || std::holds_alternative<IdentifyScreen>(command);
    return needs_manager(command) && !looks;
}

}  // namespace brigade
