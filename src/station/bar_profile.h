// What the keys of one make of bump bar mean. A bar is a keyboard to the kernel, but what is printed on its
// keys has little to do with what they send; so a profile binds key codes, never characters, to functions.
// A plain value: read from config/bumpbars/*.toml by app, learned at a screen, or built by a test.
//
// A key that begins chords (held, then another one) is decided when it is let go; see station/bar_keys.h. A
// bar on a serial line sends letters: they are its key codes, and one that begins chords is pressed before
// the other one (station/serial_bar.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "station/function.h"

namespace brigade {

using KeyCode = std::uint16_t;  // the kernel's, such as KEY_LEFTCTRL; 0 is no key
using KeyMeanings = std::map<KeyCode, Function>;

struct BarProfile {
    std::string name;   // the file's, without .toml
    std::string title;  // for people
    KeyMeanings keys;
    std::map<KeyCode, KeyMeanings> chords;  // by the key that is held
    KeyMeanings doubles;                    // a second press soon after the first, which had its own meaning
    bool letters = false;                   // of a serial bar

    bool operator==(const BarProfile&) const = default;
};

// "KEY_LEFTCTRL", as the kernel's headers have it; a code without a name is written CODE_700.
std::optional<KeyCode> key_code_named(std::string_view name);
std::string key_code_name(KeyCode code);
std::vector<std::string> key_code_names();  // all that have one, for "did you mean"

// "a": what a serial bar may send, a character that can be seen.
std::optional<KeyCode> letter_named(std::string_view name);

// The functions that no key of the profile reaches.
std::vector<Function> unreached(const BarProfile& profile);

// As a file that reads back as the same profile; `note` stands above it as a comment, if there is any.
std::string to_toml(const BarProfile& profile, const std::string& note);

}  // namespace brigade
