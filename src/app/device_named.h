// What a person is told where the hub refuses something about a device: which one was meant, and what to do.
// Pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <vector>

namespace brigade {

// Why `act` (rename, revoke, identify or restart) cannot be done to `wanted`, given the hub's list of
// devices; empty where the list does not tell.
std::string why_not(const boost::json::array& devices, const std::string& act, const std::string& wanted);

// A wrong code has been typed: the hub says what became of it, this what to do where that does not help.
std::string wrong_code_words(const std::string& hub_said);

// Before the hub's key is changed: `missing` (device, name) have not heard of the next one. At least one.
std::string not_ready_words(const std::vector<boost::json::object>& missing);

}  // namespace brigade
