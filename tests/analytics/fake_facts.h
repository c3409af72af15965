// Facts that a test made up, answered from memory. Owned by the test, one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analytics/fact_source.h"
#include "analytics/packed_day.h"

namespace brigade::test {

inline constexpr DurationMs one_second = 1000, one_minute = 60 * one_second, one_hour = 60 * one_minute,
                            one_day = 24 * one_hour;

// By a clock that is right and seven hours east.
inline Moment moment(TimeMs at) { return at == 0 ? Moment{} : Moment{at, 0, 7 * 60}; }

class FakeFacts : public FactSource {
  public:
    std::map<std::string, std::vector<OrderFacts>> orders;  // by service day, as accepted
    std::vector<UnavailableFacts> out;
    std::vector<DayFacts> opened;
    Coverage reach;
    std::string trouble;                       // not empty: nothing can be read
    std::map<std::string, std::string> packs;  // instead of what the orders come to

    Result<Coverage> coverage() override {
        if (auto able = look(); !able) return able.error();
        return reach;
    }
    Status each_day(const std::string& from, const std::string& to,
                    const std::function<void(const std::string&, std::string_view)>& visit) override {
        for (const auto& [day, of_day] : orders) {
            if (day < from || day > to) continue;
            if (!packs.contains(day)) packs[day] = pack_day(of_day);
            visit(day, packs[day]);
        }
        return look();
    }
    Status each_order(const std::string& day, const std::function<void(const OrderFacts&)>& visit) override {
        for (const OrderFacts& order : orders[day]) visit(order);
        return look();
    }
    Result<std::optional<OrderFacts>> order(std::string_view id) override {
        return find([&](const OrderFacts& order) { return order.id == id; });
    }
    Result<std::optional<OrderFacts>> order_at(Seq seq) override {
        return find([&](const OrderFacts& order) { return order.seq == seq; });
    }
    Result<std::vector<UnavailableFacts>> unavailable() override { return out; }
    Result<std::vector<DayFacts>> days(const std::string& from, const std::string& to) override {
        std::vector<DayFacts> found;
        for (const DayFacts& day : opened)
            if (from <= day.day && day.day <= to) found.push_back(day);
        return found;
    }

  private:
    Status look() const { return trouble.empty() ? Status{} : Status{Error{trouble}}; }

    template <class Is>
    Result<std::optional<OrderFacts>> find(Is is) const {
        for (const auto& [day, of_day] : orders)
            for (const OrderFacts& order : of_day)
                if (is(order)) return std::optional(order);
        return std::optional<OrderFacts>();
    }
};

}  // namespace brigade::test
