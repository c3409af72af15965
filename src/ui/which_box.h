// By what somebody who is called finds a box: "brigade.local · eth0 192.168.1.12 · serial 10000000a3f2c4d1".
#pragma once

#include <string>

#include "station/machine_facts.h"
#include "ui/draw_parts.h"

namespace brigade::ui {

// `serial` is the number in the words of whoever asks; empty where the box has none.
std::string which_box(const MachineFacts& machine, const std::string& serial);
std::string which_box(const Scene& scene);  // empty where nobody has looked

// At the bottom of a page about this screen rather than its tickets; what is left of the page above it.
Rect draw_box_foot(const Scene& scene, const Rect& page, const std::string& text);

}  // namespace brigade::ui
