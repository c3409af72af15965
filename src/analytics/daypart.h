// A part of the clock's day, as a kitchen divides it: lunch, dinner.
#pragma once

#include <string>
#include <vector>

namespace brigade {

// Past midnight if `to_min` is not after `from_min`.
struct Daypart {
    std::string id;
    int from_min = 0, to_min = 0;  // minutes after midnight; to is not included

    bool has(int minute) const {
        return from_min < to_min ? minute >= from_min && minute < to_min
                                 : minute >= from_min || minute < to_min;
    }
    bool operator==(const Daypart&) const = default;
};

// What is asked for where nobody configures others.
std::vector<Daypart> default_dayparts();

}  // namespace brigade
