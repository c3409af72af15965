// Names of one direction in sentences of the other (base/isolate.h). Where a font is not installed the
// scenario says so and is skipped.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <random>

#include "base/isolate.h"
#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/draw_parts.h"
#include "ui/legible.h"
#include "ui/recall_page.h"
#include "ui/rows.h"
#include "ui/shaper.h"
#include "ui/text.h"
#include "ui/window.h"
#include "ui/words.h"

namespace brigade::ui {
namespace {

bool lacks_leftward_fonts() {
    for (const char* name : {"Arabic", "Hebrew"}) {
        const std::string file = FontFiles{}.noto + "/NotoSans" + name + "-Regular.ttf";
        if (std::filesystem::exists(file)) continue;
        WARN("skipped: " << file << " is not installed");
        return true;
    }
    return false;
}

struct Setter {
    Typefaces typefaces;
    std::unique_ptr<Shaper> shaper;

    Setter() {
        font_index({})->wait();
        REQUIRE(bool(typefaces.open({})));
        shaper = std::make_unique<Shaper>(typefaces);
    }
    ShapedPtr shape(std::string_view text) { return shaper->shape({Face::regular, 32}, text); }
    Measure measure() {
        return [this](Style, std::string_view text) { return shape(text)->width; };
    }
};

// From where to where something is seen.
struct Extent {
    float first = std::numeric_limits<float>::max(), last = std::numeric_limits<float>::lowest();
};

// For each letter outside of names, and for each outermost name as a whole, in the order of the text.
std::vector<Extent> extents(const Shaped& shaped, std::string_view text) {
    std::vector<std::size_t> piece(text.size() + 1);
    std::size_t open = 0, count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == isolate_end) --open;
        piece[i] = count;
        if (text[i] == isolate_begin) ++open;
        if (open == 0) ++count;
    }
    std::vector<Extent> pieces(count + 1);
    const auto add = [&](std::uint32_t at, float x) {
        Extent& one = pieces[piece[at]];
        one = {std::min(one.first, x), std::max(one.last, x)};
    };
    for (const Placed& placed : shaped.glyphs) add(placed.at, placed.x);
    for (const CodeBox& box : shaped.boxes) add(box.at, box.x);
    std::erase_if(pieces, [](const Extent& one) { return one.first > one.last; });
    return pieces;
}

bool in_order(const Shaped& shaped, std::string_view text) {
    const std::vector<Extent> pieces = extents(shaped, text);
    return std::adjacent_find(pieces.begin(), pieces.end(), [](const Extent& a, const Extent& b) {
               return a.last > b.first;
           }) == pieces.end();
}

bool in_order_from_the_right(const Shaped& shaped, std::string_view text) {
    const std::vector<Extent> pieces = extents(shaped, text);
    return std::adjacent_find(pieces.begin(), pieces.end(), [](const Extent& a, const Extent& b) {
               return a.first < b.last;
           }) == pieces.end();
}

Words words_of(const std::string& language) {
    const auto words = screens::words_of(language);
    REQUIRE(bool(words));
    return *words;
}

TEST_CASE("two order numbers beside Arabic names stay where they were") {
    if (lacks_leftward_fonts()) return;
    Setter setter;
    for (const char* language : {"en", "id"}) {
        const std::string text =
            words_of(language).fill(Say::trouble_unseen_text, {"12", "כתום 41", "مشوي 7"});
        const ShapedPtr shaped = setter.shape(text);
        CHECK(shaped->boxes.empty());
        CHECK(in_order(*shaped, text));
    }
    const std::string summary = "2 " + isolated("كباب") + ", 14 " + isolated("حمص (صغير)") + ", 1 Cola";
    CHECK(in_order(*setter.shape(summary), summary));
}

