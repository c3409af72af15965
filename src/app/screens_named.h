// Which connected screens a person means by a word: a station ("grill"), a device's id or its name.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "app/hub_question.h"

namespace brigade {

struct NamedScreen {
    std::string id;  // by which the hub tells it something
    std::string name, station;
};

// Of the hub's list of devices, in its order. Pure.
std::vector<NamedScreen> screens_named(const boost::json::array& devices, const std::string& word);
// All that are connected. Pure.
std::vector<NamedScreen> screens_in(const boost::json::array& devices);

// The hub's list, asked now; main thread.
Result<boost::json::array, QuestionFailure> list_devices(HubTalk& hub);

}  // namespace brigade
