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
    ours_ = true;
}

void Whereabouts::start(const PairingRecord& paired) {
    const auto named = net::wanted_hub(option_);
    if (!named) return;
    searching_ =
        search_(loop_, wanted_hub(*named, paired), [this](const Result<net::ChosenHub>& hub) { take(hub); });
}

// The address that is being tried stays the one, wherever the new lists have it.
void Whereabouts::take(const Result<net::ChosenHub>& hub) {
    if (!hub) {
        problem_ = hub.error().message;
        return found_();
    }
    const std::string tried = url().value_or("");
    const bool certain = !hub->id.empty();
    problem_ = certain ? "" : not_among(hub->kitchen);
    ours_ = certain;
    urls_ = hub->urls;
    others_ = hub->others;
    const auto other = std::ranges::find(others_, tried);
    if (other != others_.end()) other_ = static_cast<std::size_t>(other - others_.begin());
    next_ = static_cast<std::size_t>(std::ranges::find(urls_, tried) - urls_.begin());
    if (next_ == urls_.size() && other == others_.end()) next_ = 0;
    found_();
}

std::optional<std::string> Whereabouts::url() const {
    if (next_ < urls_.size()) return urls_[next_];
    if (!others_.empty()) return others_[other_ % others_.size()];
    return std::nullopt;
}

bool Whereabouts::ours() const { return ours_ && next_ < urls_.size(); }

bool Whereabouts::last() const { return next_ + (others_.empty() ? 1 : 0) >= urls_.size(); }

void Whereabouts::failed(const std::string& url) {
    if (this->url() != url) return;
    const bool round_is_over = last();
    if (next_ == urls_.size()) ++other_;
    next_ = round_is_over ? 0 : next_ + 1;
}

std::string Whereabouts::in_words() const {
    const std::string shown = url().value_or(option_);
    const std::size_t scheme = shown.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    return shown.substr(begin, shown.find('/', begin) - begin);
}

}  // namespace brigade
