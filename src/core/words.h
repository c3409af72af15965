// The words of the kitchen that travel and are stored as text: one table a type, in the order of its
// enumerators, read in both directions. The words are the protocol's (docs/protocol.md).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace brigade {

enum class Service { dine_in, takeaway, delivery, drive_thru, self_order };
enum class Priority { normal, rush, vip };
enum class ModifierKind { option, without, extra, substitute, allergy };
enum class StationKind { prep, expo, board };
enum class BumpSteps { one_step, two_step };  // a bump is done, or the first one starts
enum class Arrangement { masonry, rail };     // of tickets on a screen: in columns, or in one row
enum class LineState { open, started, done, served, voided };
enum class TicketState { held, open, bumped, voided };
enum class OrderPhase { held, open, ready, served, voided };
enum class Change { none, added, changed, removed };

// Why lines went to another station: a cook's key; their station fell silent; it is back.
enum class TransferReason { pressed, covered, returned };

// What somebody did to the kitchen's devices, people and keys, or tried to.
enum class AuditAction {
    device_paired,
    device_renamed,
    device_revoked,
    pairing_failed,
    pairing_locked,
    person_set,
    person_removed,
    pin_wrong,
    pin_locked,
    key_announced,
    key_changed,
    device_restarted,
    screenshot_taken,
    log_level_set,
};

// What a POS is told about an order or one station's part of it.
enum class OrderStatus { accepted, shown, started, ready, recalled, late, undelivered, served, voided };

namespace words {
using namespace std::string_view_literals;
template <class E>
inline constexpr std::array<std::string_view, 0> of{};
template <>
inline constexpr std::array of<Service>{"dine_in"sv, "takeaway"sv, "delivery"sv, "drive_thru"sv,
                                        "self_order"sv};
template <>
inline constexpr std::array of<Priority>{"normal"sv, "rush"sv, "vip"sv};
template <>
inline constexpr std::array of<ModifierKind>{"option"sv, "without"sv, "extra"sv, "substitute"sv, "allergy"sv};
template <>
inline constexpr std::array of<StationKind>{"prep"sv, "expo"sv, "board"sv};
template <>
inline constexpr std::array of<BumpSteps>{"one_step"sv, "two_step"sv};
template <>
inline constexpr std::array of<Arrangement>{"masonry"sv, "rail"sv};
template <>
inline constexpr std::array of<LineState>{"open"sv, "started"sv, "done"sv, "served"sv, "void"sv};
template <>
inline constexpr std::array of<TicketState>{"held"sv, "open"sv, "bumped"sv, "void"sv};
template <>
inline constexpr std::array of<OrderPhase>{"held"sv, "open"sv, "ready"sv, "served"sv, "void"sv};
template <>
inline constexpr std::array of<Change>{"none"sv, "added"sv, "changed"sv, "removed"sv};
template <>
inline constexpr std::array of<TransferReason>{"pressed"sv, "covered"sv, "returned"sv};
template <>
inline constexpr std::array of<AuditAction>{
    "device_paired"sv, "device_renamed"sv,   "device_revoked"sv,   "pairing_failed"sv, "pairing_locked"sv,
    "person_set"sv,    "person_removed"sv,   "pin_wrong"sv,        "pin_locked"sv,     "key_announced"sv,
    "key_changed"sv,   "device_restarted"sv, "screenshot_taken"sv, "log_level_set"sv};
template <>
inline constexpr std::array of<OrderStatus>{"accepted"sv,    "shown"sv,    "started"sv,
                                            "ready"sv,       "recalled"sv, "late"sv,
                                            "undelivered"sv, "served"sv,   "voided"sv};
}  // namespace words

template <class E>
std::string_view word(E value) {
    return words::of<E>[static_cast<std::size_t>(value)];
}

template <class E>
std::optional<E> from_word(std::string_view text) {
    const auto& table = words::of<E>;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i] == text) return static_cast<E>(i);
    return std::nullopt;
}

// "dine_in, takeaway or delivery": for a sentence that says what would have been right.
template <class E>
std::string choices_of() {
    std::string text;
    const auto& table = words::of<E>;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (i > 0) text += i + 1 == table.size() ? " or " : ", ";
        text += table[i];
    }
    return text;
}

}  // namespace brigade
