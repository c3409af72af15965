#include "hub/admin.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

constexpr int identify_s = 10;

Refusal no_keys() {
    return {ErrorCode::not_allowed, "/type",
            "this hub serves no network and has no key; set listen_tls in its configuration"};
}

Refusal no_screen(const std::string& device) {
    return {ErrorCode::not_allowed, "/device", "no screen of " + device + " is connected"};
}

Refusal no_manager(const std::string& person) {
    Refusal refusal{ErrorCode::not_allowed, "/type",
                    person.empty() ? "a manager's PIN is needed for that"
                                   : person + " is no manager; a manager's PIN is needed for that"};
    refusal.needs_pin = true;
    return refusal;
}

PersonFacts facts_of(const Person& person) { return {person.id, person.name, person.role}; }

void add_session(DeviceFacts& facts, const Session& session, Seq seq) {
    facts.connected = true;
    facts.address = session.info.address;
    if (!session.version.empty()) facts.version = session.version;
    if (session.role == Role::pos) return;
    facts.station = session.station;
    facts.screen = session.screen;
    facts.shown_seq = session.shown_seq;
    facts.lag = seq - std::min(seq, session.shown_seq);
    facts.frames = session.frames.value_or(0);
    facts.fault = session.fault;
}

DeviceFacts facts_of(const Device& device, TimeMs now) {
    DeviceFacts facts;
    facts.id = device.id;
    facts.name = device.name;
    facts.role = std::string(word(device.role));
    facts.paired_at = device.paired_at;
    facts.seen_at = device.seen_at;
    facts.seen_ago_ms = std::max<DurationMs>(0, now - device.seen_at);
    facts.address = device.address;
    facts.version = device.version;
    return facts;
}

}  // namespace

// People have ids without spaces.
std::string Admin::Question::actor() const {
    return who.person.empty() ? who.device : who.person + " at " + who.device;
}

void Admin::answer(const AdminRequest& request, const Who& who, Tell tell) {
    if (who.lacks_pin && changes(request.command)) return tell(no_manager(who.person));
    Question question{request.id, who, std::move(tell)};
    std::visit([&](const auto& command) { on(command, question); }, request.command);
}

void Admin::ack(const Question& question) const {
    Ack ack;
    ack.seq = hub_.seq();
    question.tell(ack_text(question.id, ack));
}

void Admin::audit(const Question& question, AuditAction action, const std::string& subject,
                  const std::string& detail) const {
    hub_.audit({question.actor(), action, subject, detail});
}

template <class T, class Good>
Access::Answer<T> Admin::then(const Question& question, Good good) {
    return [question, good](Result<T, Refusal> result) {
        if (!result) return question.tell(result.error());
        good(*result);
    };
}

// --- devices ---------------------------------------------------------------------------------------------

// The paired ones first, then programs on this machine that are connected.
std::vector<DeviceFacts> Admin::devices() const {
    std::vector<DeviceFacts> all;
    for (const Device& device : access_.devices()) all.push_back(facts_of(device, hub_.wall_clock()));
    hub_.each_session([&](const Session& session) {
        auto paired = std::ranges::find(all, session.device, &DeviceFacts::id);
        if (session.device.empty() || paired == all.end()) {
            DeviceFacts local;
            local.name = session.name;
            local.role = std::string(word(session.role));
            paired = all.insert(all.end(), std::move(local));
        }
        add_session(*paired, session, hub_.seq());
    });
    return all;
}

void Admin::on(const ListDevices&, const Question& question) {
    std::vector<WaitingFacts> waiting;
    for (const WaitingDevice& device : desk_.waiting())
        waiting.push_back(
            {device.id, device.role, device.name, device.address, device.version, device.expires_s});
    question.tell(devices_text(question.id, devices(), waiting, desk_.locked_s(), question.who.lacks_pin));
}

void Admin::on(const PairDevice& pair, const Question& question) {
    TypedCode typed{pair.waiting, pair.code, pair.role, std::nullopt};
    if (!pair.name.empty()) typed.name = pair.name;
    desk_.pair(
        typed, question.actor(), then<Device>(question, [this, question](const Device& device) {
            question.tell(paired_ack_text(question.id, hub_.seq(), device.id, device.name, device.role));
        }));
}

void Admin::on(const RenameDevice& rename, const Question& question) {
    access_.rename_device(rename.device, rename.name, question.actor(),
                          then<Device>(question, [this, question](const Device&) { ack(question); }));
}

void Admin::on(const RevokeDevice& revoke, const Question& question) {
    access_.revoke_device(revoke.device, question.actor(),
                          then<Device>(question, [this, question](const Device& device) {
                              ack(question);
                              hub_.disconnect(device.id);
                          }));
}

std::string Admin::name_of(const std::string& device) const {
    if (const Device* known = access_.device(device)) return known->name;
    std::string name = device;
    hub_.each_session([&](const Session& session) {
        if (session.device.empty() && session.screen == device) name = session.name;
    });
    return name;
}

void Admin::tell_screen(const Question& question, const std::string& device, const std::string& text) {
    if (hub_.tell_screen(device, text)) return ack(question);
    question.tell(no_screen(device));
}

