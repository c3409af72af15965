// A picture of a screen on its way to whoever asked for it (docs/protocol.md, "A picture of a screen"): asked
// for part by part, so that nobody between the two keeps more than a part, and a reader who is slow is not
// sent more than he has asked for. Pure.
#pragma once

#include <string>

#include "core/json_fields.h"

namespace brigade {

// What the hub asks of a screen.
struct ScreenshotQuestion {
    std::string question;  // its answer names it
    std::string picture;   // empty: a new one, of what is shown now
    int part = 1;
};

struct ScreenshotPart {
    std::string picture;  // the same for all its parts
    int part = 1, parts = 1;
    int width_px = 0, height_px = 0;
    std::string png;  // bytes of the file, in base64
};

// What the screen answers.
struct ScreenshotAnswer {
    std::string question;
    std::string fault;  // a sentence: there is no such picture, and why; empty: here it is
    ScreenshotPart part;
};

ScreenshotQuestion read_screenshot_question(JsonFields fields);
ScreenshotAnswer read_screenshot_answer(JsonFields fields);

std::string screenshot_question_text(const ScreenshotQuestion& question);
std::string screenshot_answer_text(const ScreenshotAnswer& answer);
// To whoever asked, `re` their request's id.
std::string screenshot_part_text(const std::string& re, const ScreenshotPart& part);

}  // namespace brigade
