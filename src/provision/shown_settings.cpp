#include "provision/shown_settings.h"

#include "provision/settings_lines.h"
#include "provision/settings_reading.h"

namespace brigade {
namespace {

std::string shown(const std::string& line) {
    const auto lines = settings_lines(line);
    const auto* read = std::get_if<std::vector<SettingsLine>>(&lines);
    if (line.empty()) return line;
    const SettingsKey* key = read && read->size() == 1 ? known_key(read->front().key) : nullptr;
    if (!key) return "# [removed]";
    return key->secret ? std::string(key->name) + "=[removed]" : line;
}

}  // namespace

std::string shown_settings(std::string_view bytes) {
    std::string text;
    for (const std::string& line : plain_lines(bytes)) text += shown(line) + "\n";
    return text;
}

}  // namespace brigade