void Admin::on(const IdentifyScreen& identify, const Question& question) {
    tell_screen(question, identify.device, identify_text(name_of(identify.device), identify_s));
}

void Admin::on(const RestartScreen& restart, const Question& question) {
    if (hub_.tell_screen(restart.device, restart_text())) {
        audit(question, AuditAction::device_restarted, restart.device, name_of(restart.device));
        return ack(question);
    }
    question.tell(no_screen(restart.device));
}

void Admin::on(const SetLog& set, const Question& question) {
    const std::string how = fmt::format("{} for {} min", word(set.level), set.minutes);
    if (set.device.empty()) {
        log_info("{} asks this hub to log at {}", question.actor(), how);
        hub_.log(set.level, set.minutes * DurationMs{60'000});
    } else if (!hub_.tell_screen(set.device, log_level_text(set.level, set.minutes * 60))) {
        return question.tell(no_screen(set.device));
    }
    audit(question, AuditAction::log_level_set, set.device,
          set.device.empty() ? how : name_of(set.device) + ", " + how);
    ack(question);
}

// One picture is one deed, whose first part came from the screen.
void Admin::on(const TakeScreenshot& take, const Question& question) {
    hub_.screenshot(take, [this, take, question](const std::variant<ScreenshotPart, Refusal>& answer) {
        if (const auto* refusal = std::get_if<Refusal>(&answer)) return question.tell(*refusal);
        if (take.picture.empty())
            audit(question, AuditAction::screenshot_taken, take.device, name_of(take.device));
        question.tell(screenshot_part_text(question.id, std::get<ScreenshotPart>(answer)));
    });
}

// --- people ----------------------------------------------------------------------------------------------

void Admin::on(const ListPeople&, const Question& question) {
    std::vector<PersonFacts> people;
    for (const Person& person : access_.people()) people.push_back(facts_of(person));
    question.tell(people_text(question.id, people));
}

void Admin::on(const SetPerson& set, const Question& question) {
    access_.set_person({set.person, set.name, set.role, set.pin}, question.actor(),
                       then<Person>(question, [this, question](const Person&) {
                           hub_.people_changed();
                           ack(question);
                       }));
}

void Admin::on(const RemovePerson& remove, const Question& question) {
    access_.remove_person(remove.person, question.actor(),
                          then<Person>(question, [this, question](const Person&) {
                              hub_.people_changed();
                              ack(question);
                          }));
}

void Admin::on(const IdentifyPerson& identify, const Question& question) {
    access_.identify(question.who.device, identify.pin,
                     then<Person>(question, [question](const Person& person) {
                         if (question.who.signs_in) question.who.signs_in(person);
                         question.tell(person_text(question.id, facts_of(person)));
                     }));
}

void Admin::on(const SignOut&, const Question& question) {
    if (question.who.signs_in) question.who.signs_in(std::nullopt);
    ack(question);
}

// --- keys ------------------------------------------------------------------------------------------------

void Admin::on(const ShowKey&, const Question& question) {
    if (!keys_) return question.tell(no_keys());
    const auto& next = keys_->next();
    std::vector<MissingDevice> missing;
    if (next)
        for (const Device& device : access_.not_told(next->pin)) missing.push_back({device.id, device.name});
    question.tell(key_text(question.id, keys_->current().pin, next ? next->pin : "", missing));
}

void Admin::on(const AnnounceKey&, const Question& question) {
    if (!keys_) return question.tell(no_keys());
    bool is_new = !keys_->next();
    if (auto announced = keys_->announce(hub_.wall_clock()); !announced)
        return question.tell(Refusal{ErrorCode::journal_unavailable, "", announced.error().message});
    if (is_new) audit(question, AuditAction::key_announced, keys_->next()->pin, "");
    on(ShowKey{}, question);
    if (is_new) hub_.call_devices_back();
}

void Admin::on(const ChangeKey& change, const Question& question) {
    if (!keys_) return question.tell(no_keys());
    if (!keys_->next())
        return question.tell(
            Refusal{ErrorCode::not_allowed, "/type", "there is no next key; announce one first"});
    std::vector<Device> missing = access_.not_told(keys_->next()->pin);
    if (!missing.empty() && !change.force) {
        std::string names;
        for (const Device& device : missing)
            names += (names.empty() ? "" : ", ") + device.name + " (" + device.id + ")";
        return question.tell(
            Refusal{ErrorCode::not_allowed, "/force",
                    "these devices have not heard of the next key yet and would have to be paired "
                    "anew: " +
                        names});
    }
    auto changed = keys_->change();
    if (!changed) return question.tell(Refusal{ErrorCode::journal_unavailable, "", changed.error().message});
    hub_.use_key(keys_->current());
    audit(question, AuditAction::key_changed, keys_->current().pin, missing.empty() ? "" : "forced");
    if (!changed->unsynced) {
        on(ShowKey{}, question);
    } else {
        log_error("the hub's key: {}", changed->unsynced->message);
        question.tell(Refusal{
            ErrorCode::journal_unavailable, "",
            "the key is changed and in use, so do not change it again, but look after the hub's disk: " +
                changed->unsynced->message});
    }
    hub_.call_devices_back();
}

}  // namespace brigade
