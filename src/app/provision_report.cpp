// What provisioning came to, for the screens.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "app/provision.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr const char* state_words[] = {"unset", "wrong", "taken", "as_kept"};

json::object said_in(const SettingsProblem& problem, const char* language) {
    const SettingsSentences sentences = in_words(problem, language);
    return {{"what", sentences.what}, {"fix", sentences.fix}};
}

}  // namespace

std::string to_json_text(const Provisioned& provisioned) {
    json::array problems, warnings;
    for (const SettingsProblem& problem : provisioned.problems)
        problems.push_back(json::object{{"line", problem.line},
                                        {"key", problem.key},
                                        {"en", said_in(problem, "en")},
                                        {"id", said_in(problem, "id")}});
    for (const std::string& warning : provisioned.warnings) warnings.push_back(json::string(warning));
    json::object all{{"state", state_words[static_cast<int>(provisioned.state)]},
                     {"language", provisioned.language},
                     {"problems", std::move(problems)},
                     {"warnings", std::move(warnings)}};
    if (provisioned.settings) {
        all["role"] = word(provisioned.settings->role);
        all["host"] = provisioned.settings->host;
    }
    return json::serialize(all) + "\n";
}

}  // namespace brigade
