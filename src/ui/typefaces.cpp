#include "ui/typefaces.h"

#include <ft2build.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <unordered_map>

#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace brigade::ui {
namespace {

constexpr std::size_t faces = 3;
constexpr float bold_by_em = 1 / 26.0F;
constexpr std::size_t remembered_max = 65'536;

std::string roboto_file(Face face) {
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

}  // namespace

struct Typefaces::Shared {
    FT_Library library = nullptr;
    std::shared_ptr<const FontIndex> index;
    bool caught_up = false;  // the families after Roboto are there
    std::unordered_map<std::uint32_t, std::int16_t> first_holding;
};

struct Typefaces::Family {
    struct File {
        std::string path;
        bool made_bold = false, tried = false;
        hb_font_t* shapes = nullptr;
        FT_Face draws = nullptr;
    };
    std::array<File, faces> files;
    FontLetters letters;
    bool whole_pixels = false;

    Family() = default;
    Family(const Family&) = delete;
    Family& operator=(const Family&) = delete;
    ~Family() {
        for (File& file : files) {
            hb_font_destroy(file.shapes);
            if (file.draws) FT_Done_Face(file.draws);
        }
    }
    File& file(Face face) { return files[static_cast<std::size_t>(face)]; }

    bool open(File& file, FT_Library library) {
        if (file.tried) return file.shapes != nullptr && file.draws != nullptr;
        file.tried = true;
        if (FT_New_Face(library, file.path.c_str(), 0, &file.draws) != 0) return false;
        hb_blob_t* blob = hb_blob_create_from_file(file.path.c_str());
        hb_face_t* face = hb_face_create(blob, 0);
        file.shapes = hb_font_create(face);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
        return true;
    }
};

Typefaces::Typefaces() : shared_(std::make_unique<Shared>()) { FT_Init_FreeType(&shared_->library); }
Typefaces::~Typefaces() {
    families_.clear();
    if (shared_->library) FT_Done_FreeType(shared_->library);
}

void Typefaces::add(const IndexedFamily& indexed) {
    auto family = std::make_unique<Family>();
    const bool has_bold = !indexed.bold.empty();
    family->file(Face::regular).path = family->file(Face::italic).path = indexed.regular;
    family->file(Face::bold).path = has_bold ? indexed.bold : indexed.regular;
    family->file(Face::bold).made_bold = !has_bold;
    family->whole_pixels = indexed.whole_pixels;
    family->letters = indexed.letters;
    families_.push_back(std::move(family));
}

Status Typefaces::open(const FontFiles& files) {
    for (const Face face : {Face::regular, Face::bold, Face::italic})
        if (const std::string file = files.roboto + roboto_file(face); !std::filesystem::exists(file))
            return Error{"the font " + file + " is missing: install the package fonts-roboto-unhinted"};
    if (!shared_->library) return Error{"FreeType could not start"};
    families_.clear();
    shared_->first_holding.clear();
    shared_->index = font_index(files);
    shared_->caught_up = false;
    const std::string regular = files.roboto + roboto_file(Face::regular);
    const FontLetters letters = letters_in(regular);
    if (hb_set_is_empty(letters.get())) return Error{"the fonts in " + files.roboto + " cannot be read"};
    add({regular, files.roboto + roboto_file(Face::bold), true, letters});
    families_[0]->file(Face::italic).path = files.roboto + roboto_file(Face::italic);
    catch_up();
    return {};
}

bool Typefaces::catch_up() {
    if (shared_->caught_up || !shared_->index || !shared_->index->is_read()) return false;
    shared_->caught_up = true;
    shared_->first_holding.clear();
    for (const IndexedFamily& family : shared_->index->families()) add(family);
    return true;
}

bool Typefaces::holds(std::int16_t family, std::uint32_t letter) const {
    return family >= 0 && hb_set_has(families_[static_cast<std::size_t>(family)]->letters.get(), letter) != 0;
}

std::int16_t Typefaces::first_holding(std::uint32_t letter) {
    if (holds(0, letter)) return 0;
    auto& remembered = shared_->first_holding;
    if (const auto known = remembered.find(letter); known != remembered.end()) return known->second;
    if (remembered.size() >= remembered_max) remembered.clear();
    const auto found = std::find_if(families_.begin(), families_.end(), [&](const auto& family) {
        return hb_set_has(family->letters.get(), letter) != 0;
    });
    const auto family = found == families_.end() ? std::ptrdiff_t{-1} : found - families_.begin();
    return remembered[letter] = static_cast<std::int16_t>(family);
}

std::int16_t Typefaces::family_of(std::span<const std::uint32_t> letters, std::int16_t before) {
    const auto holds_all = [&](std::int16_t family) {
        return std::all_of(letters.begin(), letters.end(),
                           [&](std::uint32_t letter) { return holds(family, letter); });
    };
    if (holds_all(0)) return 0;
    if (before > 0 && holds_all(before)) return before;
    const std::int16_t first = first_holding(letters.front());
    if (first < 0 || holds_all(first)) return first;
    for (std::int16_t i = 0; i < static_cast<std::int16_t>(families_.size()); ++i)
        if (holds_all(i)) return i;
    return first;
}

hb_font_t* Typefaces::sized(Typeface typeface, float em_px) {
    Family& family = *families_[static_cast<std::size_t>(typeface.family)];
    Family::File& file = family.file(typeface.face);
    if (!family.open(file, shared_->library)) return nullptr;
    const int scale = static_cast<int>(std::lround(em_px * 64));
    hb_font_set_scale(file.shapes, scale, scale);
    return file.shapes;
}

bool Typefaces::whole_pixels(Typeface typeface) const {
    return families_[static_cast<std::size_t>(typeface.family)]->whole_pixels;
}

bool Typefaces::draw(Typeface typeface, std::uint32_t glyph, float em_px, int quarters, Bitmap& bitmap) {
    Family& family = *families_[static_cast<std::size_t>(typeface.family)];
    Family::File& file = family.file(typeface.face);
    if (!family.open(file, shared_->library)) return false;
    if (FT_Set_Char_Size(file.draws, 0, std::lround(em_px * 64), 0, 0) != 0) return false;
    if (FT_Load_Glyph(file.draws, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return false;
    FT_GlyphSlot slot = file.draws->glyph;
    if (slot->format == FT_GLYPH_FORMAT_OUTLINE) {
        if (file.made_bold) FT_Outline_Embolden(&slot->outline, std::lround(em_px * 64 * bold_by_em));
        FT_Outline_Translate(&slot->outline, quarters * 16, 0);
    }
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return false;
    const FT_Bitmap& from = slot->bitmap;
    bitmap = {
        slot->bitmap_left, -slot->bitmap_top, static_cast<int>(from.width), static_cast<int>(from.rows), {}};
    if (from.pixel_mode != FT_PIXEL_MODE_GRAY) bitmap.width = bitmap.height = 0;
    bitmap.pixels.reserve(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height));
    for (int y = 0; y < bitmap.height; ++y) {
        const unsigned char* row = from.buffer + std::ptrdiff_t{from.pitch} * y;
        bitmap.pixels.insert(bitmap.pixels.end(), row, row + bitmap.width);
    }
    return true;
}

}  // namespace brigade::ui
