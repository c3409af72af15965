// The managers' figures beside a hub: follows its journal on a worker of its own, behind everything else in
// the process and at the lowest need, and hands questions over to it. Whatever fails there is told and tried
// again; the hub never notices.
//
// Owned by main, made before the hub and gone after it. Loop thread; the worker's thread owns FiguresWork.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>

#include "app/figures_work.h"
#include "base/lifetime.h"
#include "hub/figures.h"
#include "net/loop.h"

namespace brigade {

class FiguresDesk : public Figures {
  public:
    FiguresDesk(net::Loop& loop, FiguresParts parts);
    // Finishes the slice or the question that it is at, and leaves the rest; nobody is told any more.
    ~FiguresDesk() override;

    void committed(Seq seq) override;
    void ask(const std::string& path, const std::string& query, Tell tell) override;
    const std::string& live() const override { return live_; }
    void on_live(std::function<void()> changed) override { on_live_ = std::move(changed); }
    std::string metrics() const override { return metrics_; }

    static constexpr std::size_t questions_waiting_max = 64;

  private:
    using Answered = std::variant<FiguresAnswer, Refusal>;

    void look_in(DurationMs delay_ms);
    void run_slice();
    void sliced(const FiguresWork::Slice& slice);
    void give_zone(const std::string& zone);
    void tell_trouble(const std::string& trouble);
    void answered(std::uint64_t question, Answered&& answered);
    void look_at_live();

    net::Loop& loop_;
    const Lifetime lifetime_;  // of what the worker tells on the loop
    FiguresWork work_;         // the worker's alone
    Seq committed_ = 0;
    Seq followed_ = 0, live_seq_ = 0;  // what is in the facts, and in what screens were told
    bool slicing_ = false;
    DurationMs began_at_ms_ = 0, rests_until_ms_ = 0;  // of following; by the loop's clock
    DurationMs live_at_ms_ = 0;
    std::uint64_t questions_ = 0;            // ever
    std::map<std::uint64_t, Tell> waiting_;  // who is to be told; here, for whom they tell is this thread's
    std::string trouble_, metrics_, live_;
    std::function<void()> on_live_;
    net::Timer look_timer_, live_timer_;

    std::atomic<bool> stopping_ = false;   // then the worker begins nothing more
    std::unique_ptr<net::Worker> worker_;  // last: works while all the rest is there
};

}  // namespace brigade
