#include "app/figures_work.h"

#include <algorithm>
#include <exception>
#include <new>

#include "analytics/figures_metrics.h"
#include "analytics/packed_day.h"

namespace brigade {

std::optional<int> FiguresWork::offset_min(const std::string& zone, TimeMs at) const {
    auto found = zones_.find(zone);
    if (found == zones_.end()) return std::nullopt;
    return found->second.min_at(at);
}

void FiguresWork::know_zone(const std::string& zone, ZoneOffsets offsets) {
    try {
        zones_.insert_or_assign(zone, std::move(offsets));
    } catch (const std::bad_alloc&) {
    }  // it is asked for again
}

FactSight FiguresWork::sight() const {
    return {projection_->readable(),   projection_->readable_changes(), projection_->journal_seq(),
            projection_->rebuilding(), projection_->progress(),         trouble_,
            parts_.wall_clock()};
}

Status FiguresWork::open() {
    if (journal_) return {};
    auto journal = parts_.open_journal();
    if (!journal) return journal.error();
    journal_ = *std::move(journal);
    auto offset = [this](const std::string& zone, TimeMs at) { return offset_min(zone, at); };
    projection_ = std::make_unique<Projection>(
        *journal_,
        ProjectionOptions{parts_.file, parts_.keep_days, limits::facts_commit_events, pack_day, offset});
    facts_ = std::make_unique<FactReader>(FactReader::Ways{[this] { return sight(); }, pack_day, offset});
    answers_ = std::make_unique<Answers>(*facts_, journal_.get(), parts_.dayparts);
    return {};
}

FiguresWork::Slice FiguresWork::try_to_catch_up() {
    Slice slice;
    if (auto opened = open(); !opened) {
        slice.trouble = opened.error().message;
        slice.metrics = figures_metrics(opened.error());
        return slice;
    }
    auto advanced = projection_->advance(limits::facts_slice_events);
    trouble_ = advanced ? std::string() : advanced.error().message;
    if (advanced) {
        slice.at_end = advanced->at_end;
        slice.wants_zone = advanced->wants_zone;
    }
    slice.seq = projection_->seq();
    slice.trouble = trouble_;
    slice.metrics = figures_metrics(facts_->coverage());
    return slice;
}

// To make all facts anew and fail is dear: longer each time, until it has been done.
DurationMs FiguresWork::try_again_ms() {
    if (!projection_ || !projection_->rebuilding()) return limits::facts_try_again_ms;
    anew_again_ms_ =
        std::clamp(2 * anew_again_ms_, limits::facts_anew_again_ms_min, limits::facts_anew_again_ms_max);
    return anew_again_ms_;
}

// What the libraries throw, no memory above all, is trouble of the figures and not the end of the hub.
FiguresWork::Slice FiguresWork::catch_up() {
    Slice slice;
    try {
        slice = try_to_catch_up();
    } catch (const std::exception& thrown) {
        slice = Slice();
        slice.trouble = trouble_ = std::string("something went wrong: ") + thrown.what();
        slice.metrics = figures_metrics(Error{trouble_});
        if (projection_) projection_->begin_again();
    }
    if (!slice.trouble.empty()) slice.try_again_ms = try_again_ms();
    if (slice.at_end) anew_again_ms_ = 0;
    return slice;
}

std::variant<FiguresAnswer, Refusal> FiguresWork::try_to_answer(const std::string& path,
                                                                const std::string& query) {
    if (auto opened = open(); !opened)
        return Refusal{ErrorCode::journal_unavailable, "", opened.error().message};
    auto answered = answers_->answer(path, query);
    if (facts_->damaged() && !projection_->rebuilding()) projection_->begin_anew();
    return answered;
}

std::variant<FiguresAnswer, Refusal> FiguresWork::answer(const std::string& path, const std::string& query) {
    try {
        return try_to_answer(path, query);
    } catch (const std::exception& thrown) {
        return Refusal{ErrorCode::journal_unavailable, "",
                       std::string("something went wrong: ") + thrown.what()};
    }
}

}  // namespace brigade
