#include "analytics/spread.h"

#include <algorithm>
#include <array>
#include <bit>

namespace brigade {
namespace {

constexpr std::size_t few_values = 4096;
constexpr std::array<std::size_t, 4> percents{50, 90, 95, 100};
using Places = std::array<std::size_t, percents.size()>;
using Values = std::array<std::uint32_t, percents.size()>;

Places places_of(std::size_t n) {
    Places places;
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = (percents[i] * n + 99) / 100 - 1;
    return places;
}

Values select_of_few(const Durations& durations, const Places& places) {
    std::vector<std::uint32_t> values;
    values.reserve(durations.size());
    durations.each([&](std::uint32_t ms) { values.push_back(ms); });
    std::ranges::sort(values);
    return {values[places[0]], values[places[1]], values[places[2]], values[places[3]]};
}

// Many are counted into buckets that follow one another, and only the buckets that a place falls into are
// sorted. They are as wide as their values are large (the upper bits of a float), so milliseconds and hours
// are both told apart to a hundredth.
constexpr int bucket_shift = 16;
constexpr std::size_t bucket_count = (std::bit_cast<std::uint32_t>(4294967296.0F) >> bucket_shift) + 1;

std::size_t bucket_of(std::uint32_t ms) {
    return std::bit_cast<std::uint32_t>(static_cast<float>(ms)) >> bucket_shift;
}

Values select_of_many(const Durations& durations, const Places& places) {
    std::array<std::uint32_t, bucket_count> counts{};
    durations.each([&](std::uint32_t ms) { ++counts[bucket_of(ms)]; });

    std::array<bool, bucket_count> wanted{};
    Places buckets{}, before{};
    std::size_t bucket = 0, sum = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        while (sum + counts[bucket] <= places[i]) sum += counts[bucket++];
        buckets[i] = bucket, before[i] = sum;
        wanted[bucket] = true;
    }
    std::vector<std::uint32_t> inside;
    durations.each([&](std::uint32_t ms) {
        if (wanted[bucket_of(ms)]) inside.push_back(ms);
    });
    std::ranges::sort(inside);

    Values values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto first = std::ranges::lower_bound(inside, buckets[i], {}, bucket_of);
        values[i] = first[static_cast<std::ptrdiff_t>(places[i] - before[i])];
    }
    return values;
}

}  // namespace

void Durations::add_piece() {
    pieces_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(piece_values));
    next_ = pieces_.back().get();
    free_ = piece_values;
}

void CountedValues::add(std::uint32_t value, std::uint64_t times) {
    if (times > 0) times_[value] += times;
    n_ += times;
}

std::optional<std::uint32_t> CountedValues::median() const {
    std::uint64_t sum = 0;
    for (const auto& [value, times] : times_)
        if (sum += times; 2 * sum >= n_) return value;
    return std::nullopt;
}

Spread spread_of(const Durations& durations) {
    const std::size_t n = durations.size();
    if (n == 0) return {};
    const Places places = places_of(n);
    const Values values =
        n < few_values ? select_of_few(durations, places) : select_of_many(durations, places);
    return {n, values[0], values[1], values[2], values[3]};
}

}  // namespace brigade
