// Functions of the product that the simulator calls through here. The linker turns every call of NAME from
// another file into a call of `__wrap_NAME`, and `__real_NAME` is the function itself (`--wrap`;
// CMakeLists.txt lists the names and has the linker insist that they exist). In an honest run each only
// passes on, but for two: the log is silent unless asked for, and a broken invariant is a finding instead of
// the end.
#include <variant>

#include "base/check.h"
#include "base/log.h"
#include "core/apply.h"
#include "journal/chain.h"
#include "protocol/session.h"
#include "sim/broken_check.h"
#include "sim/sabotage.h"
#include "sim/stand_ins.h"
#include "station/replica.h"

#define BRIGADE_STANDS_IN_FOR(name) asm("__wrap_" name)
#define BRIGADE_ITSELF(name) asm("__real_" name)

namespace brigade::sim {
namespace {

bool log_wanted = false;

}  // namespace

void want_log() { log_wanted = true; }

// --- a finding instead of the end, and silence ------------------------------------------------------------

[[noreturn]] void failed_check(const char* file, int line, const char* condition, const char* what)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade12check_failedEPKciS1_S1_");

void failed_check(const char* file, int line, const char*, const char* what) {
    // An event that does not fit the kitchen it is applied to has come to a copy of another history.
    std::string_view place = file;
    const char* invariant = place.find("core/") != place.npos ? "I5" : "I2";
    throw BrokenCheck{invariant, std::string(place.substr(place.rfind('/') + 1)) + ":" +
                                     std::to_string(line) + ": " + what};
}

void log(LogLevel level, std::string_view text)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade8log_lineENS_8LogLevelESt17basic_string_viewIcSt11char_traitsIcEE");
void log_itself(LogLevel level, std::string_view text)
    BRIGADE_ITSELF("_ZN7brigade8log_lineENS_8LogLevelESt17basic_string_viewIcSt11char_traitsIcEE");

void log(LogLevel level, std::string_view text) {
    if (log_wanted) log_itself(level, text);
}

// --- what a press says of itself
// ----------------------------------------------------------------------------

ClientMessage receive(ServerSession* session, std::string_view payload, bool binary)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade13ServerSession7receiveESt17basic_string_viewIcSt11char_traitsIcEEb");
ClientMessage receive_itself(ServerSession* session, std::string_view payload, bool binary)
    BRIGADE_ITSELF("_ZN7brigade13ServerSession7receiveESt17basic_string_viewIcSt11char_traitsIcEEb");

template <class Change>
void change_press(ClientMessage& message, Change change) {
    if (auto* request = std::get_if<Request>(&message))
        std::visit(
            [&](auto& command) {
                if constexpr (requires { command.press; }) change(command.press);
            },
            request->command);
}

ClientMessage receive(ServerSession* session, std::string_view payload, bool binary) {
    ClientMessage message = receive_itself(session, payload, binary);
    if (sabotage() == Sabotage::ignore_generations)
        change_press(message, [](Press& press) { press.generation.reset(); });
    if (sabotage() == Sabotage::complete_unseen)
        change_press(message, [](Press& press) {
            press.revision.reset();
            press.seen.reset();
        });
    return message;
}

// --- the order in which a screen applies
// --------------------------------------------------------------------

Status apply_events(Replica* replica, const std::vector<Event>& events, const std::string& head)
    BRIGADE_STANDS_IN_FOR(
        "_ZN7brigade7Replica12apply_eventsERKSt6vectorINS_5EventESaIS2_EERKNSt7__"
        "cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
Status apply_events_itself(Replica* replica, const std::vector<Event>& events, const std::string& head)
    BRIGADE_ITSELF(
        "_ZN7brigade7Replica12apply_eventsERKSt6vectorINS_5EventESaIS2_EERKNSt7__"
        "cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
void apply_one(Kitchen& kitchen, const Event& event)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade5applyERNS_7KitchenERKNS_5EventE");
void apply_itself(Kitchen& kitchen, const Event& event)
    BRIGADE_ITSELF("_ZN7brigade5applyERNS_7KitchenERKNS_5EventE");

namespace {

// While a screen applies what the hub sent: the event that is kept back until the next has come.
bool swapping = false;
Kitchen* swapped_kitchen = nullptr;
std::optional<Event> kept_back;

void apply_kept_back() {
    if (kept_back) apply_itself(*swapped_kitchen, *std::exchange(kept_back, std::nullopt));
}

}  // namespace

Status apply_events(Replica* replica, const std::vector<Event>& events, const std::string& head) {
    swapping = sabotage() == Sabotage::apply_out_of_order;
    Status status = apply_events_itself(replica, events, head);
    apply_kept_back();
    swapping = false;
    return status;
}

void apply_one(Kitchen& kitchen, const Event& event) {
    if (!swapping) return apply_itself(kitchen, event);
    swapped_kitchen = &kitchen;
    if (!kept_back) {
        kept_back = event;
        return;
    }
    if (kept_back->order_id == event.order_id) {
        apply_kept_back();
        return apply_itself(kitchen, event);
    }
    Event first = event, second = *kept_back;
    std::swap(first.seq, second.seq);
    std::swap(first.at, second.at);
    kept_back.reset();
    apply_itself(kitchen, first);
    apply_itself(kitchen, second);
}

// --- what a head tells
// --------------------------------------------------------------------------------------

Head next(const Head& head, const Record& record)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade9next_headERKNS_4HeadERKNS_6RecordE");
Head next_itself(const Head& head, const Record& record)
    BRIGADE_ITSELF("_ZN7brigade9next_headERKNS_4HeadERKNS_6RecordE");
Head marked(const Head& head, const Identity& mark)
    BRIGADE_STANDS_IN_FOR("_ZN7brigade11marked_headERKNS_4HeadERKSt5arrayIhLm16EE");
Head marked_itself(const Head& head, const Identity& mark)
    BRIGADE_ITSELF("_ZN7brigade11marked_headERKNS_4HeadERKSt5arrayIhLm16EE");

namespace {

// A head that tells how many events there are and nothing of what they were.
Head count_alone(Seq seq) {
    Head head;
    head.seq = seq;
    for (std::size_t i = 0; i < 8; ++i) head.hash[i] = static_cast<unsigned char>(seq >> (8 * i));
    return head;
}

}  // namespace

Head next(const Head& head, const Record& record) {
    return sabotage() == Sabotage::reuse_seq ? count_alone(record.seq) : next_itself(head, record);
}

Head marked(const Head& head, const Identity& mark) {
    return sabotage() == Sabotage::reuse_seq ? head : marked_itself(head, mark);
}

}  // namespace brigade::sim
