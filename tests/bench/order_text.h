// Orders of a wanted size for the clients that measure: the same bytes for a hub and for what it is compared
// with. Each has a line for each of the kitchen's three preparing stations, and more as the size allows; what
// is left over stands in its notes and names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brigade::bench {

class OrderText {
  public:
    // `run` makes the ids of this run differ from those of any other on the same hub.
    OrderText(std::string run, std::size_t bytes);

    // JSON of exactly the wanted size, unless the smallest order is larger. Valid until the next call.
    std::string_view of(std::uint32_t order);
    std::string id(std::uint32_t order) const;
    // The number of the order whose id begins at the front of `text`; nothing if it is none of this run.
    std::optional<std::uint32_t> number_at(std::string_view text) const;

    static constexpr std::size_t digits = 8;

  private:
    std::string prefix_;
    std::string text_;
    std::size_t digits_at_ = 0;
};

}  // namespace brigade::bench
