// The hub's side of those who look after devices, people and keys: who asks, and who has signed in where.
// Devices are trusted by their tokens, screens by where they stand; but anybody may stand before a screen. So
// once the register knows a manager, a screen changes nothing before one has signed in on its connection.
#include <algorithm>

#include "hub/hub.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

Refusal no_register() { return {ErrorCode::not_allowed, "/type", "this hub keeps no register of devices"}; }

std::string actor_of(const std::string& device) { return device.empty() ? "this machine" : device; }

bool is_screen(const Session& session) {
    return session.role == Role::station || session.role == Role::board;
}

}  // namespace

void Hub::on(net::PeerId peer, Session& session, const AdminRequest& request) {
    // Whoever leaves is not told to leave later.
    const bool leaves = std::holds_alternative<SignOut>(request.command);
    if (DurationMs retry_ms = leaves ? 0 : wait_ms(session); retry_ms > 0)
        return send_to(
            peer, error_text(request.id, {ErrorCode::rate_limited, "", "too many requests", {}, retry_ms}));
    // A page that is left open asks for the list by itself.
    if (!std::holds_alternative<ListDevices>(request.command)) session.signed_in.asked(loop_.now_ms());
    answer_admin(request, who_asks(peer, session, request.command),
                 [this, peer, id = request.id](const std::variant<std::string, Refusal>& answer) {
                     const auto* refusal = std::get_if<Refusal>(&answer);
                     send_to(peer, refusal ? error_text(id, *refusal) : std::get<std::string>(answer));
                 });
}

void Hub::answer_admin(const AdminRequest& request, Admin::Who who, Admin::Tell tell) {
    if (!admin_) return tell(no_register());
    who.device = actor_of(who.device);
    admin_->answer(request, who, std::move(tell));
}

Admin::Who Hub::who_asks(net::PeerId peer, Session& session, const AdminCommand& command) {
    Admin::Who who;
    who.device = session.device;
    // Wrong PINs at one screen of this machine lock nobody at another.
    if (session.device.empty() && std::holds_alternative<IdentifyPerson>(command))
        who.device = actor_of({}) + '/' + (session.screen.empty() ? session.name : session.screen);
    if (const Person* person = session.signed_in.person(loop_.now_ms())) who.person = person->id;
    who.lacks_pin = lacks_pin(session);
    who.signs_in = [this, peer, turn = session.signed_in.turn()](const std::optional<Person>& person) {
        const auto found = sessions_.find(peer);
        if (found == sessions_.end()) return;
        SignedIn& signed_in = found->second.signed_in;
        if (person)
            signed_in.sign_in(*person, turn, loop_.now_ms());
        else
            signed_in.sign_out();
    };
    return who;
}

// Before there is a manager everybody before a screen may set the kitchen up.
bool Hub::lacks_pin(Session& session) const {
    if (!is_screen(session) || !asks_pin()) return false;
    const Person* person = session.signed_in.person(loop_.now_ms());
    return !person || !is_manager(*person);
}

bool Hub::asks_pin() const { return access_ && std::ranges::any_of(access_->people(), is_manager); }

// A screen knows only what it is told: why its presses wait, and whether it has to ask for a PIN.
void Hub::tell_screens_state() {
    for (const auto& [peer, session] : sessions_) tell_state(peer, session);
}

void Hub::tell_state(net::PeerId peer, const Session& session) {
    if (!session.protocol.accepted() || !is_screen(session)) return;
    session.server->send_text(peer, hub_state_text(commits_.trouble(), asks_pin()));
}

void Hub::sign_out_who_changed() {
    for (auto& [peer, session] : sessions_)
        if (const Person* person = session.signed_in.person(loop_.now_ms()))
            session.signed_in.compare(access_->person(person->id));
    tell_screens_state();
    if (page_) page_->people_changed();
}

}  // namespace brigade
