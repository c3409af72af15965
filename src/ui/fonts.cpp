#include "ui/fonts.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "ui/text.h"

namespace brigade::ui {
namespace {

using namespace std::string_view_literals;

// Scripts in Noto's files of their own. Where bold is not there, regular serves.
struct Script {
    char32_t first, last;
    const char* file;
};
constexpr Script scripts[] = {
    {0x0100, 0x058F, "NotoSans"},           {0x0590, 0x05FF, "NotoSansHebrew"},
    {0x0600, 0x06FF, "NotoSansArabic"},     {0x0750, 0x077F, "NotoSansArabic"},
    {0x0900, 0x097F, "NotoSansDevanagari"}, {0x0980, 0x09FF, "NotoSansBengali"},
    {0x0A00, 0x0A7F, "NotoSansGurmukhi"},   {0x0A80, 0x0AFF, "NotoSansGujarati"},
    {0x0B80, 0x0BFF, "NotoSansTamil"},      {0x0C00, 0x0C7F, "NotoSansTelugu"},
    {0x0C80, 0x0CFF, "NotoSansKannada"},    {0x0D00, 0x0D7F, "NotoSansMalayalam"},
    {0x0E00, 0x0E7F, "NotoSansThai"},       {0x0E80, 0x0EFF, "NotoSansLao"},
    {0x1000, 0x109F, "NotoSansMyanmar"},    {0x10A0, 0x10FF, "NotoSansGeorgian"},
    {0x1200, 0x137F, "NotoSansEthiopic"},   {0x1780, 0x17FF, "NotoSansKhmer"},
    {0x1B00, 0x1B7F, "NotoSansBalinese"},   {0x1B80, 0x1BBF, "NotoSansSundanese"},
    {0x1E00, 0x20CF, "NotoSans"},           {0x2100, 0x214F, "NotoSans"},
    {0x2150, 0x21FF, "NotoSansMath"},       {0x2200, 0x22FF, "NotoSansMath"},
    {0x2300, 0x2BFF, "NotoSansSymbols2"},   {0xA980, 0xA9DF, "NotoSansJavanese"},
    {0xFB50, 0xFDFF, "NotoSansArabic"},     {0xFE70, 0xFEFC, "NotoSansArabic"},
};
constexpr float roboto_height_em = 1.171875F, noto_height_em = 1.362F;
constexpr ImWchar digits_only[] = {'0', '9', 0};
constexpr char32_t last_of_plane = 0xFFFF;  // ImGui's glyphs have 16 bits

const char* roboto_file(Face face) {
    switch (face) {
        case Face::bold:
            return "/RobotoCondensed-Bold.ttf";
        case Face::italic:
            return "/RobotoCondensed-Italic.ttf";
        case Face::regular:
            break;
    }
    return "/RobotoCondensed-Regular.ttf";
}

// ImGui wants pairs of first and last, ended by zero, that live until the atlas is built.
std::vector<ImWchar> ranges_of(const std::set<char32_t>& letters, char32_t first, char32_t last) {
    std::vector<ImWchar> ranges;
    for (const char32_t letter : letters) {
        if (letter < first || letter > last || letter > last_of_plane) continue;
        const auto narrow = static_cast<ImWchar>(letter);
        if (!ranges.empty() && ranges.back() + 1 == narrow)
            ranges.back() = narrow;
        else
            ranges.insert(ranges.end(), {narrow, narrow});
    }
    if (!ranges.empty()) ranges.push_back(0);
    return ranges;
}

std::string noto_file(const std::string& directory, const char* name, Face face) {
    const std::string start = directory + "/" + name;
    for (const char* end : {face == Face::bold ? "-Bold.ttf" : "-Regular.ttf", "-Regular.ttf"})
        if (std::filesystem::exists(start + end)) return start + end;
    return {};
}

}  // namespace

float pixel_height(float em_px) { return em_px * roboto_height_em; }

Status Fonts::load(const FontFiles& files, const Look& look) {
    for (const Face face : {Face::regular, Face::bold, Face::italic})
        if (const std::string file = files.roboto + roboto_file(face); !std::filesystem::exists(file))
            return Error{"the font " + file + " is missing: install the package fonts-roboto-unhinted"};
    files_ = files;
    styles_ = look.fonts;
    baked_.clear();
    wanted_.clear();
    sprites_.clear();
    wanted_sprites_.clear();
    for (char32_t letter = 0x20; letter < 0x7F; ++letter) wanted_.insert(letter);
    for (char32_t letter = 0xA0; letter < 0x100; ++letter) wanted_.insert(letter);
    for (const char32_t letter : U"–—‘’“”…−"sv) wanted_.insert(letter);
    bake();
    return {};
}

void Fonts::want(std::string_view text) {
    while (!text.empty())
        if (const char32_t letter = take_code_point(text); letter >= 0x20 && !baked_.contains(letter))
            wanted_.insert(letter);
}

// Adds every style to the atlas; the ranges must live until it is built.
void Fonts::add_fonts(std::vector<std::vector<ImWchar>>& ranges) {
    baked_.merge(wanted_);
    wanted_.clear();
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    ranges.push_back(ranges_of(baked_, 0x20, last_of_plane));
    for (const Script& script : scripts) ranges.push_back(ranges_of(baked_, script.first, script.last));
    for (std::size_t i = 0; i < styles_.size(); ++i) {
        const Font& font = styles_[i];
        ImFontConfig config;
        if (static_cast<Style>(i) == Style::code) {  // too large for more than it is for
            config.GlyphRanges = digits_only;
            fonts_[i] = atlas.AddFontFromFileTTF((files_.roboto + roboto_file(font.face)).c_str(),
                                                 pixel_height(font.em_px), &config);
            continue;
        }
        config.GlyphRanges = ranges[0].data();
        fonts_[i] = atlas.AddFontFromFileTTF((files_.roboto + roboto_file(font.face)).c_str(),
                                             pixel_height(font.em_px), &config);
        for (std::size_t j = 0; j < std::size(scripts); ++j) {
            const std::string file = noto_file(files_.noto, scripts[j].file, font.face);
            if (ranges[j + 1].empty() || file.empty()) continue;
            ImFontConfig merged;
            merged.MergeMode = true;
            merged.GlyphRanges = ranges[j + 1].data();
            atlas.AddFontFromFileTTF(file.c_str(), font.em_px * noto_height_em, &merged);
        }
    }
}

void Fonts::bake() {
    std::vector<std::vector<ImWchar>> ranges;  // the same for all styles
    add_fonts(ranges);
    for (const Sprite& sprite : wanted_sprites_) sprites_.emplace(sprite, Uv{});
    wanted_sprites_.clear();
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    std::vector<int> rects;
    for (const auto& [sprite, uv] : sprites_)
        rects.push_back(atlas.AddCustomRectRegular(sprite.size_px, sprite.size_px));
    atlas.Build();
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    std::size_t next = 0;
    for (auto& [sprite, uv] : sprites_) {
        const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(rects[next++]);
        for (int y = 0; y < sprite.size_px; ++y)
            for (int x = 0; x < sprite.size_px; ++x)
                pixels[(rect->Y + y) * width + rect->X + x] = coverage(sprite, x, y);
        ImVec2 from, to;
        atlas.CalcCustomRectUV(rect, &from, &to);
        uv = {from.x, from.y, to.x, to.y};
    }
}

const Uv* Fonts::sprite(const Sprite& sprite) {
    const auto found = sprites_.find(sprite);
    if (found != sprites_.end()) return &found->second;
    wanted_sprites_.insert(sprite);
    return nullptr;
}

}  // namespace brigade::ui
