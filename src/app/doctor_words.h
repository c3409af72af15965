// The doctor's sentences in one language, read from assets/locales/doctor: of each finding what is wrong and
// what to do. Main thread.
#pragma once

#include <map>
#include <string>

#include "app/doctor_findings.h"
#include "base/result.h"

namespace brigade {

struct FindingText {
    std::string says, fix;
};

class DoctorWords {
  public:
    // Fails with a sentence for a language there is no file for, or one that lacks a word or has one too
    // many.
    static Result<DoctorWords> read(const std::string& language);

    FindingText text(const Finding& finding) const;
    // What stands around the findings: all_well, harm, note, what_to_do.
    const std::string& plain(const std::string& key) const { return plain_.at(key); }

  private:
    std::map<std::string, FindingText> findings_;
    std::map<std::string, std::string> plain_;
};

// "id" where the environment asks for Indonesian, else "en".
std::string language_of_environment();

}  // namespace brigade
