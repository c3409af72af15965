#include "protocol/screenshot_message.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/base64.h"
#include "base/harmless.h"
#include "base/limits.h"

namespace brigade {
namespace {

constexpr int side_px_max = 16'384;

int whole(JsonFields& fields, std::string_view key, int max) {
    return static_cast<int>(fields.required_integer(key, 1, max));
}

ScreenshotPart read_part(JsonFields& fields) {
    ScreenshotPart part;
    part.picture = fields.required_id("picture");
    part.parts = whole(fields, "parts", limits::screenshot_parts);
    part.part = whole(fields, "part", std::max(part.parts, 1));
    part.width_px = whole(fields, "width", side_px_max);
    part.height_px = whole(fields, "height", side_px_max);
    part.png = fields.required_text("png", limits::client_message_bytes);
    if (fields.ok() && !from_base64(part.png)) fields.fail("png", "png must be base64");
    return part;
}

void add(json::object& out, const ScreenshotPart& part) {
    out.emplace("picture", part.picture);
    out.emplace("part", part.part);
    out.emplace("parts", part.parts);
    out.emplace("width", part.width_px);
    out.emplace("height", part.height_px);
    out.emplace("png", part.png);
}

}  // namespace

ScreenshotQuestion read_screenshot_question(JsonFields fields) {
    ScreenshotQuestion question;
    question.question = fields.required_id("question");
    question.picture = fields.id("picture");
    question.part = static_cast<int>(fields.integer("part", 1, limits::screenshot_parts).value_or(1));
    return question;
}

ScreenshotAnswer read_screenshot_answer(JsonFields fields) {
    ScreenshotAnswer answer;
    answer.question = fields.required_id("question");
    answer.fault = harmless(fields.text("fault", limits::notes_chars));
    if (answer.fault.empty()) answer.part = read_part(fields);
    return answer;
}

std::string screenshot_question_text(const ScreenshotQuestion& question) {
    json::object out{{"type", "screenshot"}, {"question", question.question}, {"part", question.part}};
    if (!question.picture.empty()) out.emplace("picture", question.picture);
    return json::serialize(out);
}

std::string screenshot_answer_text(const ScreenshotAnswer& answer) {
    json::object out{{"type", "screen.screenshot"}, {"question", answer.question}};
    if (answer.fault.empty())
        add(out, answer.part);
    else
        out.emplace("fault", answer.fault);
    return json::serialize(out);
}

std::string screenshot_part_text(const std::string& re, const ScreenshotPart& part) {
    json::object out{{"type", "screenshot.part"}};
    if (!re.empty()) out.emplace("re", re);
    add(out, part);
    return json::serialize(out);
}

}  // namespace brigade
