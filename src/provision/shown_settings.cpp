#include "provision/shown_settings.h"

#include "provision/settings_lines.h"
#include "provision/settings_reading.h"

namespace brigade {
namespace {

bool may_be_shown(std::string_view line) {
    const auto lines = settings_lines(line);
    const auto* read = std::get_if<std::vector<SettingsLine>>(&lines);
    if (!read || read->size() != 1) return false;
    const SettingsKey* key = known_key(read->front().key);
    return key && !key->secret;
}

}  // namespace

std::string shown_settings(std::string_view bytes) {
    std::string text;
    for (const std::string& line : plain_lines(bytes))
        text += line.empty() ? "\n" : may_be_shown(line) ? line + "\n" : "# [removed]\n";
    return text;
}

}  // namespace brigade