TEST_CASE("Latin names and numbers stand in an Arabic sentence in its own order") {
    if (lacks_leftward_fonts()) return;
    std::map<std::string, std::string> texts;
    for (const std::string_view key : word_keys) texts[std::string(key)] = "x";
    texts["trouble_unseen_text"] = "{0} طلب، {1} قبل {2}.";
    const auto words = Words::from(texts);
    REQUIRE(bool(words));
    Setter setter;
    const std::string text = words->fill(Say::trouble_unseen_text, {"12 (A)", "Table 9", "Grill 2!"});
    const ShapedPtr shaped = setter.shape(text);
    CHECK(shaped->boxes.empty());
    CHECK(in_order_from_the_right(*shaped, text));
}

TEST_CASE("a name with an unbalanced override shows it and turns nothing around") {
    if (lacks_leftward_fonts()) return;
    Setter setter;
    const Words words = words_of("en");
    for (const char* mark : {"\u202E", "\u202B", "\u2067", "\u2069", "\u2069\u202E", "\u202C\u2069\u2069"})
        for (const char* name : {"كباب", "Kebab"}) {
            const std::string said =
                words.fill(Say::learn_taken, {std::string(name) + mark + "41", "17 (B)"});
            const ShapedPtr shaped = setter.shape(said);
            CHECK(shaped->boxes.size() == std::string_view(mark).size() / 3);
            CHECK(in_order(*shaped, said));
        }
}

