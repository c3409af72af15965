// Text in columns for a terminal: each as wide as its widest cell. A plain value.
#pragma once

#include <string>
#include <vector>

namespace brigade {

class TextTable {
  public:
    explicit TextTable(std::vector<std::string> head) { rows_.push_back(std::move(head)); }
    // As many cells as the head.
    void add(std::vector<std::string> row);
    std::string text() const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace brigade
