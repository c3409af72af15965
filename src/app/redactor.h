// Takes out of a text what must not leave the kitchen: what is known to be secret or to be about a guest, and
// what looks like it. For the support bundle, of which every file passes through here last. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace brigade {

class Redactor {
  public:
    static constexpr const char* mark = "[removed]";

    // Taken out wherever it stands. Shorter than three characters it would take every text apart: left out.
    void know(std::string_view secret);

    // Without what is known, e-mail addresses, and what looks like a telephone number: from nine digits on,
    // with a plus or a nought before them.
    std::string clean(std::string_view text) const;

  private:
    struct LongestFirst {
        bool operator()(const std::string& one, const std::string& other) const {
            return one.size() != other.size() ? one.size() > other.size() : one < other;
        }
    };
    std::size_t known_at(std::string_view text, std::size_t at) const;  // its length; 0: none

    // By how they begin, so that a text is gone through once, however many there are.
    std::map<std::string, std::set<std::string, LongestFirst>, std::less<>> known_;
};

// Of a settings file, line by line: the values of what is called pin, password, key, token, Wi-Fi and the
// like, also where the = was forgotten. In a table of such a name, all of them.
std::string without_secret_settings(std::string_view text);
// Those values, to be known elsewhere too.
std::vector<std::string> secret_settings(std::string_view text);

}  // namespace brigade
