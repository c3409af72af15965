// Reads the keys of one table and notes what is wrong with them: a wrong type, a value out of range, a key
// that is missing, and at the end every key that nobody asked for. Reading goes on after a problem with the
// default, so that one look at a file finds all that is wrong with it.
//
// Lives on the stack while its table is read; the values and the list of problems outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config_text.h"
#include "base/nearest.h"
#include "core/words.h"

namespace brigade {

using ConfigProblems = std::vector<ConfigProblem>;

struct PlacedText {
    std::string text;
    TextPlace place;
};

class ConfigTable {
  public:
    // `name` is what a person calls the table: "[kitchen]". No keys: as if the table stood there empty.
    ConfigTable(const ConfigKeys* keys, TextPlace place, std::string name, std::string file,
                ConfigProblems& problems)
        : keys_(keys),
          place_(place),
          name_(std::move(name)),
          file_(std::move(file)),
          problems_(problems) {}

    // Absent: nothing, and no problem. A required one that is absent or empty is a problem.
    std::optional<PlacedText> text(const std::string& key);
    PlacedText required_text(const std::string& key, const std::string& example);
    // What goes into the journal and onto screens has at most limits::text_chars characters.
    void check_length(const std::string& key, const PlacedText& given);
    std::vector<PlacedText> texts(const std::string& key);
    std::int64_t integer(const std::string& key, std::int64_t otherwise, std::int64_t min, std::int64_t max);
    double number(const std::string& key, double otherwise, double min, double max);
    bool boolean(const std::string& key, bool otherwise);

    template <class E>
    E choice(const std::string& key, E otherwise) {
        auto given = text(key);
        if (!given) return otherwise;
        auto value = from_word<E>(given->text);
        if (!value) problem(given->place, key + " is \"" + given->text + "\"", "write " + choices_of<E>());
        return value.value_or(otherwise);
    }

    // The tables inside. The reader must end with finish() as well.
    ConfigTable table(const std::string& key);
    std::vector<ConfigTable> tables(const std::string& key);                              // [[key]]
    std::vector<std::pair<std::string, ConfigTable>> each_table(const std::string& key);  // [key.<name>]

    // Every key that was not asked for is a problem that names the nearest one.
    void finish();

    bool present() const { return keys_ != nullptr; }
    bool has(const std::string& key) { return find(key) != nullptr; }
    TextPlace place() const { return place_; }
    TextPlace place_of(const std::string& key);  // of its value, or of the table
    const std::string& file() const { return file_; }
    void problem(TextPlace place, std::string message, std::string fix);

  private:
    const ConfigEntry* find(const std::string& key);
    void wrong_type(const ConfigEntry& entry, const std::string& wanted, const std::string& fix);

    const ConfigKeys* keys_;
    TextPlace place_;
    std::string name_;
    std::string file_;
    ConfigProblems& problems_;
    std::vector<std::string> known_;
};

}  // namespace brigade
