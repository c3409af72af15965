#include "net/discovery_finder.h"

#include <algorithm>
#include <utility>

namespace brigade::net {

HubFinder::HubFinder(Loop& loop, std::string wanted, Tell tell, DurationMs patience_ms)
    : loop_(loop),
      wanted_(std::move(wanted)),
      tell_(std::move(tell)),
      timer_(loop.after(patience_ms, [this] { decide(); })),
      browser_(
          loop, [this](const std::vector<FoundHub>&) { changed(); }, wanted_) {}

void HubFinder::changed() {
    const auto is_wanted = [this](const FoundHub& hub) { return hub.id == wanted_; };
    if (std::ranges::any_of(browser_.hubs(), is_wanted)) return decide();
    if (browser_.hubs().empty()) return;  // it went, or the daemon did; whoever is connected stays so
    if (std::exchange(settling_, true)) return;
    timer_ = loop_.after(settle_ms, [this] { decide(); });
}

void HubFinder::decide() {
    settling_ = false;
    const Tell tell = tell_;  // what is told may destroy this finder
    const auto hub = choose_hub(wanted_, browser_.hubs());
    if (hub) {
        if (told_ == *hub) return;
        told_ = *hub;
        wanted_ = hub->id;
        return tell(hub);
    }
    if (told_ || told_error_ == hub.error().message) return;
    told_error_ = hub.error().message;
    tell(hub);
}

}  // namespace brigade::net
