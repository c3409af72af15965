// A kitchen's past, made up: so many service days of orders, cooks and guests on a made-up clock, in a
// journal that the hub then goes on with. For trying the managers' page out, for training, and for measuring;
// the same seed plays the same past. What happens in it is what happens in kitchens (app/played_*.h); how it
// becomes events is core's own `decide`, and how they become a file the journal's own writer.
//
// Main thread: it asks for the time zone's rules (app/time_zone.h).
#pragma once

#include <filesystem>
#include <functional>

#include "app/config.h"
#include "base/seq.h"

namespace brigade {

struct PlayedHistoryOptions {
    int days = 14;  // service days, the last one included
    int orders_per_day = 120;
    std::uint32_t seed = 1;
    double speed = 1;   // everything that takes people a while takes a `speed`th of it
    TimeMs until = 0;   // by the wall clock; the past ends shortly before
    int keep_days = 0;  // older ones are forgotten day by day, as a hub does; 0: none is
    std::function<void(int days_played)> progress = {};
};

struct PlayedHistory {
    std::size_t orders = 0, lines = 0;
    Seq events = 0;
};

// Writes `data`/journal.db. Fails with a sentence if there is a journal already, or it cannot be written.
Result<PlayedHistory> play_history(const HubConfig& config, const std::filesystem::path& data,
                                   const PlayedHistoryOptions& options);

}  // namespace brigade
