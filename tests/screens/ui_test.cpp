#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/log.h"
#include "screens/locale.h"
#include "screens/samples.h"
#include "screens/stage.h"
#include "ui/ui.h"

namespace brigade {
namespace {

TEST_CASE("what is presented and what is pressed reach the loop") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 0;
    const auto clock = [&] { return now_ms; };
    CHECK(ui->turn(clock));  // nothing published yet: the screen waits
    CHECK(mailbox.take_presented().empty());

    const auto model = screens::many(4);
    mailbox.publish(std::make_shared<ScreenModel>(*model));
    ui->pane().press(ui::Function::none);  // ends the wait for the next second
    now_ms += 5'000;
    ui->turn(clock);
    const auto presented = mailbox.take_presented();
    REQUIRE(presented.size() == 1);
    CHECK(presented[0].seq == model->seq);
    CHECK(presented[0].drawn.size() == 4);

    now_ms += 1'000;
    ui->pane().press(ui::position(2));
    ui->pane().press(ui::Function::bump);
    ui->turn(clock);
    const auto actions = mailbox.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].order_id == "order-2");
    CHECK(mailbox.take_presented().empty());
}

// What the log says while it says everything.
class LogInFile {
  public:
    LogInFile() : file_(std::tmpfile()), before_(::dup(STDERR_FILENO)) {
        ::dup2(::fileno(file_), STDERR_FILENO);
        set_log_level(LogLevel::debug);
    }
    ~LogInFile() {
        set_log_level(LogLevel::info);
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
        std::fclose(file_);
    }
    std::string text() {
        std::string text(4'096, '\0');
        text.resize(static_cast<std::size_t>(::pread(::fileno(file_), text.data(), text.size(), 0)));
        return text;
    }

  private:
    std::FILE* file_;
    int before_;
};

TEST_CASE("each picture is in the log of a screen that says more, with the tickets that it showed first") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 5'000;
    const auto clock = [&] { return now_ms; };
    const auto model = screens::many(2);
    model->seq = 41;
    mailbox.publish(std::make_shared<ScreenModel>(*model));
    LogInFile log;
    ui->turn(clock);
    CHECK(
        log.text().ends_with("picture: event 41, tickets 2, presses waiting 0, whole for the first time: "
                             "order-1 order-2\n"));
    model->seq = 42;
    model->waiting = 1;
    mailbox.publish(std::make_shared<ScreenModel>(*model));
    now_ms += 1'000;
    ui->turn(clock);
    CHECK(
        log.text().ends_with("picture: event 42, tickets 2, presses waiting 1, whole for the first time:\n"));
    const std::string before = log.text();
    set_log_level(LogLevel::info);
    now_ms += 1'000;
    ui->turn(clock);
    CHECK(log.text() == before);
}

TEST_CASE("bumps that were made half a second apart while the picture was late all count") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 0;
    const auto clock = [&] { return now_ms; };
    mailbox.publish(std::make_shared<ScreenModel>(*screens::many(4)));
    ui->turn(clock);
    const TimeMs stalled_ms = 5'000;
    now_ms = stalled_ms + 3'000;
    ui->pane().press(ui::position(2), stalled_ms);
    ui->pane().press(ui::Function::bump, stalled_ms + 200);
    ui->pane().press(ui::Function::bump, stalled_ms + 300);  // bounced
    ui->pane().press(ui::position(3), stalled_ms + 500);
    ui->pane().press(ui::Function::bump, stalled_ms + 700);
    ui->turn(clock);
    const auto actions = mailbox.take_actions();
    REQUIRE(actions.size() == 2);
    CHECK(actions[0].order_id == "order-2");
    CHECK(actions[1].order_id == "order-3");
}

TEST_CASE("a press that is said to be from before the last one, or to come, is taken between it and now") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 5'000;
    const auto clock = [&] { return now_ms; };
    mailbox.publish(std::make_shared<ScreenModel>(*screens::many(4)));
    ui->turn(clock);
    ui->pane().press(ui::Function::bump, 9'000'000);
    now_ms += 1'000;
    ui->turn(clock);
    CHECK(mailbox.take_actions().size() == 1);
    ui->pane().press(ui::position(2), 0);
    ui->pane().press(ui::Function::bump, 0);  // as soon as the one before: it bounces
    now_ms += 1'000;
    ui->turn(clock);
    CHECK(mailbox.take_actions().empty());
    ui->pane().press(ui::Function::bump);
    now_ms += 1'000;
    ui->turn(clock);
    CHECK(mailbox.take_actions().size() == 1);
}

TEST_CASE("whoever asks for a picture of a pane gets it with the next turn, as it stands on the glass") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    mailbox.publish(std::make_shared<ScreenModel>(*screens::many(4)));
    const std::string path = std::string(BRIGADE_BINARY_DIR) + "/screens/asked-for.png";
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::optional<ui::Pixels> taken;
    ui->pane().picture([&](const Result<ui::Pixels>& pixels) {
        REQUIRE(bool(pixels));
        taken = *pixels;
    });
    ui->pane().screenshot(path);
    CHECK_FALSE(taken);
    ui->turn([] { return TimeMs{0}; });
    REQUIRE(taken);
    CHECK(taken->rgb.size() ==
          static_cast<std::size_t>(taken->width) * static_cast<std::size_t>(taken->height) * 3);
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    const auto png = ui::png_of(*taken);
    REQUIRE(bool(png));
    const bool same = *png == bytes.str();
    CHECK(same);
}

