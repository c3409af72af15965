#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>

#include "ui/layout.h"

namespace brigade::ui {
namespace {

constexpr float head = 100, row_height = 50;
constexpr Area room{3, 700, 10, 40};
constexpr TimeMs long_ago = -1'000'000;

Sheet sheet(const std::string& id, int rows) {
    Sheet sheet;
    sheet.order_id = id;
    sheet.head = head;
    for (int i = 0; i < rows; ++i) {
        Row row;
        row.height = row_height;
        row.group = i;
        sheet.rows.push_back(row);
    }
    return sheet;
}

std::vector<Sheet> numbered(int count, int rows) {
    std::vector<Sheet> sheets;
    for (int i = 1; i <= count; ++i) sheets.push_back(sheet(std::to_string(i), rows));
    return sheets;
}

const Place& at(const Placement& placement, std::string_view id) {
    const Place* found = placement.find(std::string(id));
    REQUIRE(found);
    return *found;
}

void leave(std::vector<Sheet>& sheets, const std::string& id) {
    std::erase_if(sheets, [&](const Sheet& sheet) { return sheet.order_id == id; });
}

TEST_CASE("tickets flow down the columns in display order, keys from 1") {
    Placement placement;
    place(numbered(5, 4), room, 0, long_ago, placement);  // 300 high: two a column
    for (int i = 1; i <= 5; ++i) {
        const Place& place = at(placement, std::to_string(i));
        CHECK(place.key == i);
        CHECK(place.parts.front().column == (i - 1) / 2);
        CHECK(place.parts.front().y == ((i - 1) % 2 ? 310.0F : 0.0F));
    }
    CHECK(placement.pages() == 1);
    CHECK(hidden_on(placement, 0) == 0);
}

TEST_CASE("what does not fit is on the next page, with keys of its own, and counted") {
    Placement placement;
    place(numbered(9, 4), room, 0, long_ago, placement);
    CHECK(placement.pages() == 2);
    CHECK(hidden_on(placement, 0) == 3);
    CHECK(hidden_on(placement, 1) == 6);
    CHECK(at(placement, "7").key == 1);
}

TEST_CASE("after a press nothing moves for a second, though a ticket left") {
    std::vector<Sheet> sheets = numbered(9, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    leave(sheets, "1");
    place(sheets, room, 5'500, 5'000, placement);
    CHECK(at(placement, "2").parts.front().y == 310);
    CHECK(at(placement, "2").key == 2);
    CHECK(at(placement, "7").parts.front().page == 1);

    place(sheets, room, 5'999, 5'000, placement);
    CHECK(at(placement, "2").parts.front().y == 310);
    place(sheets, room, 6'000, 5'000, placement);
    CHECK(at(placement, "2").parts.front().y == 0);
}

TEST_CASE("a ticket keeps key and column until it leaves; the next one takes the free place and key") {
    std::vector<Sheet> sheets = numbered(9, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    leave(sheets, "3");
    place(sheets, room, 9'000, 5'000, placement);
    for (const int still : {1, 2, 4, 5, 6}) {
        CHECK(at(placement, std::to_string(still)).key == still);
        CHECK(at(placement, std::to_string(still)).parts.front().column == (still - 1) / 2);
    }
    CHECK(at(placement, "7").parts.front().page == 0);
    CHECK(at(placement, "7").parts.front().column == 1);
    CHECK(at(placement, "7").key == 3);
    CHECK(hidden_on(placement, 0) == 2);
}

TEST_CASE("a new ticket takes free room at once, but not the room just left") {
    std::vector<Sheet> sheets = numbered(5, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    leave(sheets, "1");
    sheets.push_back(sheet("6", 4));
    place(sheets, room, 5'100, 5'000, placement);
    CHECK(at(placement, "6").parts.front().column == 2);
    CHECK(at(placement, "6").key == 6);
}

TEST_CASE("a rush goes first, but only once the fingers are still, and only once") {
    std::vector<Sheet> sheets = numbered(5, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    Sheet rush = sheet("rush", 4);
    rush.first = true;
    sheets.insert(sheets.begin(), rush);
    place(sheets, room, 5'500, 5'000, placement);
    CHECK(at(placement, "1").key == 1);
    place(sheets, room, 6'000, 5'000, placement);
    CHECK(at(placement, "rush").key == 1);
    CHECK(at(placement, "rush").parts.front().column == 0);
    CHECK(at(placement, "1").key == 2);
    leave(sheets, "rush");
    place(sheets, room, 9'000, 7'000, placement);
    CHECK(at(placement, "1").key == 2);
}

TEST_CASE("a ticket too long for a column goes on in the next, every row exactly once") {
    std::vector<Sheet> sheets{sheet("long", 20), sheet("after", 2)};
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    const Place& place = at(placement, "long");
    REQUIRE(place.parts.size() == 2);
    CHECK(place.parts[0].continues);
    CHECK_FALSE(place.parts[1].continues);
    CHECK(place.parts[0].from == 0);
    CHECK(place.parts[1].from == place.parts[0].to);
    CHECK(place.parts[1].to == 20);
    CHECK(place.parts[1].column == 1);
    for (const Part& part : place.parts) CHECK(part.y + part.height <= room.height);
}

TEST_CASE(
    "a ticket that no column has room for begins where there is room and goes on in the next free end") {
    std::vector<Sheet> sheets = numbered(3, 6);  // 400 high each: 290 are free below every one
    sheets.push_back(sheet("4", 6));
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    const Place& split = at(placement, "4");
    REQUIRE(split.parts.size() == 2);
    CHECK(split.parts[0].column == 0);
    CHECK(split.parts[1].column == 1);
    CHECK(split.parts[0].to == split.parts[1].from);
    CHECK(hidden_on(placement, 0) == 0);
    // Nor does it move or join when room comes free elsewhere.
    leave(sheets, "3");
    place(sheets, room, 5'000, long_ago, placement);
    CHECK(at(placement, "4").parts.size() == 2);
}

TEST_CASE("a ticket longer than the one column that came free is not torn over two pages") {
    std::vector<Sheet> sheets = numbered(3, 12);  // a column each
    sheets.push_back(sheet("long", 20));
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    REQUIRE(at(placement, "long").parts.front().page == 1);
    leave(sheets, "1");
    place(sheets, room, 5'000, long_ago, placement);
    for (const Part& part : at(placement, "long").parts) CHECK(part.page == 1);
    leave(sheets, "2");
    leave(sheets, "3");
    place(sheets, room, 10'000, long_ago, placement);
    for (const Part& part : at(placement, "long").parts) CHECK(part.page == 0);
    CHECK(placement.pages() == 1);
}

TEST_CASE(
    "a long ticket that waits for room keeps nobody from the columns it cannot use, and is made room for "
    "once it is first") {
    std::vector<Sheet> sheets = numbered(3, 12);  // a column each
    sheets.push_back(sheet("long", 20));
    sheets.push_back(sheet("4", 4));
    sheets.push_back(sheet("5", 12));
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    leave(sheets, "1");
    place(sheets, room, 5'000, long_ago, placement);
    CHECK(at(placement, "4").parts.front().page == 0);
    CHECK(at(placement, "2").parts.front().column == 1);
    leave(sheets, "2");
    place(sheets, room, 8'000, long_ago, placement);
    CHECK(at(placement, "5").parts.front().page == 0);
    leave(sheets, "3");
    place(sheets, room, 10'000, 10'000, placement);
    CHECK(at(placement, "long").parts.front().page == 1);  // not under the fingers
    place(sheets, room, 12'000, 10'000, placement);
    for (const Part& part : at(placement, "long").parts) CHECK(part.page == 0);
    CHECK(at(placement, "long").key == 1);
}

TEST_CASE("who stands below a ticket that outgrows its columns keeps place and key") {
    Placement placement;
    place({sheet("long", 16), sheet("below", 2), sheet("c", 12)}, room, 0, long_ago, placement);
    const Place before = at(placement, "below");
    REQUIRE(at(placement, "long").parts.back().column == before.parts.front().column);
    place({sheet("long", 34), sheet("below", 2), sheet("c", 12)}, room, 0, 0, placement);
    CHECK(at(placement, "below").key == before.key);
    CHECK(at(placement, "below").parts.front().column == before.parts.front().column);
}

TEST_CASE("a long ticket that outgrows its page stays where it is, and goes on") {
    std::vector<Sheet> sheets{sheet("banquet", 30)};
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    CHECK(placement.pages() == 1);
    sheets[0] = sheet("banquet", 60);
    place(sheets, room, 0, 0, placement);
    CHECK(at(placement, "banquet").parts.front().page == 0);
    CHECK(placement.pages() == 2);
}

TEST_CASE("a line and what belongs to it are not torn apart while a column can hold them") {
    Sheet one = sheet("long", 20);
    for (std::size_t i = 9; i <= 12; ++i) one.rows[i].group = 9;
    Placement placement;
    place({one}, room, 0, long_ago, placement);
    CHECK(at(placement, "long").parts[0].to == 9);
}

TEST_CASE("a banquet of two hundred lines fills pages, and nothing of it is lost") {
    std::vector<Sheet> sheets{sheet("banquet", 200), sheet("after", 2)};
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    const Place& place = at(placement, "banquet");
    std::size_t next = 0;
    for (const Part& part : place.parts) {
        CHECK(part.from == next);
        CHECK(part.y + part.height <= room.height);
        next = part.to;
    }
    CHECK(next == 200);
    CHECK(placement.pages() > 2);
    const Placement before = placement;
    brigade::ui::place(sheets, room, 2'000, long_ago, placement);
    CHECK(at(placement, "banquet").parts.size() == at(before, "banquet").parts.size());
    CHECK(at(placement, "after").parts.front().page == at(before, "after").parts.front().page);
}

TEST_CASE("tickets beside a banquet of several pages stay where they are after one of them was bumped") {
    std::vector<Sheet> sheets{sheet("banquet", 40)};
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    sheets = {sheet("banquet", 13), sheet("a", 3), sheet("b", 3), sheet("c", 3)};
    placement = {};
    place(sheets, room, 0, long_ago, placement);
    sheets[0] = sheet("banquet", 60);
    place(sheets, room, 2'000, long_ago, placement);
    const Placement before = placement;
    leave(sheets, "c");
    place(sheets, room, 5'000, 5'000, placement);
    for (const char* still : {"banquet", "a", "b"}) {
        INFO(still);
        CHECK(at(placement, still).key == at(before, still).key);
        CHECK(at(placement, still).parts.front().column == at(before, still).parts.front().column);
        CHECK(at(placement, still).parts.front().page == at(before, still).parts.front().page);
    }
}

TEST_CASE("rows that repeat count on every card") {
    Sheet one = sheet("long", 20);
    one.rows[0].repeat = true;
    CHECK(card_height(one, 5, 7, false, 40) == head + 3 * row_height);
}

TEST_CASE("a ticket that grows beyond its column is placed anew, whole") {
    std::vector<Sheet> sheets = numbered(4, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    sheets[1] = sheet("2", 9);
    place(sheets, room, 2'000, long_ago, placement);
    const Place& grown = at(placement, "2");
    REQUIRE(grown.parts.size() == 1);
    CHECK(grown.parts[0].column == 2);
    CHECK(at(placement, "1").key == 1);
}

TEST_CASE("a banner takes height without moving what still fits") {
    std::vector<Sheet> sheets = numbered(4, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    Area lower = room;
    lower.height = 640;
    place(sheets, lower, 100, 0, placement);
    for (int i = 1; i <= 4; ++i) CHECK(at(placement, std::to_string(i)).key == i);
}

TEST_CASE("a ticket that got another line just after it was bumped is back where it was") {
    std::vector<Sheet> sheets = numbered(5, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    const std::vector<Sheet> before = sheets;
    leave(sheets, "1");
    place(sheets, room, 5'100, 5'000, placement);
    place(before, room, 5'200, 5'000, placement);
    CHECK(at(placement, "1").key == 1);
    CHECK(at(placement, "1").parts.front().y == 0);
    CHECK(at(placement, "2").parts.front().y == 310);
}

TEST_CASE("a ticket that came back too long for where it was is placed anew") {
    std::vector<Sheet> sheets = numbered(5, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    std::vector<Sheet> grown = sheets;
    grown[0] = sheet("1", 9);
    leave(sheets, "1");
    place(sheets, room, 5'100, 5'000, placement);
    place(grown, room, 5'200, 5'000, placement);
    CHECK(at(placement, "1").parts.back().to == 9);
    CHECK(placement.places.size() == 5);
}

TEST_CASE("a recalled ticket is another one: its old place does not hold it") {
    std::vector<Sheet> sheets = numbered(2, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    const Sheet first = sheets.front();
    leave(sheets, "1");
    place(sheets, room, 1'000, 900, placement);
    sheets.push_back(first);
    sheets.back().generation = 2;
    place(sheets, room, 1'100, 900, placement);
    CHECK(at(placement, "1").generation == 2);
    CHECK(at(placement, "1").key == 3);
}

TEST_CASE("a ticket of which one was made and taken back stays where it was: it never left") {
    std::vector<Sheet> sheets = numbered(5, 4);
    Placement placement;
    place(sheets, room, 0, long_ago, placement);
    sheets[1].generation = 2;
    for (const TimeMs now_ms : {100, 2'000}) {
        place(sheets, room, now_ms, 0, placement);
        CHECK(at(placement, "2").generation == 2);
        CHECK(at(placement, "2").key == 2);
        CHECK(at(placement, "2").parts.front().column == 0);
        CHECK(at(placement, "2").parts.front().y == 310);
        CHECK(placement.places.size() == 5);
    }
}

}  // namespace
}  // namespace brigade::ui
