// Small things that several of the screen's pages draw; only those include this.
#pragma once

#include <string>

#include "ui/draw.h"

namespace brigade::ui {

// As much of the text as fits the room, with "…" where that is not all of it.
std::string cut(const Canvas& canvas, Style style, const std::string& text, float room);

// A key to touch, as high as the row. Focused: it is what a press is about. Armed: one press more.
float button_width(const Scene& scene, const std::string& text);
Rect draw_button(const Scene& scene, float x, const Rect& row, const std::string& text, bool focused,
                 bool armed);

// Six digits in the middle, three and three; digits that are missing are empty places.
void draw_code(const Scene& scene, const Rect& area, const std::string& code, Style style, Colour colour);
// "482 913"
std::string grouped(const std::string& code);

// In the device page's place while a code is typed.
void draw_keypad(const Scene& scene, const Rect& panel, const DeviceRow& row);

}  // namespace brigade::ui
