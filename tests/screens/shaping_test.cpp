// Texts of every script as the screens lay them out. What needs a font that a machine may lack says so and is
// skipped.
#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include "support/temporary_directory.h"
#include "ui/glyphs.h"
#include "ui/shaper.h"
#include "ui/text.h"
#include "ui/window.h"

namespace brigade::ui {
namespace {

struct Bench {
    Typefaces typefaces;
    std::unique_ptr<Shaper> shaper;

    explicit Bench(const FontFiles& files = {}) {
        font_index(files)->wait();
        REQUIRE(bool(typefaces.open(files)));
        shaper = std::make_unique<Shaper>(typefaces);
    }
    ShapedPtr shape(std::string_view text) { return shaper->shape({Face::regular, 32}, text); }
    float width(std::string_view text) { return shape(text)->width; }
    Measure measure() {
        return [this](Style, std::string_view text) { return width(text); };
    }
};

bool lacks(const std::string& file) {
    if (std::filesystem::exists(file)) return false;
    WARN("skipped: " << file << " is not installed");
    return true;
}

bool lacks_noto(const std::string& name) { return lacks(FontFiles{}.noto + "/" + name + "-Regular.ttf"); }

bool lacks_ideographs() {
    for (const std::string& path : FontFiles{}.ideographs)
        if (std::filesystem::exists(path) || std::filesystem::exists(path + "-Regular.ttc")) return false;
    WARN("skipped: no font for Chinese, Japanese and Korean is installed");
    return true;
}

std::vector<std::uint32_t> places(const Shaped& shaped) {
    std::vector<std::uint32_t> places;
    for (const Placed& placed : shaped.glyphs) places.push_back(placed.at);
    return places;
}

std::vector<std::uint32_t> codes(const Shaped& shaped) {
    std::vector<std::uint32_t> codes;
    for (const CodeBox& box : shaped.boxes) codes.push_back(box.code);
    return codes;
}

TEST_CASE("Arabic letters join, and stand from right to left") {
    if (lacks_noto("NotoSansArabic")) return;
    Bench bench;
    const auto word = bench.shape("بيت");  // beh yeh teh
    CHECK(word->boxes.empty());
    std::set<std::uint32_t> joined, alone;
    for (const Placed& placed : word->glyphs) joined.insert(placed.glyph);
    for (const char* letter : {"ب", "ي", "ت"})
        for (const Placed& placed : bench.shape(letter)->glyphs) alone.insert(placed.glyph);
    CHECK(joined != alone);
    const auto at = places(*word);
    CHECK(at.front() > at.back());
    CHECK(std::is_sorted(at.rbegin(), at.rend()));
    CHECK(word->width < bench.width("ب") + bench.width("ي") + bench.width("ت"));
}

TEST_CASE("Hebrew stands from right to left, and digits in it from left to right") {
    if (lacks_noto("NotoSansHebrew")) return;
    Bench bench;
    const auto text = bench.shape("אב 12");
    const auto at = places(*text);
    REQUIRE(at.size() == 5);
    CHECK(at == std::vector<std::uint32_t>{5, 6, 4, 2, 0});
}

TEST_CASE("Thai marks stand on their letter and take no room") {
    if (lacks_noto("NotoSansThai")) return;
    Bench bench;
    CHECK(bench.width("กี่") == bench.width("ก"));
    CHECK(bench.shape("กี่")->glyphs.size() == 3);
    CHECK(bench.shape("กี่")->boxes.empty());
}

TEST_CASE("in Devanagari the short i stands before its letter, and letters bind") {
    if (lacks_noto("NotoSansDevanagari")) return;
    Bench bench;
    const auto ki = bench.shape("कि"), ka = bench.shape("क");
    REQUIRE(ki->glyphs.size() == 2);
    CHECK(ki->glyphs[1].glyph == ka->glyphs[0].glyph);  // the vowel, written second, stands first
    const auto ksha = bench.shape("क्ष");
    CHECK(ksha->glyphs.size() == 1);
    CHECK(ksha->boxes.empty());
}

TEST_CASE("Chinese, Japanese and Korean letters are as wide as they are high") {
    if (lacks_ideographs()) return;
    Bench bench;
    for (const char* letter : {"茶", "碗", "し", "鱼"}) {
        CHECK(bench.shape(letter)->boxes.empty());
        CHECK(bench.width(letter) == 32);
    }
    CHECK(bench.width("宫保鸡丁") == 4 * 32);
    CHECK(bench.shape("김치찌개")->boxes.empty());
}

TEST_CASE("a text with several scripts has all of them, in the direction of its first letter") {
    if (lacks_noto("NotoSansArabic")) return;
    Bench bench;
    const auto latin = bench.shape("Cola كولا 2");
    CHECK(latin->boxes.empty());
    CHECK(places(*latin).front() == 0);
    const auto arabic = bench.shape("كولا Cola");
    CHECK(places(*arabic).back() == 0);
}

TEST_CASE("a name with direction marks is laid out as if they were pictures, and shows each of them") {
    Bench bench;
    for (const char* mark :
         {"\u202E", "\u202D", "\u2066", "\u2067", "\u2068", "\u202B", "\u200F", "\u061C"}) {
        const auto text = bench.shape(std::string("12 ") + mark + "pork 34");
        CHECK(text->boxes.size() == 1);
        const auto at = places(*text);
        CHECK(std::is_sorted(at.begin(), at.end()));
    }
    // Left open, it reaches no text after it: each is laid out alone.
    const float before = bench.width("34");
    bench.shape("\u202E");
    CHECK(bench.width("34") == before);
}

TEST_CASE("what cannot be seen, is unknown or broken shows as a box with its code") {
    Bench bench;
    CHECK(codes(*bench.shape(std::string_view("a\0b", 3))) == std::vector<std::uint32_t>{0});
    CHECK(codes(*bench.shape("\x07\x1B[0m")) == std::vector<std::uint32_t>{7, 0x1B});
    CHECK(codes(*bench.shape("no\u200Bnuts\u00AD\uFEFF")) ==
          std::vector<std::uint32_t>{0x200B, 0xAD, 0xFEFF});
    CHECK(codes(*bench.shape("\u3164\u2060\U000E0041")) ==
          std::vector<std::uint32_t>{0x3164, 0x2060, 0xE0041});
    CHECK(codes(*bench.shape("\U0010FFFD")) == std::vector<std::uint32_t>{0x10FFFD});
    CHECK(codes(*bench.shape("\xC3(\xFF")) == std::vector<std::uint32_t>{0xFFFD, 0xFFFD});
    CHECK(codes(*bench.shape("\u0301e")) == std::vector<std::uint32_t>{0x301});
    CHECK(code_text(0x1F32E) == "1F32E");
}

TEST_CASE("a letter under a tower of marks does not grow over the rows above") {
    Bench bench;
    std::string tower = "o";
    for (int i = 0; i < 40; ++i) tower += "\u0301";
    CHECK(bench.shape(tower)->boxes.size() == 40 - marks_on_a_letter_max);
}

TEST_CASE("with Roboto alone every text is still shown, other scripts as codes") {
    FontFiles files;
    files.noto = "/nowhere";
    files.ideographs = {};
    Bench bench(files);
    CHECK(bench.shape("Rôti")->boxes.empty());
    CHECK(bench.shape("茶")->boxes.size() == 1);
    CHECK(bench.shape("บ ب क")->boxes.size() == 3);
}

// A pipe among the font files: whoever reads it waits for the test.
struct SlowFonts {
    test::TemporaryDirectory noto;
    std::filesystem::path pipe = noto.path() / "NotoSansZzz-Regular.ttf";
    FontFiles files;

