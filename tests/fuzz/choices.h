// Reads an input as a row of choices, front to back, so that two inputs with the same beginning do the same
// and a byte changed in the middle changes one choice. Once the bytes are used up every choice is the first.
// Lives on the stack of a target.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace brigade::fuzz {

class Choices {
  public:
    explicit Choices(std::string_view bytes) : bytes_(bytes) {}

    bool done() const { return bytes_.empty(); }

    // 0 to end - 1; takes a byte for each 256 of the range.
    std::size_t below(std::size_t end) {
        std::size_t value = 0;
        for (std::size_t range = 1; range < end; range *= 256) value = value * 256 + byte();
        return end == 0 ? 0 : value % end;
    }
    bool one_in(std::size_t n) { return below(n) == n - 1; }

    template <class T>
    T any_of(std::initializer_list<T> choices) {
        return choices.begin()[below(choices.size())];
    }
    std::string_view bytes(std::size_t count) {
        std::string_view taken = bytes_.substr(0, count);
        bytes_.remove_prefix(taken.size());
        return taken;
    }

  private:
    std::size_t byte() {
        std::string_view taken = bytes(1);
        return taken.empty() ? 0 : static_cast<unsigned char>(taken[0]);
    }

    std::string_view bytes_;
};

}  // namespace brigade::fuzz
