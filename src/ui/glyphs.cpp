#include "ui/glyphs.h"

#include <algorithm>
#include <bit>

namespace brigade::ui {
namespace {

constexpr int gap = 1;         // between two places, so that none shines into another
constexpr int shelf_step = 4;  // heights are rounded up to it: sizes that are nearly the same share a shelf
constexpr int white_patch = 3;

}  // namespace

std::size_t Glyphs::Hash::operator()(const GlyphKey& key) const {
    const auto letter = static_cast<std::uint64_t>(key.typeface.family) << 40U |
                        static_cast<std::uint64_t>(key.typeface.face) << 36U |
                        static_cast<std::uint64_t>(key.quarters) << 32U | key.glyph;
    const auto size = std::bit_cast<std::uint32_t>(key.em_px);
    const std::uint64_t hash = (letter * 0x9E3779B97F4A7C15U ^ size) * 0xC2B2AE3D27D4EB4FU;
    return hash ^ (hash >> 29U);
}

Glyphs::Glyphs(Typefaces& typefaces, int side, int side_max)
    : typefaces_(typefaces),
      side_(side),
      side_max_(side_max) {
    clear();
}

void Glyphs::clear() {
    full_ = false;
    glyphs_.clear();
    sprites_.clear();
    shelves_.clear();
    pixels_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_), 0);
    changed_ = {0, 0, side_, side_};
    AtlasPlace patch;  // the first place of all
    find_room(white_patch, white_patch, patch);
    for (int y = 0; y < white_patch; ++y) std::fill_n(row(0, y), white_patch, std::uint8_t{255});
}

void Glyphs::renew() {
    side_ = std::min(side_ * 2, side_max_);
    clear();
}

std::uint8_t* Glyphs::row(int x, int y) { return pixels_.data() + std::ptrdiff_t{side_} * y + x; }

// The lowest shelf that is high enough and not much too high; else a new one.
bool Glyphs::find_room(int width, int height, AtlasPlace& place) {
    const int wide = width + gap, high = (height + gap + shelf_step - 1) / shelf_step * shelf_step;
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_)
        if (shelf.height >= high && shelf.height <= high + high / 4 && side_ - shelf.used >= wide &&
            (!best || shelf.height < best->height))
            best = &shelf;
    if (!best) {
        const int y = shelves_.empty() ? 0 : shelves_.back().y + shelves_.back().height;
        if (wide > side_ || y + high > side_) {
            full_ = true;
            return false;
        }
        best = &shelves_.emplace_back(Shelf{y, high, 0});
    }
    place.x = best->used, place.y = best->y, place.width = width, place.height = height;
    best->used += wide;
    return true;
}

void Glyphs::changed(const AtlasPlace& place) {
    if (changed_.empty()) changed_ = {place.x, place.y, place.x, place.y};
    changed_ = {std::min(changed_.x1, place.x), std::min(changed_.y1, place.y),
                std::max(changed_.x2, place.x + place.width), std::max(changed_.y2, place.y + place.height)};
}

AtlasArea Glyphs::take_changed() {
    const AtlasArea area = changed_;
    changed_ = {};
    return area;
}

const AtlasPlace* Glyphs::glyph(const GlyphKey& key) {
    if (const auto found = glyphs_.find(key); found != glyphs_.end()) return &found->second;
    Bitmap bitmap;
    if (full_ || !typefaces_.draw(key.typeface, key.glyph, key.em_px, key.quarters, bitmap)) return nullptr;
    AtlasPlace place{.left = bitmap.left, .top = bitmap.top};
    if (bitmap.width > 0 && bitmap.height > 0) {
        if (!find_room(bitmap.width, bitmap.height, place)) return nullptr;
        for (int y = 0; y < bitmap.height; ++y)
            std::copy_n(bitmap.pixels.data() + std::ptrdiff_t{bitmap.width} * y, bitmap.width,
                        row(place.x, place.y + y));
        changed(place);
    }
    return &glyphs_.emplace(key, place).first->second;
}

const AtlasPlace* Glyphs::sprite(const Sprite& sprite) {
    if (const auto found = sprites_.find(sprite); found != sprites_.end()) return &found->second;
    AtlasPlace place;
    if (full_ || !find_room(sprite.size_px, sprite.size_px, place)) return nullptr;
    for (int y = 0; y < sprite.size_px; ++y)
        for (int x = 0; x < sprite.size_px; ++x) *row(place.x + x, place.y + y) = coverage(sprite, x, y);
    changed(place);
    return &sprites_.emplace(sprite, place).first->second;
}

}  // namespace brigade::ui
