#include "app/doctor_words.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>

#include "app/locale.h"

namespace brigade {
namespace {

const std::vector<std::string> plain_keys{"all_well", "harm", "note", "what_to_do"};

std::string filled(std::string text, const std::vector<std::string>& values) {
    std::string whole;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t value = at + 2 < text.size() && text[at] == '{' && text[at + 2] == '}'
                                      ? static_cast<std::size_t>(text[at + 1] - '0')
                                      : values.size();
        if (value >= values.size()) {
            whole += text[at];
            continue;
        }
        whole += values[value];
        at += 2;
    }
    return whole;
}

}  // namespace

Result<DoctorWords> DoctorWords::read(const std::string& language) {
    const auto path = assets_directory() / "locales" / "doctor" / (language + ".toml");
    DoctorWords words;
    try {
        for (const auto& [key, value] : toml::parse_file(path.string())) {
            if (const auto text = value.value<std::string>()) words.plain_.emplace(key.str(), *text);
            if (const auto* table = value.as_table())
                words.findings_[std::string(key.str())] = {(*table)["says"].value_or<std::string>(""),
                                                           (*table)["do"].value_or<std::string>("")};
        }
    } catch (const toml::parse_error& problem) {
        return Error{fmt::format("{}: {}", path.string(), problem.description())};
    }
    for (const std::string& word : finding_words())
        if (const auto found = words.findings_.find(word);
            found == words.findings_.end() || found->second.says.empty() || found->second.fix.empty())
            return Error{fmt::format("{} lacks says or do of [{}]", path.string(), word)};
    for (const std::string& key : plain_keys)
        if (!words.plain_.contains(key)) return Error{fmt::format("{} lacks {}", path.string(), key)};
    for (const auto& [word, text] : words.findings_)
        if (std::ranges::find(finding_words(), word) == finding_words().end())
            return Error{fmt::format("{} has [{}], which is never found", path.string(), word)};
    return words;
}

FindingText DoctorWords::text(const Finding& finding) const {
    const FindingText& text = findings_.at(finding.word);
    return {filled(text.says, finding.values), filled(text.fix, finding.values)};
}

// The first that is set counts, as everywhere on a Unix machine.
std::string language_of_environment() {
    for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value != '\0')
            return std::string_view(value).starts_with("id") ? "id" : "en";
    return "en";
}

}  // namespace brigade
