#include "app/screenshot_fetch.h"

#include <string_view>

#include "app/json_words.h"
#include "base/base64.h"
#include "base/limits.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr std::string_view png_begins = "\x89PNG\r\n\x1a\n";

QuestionFailure no_picture() { return {"what the screen has sent is no picture; try again", exit_bad}; }

QuestionFailure in_words(QuestionFailure failure) {
    if (failure.code == "invalid_message" && failure.path == "/type")
        failure.sentence = "this hub is older than pictures of screens; update it";
    return failure;
}

}  // namespace

Result<FetchedScreenshot, QuestionFailure> fetch_screenshot(HubTalk& hub, const std::string& screen) {
    FetchedScreenshot whole;
    std::string picture;
    std::int64_t parts = 1;
    for (std::int64_t part = 1; part <= parts; ++part) {
        json::object question{{"type", "device.screenshot"}, {"device", screen}, {"part", part}};
        if (!picture.empty()) question["picture"] = picture;
        auto answer = hub.ask(std::move(question));
        if (!answer) return in_words(answer.error());
        picture = text_in(*answer, "picture");
        parts = integer_in(*answer, "parts", 0);
        whole.width_px = integer_in(*answer, "width", 0);
        whole.height_px = integer_in(*answer, "height", 0);
        const auto bytes = from_base64(text_in(*answer, "png"));
        if (!bytes || integer_in(*answer, "part", 0) != part || parts > limits::screenshot_parts)
            return no_picture();
        whole.png += *bytes;
    }
    if (!whole.png.starts_with(png_begins)) return no_picture();
    return whole;
}

}  // namespace brigade
