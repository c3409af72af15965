// What careless, stale and hostile clients say, as text: requests about few orders, few lines and few
// stations, so that they meet each other, with what their sender may have seen, right or wrong. Every choice
// is the input's. Owned by a session.
#pragma once

#include <string>
#include <vector>

#include "choices.h"
#include "core/kitchen.h"

namespace brigade::fuzz {

class Messages {
  public:
    // `kitchen` is what clients may have seen; both outlive this.
    Messages(Choices& choices, const Kitchen& kitchen) : choices_(choices), kitchen_(kitchen) {}

    std::string from_pos();
    std::string from_screen();
    std::string shown();
    std::string order();  // on its own, as HTTP takes it

    // A message of before with something wrong in it.
    std::string broken(std::string text);

  private:
    std::string with_order(const char* type, const std::string& more);
    std::string press(const char* type, const std::string& more);
    std::string about_order(const char* type, const std::string& more);
    std::string order_id() { return "o" + std::to_string(choices_.below(5)); }
    std::string line_id() { return std::to_string(choices_.below(4)); }
    std::string station();
    std::string lines();
    std::string line(std::size_t index);
    std::string maybe_seen();
    std::string next_id();

    Choices& choices_;
    const Kitchen& kitchen_;
    std::string order_id_;  // of the message being made
    std::size_t said_ = 0;
};

}  // namespace brigade::fuzz
