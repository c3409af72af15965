#include "provision/taken_over.h"

#include "provision/read_settings.h"
#include "provision/settings_lines.h"

namespace brigade {
namespace {

// A remark may hold one too: an installer who tries a password and puts # before it.
std::string secret_key_on(std::string_view line) {
    while (!line.empty() && (line.front() == '#' || line.front() == ';' || line.front() == ' '))
        line.remove_prefix(1);
    const auto lines = settings_lines(line);
    const auto* read = std::get_if<std::vector<SettingsLine>>(&lines);
    if (!read || read->size() != 1 || !is_secret_key(read->front().key) || read->front().value.empty())
        return {};
    return read->front().key;
}

}  // namespace

bool has_secrets(std::string_view bytes) {
    for (const std::string& line : plain_lines(bytes))
        if (!secret_key_on(line).empty()) return true;
    return false;
}

std::string without_secrets(std::string_view bytes, std::string_view when) {
    if (!has_secrets(bytes)) return std::string(bytes);
    const bool carriage = bytes.find('\r') != std::string_view::npos;
    std::string text;
    for (const std::string& line : plain_lines(bytes)) {
        const std::string key = secret_key_on(line);
        text += key.empty() ? line : "# " + key + " was taken over at " + std::string(when);
        text += carriage ? "\r\n" : "\n";
    }
    return text;
}

}  // namespace brigade
