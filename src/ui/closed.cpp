#include "ui/closed.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "station/troubles.h"

namespace brigade::ui {

bool may_be_black(const ScreenModel& model, TimeMs now_ms) {
    const TimeMs kitchen_now = now_ms + model.clock_offset_ms;
    const std::vector<Trouble> all = troubles(model, {}, kitchen_now);
    const bool well = model.known && model.clock_known && !model.start_fault &&
                      std::ranges::all_of(all, [](const Trouble& trouble) {
                          return trouble.severity == Trouble::Severity::note;
                      });
    return well && model.tickets.empty() && model.waiting == 0 && kitchen_now >= model.identify.until;
}

void Closed::follow(const ScreenModel& model, TimeMs now_ms) {
    if (!begun_ || model.seq != seq_ || !may_be_black(model, now_ms)) awake_at_ms_ = now_ms;
    begun_ = true;
    seq_ = model.seq;
    black_ = now_ms - awake_at_ms_ >= closed_after_ms;
}

bool Closed::wakes(TimeMs now_ms) {
    awake_at_ms_ = now_ms;
    const bool was_black = black_;
    black_ = false;
    return was_black;
}

void draw_closed(Canvas& canvas, const Look& look, float width, float height, TimeMs kitchen_now) {
    constexpr Colour black = rgb(0x000000), faint = rgb(0x5A6672);  // in every theme
    constexpr TimeMs minute_ms = 60'000;
    canvas.fill({0, 0, width, height}, black);
    // Round once a minute, and round the screen once in an hour, so that no place of it wears.
    const auto angle = [&](TimeMs round_ms) {
        return 2 * std::numbers::pi_v<float> * static_cast<float>(kitchen_now % round_ms) /
               static_cast<float>(round_ms);
    };
    const float second = angle(minute_ms), hour = angle(60 * minute_ms), radius = look.size.strip / 2;
    const float x = width / 2 + width * 0.35F * std::sin(hour) + radius * std::sin(second);
    const float y = height / 2 - height * 0.35F * std::cos(hour) - radius * std::cos(second);
    canvas.dot(x, y, look.size.dot * 1.5F, faint);
}

}  // namespace brigade::ui
