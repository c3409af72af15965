// Memory for a tree of JSON that is written out and forgotten: what it takes comes off the stack first, and
// nothing of it is freed by itself. Every object and array of the tree is made with it, or Boost.JSON would
// copy them. Values outlive it only as text. Any thread, each its own.
#pragma once

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>
#include <cstddef>

namespace brigade {

class JsonScratch {
  public:
    boost::json::storage_ptr memory() { return &resource_; }

  private:
    std::array<unsigned char, 16 * 1024> room_;  // an order of ten lines takes half of it
    boost::json::monotonic_resource resource_{room_.data(), room_.size()};
};

}  // namespace brigade
