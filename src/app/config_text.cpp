#include "app/config_text.h"

#include <toml++/toml.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "app/toml_words.h"

namespace brigade {
namespace {

TextPlace place_of(const toml::source_region& source) {
    return {static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

ConfigValue plain(const toml::node& node);

ConfigKeys plain_keys(const toml::table& table) {
    ConfigKeys keys;
    for (auto&& [key, value] : table)
        keys.push_back({std::string(key.str()), place_of(key.source()), plain(value)});
    return keys;
}

ConfigValue plain(const toml::node& node) {
    TextPlace place = place_of(node.source());
    if (auto text = node.as_string()) return {place, text->get()};
    if (auto integer = node.as_integer()) return {place, integer->get()};
    if (auto number = node.as_floating_point()) return {place, number->get()};
    if (auto boolean = node.as_boolean()) return {place, boolean->get()};
    if (auto table = node.as_table()) return {place, plain_keys(*table)};
    if (auto array = node.as_array()) {
        ConfigList list;
        for (auto&& element : *array) list.push_back(plain(element));
        return {place, std::move(list)};
    }
    return {place, ConfigOther{"a date or time"}};
}

struct NameOfKind {
    std::string operator()(const std::string&) const { return "a text"; }
    std::string operator()(std::int64_t) const { return "a number"; }
    std::string operator()(double) const { return "a number with a fraction"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(const ConfigList&) const { return "a list"; }
    std::string operator()(const ConfigKeys&) const { return "a table"; }
    std::string operator()(const ConfigOther& other) const { return other.kind; }
};

}  // namespace

std::string kind_of(const ConfigValue& value) { return std::visit(NameOfKind{}, value.data); }

std::variant<ConfigValue, ConfigProblem> parse_config_text(std::string_view text, const std::string& file) {
    try {
        return plain(toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        return toml_problem(file, text, error.description(), place_of(error.source()));
    }
}

std::variant<ConfigValue, ConfigProblem> read_config_file(const std::filesystem::path& path) {
    std::error_code unknown;
    std::string fix = "give the path of a file that this user may read";
    if (std::filesystem::is_directory(path, unknown))
        return ConfigProblem{path.string(), 0, 0, "this is a directory, not a file", fix};
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return ConfigProblem{path.string(), 0, 0, std::string("cannot be read: ") + std::strerror(errno),
                             fix};
    std::ostringstream text;
    bool empty = in.peek() == std::ifstream::traits_type::eof();
    if (!empty && !(text << in.rdbuf()))
        return ConfigProblem{path.string(), 0, 0, "cannot be read to its end", fix};
    return parse_config_text(text.str(), path.string());
}

}  // namespace brigade
