#include "app/first_people.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/limits.h"
#include "hub/access_state.h"

namespace brigade {
namespace {

constexpr std::size_t salt_bytes = 16;

struct PersonName {
    const char *person, *en, *id;
};
constexpr PersonName person_names[] = {{"manager", "Manager", "Manajer"},
                                       {"supervisor", "Supervisor", "Penyelia"},
                                       {"installer", "Installer", "Pemasang"}};

std::string person_name_of(const std::string& person, const std::string& language) {
    for (const PersonName& name : person_names)
        if (name.person == person) return language == "id" ? name.id : name.en;
    return person;
}

std::string key_of_pin(const FirstPin& pin) { return "PIN_" + upper_case(pin.person); }

// In the order of their ids, as the register has them.
Person& person_in(AccessState& state, const std::string& id) {
    if (Person* there = state.person(id)) return *there;
    const auto after = std::ranges::find_if(state.people, [&](const Person& one) { return one.id > id; });
    return *state.people.insert(after, Person{id, {}, PersonRole::kitchen, {}});
}

}  // namespace

RegisterAfter register_with(const std::optional<std::string>& register_text,
                            const std::vector<FirstPin>& pins, const std::string& language,
                            const RandomSource& random) {
    AccessState state;
    if (register_text) {
        auto read = decode_access(*register_text);
        if (!read)
            return std::vector<SettingsProblem>{{pins.front().line, SettingsFault::unreadable, "", "",
                                                 "access.json, " + read.error().message}};
        state = *std::move(read);
    } else {
        state.pin_salt = random(salt_bytes);
    }
    const AccessState before = state;
    std::vector<SettingsProblem> problems;
    // Whoever is in the file gets another PIN by it, so that two may exchange theirs.
    const auto is_in_file = [&](const Person& one) {
        return std::ranges::find(pins, one.id, &FirstPin::person) != pins.end();
    };
    for (const FirstPin& pin : pins) {
        const std::string hash = scrypt(pin.pin, state.pin_salt, state.pin_cost);
        const bool taken = std::ranges::any_of(state.people, [&](const Person& other) {
            return !is_in_file(other) && same(other.pin_scrypt, hash);
        });
        if (taken || (!state.person(pin.person) && state.people.size() >= limits::people)) {
            problems.push_back({pin.line, SettingsFault::pin_taken, key_of_pin(pin), "", ""});
            continue;
        }
        Person& person = person_in(state, pin.person);
        if (person.name.empty()) person.name = person_name_of(pin.person, language);
        person.role = from_word<PersonRole>(pin.person).value_or(PersonRole::kitchen);
        person.pin_scrypt = hash;
    }
    if (!problems.empty()) return problems;
    if (register_text && state == before) return std::optional<std::string>();
    return std::optional(encode_access(state));
}

}  // namespace brigade
