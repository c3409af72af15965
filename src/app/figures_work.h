// The part of the managers' figures that waits for disks: the journal read, the facts written and asked. Made
// on the loop's thread and then used on one other, the figures' worker (app/figures_desk.h).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "analytics/answers.h"
#include "analytics/fact_reader.h"
#include "analytics/projection.h"
#include "app/time_zone.h"
#include "base/limits.h"

namespace brigade {

struct FiguresParts {
    std::filesystem::path file;
    std::function<Result<std::unique_ptr<JournalReader>>()> open_journal;
    std::vector<Daypart> dayparts;
    std::function<TimeMs()> wall_clock;  // any thread
    int keep_days = limits::facts_keep_days;
};

class FiguresWork {
  public:
    explicit FiguresWork(FiguresParts parts) : parts_(std::move(parts)) {}

    // What became of a slice of catching up.
    struct Slice {
        Seq seq = 0;
        bool at_end = false;
        std::string wants_zone;       // whose offsets it needs before it goes on; empty: none
        std::string trouble;          // why it got no further; empty: it can go on
        DurationMs try_again_ms = 0;  // after trouble: longer each time where all was to be made anew
        std::string metrics;
    };
    Slice catch_up();
    void know_zone(const std::string& zone, ZoneOffsets offsets);

    std::variant<FiguresAnswer, Refusal> answer(const std::string& path, const std::string& query);

  private:
    Status open();
    Slice try_to_catch_up();
    std::variant<FiguresAnswer, Refusal> try_to_answer(const std::string& path, const std::string& query);
    DurationMs try_again_ms();
    FactSight sight() const;
    std::optional<int> offset_min(const std::string& zone, TimeMs at) const;

    FiguresParts parts_;
    std::map<std::string, ZoneOffsets> zones_;
    std::string trouble_;
    DurationMs anew_again_ms_ = 0;
    std::unique_ptr<JournalReader> journal_;
    std::unique_ptr<Projection> projection_;
    std::unique_ptr<FactReader> facts_;
    std::unique_ptr<Answers> answers_;
};

}  // namespace brigade
