#include "app/station_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.h"
#include "base/small_file.h"

namespace brigade {
namespace {

constexpr std::size_t station_settings_bytes_max = 65'536;

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<std::string> word_of(std::string_view line, const std::vector<SettingName>& known) {
    const auto equals = line.find('=');
    const std::string name(without_blanks(line.substr(0, equals)));
    const bool has_value = equals != std::string_view::npos;
    const std::string value(has_value ? without_blanks(line.substr(equals + 1)) : std::string_view());
    const auto found = std::ranges::find(known, name, &SettingName::name);
    if (found == known.end()) {
        std::vector<std::string> names;
        for (const SettingName& one : known) names.push_back(one.name);
        return Error{fmt::format("there is no setting {}; {}", name, suggestion(name, names))};
    }
    if (found->valued && value.empty())
        return Error{fmt::format("{} has no value; write {} = VALUE", name, name)};
    if (!found->valued && has_value)
        return Error{fmt::format("{} takes no value; write {} alone, or take the line away", name, name)};
    return found->valued ? "--" + name + "=" + value : "--" + name;
}

}  // namespace

Result<std::vector<SettingLine>> parse_station_settings(std::string_view text, const std::string& file,
                                                        const std::vector<SettingName>& known) {
    std::vector<SettingLine> lines;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const std::string_view line = without_blanks(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#') continue;
        const std::string place = fmt::format("{}:{}", file, number);
        auto word = word_of(line, known);
        if (!word) return Error{place + ": " + word.error().message};
        lines.push_back({*std::move(word), place});
    }
    return lines;
}

Result<std::vector<SettingLine>> read_station_settings(const std::filesystem::path& path,
                                                       const std::vector<SettingName>& known) {
    auto text = read_small_file(path, station_settings_bytes_max);
    if (!text) return text.error();
    return *text ? parse_station_settings(**text, path.string(), known)
                 : Result<std::vector<SettingLine>>(std::vector<SettingLine>());
}

}  // namespace brigade
