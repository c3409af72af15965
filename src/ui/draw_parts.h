// Small things that several of the screen's pages draw; only those include this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/draw.h"

namespace brigade::ui {

// As much of the text as fits the room, with "…" where that is not all of it.
std::string cut(const Canvas& canvas, Style style, const std::string& text, float room);
// Wrapped; what does not fit the first rows is cut off the last of them.
std::vector<std::string> cut_rows(const Canvas& canvas, Style style, const std::string& text, float room,
                                  std::size_t rows_max);

// Over what is shaded: a panel in the middle of the area, no larger than it. A touch beside it means
// `beside`.
Rect draw_panel(const Scene& scene, const Rect& area, float width, float height, Function beside);

// Rows of a text in the middle, each so high; returns where they end.
float draw_rows(const Scene& scene, const Rect& area, Style style, float row, Colour colour,
                const std::string& text);

// A key to touch, as high as the row. Focused: it is what a press is about. Armed: one press more.
float button_width(const Scene& scene, const std::string& text);
Rect draw_button(const Scene& scene, float x, const Rect& row, const std::string& text, bool focused,
                 bool armed);

// Six digits in the middle, three and three; digits that are missing are empty places.
void draw_code(const Scene& scene, const Rect& area, const std::string& code, Style style, Colour colour);
// Between groups of a key, which stay on one row.
inline constexpr const char* no_break = "\u00A0";
// "482 913"
std::string grouped(const std::string& code);

// Keys for digits, what is typed above them and what is said around it. The keys stay where they are whatever
// is said.
struct Keypad {
    std::string title, hint;
    std::string sends;                // on the key that does
    bool ready = false;               // what stands there can be sent
    std::optional<std::string> code;  // shown as it is typed; nothing: a PIN, with room for a sentence above
    std::size_t dots = 0;             // of the PIN
    std::string said;
    bool wrong = false;  // the sentence is about something that went wrong
};
void draw_keypad(const Scene& scene, const Rect& panel, const Keypad& keypad);
// So high that its keys have their full size.
float pin_pad_height(const Sizes& size);

}  // namespace brigade::ui
