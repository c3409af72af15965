#include "app/doctor_report.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace brigade {

std::string to_text(const std::vector<Finding>& findings, const DoctorWords& words) {
    if (findings.empty()) return words.plain("all_well") + "\n";
    std::string text;
    for (const Finding& finding : findings) {
        const FindingText said = words.text(finding);
        const std::string& weight = words.plain(finding.weight == Weight::harm ? "harm" : "note");
        text += fmt::format("{}: {}\n    {}: {}\n", weight, said.says, words.plain("what_to_do"), said.fix);
    }
    return text;
}

std::string to_json_text(const std::vector<Finding>& findings, const DoctorWords& words) {
    boost::json::array all;
    for (const Finding& finding : findings) {
        const FindingText said = words.text(finding);
        all.push_back({{"word", finding.word},
                       {"weight", finding.weight == Weight::harm ? "harm" : "note"},
                       {"values", boost::json::array(finding.values.begin(), finding.values.end())},
                       {"says", said.says},
                       {"do", said.fix}});
    }
    return boost::json::serialize(boost::json::object{
               {"version", BRIGADE_VERSION}, {"harm", harms(findings)}, {"findings", all}}) +
           "\n";
}

}  // namespace brigade