    SlowFonts() {
        std::filesystem::create_symlink(FontFiles{}.noto + "/NotoSansHebrew-Regular.ttf",
                                        noto.path() / "NotoSansHebrew-Regular.ttf");
        REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
        files.noto = noto.path();
        files.ideographs = {};
    }
    void read_on() const {
        const int writer = ::open(pipe.c_str(), O_WRONLY);  // returns once it is being read
        std::filesystem::remove(pipe);
        ::close(writer);
    }
};

TEST_CASE("a letter that waits for slow font files is a box, and itself once they are read") {
    if (lacks_noto("NotoSansHebrew")) return;
    const SlowFonts slow;
    Typefaces typefaces;
    REQUIRE(bool(typefaces.open(slow.files)));
    Shaper shaper(typefaces);
    const auto shape = [&] { return shaper.shape({Face::regular, 32}, "אב 12"); };
    CHECK(codes(*shape()) == std::vector<std::uint32_t>{0x5D1, 0x5D0});
    CHECK_FALSE(typefaces.catch_up());
    const ShapedPtr space = shaper.shape({Face::regular, 32}, " ");
    slow.read_on();
    font_index(slow.files)->wait();
    REQUIRE(typefaces.catch_up());
    shaper.forget();
    CHECK(shape()->boxes.empty());
    CHECK(shaper.shape({Face::regular, 32}, " ") !=
          space);  // by that a screen knows that it has to measure anew
    CHECK_FALSE(typefaces.catch_up());
}

TEST_CASE(
    "a screen shows codes until slow font files are read, then letters, and keeps them when it is dressed "
    "anew") {
    if (lacks_noto("NotoSansHebrew")) return;
    const SlowFonts slow;
    WindowOptions options;
    options.mode = WindowOptions::Mode::headless;
    options.width_px = 320, options.height_px = 240;
    options.fonts = slow.files;
    const auto window = Window::open(options);
    REQUIRE(bool(window));
    const auto width = [&] {
        float seen = 0;
        (*window)->present([&](Canvas& canvas) { seen = canvas.width(Style::line, "אבגדה"); });
        return seen;
    };
    const float boxes = width();
    slow.read_on();
    (*window)->wait_for_fonts();
    const float letters = width();
    CHECK(letters < boxes);
    (*window)->dress(Theme::dark, Density::dense, {});
    CHECK(width() < letters);  // smaller ones, at once
    (*window)->dress(Theme::dark, Density::normal, {});
    CHECK(width() == letters);
}

TEST_CASE("letters that only the bold file of a family lacks show as boxes, each with its own code") {
    if (lacks_noto("NotoSansHebrew") || lacks_noto("NotoSansThai")) return;
    const test::TemporaryDirectory noto;
    const std::string from = FontFiles{}.noto;
    std::filesystem::create_symlink(from + "/NotoSansHebrew-Regular.ttf",
                                    noto.path() / "NotoSansHebrew-Regular.ttf");
    std::filesystem::create_symlink(from + "/NotoSansThai-Regular.ttf",
                                    noto.path() / "NotoSansHebrew-Bold.ttf");
    FontFiles files;
    files.noto = noto.path();
    Bench bench(files);
    const auto word = bench.shaper->shape({Face::bold, 32}, "אבג");
    CHECK(word->glyphs.empty());
    CHECK(codes(*word) == std::vector<std::uint32_t>{0x5D2, 0x5D1, 0x5D0});
}

TEST_CASE("joiners are silent where writing needs them") {
    if (lacks_noto("NotoSansDevanagari")) return;
    Bench bench;
    CHECK(bench.shape("क्\u200Dष")->boxes.empty());
    CHECK(bench.shape("क्\u200Dष")->glyphs.size() > bench.shape("क्ष")->glyphs.size());
    CHECK(bench.shape("n\u200Do")->boxes.size() == 1);
}

// Letters and traps of every script.
const std::vector<std::string> pieces = {
    "a",      "W",      "é",    "e\u0301", " ",  " ",  "-",      "12",   "ب",        "ي",
    "لا",     "َ",       "א",    "ก",       "ี่",   "น้ำ", "ปลา",    "क",    "्",         "ष",
    "ि",      "茶",     "。",   "「",      "し", "ー", "김",     "🌮", "👩\u200D🍳", "\u202E",
    "\u200D", "\u200B", "\xFF", "\u0301",  "မ",  "្ក",  "1️⃣"};

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

std::set<std::size_t> cluster_ends(std::string_view text) {
    std::set<std::size_t> ends;
    const std::size_t bytes = text.size();
    while (!text.empty()) {
        take_cluster(text);
        ends.insert(bytes - text.size());
    }
    return ends;
}

TEST_CASE("whatever the script, wrapping loses no letter, splits none, and keeps to the width") {
    Bench bench;
    std::mt19937 random(20261121);
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (std::size_t i = 0, count = 1 + random() % 40; i < count; ++i)
            text += pieces[random() % pieces.size()];
        const float width = static_cast<float>(20 + random() % 300);
        const auto rows = wrap(bench.measure(), Style::line, text, width);
        std::string joined;
        // Ends of clusters in the text without its spaces, which wrapping may drop.
        std::set<std::size_t> ends;
        std::size_t dropped = 0;
        for (const std::size_t end : cluster_ends(text)) {
            dropped = static_cast<std::size_t>(
                std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), ' '));
            ends.insert(end - dropped);
        }
        for (const std::string& row : rows) {
            joined += without_spaces(row);
            INFO("row " << row << " of " << text);
            CHECK((joined.empty() || ends.contains(joined.size())));
            std::string_view rest = row;
            const bool one_letter = row.empty() || take_cluster(rest).size() == row.size();
            CHECK((one_letter || bench.width(row) <= width + 1));
        }
        CHECK(joined == without_spaces(text));
    }
}

