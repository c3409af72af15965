#include "app/screen_camera.h"

#include <utility>

#include "app/give_way.h"

namespace brigade {
namespace {

Result<Screenshot> screenshot_of(const Result<ui::Pixels>& pixels) {
    if (!pixels) return pixels.error();
    auto png = ui::png_of(*pixels);
    if (!png) return png.error();
    return Screenshot{pixels->width, pixels->height, *std::move(png)};
}

}  // namespace

void ScreenCamera::take(Screenshots::Taken taken) {
    if (!pane_ || busy_)
        return taken(Error{"its display has not shown the one before yet; it may be asleep"});
    busy_ = true;
    if (!worker_) {
        worker_ = loop_.make_worker();
        worker_->run(give_way);
    }
    auto done = lifetime_.guard([this, taken = std::move(taken)](const Result<Screenshot>& picture) {
        busy_ = false;
        taken(picture);
    });
    pane_->picture([&loop = loop_, worker = worker_.get(), done](Result<ui::Pixels> pixels) {
        worker->run([&loop, done, pixels = std::move(pixels)] {
            loop.post([done, picture = screenshot_of(pixels)] { done(picture); });
        });
    });
}

}  // namespace brigade
