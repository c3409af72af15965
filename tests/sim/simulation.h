// A kitchen's bad day, from a seed.
//
// The kitchen: a hub; screens at the grill (two), the drinks and the pass, each with a cook; two tills; a
// supervisor's tablet. Hub and screens are the real programs' logic over their contracts (net::Loop, the
// journal's, StationStore). Tills, cooks and panels are the simulator's own.
//
// The fault model. Each kind of fault has a rate that the seed sets, often to nothing.
//   network   Any message may be late by up to the run's greatest delay; connections overtake each other.
//             A message may be lost, which breaks its connection. A request may be delivered twice. One
//             direction between two hosts may be blocked for seconds. A host's connections may all break.
//   process   May be killed between any two things that happen, or in the middle of a write, before or after
//             the disk has it. May be frozen for up to 20 s. It is started again up to 6 s later.
//   power     One machine or the whole kitchen loses it. What was not synced is lost: whole transactions
//             (that the real file keeps them whole is what tests/crash_points shows).
//   disk      May be slow, full for a while, refuse a write, or fail a sync. A disk that says it has synced
//             has synced. The hub's disk may damage what it holds, in some runs: then what was lost counts as
//             announced, and the kitchen must go on as one from what was saved.
//   clock     Wall clocks jump, both ways. Nights pass.
//   people    Tills send again what was answered, and what was not soon enough. Cooks press anything on
//             frames that are old. A supervisor moves and recalls tickets under their hands. Orders are
//             amended, voided, fired, held and promised while all this goes on.
//   versions  Messages carry fields, and come among messages, of a newer minor version. The hub comes back
//             with another configuration.
// Not modelled: a disk that lies about a sync, two programs on one journal, messages forged or altered.
//
// Phase one runs `steps` steps, each something that somebody or something does and then a while in which the
// world goes on. In phase two faults have ended, people only look, and the kitchen must become one again. The
// oracle (oracle.h) is asked after every step.
//
// Owned by main; one thread. The same seed and steps give the same run, to the byte.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sim/cook.h"
#include "sim/oracle.h"
#include "sim/terminal.h"

namespace brigade::sim {

struct Outcome {
    std::optional<Violation> violation;
    std::uint64_t failed_at = 0;  // the step; more than were asked for: in phase two
    std::string digest;
    std::uint64_t acked = 0, crashes = 0, power_cuts = 0;
    std::uint64_t events = 0, happened = 0;
    std::int64_t simulated_ms = 0;
};

Outcome simulate(std::uint64_t seed, std::uint64_t steps);

}  // namespace brigade::sim
