// The font files: which of them holds a letter, and its picture in a size. Roboto is asked first; the other
// scripts lie in Noto's files and in one for Chinese, Japanese and Korean, which are there as soon as their
// index has been read (ui/font_index.h). A file without a bold sister is made bold here. UI thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/font_index.h"
#include "ui/look.h"

struct hb_font_t;

namespace brigade::ui {

// One glyph's coverage, 0 to 255 a pixel, and where its corner lies from the pen on the baseline, y down.
struct Bitmap {
    int left = 0, top = 0, width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
};

// Names a file and how it is used: a family's number and a face of it.
struct Typeface {
    std::int16_t family = -1;  // -1: none
    Face face = Face::regular;

    bool operator==(const Typeface&) const = default;
};

class Typefaces {
  public:
    Typefaces();
    ~Typefaces();
    Typefaces(const Typefaces&) = delete;
    Typefaces& operator=(const Typefaces&) = delete;

    // Fails if a Roboto file is missing, naming it and the package that brings it.
    Status open(const FontFiles& files);
    // True if the families after Roboto have come since: what was shaped without them is to be shaped anew.
    bool catch_up();

    // The family for letters that belong together; `before` is that of the text before, which is asked right
    // after Roboto, so that signs common to several scripts look like their neighbours. -1: none.
    std::int16_t family_of(std::span<const std::uint32_t> letters, std::int16_t before);
    bool holds(std::int16_t family, std::uint32_t letter) const;

    // For shaping, in 1/64 pixels; valid until the next call. Null if the file cannot be read.
    hb_font_t* sized(Typeface typeface, float em_px);
    // Advances are whole pixels, and so all figures of a clock equally wide: in Roboto and where each letter
    // is a square. In scripts that join, letters stand where the font says, to a quarter of a pixel.
    bool whole_pixels(Typeface typeface) const;
    // False if the file has no such glyph. Empty for a space.
    bool draw(Typeface typeface, std::uint32_t glyph, float em_px, int quarters, Bitmap& bitmap);

  private:
    struct Family;
    struct Shared;
    void add(const IndexedFamily& indexed);
    std::int16_t first_holding(std::uint32_t letter);

    std::unique_ptr<Shared> shared_;
    std::vector<std::unique_ptr<Family>> families_;
};

}  // namespace brigade::ui
