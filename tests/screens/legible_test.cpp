#include <catch2/catch_test_macros.hpp>

#include <string>

#include "screens/locale.h"
#include "screens/stage.h"
#include "ui/legible.h"

namespace brigade::ui {
namespace {

constexpr Picture full_hd{1920, 1080};

Look look_of(const Picture& picture, const Viewing& viewing, Density density = Density::normal) {
    return make_look(dark_palette(), scale_for(picture, viewing, density));
}

TEST_CASE("without a word about the panel sizes follow from the picture's height, also upright") {
    CHECK(scale_for(full_hd, {}, Density::normal) == Scale{1, 1, 0});
    CHECK(scale_for({960, 540}, {}, Density::normal) == Scale{0.5F, 0.5F, 0});
    CHECK(scale_for({2160, 3840}, {}, Density::normal) == Scale{2, 2, 0});
    CHECK_FALSE(legible(look_of(full_hd, {}), full_hd, {}).known);
}

TEST_CASE("order numbers and ages are 17.5 mm high, 20 arc minutes at 3 m, wherever the cook stands") {
    for (const float distance_m : {0.8F, 1.5F, 2.5F, 3.0F}) {
        const Viewing viewing{distance_m, 32};
        const Look look = look_of(full_hd, viewing);
        INFO(distance_m);
        for (const Style style : {Style::number, Style::age})
            CHECK(cap_mm(look.font(style).em_px, full_hd, 32) >= 17.4F);
        CHECK(legible(look, full_hd, viewing).number_arcmin >= 19.9F);
    }
}

TEST_CASE("lines cover 20 arc minutes at the distance that was set") {
    for (const float distance_m : {1.2F, 1.5F, 2.0F, 3.0F}) {
        const Viewing viewing{distance_m, 32};
        const Legible seen = legible(look_of(full_hd, viewing), full_hd, viewing);
        INFO(distance_m);
        CHECK(seen.line_arcmin >= 19.8F);
        CHECK(seen.line_arcmin <= 21);
    }
    CHECK(cap_mm(look_of(full_hd, {1.5F, 32}).font(Style::line).em_px, full_hd, 32) >= 8.6F);
}

TEST_CASE("the dense step goes down to 16 arc minutes and no further, the roomy one up") {
    const Viewing viewing{1.5F, 32};
    const auto seen = [&](Density density) {
        return legible(look_of(full_hd, viewing, density), full_hd, viewing);
    };
    CHECK(seen(Density::dense).line_arcmin >= arcmin_least - 0.25F);
    CHECK(seen(Density::dense).line_arcmin < 17);
    CHECK(seen(Density::dense).number_arcmin >= arcmin_least - 0.25F);
    CHECK(seen(Density::roomy).line_arcmin > 23);
    for (const Density density : {Density::roomy, Density::normal, Density::dense})
        CHECK(seen(density).enough());
}

TEST_CASE("a panel that is too small or too far is warned about, in words with the figures") {
    const Picture picture{1024, 600};
    const Viewing viewing{2.5F, 7};
    const Legible seen = legible(look_of(picture, viewing), picture, viewing);
    CHECK_FALSE(seen.enough());
    const auto words = screens::words_of("en");
    REQUIRE(bool(words));
    const std::string sentence = legible_sentence(*words, seen);
    CHECK(sentence.starts_with("Letters are "));
    CHECK(sentence.find("at 2.5 m") != std::string::npos);
    CHECK(sentence.find("too small or too far") != std::string::npos);
    CHECK(legible_sentence(*words, {}).find("not known") != std::string::npos);
    const Legible good{true, 1.5F, 20, 3, 20}, small_numbers{true, 1.5F, 20, 3, 13};
    CHECK(legible_sentence(*words, good) == "Letters are 20 arc minutes high at 1.5 m: easily read.");
    CHECK(legible_sentence(*words, small_numbers).starts_with("Order numbers and ages are 13 arc minutes"));
}

TEST_CASE("keys on the panel are 20 mm high where its size is known, in every density") {
    for (const Density density : {Density::roomy, Density::normal, Density::dense})
        for (const float diagonal_in : {24.0F, 32.0F, 43.0F}) {
            const Look look = look_of(full_hd, {1.5F, diagonal_in}, density);
            const float px_per_mm = 2203 / (diagonal_in * 25.4F);
            INFO(diagonal_in);
            CHECK(look.size.keys >= 19.5F * px_per_mm);
        }
}

TEST_CASE("a card has room for its key, a number of three digits, its age's sign and the age") {
    screens::Stage stage = screens::Stage::open(1920, 1080);
    for (const Viewing& viewing : {Viewing{}, Viewing{1.5F, 32}, Viewing{0.8F, 32}, Viewing{1.5F, 24}})
        for (const Density density : {Density::roomy, Density::normal, Density::dense}) {
            stage.window->dress(Theme::dark, density, viewing);
            const Sizes& size = stage.window->look().size;
            stage.window->present([&](Canvas& canvas) {
                const float number = canvas.width(Style::number_small, "101"),
                            age = canvas.width(Style::age, "00:00");
                INFO(viewing.distance_m << " m, " << viewing.diagonal_in << " in, "
                                        << static_cast<int>(density));
                CHECK(size.key_box + number + age + size.shape + 3 * size.row_gap + 2 * size.pad <=
                      size.column);
            });
        }
}

TEST_CASE("figures are tabular: a clock and a count do not wander while they run") {
    screens::Stage stage = screens::Stage::open();
    stage.window->present([](Canvas& canvas) {
        for (int style = 0; style < static_cast<int>(Style::count_); ++style) {
            const auto width = [&](const char* digit) {
                return canvas.width(static_cast<Style>(style), digit);
            };
            INFO("style " << style);
            for (const char* digit : {"1", "2", "3", "4", "5", "6", "7", "8", "9"})
                CHECK(width(digit) == width("0"));
        }
    });
}

TEST_CASE("a window takes another theme and density between two pictures") {
    screens::Stage stage = screens::Stage::open();
    stage.show(screens::grill());
    const float before = stage.window->look().font(Style::line).em_px;
    stage.window->dress(Theme::light, Density::dense, {});
    stage.screen.set_look(stage.window->look());
    stage.show(screens::grill());
    CHECK(stage.window->look().colour.card == light_palette().card);
    CHECK(stage.window->look().font(Style::line).em_px < before);
}

}  // namespace
}  // namespace brigade::ui
