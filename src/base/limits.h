// Every bound of the system in one place, with the relations between them asserted. A queue, list, string
// or retry that is not bounded here is a defect.
#pragma once

#include <cstddef>
#include <cstdint>

namespace brigade::limits {

// What a message may be (docs/protocol.md, Transport).
inline constexpr std::size_t client_message_bytes = 64 * 1024;
inline constexpr std::size_t hub_message_bytes = 256 * 1024;
inline constexpr std::size_t json_depth = 16;
inline constexpr std::size_t peer_queue_bytes = 1024 * 1024;

// What an order may hold (docs/protocol.md, Order).
inline constexpr std::size_t id_chars = 64;
inline constexpr std::size_t text_chars = 200;
inline constexpr std::size_t notes_chars = 500;
inline constexpr std::size_t lines = 200;
inline constexpr std::size_t modifiers_per_line = 64;
inline constexpr std::size_t allergies = 32;
inline constexpr std::int64_t quantity = 999;
inline constexpr std::int64_t course = 99;
inline constexpr std::int64_t seat = 999;
inline constexpr std::int64_t covers = 9999;
inline constexpr std::int64_t prep_s = 24 * 3600;
inline constexpr std::int64_t age_ms = std::int64_t{7} * 24 * 3600 * 1000;

// What a kitchen may hold.
inline constexpr std::size_t stations = 64;
inline constexpr std::size_t stations_per_line = 8;
inline constexpr std::size_t items_86 = 10'000;
inline constexpr std::size_t revisions = 1'000;

// Peers (docs/protocol.md, Trust). Loopback is exempt from counts and rates.
inline constexpr std::size_t connections = 64;
inline constexpr std::size_t connections_per_address = 8;
inline constexpr std::size_t handshakes_pending = 16;
inline constexpr std::int64_t handshake_ms = 5'000;
inline constexpr std::int64_t first_message_ms = 5'000;
inline constexpr std::size_t frames_per_s = 200;
inline constexpr std::size_t frames_burst = 400;
inline constexpr std::int64_t ping_ms = 2'000;
inline constexpr std::int64_t peer_silent_ms = 15'000;
inline constexpr std::int64_t hub_silent_ms = 4'500;
inline constexpr std::size_t http_header_bytes = 16 * 1024;

// Who is let in (src/hub/access.h). The register is far below its bound in bytes even when it is full.
inline constexpr std::size_t devices = 128;
inline constexpr std::size_t people = 200;
inline constexpr std::size_t access_bytes = 1024 * 1024;

// The writer: how much one fdatasync may carry, and how much may wait for it.
inline constexpr std::size_t batch_events = 4'096;
inline constexpr std::size_t requests_waiting = 16'384;

// A picture of a screen for whoever helps from afar (docs/protocol.md, "A picture of a screen").
inline constexpr std::size_t screenshot_bytes = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t screenshot_part_bytes = 45'000;  // of it in a message, where base64 makes 60,000
inline constexpr int screenshot_parts =
    static_cast<int>((screenshot_bytes + screenshot_part_bytes - 1) / screenshot_part_bytes);
inline constexpr std::int64_t screenshot_every_ms = 2'000;    // of one screen
inline constexpr std::int64_t screenshot_taken_ms = 8'000;    // then its display has given none
inline constexpr std::int64_t screenshot_answer_ms = 10'000;  // then the screen has not answered
inline constexpr std::int64_t screenshot_kept_ms = 30'000;    // for the next part to be asked for

// What managers may ask about at once (docs/analytics-api.md).
inline constexpr int figure_days = 800;
inline constexpr int figure_parameters = 256;

// The facts behind the figures, as the journal is followed into their file (src/analytics/projection.h).
inline constexpr int facts_keep_days = figure_days;
inline constexpr std::size_t facts_slice_events =
    1'000;  // about twenty milliseconds: so long a question waits
inline constexpr std::size_t facts_commit_events = 8'000;
inline constexpr std::size_t facts_orders_in_hand = 1'024;  // between commits
inline constexpr int facts_commits_a_sync = 4;              // while the file is made anew: no sync is large
inline constexpr std::int64_t facts_try_again_ms = 10'000;
// What others of the disk, the journal above all, are left: the facts take no room below that.
inline constexpr std::uint64_t facts_room_bytes = std::uint64_t{32} * 1024 * 1024;
// A file that could not be made anew costs as much at the next trial.
inline constexpr std::int64_t facts_anew_again_ms_min = 60'000;
inline constexpr std::int64_t facts_anew_again_ms_max = 3'600'000;

// A station that has lost its hub.
inline constexpr std::size_t outbox_requests = 10'000;
inline constexpr std::size_t replica_unwritten_events = 20'000;  // about the busiest day's
inline constexpr std::size_t device_requests = 32;
// How far a screen's copy reaches back from its newest event. The copies restore a lost hub: a week covers a
// closed weekend and every order that may still be sent again. What guests are called and allergic to stays
// no longer on a machine that anybody can carry away.
inline constexpr std::int64_t replica_keep_ms = std::int64_t{7} * 24 * 3600 * 1000;
inline constexpr std::int64_t connect_ms = 5'000;  // then an address has not answered
inline constexpr std::int64_t reconnect_ms_min = 250;
inline constexpr std::int64_t reconnect_ms_max = 5'000;

// Updates that the hub hands on to its stations (src/hub/update_files.h).
inline constexpr std::size_t update_block_bytes = std::size_t{1024} * 1024;
inline constexpr std::size_t update_unsent_bytes = 8 * update_block_bytes;
inline constexpr std::size_t update_name_chars = 128;
inline constexpr std::uint64_t update_file_bytes = std::uint64_t{512} * 1024 * 1024;  // a slot of the image

// What goes out of the facts and the journal at once (docs/analytics-api.md).
inline constexpr int fact_answer_days = 31;
inline constexpr std::size_t fact_answer_bytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t figures_unsent_bytes = std::size_t{48} * 1024 * 1024;  // of all who read slowly
inline constexpr int orders_on_page_max = 200;
inline constexpr std::size_t story_events = 2'000;  // of one order
inline constexpr std::size_t story_events_read =
    100'000;  // looked through for them: several of the busiest days

static_assert((devices + people) * 2048 < access_bytes, "a full register must be readable again");
static_assert(replica_keep_ms >= age_ms, "a copy knows every press that may still come");
static_assert(client_message_bytes < hub_message_bytes, "what comes in must be able to go out again");
static_assert(screenshot_part_bytes / 3 * 4 + 4'096 < client_message_bytes, "a part fits its message");
static_assert(screenshot_taken_ms < screenshot_answer_ms, "the screen says why before nobody waits any more");
static_assert(screenshot_answer_ms < screenshot_kept_ms, "a part that is late can still be had");
static_assert(2 * fact_answer_bytes < figures_unsent_bytes,
              "one slow reader does not keep the others waiting");
static_assert(hub_message_bytes < peer_queue_bytes, "one message must fit a peer's queue");
static_assert(facts_keep_days >= figure_days, "whatever can be asked about is kept");
static_assert(facts_slice_events <= facts_commit_events, "a slice commits at most once");
static_assert(facts_try_again_ms < facts_anew_again_ms_min &&
              facts_anew_again_ms_min < facts_anew_again_ms_max);
static_assert(2 * ping_ms < hub_silent_ms, "one lost ping must not look like a lost hub");
static_assert(hub_silent_ms < peer_silent_ms, "a client gives up before the hub does");

}  // namespace brigade::limits