TEST_CASE("on a ticket the names beside each other stay where they were") {
    if (lacks_leftward_fonts()) return;
    Setter setter;
    const Words words = words_of("en");
    const Measure measure = setter.measure();
    const Look look = make_look(dark_palette(), scale_for({1920, 1080}, {}, Density::normal));
    ScreenTicket ticket = screens::ticket("81", 60);
    ticket.table = "شرفة 3", ticket.reference = "41-A", ticket.guest = "ליאור 2", ticket.server = "7 Budi";
    ticket.covers = 4, ticket.channel = "توصيل 9", ticket.allergies = {"سمسم", "2 Peanut", "حليب (12)"};
    ticket.from = {"مشوي 7"};
    const Sheet sheet = compose({look, words, measure, 2'000}, ticket, StationKind::prep);
    REQUIRE(sheet.service_rows.size() == 1);
    std::vector<std::string> texts = {sheet.service_rows[0]};
    for (const Row& row : sheet.rows) texts.insert(texts.end(), {row.text, row.right});
    CHECK(std::count_if(texts.begin(), texts.end(), [](const std::string& text) { return turns(text); }) ==
          5);
    for (const std::string& text : texts) {
        INFO(without_marks(text));
        CHECK(in_order(*setter.shape(text), text));
    }
}

TEST_CASE("the marks around a name take no width and show nothing; a letter's mark stays a box") {
    if (lacks_leftward_fonts()) return;
    Setter setter;
    for (const char* name : {"كباب", "Kebab", "12", "", "茶", "👩\u200D🍳"}) {
        CHECK(setter.shape(isolated(name))->width == setter.shape(name)->width);
        CHECK(setter.shape(isolated(name))->boxes.size() == setter.shape(name)->boxes.size());
    }
    CHECK(setter.shape("a" + isolated("\u0301b"))->boxes.size() == 1);
    CHECK(setter.shape("كباب" + isolated("\u200Db"))->boxes.size() == 1);
}

TEST_CASE("a mark is taken with its letter") {
    const std::string name = isolated("كب");
    std::string_view rest = name;
    CHECK(take_cluster(rest) == name.substr(0, 3));
    CHECK(take_cluster(rest) == name.substr(3));
    CHECK(rest.empty());
}

TEST_CASE("wrapped names are isolated on each of their rows, and nothing is lost") {
    if (lacks_leftward_fonts()) return;
    Setter setter;
    std::mt19937 random(20261121);
    const std::vector<std::string> names = {
        "شاورما الدجاج المشوي", "חומוס עם פטריות", "كولا Cola 2",      "3", "كباب\nحار",
        "Nasi (pedas)",         " ليمون ",         "بدون\u2069 12 بصل"};
    for (int round = 0; round < 200; ++round) {
        std::string text = "1";
        for (std::size_t i = 0, count = 1 + random() % 5; i < count; ++i)
            text +=
                " kg (" + isolated(names[random() % names.size()]) + "), " + std::to_string(random() % 50);
        const float width = static_cast<float>(80 + random() % 400);
        std::string joined;
        for (const std::string& row : wrap(setter.measure(), Style::line, text, width)) {
            INFO("row " << without_marks(row) << " of " << without_marks(text));
            CHECK(marks_left_open(row) == 0);
            CHECK(with_marks_closed(row) == row);
            const ShapedPtr shaped = setter.shape(row);
            CHECK(in_order(*shaped, row));
            CHECK(shaped->width <= width + 1);
            joined += without_marks(row);
        }
        const auto bare = [](std::string of) {
            std::erase_if(of, [](char letter) { return letter == ' ' || letter == '\n'; });
            return of;
        };
        CHECK(bare(joined) == bare(without_marks(text)));
    }
}

TEST_CASE("a name cut short keeps its side, and the dots stand behind it") {
    if (lacks_leftward_fonts()) return;
    WindowOptions options;
    options.mode = WindowOptions::Mode::headless;
    options.width_px = 1920, options.height_px = 1080;
    const auto window = Window::open(options);
    REQUIRE(bool(window));
    (*window)->wait_for_fonts();
    Setter setter;
    const std::string text = words_of("en").fill(Say::device_restarted, {"שולחן 12 ליד החלון"});
    (*window)->present([&](Canvas& canvas) {
        const float all = canvas.width(Style::title, text);
        CHECK(cut(canvas, Style::title, text, all) == text);
        for (float room = 80; room < all; room += 10) {
            const std::string part = cut(canvas, Style::title, text, room);
            CHECK(canvas.width(Style::title, part) <= room);
            CHECK(part.ends_with(" …"));
            CHECK(with_marks_closed(part) == part);
            CHECK(in_order(*setter.shape(part), part));
        }
    });
}

TEST_CASE("what left is cut with its names on their side") {
    if (lacks_leftward_fonts()) return;
    WindowOptions options;
    options.mode = WindowOptions::Mode::headless;
    const auto window = Window::open(options);
    REQUIRE(bool(window));
    (*window)->wait_for_fonts();
    Setter setter;
    const std::string text =
        "1 " + isolated("شاورما الدجاج المشوي على الفحم") + ", 14 Rôti, 2 " + isolated("חומוס עם פטריות");
    (*window)->present([&](Canvas& canvas) {
        for (float room = 60; room < canvas.width(Style::small, text) / 2; room += 7) {
            const auto rows = cut_rows(canvas, Style::small, text, room, 2);
            REQUIRE(rows.size() == 2);
            CHECK(rows[1].ends_with(" …"));
            for (const std::string& row : rows) {
                CHECK(with_marks_closed(row) == row);
                const ShapedPtr shaped = setter.shape(row);
                CHECK(shaped->boxes.empty());
                CHECK(in_order(*shaped, row));
            }
        }
        CHECK(cut_rows(canvas, Style::small, "1 Cola", 1'000, 2) == std::vector<std::string>{"1 Cola"});
    });
}

TEST_CASE("what left is found by words on both sides of an Arabic name") {
    ScreenModel model;
    model.bumped = {{"a", "1", 1, 0, "2 " + isolated("كباب") + ", 1 Cola"}};
    RecallView view;
    for (const char* search : {"كباب, 1", "1 cola", "2 كباب"}) {
        view.search = search;
        CHECK(recall_rows(view, model).size() == 1);
    }
}

TEST_CASE("a name that looks like a place to fill stays a name") {
    CHECK(words_of("en").fill(Say::all_day_page, {"{1}", "5"}) == "Page {1} of 5");
}

}  // namespace
}  // namespace brigade::ui
