#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "screens/locale.h"

namespace brigade {
namespace {

bool is_in_name(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

TEST_CASE("every language has every word, and no word that nothing asks for") {
    for (const char* language : {"en", "id"}) {
        const auto words = screens::words_of(language);
        INFO((words ? "" : words.error().message));
        CHECK(bool(words));
    }
}

TEST_CASE("every word is said somewhere on a screen") {
    std::string sources;
    for (const auto& file : std::filesystem::directory_iterator(BRIGADE_SOURCE_DIR "/src/ui")) {
        if (file.path().extension() != ".cpp") continue;
        std::ostringstream text;
        text << std::ifstream(file.path()).rdbuf();
        sources += text.str();
    }
    for (const std::string_view key : ui::word_keys) {
        const std::string said = "Say::" + std::string(key);
        std::size_t at = sources.find(said);
        while (at != std::string::npos && is_in_name(sources[at + said.size()]))
            at = sources.find(said, at + 1);
        INFO(key);
        CHECK(at != std::string::npos);
    }
}

TEST_CASE("a locale file with a missing and an unknown word is refused with both named") {
    std::map<std::string, std::string> texts;
    for (const std::string_view key : ui::word_keys) texts[std::string(key)] = "x";
    texts.erase("rush");
    texts["hurry"] = "x";
    const auto words = ui::Words::from(texts);
    REQUIRE_FALSE(bool(words));
    CHECK(words.error().message.find("rush") != std::string::npos);
    CHECK(words.error().message.find("hurry") != std::string::npos);
}

TEST_CASE("values go where their numbers stand") {
    const auto words = screens::words_of("en");
    REQUIRE(bool(words));
    CHECK(words->fill(ui::Say::more_on_page, {"3", "2"}) == "+3 tickets on page 2");
}

}  // namespace
}  // namespace brigade
