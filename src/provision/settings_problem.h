// What can be wrong with `brigade.txt`, and how that is said to the person who wrote it: where, what, and
// what to write instead, in the languages of the screens. Secrets are never quoted. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brigade {

enum class SettingsFault {
    // Of the box, whatever its file says.
    not_kept,      // more: why
    kept_damaged,  // more: why
    no_disk,
    reset_failed,  // more: why
    // Of the file.
    unreadable,   // more: why
    too_long,     // more: how much is allowed
    no_text,      // bytes that are no letters
    no_equals,    // value: the key that the line begins with, if it is one; never the line
    unknown_key,  // more: what is near, or all there are
    near_key,     // more: what was meant
    twice,        // more: the first line
    missing,      // more: an example
    not_one_of,   // more: the choices
    no_name,      // more: how long
    no_id,
    no_hub,        // more: why
    no_time_zone,  // more: near ones
    no_number,     // more: from … to …
    no_host,
    no_bump_bar,  // more: why
    no_station,   // more: near ones, or all there are
    too_many_stations,
    wifi_name,
    wifi_password,
    wifi_country,
    wifi_password_missing,
    fixed_address,
    no_address,
    no_pin,
    same_pin,   // more: the other key
    pin_taken,  // known to the hub already, as somebody else's
    no_ssh_key,
    other_role,     // more: the roles that have it
    needs,          // more: the other key
    kitchen_files,  // more: the problem of a file beside this one
    no_update,      // more: what it may be
    no_hours,
    count_
};

struct SettingsProblem {
    int line = 0;  // from 1; 0: the file as a whole
    SettingsFault fault = SettingsFault::unreadable;
    std::string key = {};
    std::string value = {};  // as it was given; empty where it is a secret
    std::string more = {};

    bool operator==(const SettingsProblem&) const = default;
};

struct SettingsSentences {
    std::string what;
    std::string fix;
};

// In "id", or else in English.
SettingsSentences in_words(const SettingsProblem& problem, std::string_view language);

// "line 4: WIFI_COUNTRY is "Indonesia"; write …"; without a line where it has none.
std::string one_line(const SettingsProblem& problem, std::string_view language);

}  // namespace brigade