TEST_CASE("Chinese breaks between letters, but no row begins with what closes a sentence") {
    if (lacks_ideographs()) return;
    Bench bench;
    CHECK(wrap(bench.measure(), Style::line, "宫保鸡丁饭", 2 * 32) ==
          std::vector<std::string>{"宫保", "鸡丁", "饭"});
    CHECK(wrap(bench.measure(), Style::line, "不要辣。谢谢", 3 * 32) ==
          std::vector<std::string>{"不要", "辣。谢", "谢"});
    CHECK(wrap(bench.measure(), Style::line, "（少油）", 3 * 32).front() == "（少");
}

TEST_CASE("Thai breaks between its words") {
    if (lacks_noto("NotoSansThai") || lacks("/usr/share/libthai/thbrk.tri")) return;
    Bench bench;
    // "pad thai" and "fresh shrimp": neither word is cut where both do not fit.
    const auto rows = wrap(bench.measure(), Style::line, "ผัดไทยกุ้งสด", bench.width("ผัดไทยกุ้ง") - 1);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == "ผัดไทย");
    CHECK(rows[1] == "กุ้งสด");
}

TEST_CASE("the texts that are kept stay bounded, and those in use stay") {
    Bench bench;
    const auto stays = bench.shape("Nasi Goreng");
    for (int i = 0; i < 30'000; ++i) {
        bench.shape(std::to_string(i));
        if (i % 1000 == 0) CHECK(bench.shape("Nasi Goreng") == stays);
        if (bench.shaper->kept() > shaped_texts_max) FAIL("too many are kept");
    }
    CHECK(bench.shaper->kept() <= shaped_texts_max);
}

