#include "app/figures_desk.h"

#include <algorithm>

#include "app/give_way.h"
#include "base/log.h"

namespace brigade {
namespace {

// What happens is in the figures after a second; where that takes much of a core, rarer, and it rests nine
// times as long as it has worked: figures can wait, orders cannot.
constexpr DurationMs rest_at_least_ms = 1'000, rest_at_most_ms = 60'000;
constexpr DurationMs rests_per_work = 9;
constexpr DurationMs live_every_ms = 5'000;
constexpr DurationMs live_at_least_ms = 60'000;  // also when nothing happens: the last hour moves on

Figures::Answer handed_over(FiguresAnswer&& answer) {
    return {std::move(answer.content_type), std::move(answer.body), std::move(answer.file_name)};
}

}  // namespace

FiguresDesk::FiguresDesk(net::Loop& loop, FiguresParts parts)
    : loop_(loop),
      work_(std::move(parts)),
      worker_(loop.make_worker()) {
    worker_->run(give_way);  // orders come before the figures about them
    look_in(0);
}

FiguresDesk::~FiguresDesk() {
    stopping_ = true;
    worker_.reset();
}

// --- catching up -----------------------------------------------------------------------------------------

void FiguresDesk::committed(Seq seq) {
    committed_ = seq;
    if (!slicing_ && !look_timer_.pending())
        look_in(std::max<DurationMs>(0, rests_until_ms_ - loop_.now_ms()));
}

void FiguresDesk::look_in(DurationMs delay_ms) {
    look_timer_ = loop_.after(delay_ms, [this] {
        began_at_ms_ = loop_.now_ms();
        run_slice();
    });
}

// One at a time, so that a question never waits behind more than one of them.
void FiguresDesk::run_slice() {
    slicing_ = true;
    worker_->run([this] {
        if (stopping_) return;
        const auto slice = std::make_shared<FiguresWork::Slice>(work_.catch_up());
        loop_.post(lifetime_.guard([this, slice] { sliced(*slice); }));
    });
}

void FiguresDesk::sliced(const FiguresWork::Slice& slice) {
    slicing_ = false;
    metrics_ = slice.metrics;
    tell_trouble(slice.trouble);
    if (!slice.trouble.empty()) return look_in(slice.try_again_ms);
    if (!slice.wants_zone.empty()) give_zone(slice.wants_zone);
    if (!slice.at_end) return run_slice();
    const DurationMs now_ms = loop_.now_ms();
    const DurationMs worked_ms =
        followed_ == 0 ? 0 : now_ms - began_at_ms_;  // at first, years are made up for
    const DurationMs rest_ms = std::clamp(rests_per_work * worked_ms, rest_at_least_ms, rest_at_most_ms);
    rests_until_ms_ = now_ms + rest_ms;
    followed_ = slice.seq;
    if (followed_ < committed_) look_in(rest_ms);
    if (live_at_ms_ == 0) look_at_live();
}

// Here, because the zone's rules come by way of the environment (app/time_zone.h).
void FiguresDesk::give_zone(const std::string& zone) {
    auto offsets = ZoneOffsets::of(zone.empty() ? "UTC" : zone);
    if (!offsets)
        log_warning("the managers' figures: {}; its hours are told in UTC", offsets.error().message);
    worker_->run([this, zone, table = offsets ? *std::move(offsets) : ZoneOffsets()] {
        work_.know_zone(zone, table);
    });
}

void FiguresDesk::tell_trouble(const std::string& trouble) {
    if (trouble == trouble_) return;
    trouble_ = trouble;
    if (trouble.empty())
        log_info("the managers' figures go on");
    else
        log_warning("the managers' figures stand still: {}; the kitchen does not need them", trouble);
}

// --- questions -------------------------------------------------------------------------------------------

void FiguresDesk::ask(const std::string& path, const std::string& query, Tell tell) {
    if (waiting_.size() >= questions_waiting_max) {
        constexpr DurationMs later_ms = 1'000;
        return tell(Refusal{ErrorCode::rate_limited, "", "too many ask for figures at once", {}, later_ms});
    }
    const std::uint64_t question = ++questions_;
    waiting_.emplace(question, std::move(tell));
    worker_->run([this, path, query, question] {
        if (stopping_) return;
        const auto told = std::make_shared<Answered>(work_.answer(path, query));
        loop_.post(lifetime_.guard([this, question, told] { answered(question, std::move(*told)); }));
    });
}

// Whoever reads may be the first to find damage, and nothing else may happen for hours that would have it
// mended.
void FiguresDesk::answered(std::uint64_t question, Answered&& answered) {
    const auto waits = waiting_.find(question);
    const Tell tell = std::move(waits->second);
    waiting_.erase(waits);
    if (auto* answer = std::get_if<FiguresAnswer>(&answered)) return tell(handed_over(std::move(*answer)));
    Refusal& refusal = std::get<Refusal>(answered);
    if (refusal.code == ErrorCode::journal_unavailable && trouble_.empty() && !slicing_) look_in(0);
    tell(std::move(refusal));
}

// Every five seconds while things happen, else once a minute.
void FiguresDesk::look_at_live() {
    live_timer_ = loop_.after(live_every_ms, [this] { look_at_live(); });
    if (followed_ == live_seq_ && loop_.now_ms() - live_at_ms_ < live_at_least_ms) return;
    live_seq_ = followed_;
    live_at_ms_ = std::max<DurationMs>(1, loop_.now_ms());
    ask("live", "", [this](const std::variant<Answer, Refusal>& told) {
        const auto* answer = std::get_if<Answer>(&told);
        if (!answer) return;
        live_ = answer->body;
        if (on_live_) on_live_();
    });
}

}  // namespace brigade
