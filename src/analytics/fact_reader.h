// Facts out of the file that the projection writes, by a connection of its own that can only read. It sees
// what is committed; of the open day it makes the pack itself and keeps it until something is committed.
//
// Owned by whoever answers questions; one thread, the projection's where there is one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "analytics/fact_source.h"
#include "analytics/stored_orders.h"
#include "core/kitchen.h"
#include "journal/chain.h"

namespace brigade {

// Which file is read, and what is known of the facts beside it.
struct FactSight {
    std::filesystem::path path;
    std::uint64_t changes = 0;  // another number: another file lies at the path
    Seq journal_seq = 0;        // 0: as far as the facts
    bool rebuilding = false;
    double progress = 1;
    std::string trouble = {};
    TimeMs now = 0;  // by the wall clock; 0: nobody knows
};

class FactReader : public FactSource {
  public:
    struct Ways {
        std::function<FactSight()> sight;
        std::function<std::string(const std::vector<OrderFacts>&)> pack_day;
        std::function<std::optional<int>(const std::string& zone, TimeMs at)> utc_offset_min;
    };
    explicit FactReader(Ways ways);
    ~FactReader() override;

    Result<Coverage> coverage() override;
    Status each_day(const std::string& from, const std::string& to,
                    const std::function<void(const std::string&, std::string_view)>& visit) override;
    Status each_order(const std::string& day, const std::function<void(const OrderFacts&)>& visit) override;
    Result<std::optional<OrderFacts>> order(std::string_view id) override;
    Result<std::optional<OrderFacts>> order_at(Seq seq) override;
    Result<std::vector<UnavailableFacts>> unavailable() override;
    Result<std::vector<DayFacts>> days(const std::string& from, const std::string& to) override;

    void met_damage() override { damaged_ = true; }

    // Once it was met; the file should be made anew.
    bool damaged() const { return damaged_; }

  private:
    struct Connection;
    Status open();
    Status look();
    Error told(const FactError& error);
    Error failed(const Query& query);
    Status pack_open_day();

    Ways ways_;
    FactSight sight_;
    std::unique_ptr<Connection> connection_;
    bool damaged_ = false;
    Kitchen frame_;  // of the newest look
    Head head_;
    std::optional<Head> packed_at_;
    std::string open_pack_;
};

}  // namespace brigade
