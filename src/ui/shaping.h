// The two steps behind shaper.h: a text cut into runs of one typeface, script and direction in the order that
// the eye meets them, and the glyphs of one run. Only shaper.cpp includes this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ui/letters.h"
#include "ui/typefaces.h"

struct hb_buffer_t;

namespace brigade::ui {

struct Run {
    std::size_t begin = 0, end = 0;  // letters
    Typeface typeface;               // none: one letter, shown as a box
    std::uint32_t script = 0;        // HarfBuzz's tag
    bool leftwards = false;
    const char* language = "";
};

std::vector<Run> runs_of(const Letters& letters, Face face, Typefaces& typefaces);

struct RunGlyph {
    std::uint32_t id = 0;
    std::size_t letter = 0;  // the first of its cluster
    float x = 0, y = 0, advance = 0;
};

class ShapeBuffer {
  public:
    ShapeBuffer();
    ~ShapeBuffer();
    ShapeBuffer(const ShapeBuffer&) = delete;
    ShapeBuffer& operator=(const ShapeBuffer&) = delete;

    // Valid until the next call.
    const std::vector<RunGlyph>& shape(const Letters& letters, const Run& run, Typefaces& typefaces,
                                       float em_px);

  private:
    hb_buffer_t* buffer_;
    std::vector<RunGlyph> glyphs_;
};

}  // namespace brigade::ui
