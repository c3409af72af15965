#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::RealHand;
using ui::EntryEnd;
using ui::EntryFor;
using ui::EntryView;
using enum ui::Function;

EntryView opened(EntryFor what, std::string text = {}) {
    EntryView view;
    ui::open_entry(view, what, std::move(text), 10);
    return view;
}

// Moves by arrows to a letter of the board and presses BUMP on it.
void type_by_arrows(EntryView& view, const std::string& letter) {
    const ui::EntryRows rows = ui::entry_rows(view);
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t key = 0; key < rows[row].size(); ++key) {
            if (rows[row][key].letter != letter) continue;
            while (view.row > row) ui::press_on_entry(view, up);
            while (view.row < row) ui::press_on_entry(view, down);
            while (view.key != key) ui::press_on_entry(view, right);
        }
    ui::press_on_entry(view, bump);
}

TEST_CASE("arrows and BUMP type every letter, digits and START come straight from the bar") {
    EntryView view = opened(EntryFor::recall_search);
    for (const char* letter : {"s", "o", "t", "o"}) type_by_arrows(view, letter);
    ui::press_on_entry(view, start);
    ui::press_on_entry(view, position_4);
    ui::press_on_entry(view, zero);
    CHECK(view.text == "soto 40");
}

TEST_CASE("BUMP right after opening is done, cancel is not") {
    EntryView view = opened(EntryFor::recall_search, "42");
    CHECK(ui::press_on_entry(view, bump) == EntryEnd::done);
    CHECK(view.text == "42");
    CHECK_FALSE(view.open);
    view = opened(EntryFor::recall_search);
    CHECK(ui::press_on_entry(view, cancel) == EntryEnd::cancelled);
}

TEST_CASE("a keyboard's letters of any script are taken, and RECALL takes back a whole one") {
    EntryView view = opened(EntryFor::recall_search);
    ui::type_on_entry(view, "a\té茶");
    CHECK(view.text == "aé茶");
    ui::press_on_entry(view, recall);
    CHECK(view.text == "aé");
    ui::press_on_entry(view, recall);
    CHECK(view.text == "a");
    ui::press_on_entry(view, recall);
    ui::press_on_entry(view, recall);
    CHECK(view.text.empty());
}

TEST_CASE("after typing on a keyboard BUMP ends the text") {
    EntryView view = opened(EntryFor::recall_search);
    ui::press_on_entry(view, up);
    ui::type_on_entry(view, "42");
    CHECK(ui::press_on_entry(view, bump) == EntryEnd::done);
}

TEST_CASE("no text is longer than its place, counted in letters") {
    EntryView view = opened(EntryFor::recall_search);
    ui::type_on_entry(view, "茶茶茶茶茶茶茶茶茶茶茶茶");
    CHECK(view.text.size() == 30);
}

TEST_CASE("a name's words begin with capitals, a search does not") {
    EntryView name = opened(EntryFor::device_name);
    CHECK(name.capitals);
    type_by_arrows(name, "B");
    CHECK_FALSE(name.capitals);
    type_by_arrows(name, "a");
    ui::press_on_entry(name, start);
    CHECK(name.capitals);
    type_by_arrows(name, "R");
    CHECK(name.text == "Ba R");
    ui::press_on_entry(name, recall);
    CHECK(name.capitals);
    CHECK_FALSE(opened(EntryFor::recall_search).capitals);
}

TEST_CASE("a finger types on the panel's letters") {
    RealHand hand(screens::grill());
    hand.press(recall);
    hand.press(menu);
    REQUIRE(hand.view().entry.open);
    const auto letter = [&](std::size_t row, std::size_t place) {
        return hand.place([=](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::entry_key && hit.row == row && hit.place == place;
        });
    };
    hand.tap(letter(0, 2));
    hand.tap(letter(0, 7));
    CHECK(hand.view().entry.text == "38");
    hand.tap(letter(4, 5));
    CHECK_FALSE(hand.view().entry.open);
    CHECK(hand.view().recall.search == "38");
    CHECK(hand.view().recall.order_id == "order-38");
    const auto action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->order_id == "order-38");
}

TEST_CASE("the recall list is searched by what was ordered, in any case of letters") {
    const auto model = screens::grill();
    ui::RecallView view;
    ui::open_recall(view, *model);
    ui::search_recall(view, *model, "sea bass");
    REQUIRE(ui::recall_rows(view, *model).size() == 1);
    CHECK(view.order_id == "order-38");
    ui::search_recall(view, *model, "nothing like it");
    CHECK(ui::recall_rows(view, *model).empty());
    CHECK_FALSE(ui::press_on_recall(view, bump, *model, {view, *model}));
}

TEST_CASE("a keyboard closes with the list that asked for its text") {
    RealHand hand(screens::grill());
    hand.press(recall);
    hand.press(menu);
    REQUIRE(hand.view().entry.open);
    hand.later(ui::page_rest_ms);
    CHECK_FALSE(hand.view().entry.open);
    CHECK_FALSE(hand.view().recall.open);
}

}  // namespace
}  // namespace brigade
