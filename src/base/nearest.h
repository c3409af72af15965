// "Did you mean …?": the word a person most likely wanted, so that a misspelt key, command or option is named
// together with its mending. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brigade {

// Single-letter changes (one left out, one too many, another one, two swapped) from one word to the other.
std::size_t edit_distance(std::string_view from, std::string_view to);

// The candidate that is near enough to be a slip of the hand; empty if none is.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// "did you mean warn_s?", or else "known here: id, kind and name".
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

// "id, kind and name"
std::string listed(const std::vector<std::string>& words, std::string_view last_joint = "and");

}  // namespace brigade
