#include "layering/code_only.h"

#include <algorithm>

namespace brigade::layering {
namespace {

using std::string;
using std::string_view;

// Fills `included` if the line is an #include; its quotes are no string literal.
bool read_include(string_view text, Line& line) {
    size_t at = text.find_first_not_of(" \t");
    if (at == string_view::npos || text[at] != '#') return false;
    at = text.find_first_not_of(" \t", at + 1);
    if (at == string_view::npos || !text.substr(at).starts_with("include")) return false;
    at = text.find_first_of("<\"", at);
    if (at == string_view::npos) return false;
    line.quoted = text[at] == '"';
    size_t end = text.find(line.quoted ? '"' : '>', at + 1);
    if (end == string_view::npos) return false;
    line.included = text.substr(at + 1, end - at - 1);
    line.code = text.substr(0, end + 1);
    return true;
}

// `at` stands on the opening quote; returns where the literal ends.
size_t end_of_string(string_view text, size_t at) {
    if (at > 0 && text[at - 1] == 'R') {
        size_t open = text.find('(', at);
        if (open == string_view::npos) return text.size();
        string close = ")" + string(text.substr(at + 1, open - at - 1)) + "\"";
        size_t end = text.find(close, open);
        return end == string_view::npos ? text.size() : end + close.size();
    }
    for (size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"' || text[i] == '\n')
            return i + 1;
    }
    return text.size();
}

// `at` stands on the comment's first slash; returns where it ends, before the newline of a // comment.
size_t end_of_comment(string_view text, size_t at) {
    bool block = text[at + 1] == '*';
    size_t end = text.find(block ? "*/" : "\n", at + 2);
    if (end == string_view::npos) return text.size();
    return block ? end + 2 : end;
}

bool on_directive(string_view written) {
    size_t begin = written.rfind('\n') == string_view::npos ? 0 : written.rfind('\n') + 1;
    size_t first = written.find_first_not_of(" \t", begin);
    return first != string_view::npos && written[first] == '#';
}

// The text with comments gone and string literals emptied; every newline stays where it was.
string without_words(string_view text) {
    string result;
    for (size_t i = 0; i < text.size();) {
        string_view rest = text.substr(i);
        size_t end = i + 1;
        if (rest.starts_with("//") || rest.starts_with("/*"))
            end = end_of_comment(text, i);
        else if (rest.starts_with("'\"'"))
            end = i + 3;
        else if (rest[0] == '"' && !on_directive(result))
            end = end_of_string(text, i);
        else
            result += rest[0] == '\n' ? "" : string(1, rest[0]);
        for (char c : text.substr(i, end - i))
            if (c == '\n') result += c;
        i = end;
    }
    return result;
}

}  // namespace

std::vector<Line> code_only(string_view text) {
    std::vector<Line> lines;
    string code = without_words(text);
    for (size_t begin = 0; begin < code.size();) {
        size_t end = std::min(code.find('\n', begin), code.size());
        Line& line = lines.emplace_back();
        string_view whole = string_view(code).substr(begin, end - begin);
        if (!read_include(whole, line)) line.code = whole;
        begin = end + 1;
    }
    return lines;
}

}  // namespace brigade::layering
