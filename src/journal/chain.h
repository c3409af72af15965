// The hash chain over the journal. A head names a whole history in one value: two journals with the same head
// hold the same events, byte for byte, so a station can resume from its own copy, and a changed or missing
// event is seen when the journal is read. Pure functions, any thread. Formula: FORMAT.md, "The chain".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "journal/record.h"

namespace brigade {

// The journal up to and including `seq`.
struct Head {
    Seq seq = 0;
    Hash hash{};
    bool operator==(const Head&) const = default;
};

// 16 random bytes that make a journal's history its own.
using Identity = Hash;

// "1841-<32 hexadecimal digits>" and back; nothing if the text is anything else. Clients treat it as opaque.
std::string to_text(const Head& head);
std::optional<Head> head_from_text(std::string_view text);

// The head of an empty journal: two new journals never share a history. A journal that had to give up its
// state begins again at a `seq` above 0.
Head genesis_head(const Identity& identity, Seq seq = 0);

// The head after `record`, which must follow `head` (seq + 1).
Head next_head(const Head& head, const Record& record);

// What the chain goes on from after a salvage: events that follow `head` from here on are told apart from
// those that followed it in the damaged journal, even where their bodies are equal.
Head marked_head(const Head& head, const Identity& mark);

}  // namespace brigade
