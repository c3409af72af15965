// What the setup page's drawing shares; only setup*.cpp include this.
#pragma once

#include <string>
#include <vector>

#include "ui/draw_parts.h"
#include "ui/setup_page.h"

namespace brigade::ui {

// Where the next thing of a section goes: from the top down, all as wide as the section.
struct SetupColumn {
    const Scene& scene;
    const std::vector<SetupStop>& stops;
    Rect area;
    float row = 0;  // as high as a setting
    float y = 0;

    float left() const { return area.bottom() - y; }
};

// A sentence, wrapped; returns false where it had no room.
bool draw_sentence(SetupColumn& column, Style style, Colour colour, const std::string& text,
                   float indent = 0);
// "Hub: Warung Ibu, 192.168.1.10:8687"
void draw_fact(SetupColumn& column, const std::string& name, const std::string& value);
// The setting at this stop.
void draw_setting(SetupColumn& column, const SetupStop& stop);

void draw_setup_wrong(SetupColumn& column);
void draw_setup_bars(SetupColumn& column);
void draw_setup_hub(SetupColumn& column);
void draw_setup_network(SetupColumn& column);
void draw_setup_software(SetupColumn& column);

std::vector<Trouble> troubles_of(const Scene& scene);

}  // namespace brigade::ui
