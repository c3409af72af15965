// What the journal stores, as plain values. An event is opaque here: its canonical JSON text is written by
// core (core/EVENTS.md) and never looked into by this room, so that the format of events and the format of
// the file change apart from each other.
#pragma once

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/seq.h"
#include "base/time.h"

namespace brigade {

// One event. `at_ms` is kitchen time and never falls from one record to the next.
struct Record {
    Seq seq = 0;
    TimeMs at_ms = 0;
    std::string body;
    bool operator==(const Record&) const = default;
};

// The permanent dedupe row of an order: the event that accepted it and the hash of what was submitted.
// Retention never touches it.
struct OrderEntry {
    std::string id;
    Seq seq = 0;
    Hash content{};
    bool operator==(const OrderEntry&) const = default;
};

// What one fdatasync carries: stored whole or not at all.
struct Batch {
    std::vector<Record> events;
    std::vector<OrderEntry> orders;
};

}  // namespace brigade