TEST_CASE("a language chosen on a screen that has never heard its hub is there at once") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    const auto words = screens::words_of("id");
    REQUIRE(bool(words));
    ui->pane().know("id", *words);
    TimeMs now_ms = 0;
    const auto picture_in = [&](const std::string& language) {
        const auto model = screens::waiting();
        model->settings.language = language;
        mailbox.publish(std::make_shared<ScreenModel>(*model));
        const std::string path = std::string(BRIGADE_BINARY_DIR) + "/screens/language-" + language + ".png";
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        ui->pane().screenshot(path);
        ui->turn([&] { return now_ms; });
        std::ostringstream bytes;
        bytes << std::ifstream(path, std::ios::binary).rdbuf();
        return bytes.str();
    };
    const std::string english = picture_in("en");
    REQUIRE(english.size() > 0);
    const bool other = picture_in("id") != english;
    CHECK(other);
}

TEST_CASE(
    "an order that came under the device page, the keypad or the recall list is reported once it can be "
    "seen") {
    for (const ui::Function cover : {ui::Function::devices, ui::Function::cook, ui::Function::recall}) {
        Mailbox mailbox;
        const auto ui = screens::open_ui(mailbox);
        TimeMs now_ms = 0;
        const auto clock = [&] { return now_ms; };
        const auto turn = [&](ui::Function function) {
            now_ms += 1'000;
            ui->pane().press(function);
            ui->turn(clock);
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

TEST_CASE(
    "a device page that is forgotten closes by itself: the station is told, and what came under it is "
    "shown") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 0;
    const auto clock = [&] { return now_ms; };
    mailbox.publish(std::make_shared<ScreenModel>(*screens::many(2)));
    ui->turn(clock);
    ui->pane().press(ui::Function::devices);
    ui->turn(clock);
    mailbox.take_actions();
    mailbox.take_presented();
    const auto more = screens::many(3);
    more->seq += 5;
    mailbox.publish(std::make_shared<ScreenModel>(*more));
    now_ms += ui::page_rest_ms;
    ui->pane().press(ui::Function::none);
    ui->turn(clock);
    const auto actions = mailbox.take_actions();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].kind == Action::Kind::devices_close);
    CHECK(mailbox.take_presented().size() == 1);
}

TEST_CASE("a picture that stands still reaches the glass every few seconds, and in between none does") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    const auto model = screens::waiting();
    model->start_fault = StartFault{StartFault::Kind::ends, "it ends"};  // nothing on its page moves
    mailbox.publish(model);
    TimeMs now_ms = 60'000;
    const auto turn = [&](TimeMs later_ms) {
        now_ms += later_ms;
        ui->pane().press(ui::Function::none);  // ends the wait for the next second
        ui->turn([&] { return now_ms; });
        return ui->pictures();
    };
    const std::uint64_t first = turn(0);
    CHECK(first == 1);
    CHECK(turn(0) == first);
    CHECK(turn(1'000) == first);
    CHECK(turn(ui::glass_again_ms - 1'001) == first);
    CHECK(turn(1) == first + 1);
    CHECK(turn(1'000) == first + 1);
}

TEST_CASE("whoever runs it is told of each picture that the glass has got, and of no turn without one") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    const auto model = screens::waiting();
    model->start_fault = StartFault{StartFault::Kind::ends, "it ends"};
    mailbox.publish(model);
    int turns = 0, told = 0;
    const auto clock = [&] {
        ui->pane().press(ui::Function::none);
        if (++turns == 20) ui->quit();
        return TimeMs{60'000};
    };
    ui->run(clock, [&] { ++told; });
    CHECK(told == 1);
}

TEST_CASE("a picture that looks as before is sent to the glass again every few seconds") {
    const screens::Stage stage = screens::Stage::open(320, 240);
    const auto draw = [](ui::Canvas& canvas) { canvas.fill({10, 10, 50, 50}, ui::rgb(0x30C060)); };
    CHECK(stage.window->present(draw));
    CHECK_FALSE(stage.window->present(draw));
    stage.window->send_again();
    CHECK(stage.window->present(draw));
    CHECK_FALSE(stage.window->present(draw));
}

TEST_CASE("it runs until it is told to quit, and writes its picture on request") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    const std::string path = std::string(BRIGADE_BINARY_DIR) + "/screens/request.png";
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::filesystem::remove(path);
    ui->pane().screenshot(path);
    int turns = 0;
    std::thread other;
    ui->run([] { return TimeMs{0}; },
            [&] {
                if (++turns == 1) other = std::thread([&] { ui->quit(); });
            });
    other.join();
    CHECK(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

}  // namespace
}  // namespace brigade
