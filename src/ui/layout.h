// Where every ticket stands. A pure function of the tickets, the room, the time and what was there before:
// `Placement` goes in and comes out, and is the memory that keeps things still.
//
//   - A ticket keeps its page, its column and its key until it leaves; also as another generation, where it
//   has
//     been there all the time.
//   - What a ticket leaves behind stays free until `refill_ms` after the last press; then what stands below
//     moves up and the next tickets, in display order, take the room and the free keys, the oldest the
//     lowest.
//   - A ticket that has newly become first (rush, vip) makes everything flow anew, at the same moment.
//   - On a rail each column holds one card, as high as the screen, and the oldest begin at the left.
//   - A ticket longer than a column that finds no room waits on a later page, and shorter ones go past it,
//   until
//     it is the first: then, too, everything flows anew.
//   - A ticket is split only where no column has room for all of it; its parts go on in the free ends of the
//     next columns and, if it is longer than a column, on the next pages.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "ui/rows.h"

namespace brigade::ui {

inline constexpr DurationMs refill_ms = 1'000;
inline constexpr int keys_max = 9;

struct Area {
    int columns = 1;
    float height = 0;
    float gap = 0;  // between tickets of a column
    float tab = 0;  // height of a "continued" tab
    Arrangement arrangement = Arrangement::masonry;

    bool operator==(const Area&) const = default;
};

// One ticket's rows [from, to) on one card.
struct Part {
    int page = 0, column = 0;
    float y = 0, height = 0;  // of the card, header and tab included
    std::size_t from = 0, to = 0;
    bool continues = false;  // with a tab at its end

    bool operator==(const Part&) const = default;
};

struct Place {
    std::string order_id;
    std::uint32_t generation = 1;
    int key = 0;        // 1 to 9 on its page; 0: none left
    bool gone = false;  // the ticket has left; its room is not given away yet
    std::vector<Part> parts;

    bool operator==(const Place&) const = default;
};

struct Placement {
    std::vector<Place> places;      // in reading order: page, column, from the top
    std::set<std::string> hurried;  // first tickets that have been moved forward already
    Area area;

    const Place* find(const std::string& order_id) const;
    int pages() const;
    bool operator==(const Placement&) const = default;
};

// Whether the room that tickets have left is given away by now: all that place() asks the clock.
inline bool refills(TimeMs now_ms, TimeMs pressed_at_ms) { return now_ms - pressed_at_ms >= refill_ms; }

void place(const std::vector<Sheet>& sheets, const Area& area, TimeMs now_ms, TimeMs pressed_at_ms,
           Placement& placement);

// Tickets of which some part is not on this page.
std::size_t hidden_on(const Placement& placement, int page);
// The part's height with rows [from, to); rows that repeat count again on a later part.
float card_height(const Sheet& sheet, std::size_t from, std::size_t to, bool continues, float tab);
int columns_for(const Sizes& sizes, float width);

}  // namespace brigade::ui
