#include "station/whereabouts.h"

#include <algorithm>

#include "net/discovery_finder.h"

namespace brigade {
namespace {

std::string not_among(const std::string& hubs) {
    return "this screen's hub is not known among those in this network: " + hubs +
           "; was it set up anew? Then start this screen once with --pair-again";
}

}  // namespace

HubSearch search_by_mdns() {
    return [](net::Loop& loop, const net::WantedHub& wanted, auto tell) {
        return std::make_shared<net::HubFinder>(loop, wanted, std::move(tell));
    };
}

Whereabouts::Whereabouts(net::Loop& loop, const std::string& option, HubSearch search,
                         std::function<void()> found)
    : loop_(loop),
      option_(option),
      search_(std::move(search)),
      found_(std::move(found)) {
    if (net::wanted_hub(option)) return;
    urls_ = {option};
    ours_ = 1;
}

void Whereabouts::start(const PairingRecord& paired) {
    const auto named = net::wanted_hub(option_);
    if (!named) return;
    searching_ = search_(loop_, wanted_hub(*named, paired),
                         [this](const Result<net::ChosenHub>& hub) { take(hub); });
}

// The address that is being tried stays the one, wherever the new list has it.
void Whereabouts::take(const Result<net::ChosenHub>& hub) {
    if (!hub) {
        problem_ = hub.error().message;
        return found_();
    }
    const std::string tried = url().value_or("");
    const bool certain = !hub->id.empty();
    problem_ = certain ? "" : not_among(hub->kitchen);
    urls_ = hub->urls;
    ours_ = certain ? urls_.size() : 0;
    net::add_urls(urls_, hub->others);
    const auto same = std::find(urls_.begin(), urls_.end(), tried);
    next_ = same == urls_.end() ? 0 : static_cast<std::size_t>(same - urls_.begin());
    found_();
}

std::optional<std::string> Whereabouts::url() const {
    if (urls_.empty()) return std::nullopt;
    return urls_[next_ % urls_.size()];
}

bool Whereabouts::ours() const { return !urls_.empty() && next_ % urls_.size() < ours_; }

bool Whereabouts::last() const { return urls_.empty() || (next_ + 1) % urls_.size() == 0; }

void Whereabouts::failed() { ++next_; }

std::string Whereabouts::in_words() const {
    const std::string shown = url().value_or(option_);
    const std::size_t scheme = shown.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    return shown.substr(begin, shown.find('/', begin) - begin);
}

}  // namespace brigade
