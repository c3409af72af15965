#include "layering/rules.h"

#include "layering/arrows.h"
#include "layering/code_only.h"

#include <algorithm>

namespace brigade::layering {
namespace {

using std::string;
using std::string_view;

const Room* find_room(string_view name) {
    auto found = std::ranges::find(rooms, name, &Room::name);
    return found == rooms.end() ? nullptr : &*found;
}

bool may_know(string_view from, string_view to) {
    if (from == to) return true;
    const Room* room = find_room(from);
    return room && std::ranges::any_of(room->knows, [&](string_view next) { return may_know(next, to); });
}

bool contains(const Names& names, string_view name) { return std::ranges::find(names, name) != names.end(); }

// The part whose longest beginning fits: <openssl/evp.h> is judged as digests, not as OpenSSL.
const Part* find_part(string_view header) {
    const Part* best = nullptr;
    size_t length = 0;
    for (const Part& part : parts)
        for (string_view beginning : part.headers)
            if (header.starts_with(beginning) && beginning.size() > length) {
                best = &part;
                length = beginning.size();
            }
    return best;
}

// Empty if the include is in order.
string judge_include(string_view path, string_view room, string_view header, bool quoted) {
    if (const Part* part = find_part(header)) {
        if (contains(part->owners, room) || contains(part->owners, path)) return {};
        return string(part->name) + " belongs to " + string(part->owners.front());
    }
    string_view first = header.substr(0, std::min(header.find('/'), header.size()));
    if (find_room(first) && first.size() < header.size()) {
        if (may_know(room, first)) return {};
        return string(room) + " may not know " + string(first);
    }
    return quoted ? "a header of ours is included as \"room/file.h\"" : "";
}

string judge_line(string_view path, string_view room, const Line& line) {
    if (!line.included.empty()) {
        string rule = judge_include(path, room, line.included, line.quoted);
        if (!rule.empty()) return rule;
    }
    for (const Ban& ban : bans) {
        if (!ban.rooms.empty() && !contains(ban.rooms, room)) continue;
        if (contains(ban.except, room)) continue;
        for (string_view text : ban.texts)
            if (line.code.find(text) != string::npos) return string(room) + " " + string(ban.why);
    }
    return {};
}

}  // namespace

std::vector<Violation> judge(string_view path, string_view text) {
    string_view room = path.substr(0, std::min(path.find('/'), path.size()));
    if (!find_room(room)) return {{string(path), 1, "not in a room that ARCHITECTURE.md names"}};
    std::vector<Violation> violations;
    int number = 0;
    for (const Line& line : code_only(text)) {
        ++number;
        string rule = judge_line(path, room, line);
        if (!rule.empty()) violations.push_back({string(path), number, rule});
    }
    return violations;
}

string describe(const Violation& violation) {
    return "src/" + violation.path + ":" + std::to_string(violation.line) + ": " + violation.rule;
}

}  // namespace brigade::layering
