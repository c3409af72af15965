#include "app/toml_edit.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace brigade {
namespace {

// toml++ counts columns in code points.
std::size_t byte_offset_of(const std::string& text, const toml::source_position& at) {
    std::size_t offset = 0;
    for (toml::source_index line = 1; line < at.line; ++line) offset = text.find('\n', offset) + 1;
    for (toml::source_index column = 1; column < at.column && offset < text.size(); ++column) {
        ++offset;
        while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xc0U) == 0x80) ++offset;
    }
    return offset;
}

std::string toml_quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

struct TomlChange {
    std::size_t begin, end;
    std::string text;
};

TomlChange change_of(const std::string& toml, const toml::table& top, const TomlText& wanted) {
    if (const toml::node_view<const toml::node> there = top.at_path(wanted.path)) {
        const toml::source_region& source = there.node()->source();
        return {byte_offset_of(toml, source.begin), byte_offset_of(toml, source.end),
                toml_quoted(wanted.text)};
    }
    const std::string key = wanted.path.substr(wanted.path.rfind('.') + 1);
    const std::size_t row = byte_offset_of(toml, top["kitchen"].node()->source().begin);
    const std::size_t next = std::min(toml.find('\n', row), toml.size() - 1) + 1;
    return {next, next, key + " = " + toml_quoted(wanted.text) + "\n"};
}

}  // namespace

std::string with_toml_texts(const std::string& toml, const std::vector<TomlText>& texts) {
    const toml::table top = toml::parse(toml);
    std::vector<TomlChange> changes;
    for (const TomlText& text : texts) changes.push_back(change_of(toml, top, text));
    std::ranges::sort(changes, std::greater<>(), &TomlChange::begin);  // from the end, so that places stay
    std::string changed = toml;
    for (const TomlChange& change : changes)
        changed.replace(change.begin, change.end - change.begin, change.text);
    return changed;
}

}  // namespace brigade
