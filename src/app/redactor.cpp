#include "app/redactor.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"

namespace brigade {
namespace {

constexpr std::size_t known_chars_min = 3;
constexpr std::size_t phone_digits_min = 9;
constexpr std::size_t phone_digits_max = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_in_address(char c) { return is_word(c) || c == '.' || c == '-' || c == '+' || c == '%'; }

// The length of what looks like a telephone number at `at`; 0: nothing.
std::size_t phone_at(std::string_view text, std::size_t at) {
    if (text[at] != '+' && text[at] != '0') return 0;
    if (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ':')) return 0;
    std::size_t digits = 0, end = at;
    for (std::size_t i = at + (text[at] == '+' ? 1 : 0); i < text.size(); ++i) {
        if (is_digit(text[i])) {
            ++digits;
            end = i + 1;
        } else if ((text[i] != ' ' && text[i] != '-' && text[i] != '.') || end != i) {
            break;  // one separator between digits
        }
    }
    const bool goes_on = end < text.size() && is_word(text[end]);
    return digits >= phone_digits_min && digits <= phone_digits_max && !goes_on ? end - at : 0;
}

std::string without_phones(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = phone_at(text, at);
        out += length > 0 ? std::string_view(Redactor::mark) : text.substr(at, 1);
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

// systemd's units have names of that form too.
std::string without_addresses(std::string text) {
    for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos; ++at) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && is_in_address(text[begin - 1])) --begin;
        while (end < text.size() && is_in_address(text[end])) ++end;
        const std::string_view host(text.data() + at + 1, end - at - 1);
        if (begin == at || host.find('.') == std::string_view::npos || host.ends_with(".service")) continue;
        text.replace(begin, end - begin, Redactor::mark);
        at = begin;
    }
    return text;
}

// --- settings --------------------------------------------------------------------------------------------

bool names_secret(std::string_view key) {
    static const std::vector<std::string> secrets{
        "pin",  "pins", "password", "passwd", "passphrase", "psk",  "secret", "token",
        "wifi", "wlan", "ssid",     "ssh",    "key",        "keys", "bearer", "authorization"};
    std::string word;
    for (std::size_t i = 0; i <= key.size(); ++i) {
        if (i < key.size() && std::isalpha(static_cast<unsigned char>(key[i])) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(key[i])));
            continue;
        }
        if (std::ranges::find(secrets, word) != secrets.end()) return true;
        word.clear();
    }
    return false;
}

// Where the value begins: behind the first =, or behind the first word of a line that has none.
std::size_t value_at(std::string_view line) {
    if (const std::size_t equals = line.find('='); equals != std::string_view::npos) return equals + 1;
    const std::size_t word = line.find_first_not_of(" \t#;");
    const std::size_t end = line.find_first_of(" \t:", std::min(word, line.size()));
    return end == std::string_view::npos ? line.size() : end + 1;
}

// Calls `each` with every line up to its value, the value, and whether that is secret.
template <class Each>
void each_setting(std::string_view text, Each each) {
    bool secret_table = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        const std::string_view line = text.substr(0, end + 1), bare = trimmed(line);
        text.remove_prefix(end + 1);
        if (bare.starts_with('[')) secret_table = names_secret(bare);
        const std::size_t at = bare.starts_with('[') ? line.size() : value_at(line);
        const std::string_view value = line.substr(at);
        each(line.substr(0, at), value,
             !trimmed(value).empty() && (secret_table || names_secret(line.substr(0, at))));
    }
}

bool is_remark_without_equals(std::string_view before) {
    const std::string_view bare = trimmed(before);
    return (bare.starts_with('#') || bare.starts_with(';')) && !bare.ends_with('=');
}

}  // namespace

void Redactor::know(std::string_view secret) {
    const std::string_view bare = trimmed(secret);
    if (bare.size() < known_chars_min) return;
    known_[std::string(bare.substr(0, known_chars_min))].emplace(bare);
}

// Of those that begin alike the longest.
std::size_t Redactor::known_at(std::string_view text, std::size_t at) const {
    const auto alike = known_.find(text.substr(at, known_chars_min));
    if (alike == known_.end()) return 0;
    for (const std::string& known : alike->second)
        if (text.substr(at).starts_with(known)) return known.size();
    return 0;
}

std::string Redactor::clean(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = known_at(text, at);
        out += length > 0 ? std::string_view(mark) : text.substr(at, 1);
        at += std::max<std::size_t>(length, 1);
    }
    return without_addresses(without_phones(out));
}

std::string without_secret_settings(std::string_view text) {
    std::string out;
    each_setting(text, [&](std::string_view before, std::string_view value, bool secret) {
        out += before;
        out += secret ? std::string(" ") + Redactor::mark + "\n" : std::string(value);
    });
    return out;
}

std::vector<std::string> secret_settings(std::string_view text) {
    std::vector<std::string> secrets;
    each_setting(text, [&](std::string_view before, std::string_view value, bool secret) {
        if (!secret || is_remark_without_equals(before)) return;  // the words of a sentence are no secrets
        std::string_view bare = trimmed(value);
        if (bare.size() > 1 && (bare.front() == '"' || bare.front() == '\''))
            bare = bare.substr(1, bare.size() - 2);
        secrets.emplace_back(bare);
    });
    return secrets;
}

}  // namespace brigade
