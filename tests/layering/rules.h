// The arrows of ARCHITECTURE.md as data and one function that judges a file by them. The link lines of
// CMake stop a room from calling what it may not know; this stops it from including it, which a
// header-only library or an inline function would let pass. Pure: the caller reads the files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brigade::layering {

struct Violation {
    std::string path;
    int line;  // from 1
    std::string rule;
};

// `path` is relative to src/, such as "core/decide.cpp"; its first directory is the room. Comments and
// the insides of string literals are not judged.
std::vector<Violation> judge(std::string_view path, std::string_view text);

// "src/core/decide.cpp:12: core may not know net": what an editor can jump to.
std::string describe(const Violation& violation);

}  // namespace brigade::layering
