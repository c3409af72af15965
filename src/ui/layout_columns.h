// The columns of one page while tickets are put into them; only layout.cpp uses this. A ticket of several
// pages reaches into the pages after it, so the columns remember which of their tops are taken.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "ui/layout.h"

namespace brigade::ui {

class Columns {
  public:
    explicit Columns(const Area& area) : area_(area) {}

    void open_page(int page);
    // Room that a ticket has left and that is not given away yet.
    void block(const Part& part);
    // One part of a ticket where it was, renewed for the rows the ticket has now and appended to `renewed`;
    // call it part by part. If the last one appended continues, the ticket no longer fits where it was.
    void keep(const Sheet& sheet, const std::vector<Part>& parts, std::size_t index,
              std::vector<Part>& renewed);
    bool is_long(const Sheet& sheet) const;  // for a column
    // The ticket wherever the page has room; no parts if it has none.
    std::vector<Part> add(const Sheet& sheet);

  private:
    using Spot = std::pair<int, int>;  // page and column

    float top(Spot spot) const;
    bool page_is_empty() const;
    float whole_height(const Sheet& sheet) const;
    Part part_at(const Sheet& sheet, Spot spot, std::size_t from) const;
    std::vector<Part> whole_at(const Sheet& sheet, int column) const;
    std::vector<Part> split_from(const Sheet& sheet, int column) const;
    // The rest of a ticket on the pages after this one.
    void go_on(const Sheet& sheet, std::vector<Part>& parts) const;
    bool worth_beginning(const Sheet& sheet, int column) const;
    float card_room(float height) const;
    void take(const Part& part);

    Area area_;
    int page_ = 0;
    int furthest_ = 0;            // the last column that something was put into
    std::map<Spot, float> tops_;  // from where a column is free
};

}  // namespace brigade::ui
