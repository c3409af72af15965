// What decides who is let in: the messages of a pairing, the hub's register of devices and people, and what a
// screen keeps of its pairing. What is read must come back from its written form as it was.
#include "hub/access_state.h"
#include "protocol/pairing_message.h"
#include "station/pairing_record.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

template <class T>
void check(Read<T> (*read)(std::string_view), std::string_view input) {
    auto message = read(input);
    if (const auto* refusal = std::get_if<Refusal>(&message)) {
        BRIGADE_CHECK(!refusal->message.empty(), "what is wrong must be said");
        return;
    }
    auto again = read(to_text(std::get<T>(message)));
    BRIGADE_CHECK(std::holds_alternative<T>(again) && std::get<T>(again) == std::get<T>(message),
                  "a message must come back as it was");
}

void check_register(std::string_view input) {
    auto state = decode_access(input);
    if (!state) {
        BRIGADE_CHECK(!state.error().message.empty(), "what is wrong must be said");
        return;
    }
    auto again = decode_access(encode_access(*state));
    BRIGADE_CHECK(again && *again == *state, "a register must come back as it was");
}

void check_record(std::string_view input) {
    auto record = read_pairing_record(input);
    if (!record) {
        BRIGADE_CHECK(!record.error().message.empty(), "what is wrong must be said");
        return;
    }
    auto again = read_pairing_record(to_text(*record));
    BRIGADE_CHECK(again && *again == *record, "a record must come back as it was");
}

}  // namespace

void target(std::string_view input) {
    check(read_pair_request, input);
    check(read_pair_waiting, input);
    check(read_pair_commit, input);
    check(read_pair_reveal, input);
    check(read_paired, input);
    check_register(input);
    check_record(input);
}

}  // namespace brigade::fuzz
