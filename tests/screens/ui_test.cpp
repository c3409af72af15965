#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <thread>

#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/ui.h"

namespace brigade {
namespace {

std::unique_ptr<ui::Ui> open() {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = 960;
    options.height_px = 540;
    auto words = screens::words_of("en");
    REQUIRE(bool(words));
    auto opened = ui::Ui::open(options, *words);
    REQUIRE(bool(opened));
    return *std::move(opened);
}

TEST_CASE("what is presented and what is pressed reach the loop") {
    const auto ui = open();
    Mailbox mailbox;
    TimeMs now_ms = 0;
    const auto clock = [&] { return now_ms; };
    CHECK(ui->turn(mailbox, clock));  // nothing published yet: the screen waits
    CHECK(mailbox.take_presented().empty());

    const auto model = screens::many(4);
    mailbox.publish(std::make_shared<ScreenModel>(*model));
    ui->press(ui::Function::none);  // ends the wait for the next second
    now_ms += 5'000;
    ui->turn(mailbox, clock);
    const auto presented = mailbox.take_presented();
    REQUIRE(presented.size() == 1);
    CHECK(presented[0].seq == model->seq);
    CHECK(presented[0].drawn.size() == 4);

    now_ms += 1'000;
    ui->press(ui::position(2));
    ui->press(ui::Function::bump);
    ui->turn(mailbox, clock);
    const auto actions = mailbox.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].order_id == "order-2");
    CHECK(mailbox.take_presented().empty());
}

TEST_CASE("an order that came under the device page, the keypad or the recall list is reported once it can be seen") {
    for (const ui::Function cover : {ui::Function::devices, ui::Function::cook, ui::Function::recall}) {
        const auto ui = open();
        Mailbox mailbox;
        TimeMs now_ms = 0;
        const auto clock = [&] { return now_ms; };
        const auto turn = [&](ui::Function function) {
            now_ms += 1'000;
            ui->press(function);
            ui->turn(mailbox, clock);
        };
        const auto model = screens::many(2);
        mailbox.publish(std::make_shared<ScreenModel>(*model));
        turn(ui::Function::none);
        CHECK(mailbox.take_presented().size() == 1);
        turn(cover);
        const auto more = screens::many(3);
        more->seq = model->seq + 5;
        mailbox.publish(std::make_shared<ScreenModel>(*more));
        turn(ui::Function::none);
        CHECK(mailbox.take_presented().empty());
        turn(ui::Function::cancel);
        const auto presented = mailbox.take_presented();
        REQUIRE(presented.size() == 1);
        CHECK(presented[0].seq == more->seq);
        CHECK(presented[0].drawn.size() == 1);
    }
}

TEST_CASE("a device page that is forgotten closes by itself: the station is told, and what came under it is shown") {
    const auto ui = open();
    Mailbox mailbox;
    TimeMs now_ms = 0;
    const auto clock = [&] { return now_ms; };
    mailbox.publish(std::make_shared<ScreenModel>(*screens::many(2)));
    ui->turn(mailbox, clock);
    ui->press(ui::Function::devices);
    ui->turn(mailbox, clock);
    mailbox.take_actions();
    mailbox.take_presented();
    const auto more = screens::many(3);
    more->seq += 5;
    mailbox.publish(std::make_shared<ScreenModel>(*more));
    now_ms += ui::page_rest_ms;
    ui->press(ui::Function::none);
    ui->turn(mailbox, clock);
    const auto actions = mailbox.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].kind == Action::Kind::devices_close);
    CHECK(mailbox.take_presented().size() == 1);
}

TEST_CASE("it runs until it is told to quit, and writes its picture on request") {
    const auto ui = open();
    Mailbox mailbox;
    const std::string path = std::string(BRIGADE_BINARY_DIR) + "/screens/request.png";
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::filesystem::remove(path);
    ui->screenshot(path);
    int turns = 0;
    std::thread other;
    ui->run(
        mailbox, [] { return TimeMs{0}; },
        [&] {
            if (++turns == 1) other = std::thread([&] { ui->quit(); });
        });
    other.join();
    CHECK(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

}  // namespace
}  // namespace brigade
