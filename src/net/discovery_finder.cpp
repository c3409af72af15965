#include "net/discovery_finder.h"

#include <algorithm>
#include <utility>

namespace brigade::net {
namespace {

void add_first(std::vector<std::string> urls, ChosenHub& hub) {
    std::swap(hub.urls, urls);
    add_urls(hub.urls, urls);
}

}  // namespace

HubFinder::HubFinder(Loop& loop, WantedHub wanted, Tell tell, DurationMs patience_ms)
    : loop_(loop),
      wanted_(std::move(wanted)),
      tell_(std::move(tell)),
      timer_(loop.after(patience_ms, [this] { decide(); })),
      browser_(
          loop, [this](const std::vector<FoundHub>&) { changed(); }, wanted_) {}

void HubFinder::changed() {
    const auto is_wanted = [this](const FoundHub& hub) { return wanted_.names_id(hub.id); };
    if (std::ranges::any_of(browser_.hubs(), is_wanted)) return decide();
    if (browser_.hubs().empty()) return;  // it went, or the daemon did; whoever is connected stays so
    if (std::exchange(settling_, true)) return;
    timer_ = loop_.after(settle_ms, [this] { decide(); });
}

void HubFinder::decide() {
    settling_ = false;
    const Tell tell = tell_;  // what is told may destroy this finder
    auto hub = choose_hub(wanted_, browser_.hubs());
    if (hub) {
        // It may still be where it was: an announcement can get lost.
        if (hub->id.empty() && chosen_) add_first(chosen_->urls, *hub);
        if (!hub->id.empty()) chosen_ = *hub;
        if (told_ == *hub) return;
        told_ = *hub;
        if (!wanted_.known_by_key) wanted_.names = {hub->id};
        return tell(hub);
    }
    if (told_ || told_error_ == hub.error().message) return;
    told_error_ = hub.error().message;
    tell(hub);
}

}  // namespace brigade::net
