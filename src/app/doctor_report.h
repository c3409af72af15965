// The doctor's findings as people and programs read them. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/doctor_findings.h"
#include "app/doctor_words.h"

namespace brigade {

// A sentence for each, and below it what to do.
std::string to_text(const std::vector<Finding>& findings, const DoctorWords& words);
// One JSON object: version, harm (true or false), and the findings with word, weight, values and sentences.
std::string to_json_text(const std::vector<Finding>& findings, const DoctorWords& words);

}  // namespace brigade
