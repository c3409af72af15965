#include "provision/settings_checks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/base64.h"

namespace brigade {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_number(std::string_view text, int most) {
    int value = 0;
    if (text.empty() || text.size() > 3 || !std::ranges::all_of(text, is_digit)) return false;
    if (text.size() > 1 && text[0] == '0') return false;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value <= most;
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text,
                               [](char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '-'; });
}

constexpr std::array<std::string_view, 6> key_kinds{
    "ssh-ed25519",         "ecdsa-sha2-nistp256",        "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "ssh-rsa"};

}  // namespace

bool is_host_name(std::string_view text) {
    return is_label(text) && std::ranges::none_of(text, is_upper) && !std::ranges::all_of(text, is_digit);
}

bool is_ipv4(std::string_view text) {
    const auto parts = split(text, '.');
    return parts.size() == 4 && std::ranges::all_of(parts, [](auto part) { return is_number(part, 255); });
}

bool is_ipv4_with_prefix(std::string_view text) {
    const auto parts = split(text, '/');
    return parts.size() == 2 && is_ipv4(parts[0]) && is_number(parts[1], 31) && parts[1] != "0";
}

bool is_server_name(std::string_view text) {
    const auto parts = split(text, '.');
    return text.size() <= 253 && std::ranges::all_of(parts, is_label);
}

bool is_update_server(std::string_view text) {
    const bool has_way = text.starts_with("http://") || text.starts_with("https://");
    const auto fits = [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; };
    return has_way && text.size() > 8 && text.size() <= 200 && std::ranges::all_of(text, fits);
}

bool is_wifi_name(std::string_view text) { return !text.empty() && text.size() <= 32; }

bool is_wifi_password(std::string_view text) {
    return text.size() >= 8 && text.size() <= 63 &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_country(std::string_view text) { return text.size() == 2 && std::ranges::all_of(text, is_upper); }

bool is_first_pin(std::string_view text) {
    return text.size() >= 4 && text.size() <= 8 && std::ranges::all_of(text, is_digit);
}

bool is_ssh_key(std::string_view text) {
    if (text.size() > 4096 || std::ranges::any_of(text, [](char c) { return c < ' ' && c >= 0; }))
        return false;
    const auto words = split(text, ' ');
    if (words.size() < 2 || std::ranges::find(key_kinds, words[0]) == key_kinds.end()) return false;
    const std::string key = from_base64(words[1]).value_or("");
    const std::string length{'\0', '\0', '\0', static_cast<char>(words[0].size())};
    const std::size_t least = 4 + words[0].size() + 4 + 32;
    return key.size() >= least && key.starts_with(length + std::string(words[0]));
}

}  // namespace brigade
