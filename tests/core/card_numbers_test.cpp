// Card numbers do not get into the kitchen. The numbers here are those that card networks publish for tests.
#include "core/card_numbers.h"

#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::string masked(std::string text) { return without_card_numbers(std::move(text)); }
bool stays(const std::string& text) { return masked(text) == text; }

}  // namespace

TEST_CASE("of a card number the last four digits are left") {
    CHECK(masked("4111111111111111") == "************1111");
    CHECK(masked("pay with 5555555555554444, thanks") == "pay with ************4444, thanks");
    CHECK(masked("378282246310005") == "***********0005");          // 15 digits
    CHECK(masked("30569309025904") == "**********5904");            // 14
    CHECK(masked("4222222222222") == "*********2222");              // 13
    CHECK(masked("6212345678900000003") == "***************0003");  // 19
    CHECK(masked("2223003122003222") == "************3222");
}

TEST_CASE("spaces and dashes between the digits do not hide it, and stay") {
    CHECK(masked("4111 1111 1111 1111") == "**** **** **** 1111");
    CHECK(masked("4111-1111-1111-1111") == "****-****-****-1111");
    CHECK(masked("4111 - 1111 - 1111 - 1111") == "**** - **** - **** - 1111");
    CHECK(masked("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1") == "* * * * * * * * * * * * 1 1 1 1");
    CHECK(masked("3782 822463 10005") == "**** ****** *0005");
    CHECK(masked("4111\u00A01111\u20131111\u202F1111") == "****\u00A0****\u2013****\u202F1111");
}

TEST_CASE("dots, tabs, line ends and wide spaces between the groups do not hide it") {
    CHECK(masked("4111.1111.1111.1111") == "****.****.****.1111");
    CHECK(masked("3782.822463.10005.") == "****.******.*0005.");
    CHECK(masked("4111\t1111\n1111\r\n1111") == "****\t****\n****\r\n1111");
    CHECK(masked("4111\u30001111\u30001111\u30001111") == "****\u3000****\u3000****\u30001111");
    CHECK(masked("4111.1111-1111 1111") == "****.****-**** 1111");
}

TEST_CASE("what stands around it does not hide it either") {
    CHECK(masked("2x 4111 1111 1111 1111 exp 12/27") == "2x **** **** **** 1111 exp 12/27");
    CHECK(masked("table 12 4111111111111111") == "table 12 ************1111");
    CHECK(masked("card:4111111111111111cvv123") == "card:************1111cvv123");
    CHECK(masked("kartu é4111111111111111é 辣") == "kartu é************1111é 辣");
    CHECK(masked("4111111111111111, 5555555555554444") == "************1111, ************4444");
}

TEST_CASE("numbers that only look a little like one stay readable") {
    CHECK(stays(""));
    CHECK(stays("4111111111111112"));        // a wrong check digit
    CHECK(stays("411111111111"));            // 12 digits
    CHECK(stays("41111111111111111115"));    // 20
    CHECK(stays("9994111111111111111999"));  // within a longer number
    CHECK(stays("1111111111111117"));        // no card begins so
    CHECK(stays("0812 3456 7890 123"));      // telephone numbers
    CHECK(stays("+62 812-3456-7899"));
    CHECK(stays("+628123456789017"));
    CHECK(stays("6281234567899"));
    CHECK(stays("GF-4839201847562913"));  // an order number of a delivery service
    CHECK(stays("2026-11-20 12:03:07"));
    CHECK(stays("45.000.000.000.007"));  // prices and times: a dot joins no shorter groups
    CHECK(stays("25.000 30.000 45.006"));
    CHECK(stays("20.11.2026 12.03.10"));
    CHECK(stays("41.11111111111111"));
    CHECK(stays("4111/1111/1111/1111"));
    CHECK(stays("************1111"));
}

TEST_CASE("masking twice is masking once, and never changes the length") {
    for (std::string text :
         {"4111111111111111 5555555555554444", "4111 1111 1111 1111 1111 1111 1111 1111 1111", "no digits",
          "4111111111111111-4111111111111111", "444433332222111144443333222211114444"}) {
        std::string once = masked(text);
        CHECK(masked(once) == once);
        CHECK(once.size() == text.size());
    }
}

TEST_CASE("every free text of an order is masked, and nothing that identifies") {
    const std::string card = "4111111111111111", gone = "************1111";
    Order order = an_order(card).line(card, card).item(card).category(card).line_notes(card).value();
    order.number = order.reference = order.table = order.guest = order.server = order.notes = card;
    order.channel = card;
    order.allergies = {card};
    order.lines[0].name = card;
    order.lines[0].modifiers = {{ModifierKind::option, card}};
    mask_card_numbers(order);
    for (const std::string& text :
         {order.table, order.guest, order.server, order.notes, order.allergies[0], order.lines[0].name,
          order.lines[0].notes, order.lines[0].modifiers[0].name})
        CHECK(text == gone);
    for (const std::string& text : {order.id, order.number, order.reference, order.channel, order.lines[0].id,
                                    order.lines[0].item, order.lines[0].category, order.lines[0].station})
        CHECK(text == card);
}
