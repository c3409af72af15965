#include "screens/legibility_figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "screens/colour_vision.h"
#include "ui/layout.h"
#include "ui/legible.h"

namespace brigade::screens {
namespace {

using ui::Colour;
using ui::Palette;

std::string row(const char* what, const Palette& dark, const Palette& light, auto figure) {
    return fmt::format("| {} | {} | {} |\n", what, figure(dark), figure(light));
}

std::string contrasts(const Palette& dark, const Palette& light) {
    const auto line = [&](const char* what, auto text, auto ground) {
        return row(what, dark, light,
                   [&](const Palette& p) { return fmt::format("{:.1f}", ui::contrast(text(p), ground(p))); });
    };
    const auto pair = [&](const char* what, ui::Pair Palette::*both) {
        return line(
            what, [both](const Palette& p) { return (p.*both).text; },
            [both](const Palette& p) { return (p.*both).ground; });
    };
    const auto age = [&](const char* what, std::size_t i) {
        return line(
            what, [i](const Palette& p) { return p.age[i].text; },
            [i](const Palette& p) { return p.age[i].ground; });
    };
    const auto on_card = [&](const char* what, Colour Palette::*colour) {
        return line(
            what, [colour](const Palette& p) { return p.*colour; }, [](const Palette& p) { return p.card; });
    };
    std::string text = "| Text on its ground, contrast to 1 | dark | light |\n|---|--:|--:|\n";
    text += on_card("a line", &Palette::text) + on_card("a line that is done", &Palette::dim);
    text += on_card("guest, server, progress", &Palette::quiet) + on_card("– without", &Palette::without);
    text += on_card("+ extra", &Palette::extra) + on_card("→ instead", &Palette::substitute);
    text += on_card("a note", &Palette::note) + pair("ALLERGY", &Palette::allergy);
    text += line(
        "ALLERGY's bar on the ticket", [](const Palette& p) { return p.allergy.ground; },
        [](const Palette& p) { return p.card; });
    text += age("● fresh", 0) + age("▲ warned", 1) + age("◆ late", 2);
    text += pair("NEW, CHANGED, VOID", &Palette::tag) + pair("RUSH, VIP", &Palette::band);
    text +=
        pair("hub lost", &Palette::lost) + pair("a fault", &Palette::fault) + pair("a key", &Palette::keycap);
    return text;
}

std::string differences(const Palette& dark, const Palette& light) {
    const auto line = [&](const char* what, auto a, auto b) {
        return row(what, dark, light, [&](const Palette& p) {
            std::string text;
            for (const Eyes eyes : all_eyes)
                text += fmt::format("{}{:.0f}", text.empty() ? "" : " / ", difference(a(p), b(p), eyes));
            return text;
        });
    };
    const auto age = [](std::size_t i) { return [i](const Palette& p) { return p.age[i].ground; }; };
    const auto of = [](Colour Palette::*colour) { return [colour](const Palette& p) { return p.*colour; }; };
    std::string text =
        "| Distance of colours: all cones / no green / no red | dark | light |\n|---|--:|--:|\n";
    text += line("fresh and warned", age(0), age(1)) + line("warned and late", age(1), age(2));
    text += line("fresh and late", age(0), age(2));
    text += line("without and extra", of(&Palette::without), of(&Palette::extra));
    text += line("without and instead", of(&Palette::without), of(&Palette::substitute));
    text += line("extra and instead", of(&Palette::extra), of(&Palette::substitute));
    text += line("in time and over time", of(&Palette::timer_text), of(&Palette::overtime_text));
    text += line(
        "a changed line's tag and its ticket", [](const Palette& p) { return p.tag.ground; },
        of(&Palette::card));
    return text;
}

std::string sizes() {
    struct Panel {
        const char* name;
        ui::Picture picture;
        ui::Viewing viewing;
    };
    const std::vector<Panel> panels{
        {"32 in, 1920 × 1080", {1920, 1080}, {1.5F, 32}},
        {"24 in, 1920 × 1080", {1920, 1080}, {1.5F, 24}},
        {"21.5 in, 1920 × 1080", {1920, 1080}, {1.5F, 21.5F}},
        {"43 in, 3840 × 2160", {3840, 2160}, {2, 43}},
        {"32 in, 1920 × 1080", {1920, 1080}, {3, 32}},
        {"10.1 in, 1280 × 800", {1280, 800}, {0.8F, 10.1F}},
        {"10.1 in, 1280 × 800", {1280, 800}, {1.5F, 10.1F}},
    };
    std::string text =
        "| Panel | distance | density | lines, mm | lines | number and age at 3 m | columns |\n"
        "|---|--:|---|--:|--:|--:|--:|\n";
    for (const Panel& panel : panels)
        for (const Density density : {Density::roomy, Density::normal, Density::dense}) {
            const ui::Look look =
                ui::make_look(ui::dark_palette(), ui::scale_for(panel.picture, panel.viewing, density));
            const ui::Legible seen = ui::legible(look, panel.picture, panel.viewing);
            text += fmt::format(
                "| {} | {:g} m | {} | {:.1f} | {:.0f}′ | {:.0f}′{} | {} |\n", panel.name,
                panel.viewing.distance_m, words::of<Density>[static_cast<std::size_t>(density)],
                ui::cap_mm(look.font(ui::Style::line).em_px, panel.picture, panel.viewing.diagonal_in),
                seen.line_arcmin, seen.number_arcmin, seen.enough() ? "" : ", warned about",
                ui::columns_for(look.size, static_cast<float>(panel.picture.width_px)));
        }
    return text;
}

}  // namespace

std::string legibility_figures() {
    const Palette &dark = ui::dark_palette(), &light = ui::light_palette();
    return contrasts(dark, light) + "\n" + differences(dark, light) + "\n" + sizes();
}

}  // namespace brigade::screens
