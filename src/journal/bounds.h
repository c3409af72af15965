// The journal's own bounds, with the relations between them asserted.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/limits.h"

namespace brigade::limits {

// The write-ahead log is laid out at this size once and then reused, so that a sync never has to record a new
// file size; when it is full its pages are moved into the main file (a checkpoint).
inline constexpr std::int64_t wal_bytes = 4 * 1024 * 1024;
inline constexpr std::int64_t journal_page_bytes = 4096;

// What a start can take when others have filled the disk, in slices that hold SQLite's index of a log as long
// as ours gets (32 KiB). Laid out only where this share of the free room is small.
inline constexpr std::int64_t ballast_bytes = 256 * 1024;
inline constexpr std::int64_t ballast_slice_bytes = 64 * 1024;
inline constexpr std::int64_t ballast_share = 16;

// How many events one call of forget_through deletes: an append never waits longer for retention than this.
inline constexpr std::size_t forget_events = 2'000;

// The newest one serves; the one before it is for the day when the newest cannot be read.
inline constexpr std::size_t snapshots_kept = 2;

// Files put aside (damaged, or a replica's older history) under each kind of name; then the oldest is reused.
inline constexpr int files_aside = 9;

// Ids of lost orders that a recovery report names; the rest are only counted.
inline constexpr std::size_t lost_orders_named = 1'000;

// A request in a station's outbox: what the hub would accept as a message.
inline constexpr std::size_t outbox_body_bytes = client_message_bytes;

static_assert(wal_bytes % journal_page_bytes == 0, "the log is a number of pages");
static_assert(wal_bytes * 5 / 4 / journal_page_bytes <= 4062, "the log's index is one block of 32 KiB");
static_assert(ballast_bytes % ballast_slice_bytes == 0 && ballast_slice_bytes >= 32 * 1024);
static_assert(facts_room_bytes >= static_cast<std::uint64_t>(ballast_bytes * ballast_share + 2 * wal_bytes),
              "the figures leave the journal its ballast and its log");
static_assert(snapshots_kept >= 2, "a damaged snapshot must leave one to start from");

}  // namespace brigade::limits
