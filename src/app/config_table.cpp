#include "app/config_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"

namespace brigade {

void ConfigTable::problem(TextPlace place, std::string message, std::string fix) {
    problems_.push_back({file_, place.line, place.column, std::move(message), std::move(fix)});
}

void ConfigTable::wrong_type(const ConfigEntry& entry, const std::string& wanted, const std::string& fix) {
    problem(entry.value.place, entry.key + " must be " + wanted + ", not " + kind_of(entry.value), fix);
}

const ConfigEntry* ConfigTable::find(const std::string& key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.push_back(key);
    if (!keys_) return nullptr;
    auto found = std::ranges::find(*keys_, key, &ConfigEntry::key);
    return found == keys_->end() ? nullptr : &*found;
}

TextPlace ConfigTable::place_of(const std::string& key) {
    const ConfigEntry* entry = find(key);
    return entry ? entry->value.place : place_;
}

std::optional<PlacedText> ConfigTable::text(const std::string& key) {
    const ConfigEntry* entry = find(key);
    if (!entry) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&entry->value.data))
        return PlacedText{*text, entry->value.place};
    wrong_type(*entry, "a text", "put the value in double quotes");
    return std::nullopt;
}

PlacedText ConfigTable::required_text(const std::string& key, const std::string& example) {
    std::string fix = fmt::format("write {} = \"{}\"", key, example);
    bool absent = !has(key);
    PlacedText given = text(key).value_or(PlacedText{"", place_});
    if (absent) problem(place_, fmt::format("{} has no {}", name_, key), fix);
    if (!absent && given.text.empty() && std::holds_alternative<std::string>(find(key)->value.data))
        problem(given.place, key + " is empty", fix);
    return given;
}

void ConfigTable::check_length(const std::string& key, const PlacedText& given) {
    auto chars = std::ranges::count_if(given.text, [](char c) { return (c & 0xC0) != 0x80; });
    if (static_cast<std::size_t>(chars) > limits::text_chars)
        problem(given.place, fmt::format("{} is {} characters long", key, chars),
                fmt::format("write at most {}", limits::text_chars));
}

std::vector<PlacedText> ConfigTable::texts(const std::string& key) {
    const ConfigEntry* entry = find(key);
    if (!entry) return {};
    std::string fix = fmt::format("write {} = [\"…\", \"…\"]", key);
    const auto* list = std::get_if<ConfigList>(&entry->value.data);
    if (!list) {
        wrong_type(*entry, "a list of texts", fix);
        return {};
    }
    std::vector<PlacedText> texts;
    for (const ConfigValue& element : *list) {
        if (const auto* text = std::get_if<std::string>(&element.data))
            texts.push_back({*text, element.place});
        else
            problem(element.place, fmt::format("{} must hold texts only, not {}", key, kind_of(element)),
                    fix);
    }
    return texts;
}

std::int64_t ConfigTable::integer(const std::string& key, std::int64_t otherwise, std::int64_t min,
                                  std::int64_t max) {
    const ConfigEntry* entry = find(key);
    if (!entry) return otherwise;
    std::string fix =
        fmt::format("write a whole number from {} to {}; the default is {}", min, max, otherwise);
    const auto* value = std::get_if<std::int64_t>(&entry->value.data);
    if (!value) {
        wrong_type(*entry, "a whole number", fix);
        return otherwise;
    }
    if (*value >= min && *value <= max) return *value;
    problem(entry->value.place, fmt::format("{} is {}", key, *value), fix);
    return otherwise;
}

double ConfigTable::number(const std::string& key, double otherwise, double min, double max) {
    const ConfigEntry* entry = find(key);
    if (!entry) return otherwise;
    std::string fix = fmt::format("write a number from {} to {}; the default is {}", min, max, otherwise);
    double value = otherwise;
    if (const auto* whole = std::get_if<std::int64_t>(&entry->value.data))
        value = static_cast<double>(*whole);
    else if (const auto* fraction = std::get_if<double>(&entry->value.data))
        value = *fraction;
    else
        wrong_type(*entry, "a number", fix);
    if (value >= min && value <= max) return value;  // what is not a number at all fails here too
    problem(entry->value.place, fmt::format("{} is {}", key, value), fix);
    return otherwise;
}

bool ConfigTable::boolean(const std::string& key, bool otherwise) {
    const ConfigEntry* entry = find(key);
    if (!entry) return otherwise;
    if (const auto* value = std::get_if<bool>(&entry->value.data)) return *value;
    wrong_type(*entry, "true or false",
               fmt::format("write {} = true or {} = false, without quotes", key, key));
    return otherwise;
}

ConfigTable ConfigTable::table(const std::string& key) {
    std::string name = "[" + key + "]";
    const ConfigEntry* entry = find(key);
    if (!entry) return {nullptr, place_, name, file_, problems_};
    const auto* keys = std::get_if<ConfigKeys>(&entry->value.data);
    if (!keys) wrong_type(*entry, "a table", "write " + name + " on a line of its own and the keys below it");
    return {keys, entry->value.place, name, file_, problems_};
}

std::vector<ConfigTable> ConfigTable::tables(const std::string& key) {
    const ConfigEntry* entry = find(key);
    if (!entry) return {};
    std::string name = "[[" + key + "]]";
    std::string fix = "write " + name + " above each one";
    const auto* list = std::get_if<ConfigList>(&entry->value.data);
    if (!list) wrong_type(*entry, "a list of tables", fix);
    std::vector<ConfigTable> tables;
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const ConfigValue& element = (*list)[i];
        if (const auto* keys = std::get_if<ConfigKeys>(&element.data))
            tables.push_back({keys, element.place, name, file_, problems_});
        else
            problem(element.place, fmt::format("{} must hold tables, not {}", key, kind_of(element)), fix);
    }
    return tables;
}

std::vector<std::pair<std::string, ConfigTable>> ConfigTable::each_table(const std::string& key) {
    const ConfigEntry* entry = find(key);
    if (!entry) return {};
    const auto* inner = std::get_if<ConfigKeys>(&entry->value.data);
    std::string fix = fmt::format("write [{}.some-name] above each one", key);
    if (!inner) wrong_type(*entry, "a table", fix);
    std::vector<std::pair<std::string, ConfigTable>> tables;
    for (std::size_t i = 0; inner && i < inner->size(); ++i) {
        const ConfigEntry& each = (*inner)[i];
        std::string name = fmt::format("[{}.{}]", key, each.key);
        if (const auto* keys = std::get_if<ConfigKeys>(&each.value.data))
            tables.emplace_back(each.key, ConfigTable{keys, each.value.place, name, file_, problems_});
        else
            wrong_type(each, "a table", fix);
    }
    return tables;
}

void ConfigTable::finish() {
    for (std::size_t i = 0; keys_ && i < keys_->size(); ++i) {
        const ConfigEntry& entry = (*keys_)[i];
        if (std::ranges::find(known_, entry.key) != known_.end()) continue;
        problem(entry.place, fmt::format("there is no key {} in {}", entry.key, name_),
                suggestion(entry.key, known_));
    }
}

}  // namespace brigade
