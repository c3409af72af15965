#include "ui/shaping.h"

#include <fribidi.h>
#include <hb.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace brigade::ui {
namespace {

// What stands in the bidirectional algorithm for a box: a picture, without a direction.
constexpr FriBidiChar picture = 0xFFFC;
constexpr std::uint32_t first_leftward = 0x0590;

using Levels = std::vector<FriBidiLevel>;

Levels levels_of(const Letters& letters) {
    Levels levels(letters.size(), 0);
    if (std::all_of(letters.codes.begin(), letters.codes.end(),
                    [](std::uint32_t code) { return code < first_leftward; }))
        return levels;
    std::vector<FriBidiChar> text(letters.codes.begin(), letters.codes.end());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (letters.shows[i] == Shows::box) text[i] = picture;
    const auto count = static_cast<FriBidiStrIndex>(text.size());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiBracketType> brackets(text.size());
    fribidi_get_bidi_types(text.data(), count, types.data());
    fribidi_get_bracket_types(text.data(), count, types.data(), brackets.data());
    FriBidiParType direction = FRIBIDI_PAR_ON;  // as its first letter says
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &direction,
                                            levels.data()) == 0)
        std::fill(levels.begin(), levels.end(), FriBidiLevel{0});
    return levels;
}

// The family of every letter; -1 for those that are shown as boxes.
std::vector<std::int16_t> families_of(const Letters& letters, Typefaces& typefaces) {
    std::vector<std::int16_t> families(letters.size(), -1);
    std::vector<std::uint32_t> seen;
    std::int16_t before = -1;
    for (std::size_t begin = 0, end = 0; begin < letters.size(); begin = end) {
        end = letters.cluster_end(begin);
        seen.clear();
        for (std::size_t i = begin; i < end; ++i)
            if (letters.shows[i] == Shows::itself) seen.push_back(letters.codes[i]);
        if (seen.empty()) continue;
        const std::int16_t family = typefaces.family_of(seen, before);
        for (std::size_t i = begin; i < end; ++i)
            if (letters.shows[i] == Shows::silent || typefaces.holds(family, letters.codes[i]))
                families[i] = family;
        if (family > 0) before = family;
    }
    return families;
}

// Signs that every script uses belong to the letters before them, and at the start to the first letters.
std::vector<hb_script_t> scripts_of(const Letters& letters) {
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    std::vector<hb_script_t> scripts(letters.size(), HB_SCRIPT_COMMON);
    const auto is_own = [](hb_script_t script) {
        return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
    };
    hb_script_t before = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const hb_script_t own = hb_unicode_script(unicode, letters.codes[i]);
        if (is_own(own)) before = own;
        scripts[i] = before;
    }
    const auto first = std::find_if(scripts.begin(), scripts.end(), is_own);
    std::fill(scripts.begin(), first, first == scripts.end() ? HB_SCRIPT_LATIN : *first);
    return scripts;
}

// Han letters look different in each language; a text that has others beside them tells which.
const char* language_of(const Letters& letters) {
    bool han = false;
    for (const std::uint32_t code : letters.codes) {
        if (code >= 0x3040 && code <= 0x30FF) return "ja";
        if (code >= 0xAC00 && code <= 0xD7AF) return "ko";
        han = han || (code >= 0x2E80 && code <= 0x9FFF);
    }
    return han ? "zh-hans" : "";
}

// Rule L2: from the highest level down to one, every stretch of that level or above is turned around.
void reorder(std::vector<Run>& runs, std::vector<FriBidiLevel>& levels) {
    const FriBidiLevel highest =
        runs.empty() ? FriBidiLevel{0} : *std::max_element(levels.begin(), levels.end());
    for (int level = highest; level > 0; --level)
        for (std::size_t i = 0; i < runs.size(); ++i) {
            std::size_t end = i;
            while (end < runs.size() && levels[end] >= level) ++end;
            if (end == i) continue;
            using Step = std::ptrdiff_t;
            std::reverse(runs.begin() + static_cast<Step>(i), runs.begin() + static_cast<Step>(end));
            std::reverse(levels.begin() + static_cast<Step>(i), levels.begin() + static_cast<Step>(end));
            i = end;
        }
}

float pixels(hb_position_t position) { return static_cast<float>(position) / 64; }

}  // namespace

std::vector<Run> runs_of(const Letters& letters, Face face, Typefaces& typefaces) {
    const Levels levels = levels_of(letters);
    const std::vector<std::int16_t> families = families_of(letters, typefaces);
    const std::vector<hb_script_t> scripts = scripts_of(letters);
    const char* language = language_of(letters);
    std::vector<Run> runs;
    std::vector<FriBidiLevel> run_levels;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool silent_alone =
            families[i] < 0 && letters.shows[i] == Shows::silent;  // its letter is a box already
        if (silent_alone || letters.shows[i] == Shows::mark) continue;
        const bool continues = !runs.empty() && families[i] >= 0 && runs.back().end == i &&
                               runs.back().typeface.family == families[i] && run_levels.back() == levels[i] &&
                               runs.back().script == static_cast<std::uint32_t>(scripts[i]);
        if (continues) {
            ++runs.back().end;
            continue;
        }
        runs.push_back({i,
                        i + 1,
                        {families[i], face},
                        static_cast<std::uint32_t>(scripts[i]),
                        levels[i] % 2 != 0,
                        language});
        run_levels.push_back(levels[i]);
    }
    reorder(runs, run_levels);
    return runs;
}

ShapeBuffer::ShapeBuffer() : buffer_(hb_buffer_create()) {}
ShapeBuffer::~ShapeBuffer() { hb_buffer_destroy(buffer_); }

const std::vector<RunGlyph>& ShapeBuffer::shape(const Letters& letters, const Run& run, Typefaces& typefaces,
                                                float em_px) {
    glyphs_.clear();
    hb_font_t* font = typefaces.sized(run.typeface, em_px);
    if (font == nullptr) return glyphs_;
    hb_buffer_clear_contents(buffer_);
    hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_buffer_add_utf32(buffer_, letters.codes.data(), static_cast<int>(letters.size()),
                        static_cast<unsigned>(run.begin), static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer_, run.leftwards ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_, static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(buffer_, hb_language_from_string(*run.language != 0 ? run.language : "en", -1));
    // Where each glyph stands on whole pixels, a pair that is moved together by a third of one looks uneven.
    static constexpr hb_feature_t plain[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, 0, static_cast<unsigned>(-1)},
                                             {HB_TAG('l', 'i', 'g', 'a'), 0, 0, static_cast<unsigned>(-1)}};
    const bool whole = typefaces.whole_pixels(run.typeface);
    hb_shape(font, buffer_, whole ? plain : nullptr, whole ? 2 : 0);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, &count);
    for (const hb_glyph_info_t& info : std::span(infos, count)) {
        const hb_glyph_position_t& position = positions[&info - infos];
        const float advance = pixels(position.x_advance);
        glyphs_.push_back({info.codepoint, info.cluster, pixels(position.x_offset),
                           -pixels(position.y_offset), whole ? std::round(advance) : advance});
    }
    return glyphs_;
}

}  // namespace brigade::ui