// The glyph as the texture has it.
std::vector<std::uint8_t> seen(const Glyphs& glyphs, const AtlasPlace& place) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < place.height; ++y)
        for (int x = 0; x < place.width; ++x)
            pixels.push_back(
                glyphs.pixels()[static_cast<std::size_t>((place.y + y) * glyphs.side() + place.x + x)]);
    return pixels;
}

TEST_CASE("a full texture grows, then starts anew, and never shows another glyph") {
    Bench bench;
    Glyphs glyphs(bench.typefaces, 64, 128);
    std::set<int> sides;
    int renewed = 0;
    for (int round = 0; round < 3; ++round)
        for (std::uint32_t glyph = 30; glyph < 200; ++glyph) {
            const GlyphKey key{{0, Face::regular}, glyph, 32, 0};
            const AtlasPlace* place = glyphs.glyph(key);
            if (!place) {
                REQUIRE(glyphs.full());
                glyphs.renew();
                ++renewed;
                place = glyphs.glyph(key);
            }
            REQUIRE(place);
            sides.insert(glyphs.side());
            Bitmap bitmap;
            REQUIRE(bench.typefaces.draw(key.typeface, glyph, 32, 0, bitmap));
            CHECK(seen(glyphs, *place) == bitmap.pixels);
            CHECK(glyphs.pixels()[static_cast<std::size_t>(Glyphs::white * glyphs.side() + Glyphs::white)] ==
                  255);
        }
    CHECK(sides.size() == 2);
    CHECK(renewed > 3);
}

TEST_CASE("only what is new in the texture is given to the renderer") {
    Bench bench;
    Glyphs glyphs(bench.typefaces, 256, 256);
    CHECK(glyphs.take_changed().x2 == 256);
    CHECK(glyphs.take_changed().empty());
    REQUIRE(glyphs.glyph({{0, Face::regular}, 40, 32, 0}));
    const AtlasArea area = glyphs.take_changed();
    CHECK_FALSE(area.empty());
    CHECK(area.x2 - area.x1 < 64);
    REQUIRE(glyphs.glyph({{0, Face::regular}, 40, 32, 0}));
    CHECK(glyphs.take_changed().empty());
}

}  // namespace
}  // namespace brigade::ui
