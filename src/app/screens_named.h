// Which connected screens a person means by a word: a station ("grill"), a device's id or its name. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

namespace brigade {

struct NamedScreen {
    std::string id;  // by which the hub tells it something
    std::string name, station;
};

// Of the hub's list of devices, in its order.
std::vector<NamedScreen> screens_named(const boost::json::array& devices, const std::string& word);

}  // namespace brigade
