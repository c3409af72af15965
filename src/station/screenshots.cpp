#include "station/screenshots.h"

#include <fmt/format.h>

#include <utility>

#include "base/base64.h"
#include "base/limits.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr std::size_t id_bytes = 8;

int parts_of(const std::string& png) {
    return static_cast<int>((png.size() + limits::screenshot_part_bytes - 1) / limits::screenshot_part_bytes);
}

std::string_view bytes_of_part(std::string_view png, int part) {
    return png.substr(static_cast<std::size_t>(part - 1) * limits::screenshot_part_bytes,
                      limits::screenshot_part_bytes);
}

}  // namespace

Screenshots::Screenshots(net::Loop& loop, RandomSource random, std::function<void(Taken)> take,
                         std::function<void(const std::string&)> send)
    : loop_(loop),
      random_(std::move(random)),
      take_(std::move(take)),
      send_(std::move(send)) {}

void Screenshots::on(const ScreenshotQuestion& asked) {
    if (!asked.picture.empty()) return answer_part(asked);
    if (!take_) return refuse(asked.question, "this screen takes none");
    asked_ = asked;
    log_info("the hub asks for a picture of this screen");
    forget();
    const std::uint64_t trial = ++trials_;
    patience_ = loop_.after(limits::screenshot_taken_ms, [this, trial] {
        taken(trial, Error{"the display has given none within eight seconds; it may be asleep"});
    });
    take_(lifetime_.guard([this, trial](Result<Screenshot> picture) { taken(trial, std::move(picture)); }));
}

void Screenshots::taken(std::uint64_t trial, Result<Screenshot> picture) {
    if (trial != trials_ || !asked_) return;
    patience_.cancel();
    ++trials_;
    ScreenshotQuestion first = *std::exchange(asked_, std::nullopt);
    if (!picture) return refuse(first.question, picture.error().message);
    if (picture->png.empty() || picture->png.size() > limits::screenshot_bytes)
        return refuse(first.question, fmt::format("it has {} bytes, and {} may be sent", picture->png.size(),
                                                  limits::screenshot_bytes));
    keep(*std::move(picture));
    first.picture = id_;
    first.part = 1;
    answer_part(first);
}

void Screenshots::refuse(const std::string& question, const std::string& fault) {
    send_(screenshot_answer_text({question, fault, {}}));
}

void Screenshots::answer_part(const ScreenshotQuestion& asked) {
    const int parts = parts_of(kept_.png);
    if (asked.picture != id_ || asked.part > parts)
        return refuse(asked.question, "that picture is kept no longer; take another one");
    ScreenshotAnswer answer{asked.question,
                            {},
                            {id_, asked.part, parts, kept_.width_px, kept_.height_px,
                             to_base64(bytes_of_part(kept_.png, asked.part))}};
    send_(screenshot_answer_text(answer));
    if (asked.part == parts) return forget();
    forget_timer_ = loop_.after(limits::screenshot_kept_ms, [this] { forget(); });
}

void Screenshots::keep(Screenshot picture) {
    id_ = bytes_to_hex(random_(id_bytes));
    kept_ = std::move(picture);
}

void Screenshots::forget() {
    forget_timer_.cancel();
    id_.clear();
    kept_ = {};
}

}  // namespace brigade
