// Pictures of screens, fetched from the hub part by part. Main thread; blocking.
#pragma once

#include <string>

#include "app/hub_question.h"

namespace brigade {

struct FetchedScreenshot {
    std::int64_t width_px = 0, height_px = 0;
    std::string png;  // the file's bytes
};

// Of the screen with that id. Fails with the hub's sentence, or ours where what came is no picture.
Result<FetchedScreenshot, QuestionFailure> fetch_screenshot(HubTalk& hub, const std::string& screen);

}  // namespace brigade
