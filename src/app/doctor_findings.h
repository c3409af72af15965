// What is wrong, judged from the facts: each finding is a word, how much it weighs, and the names in it; its
// sentences stand in assets/locales/doctor. Pure; the worst stand first.
#pragma once

#include <string>
#include <vector>

#include "app/doctor_facts.h"

namespace brigade {

// What may harm the service, and what is merely good to know.
enum class Weight { harm, note };

struct Finding {
    Weight weight = Weight::harm;
    std::string word;                 // in the locale's file: [word] says = "…", do = "…"
    std::vector<std::string> values;  // for {0}, {1} …

    bool operator==(const Finding&) const = default;
};

std::vector<Finding> diagnose(const DoctorFacts& facts);
bool harms(const std::vector<Finding>& findings);

// Every word that a finding can have, for the locales to hold.
const std::vector<std::string>& finding_words();

// The parts of diagnose().
namespace doctor {
void judge_configuration(const DoctorFacts& facts, std::vector<Finding>& findings);
void judge_directories(const DoctorFacts& facts, std::vector<Finding>& findings);
void judge_hub(const DoctorFacts& facts, std::vector<Finding>& findings);
void judge_clock(const DoctorFacts& facts, std::vector<Finding>& findings);
void judge_panel(const DoctorFacts& facts, std::vector<Finding>& findings);
void judge_machine(const DoctorFacts& facts, std::vector<Finding>& findings);
}  // namespace doctor

}  // namespace brigade
