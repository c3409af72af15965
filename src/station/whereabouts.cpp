#include "station/whereabouts.h"

#include <algorithm>

#include "net/discovery_finder.h"

namespace brigade {

HubSearch search_by_mdns() {
    return [](net::Loop& loop, const std::string& wanted, auto tell) {
        return std::make_shared<net::HubFinder>(loop, wanted, std::move(tell));
    };
}

Whereabouts::Whereabouts(net::Loop& loop, const std::string& option, HubSearch search,
                         std::function<void()> found)
    : loop_(loop),
      option_(option),
      search_(std::move(search)),
      found_(std::move(found)) {
    if (!net::wanted_hub(option)) urls_ = {option};
}

void Whereabouts::start(const std::string& paired_with) {
    auto wanted = net::wanted_hub(option_);
    if (!wanted) return;
    searching_ = search_(loop_, wanted->empty() ? paired_with : *wanted,
                         [this](const Result<net::ChosenHub>& hub) { take(hub); });
}

// The address that is being tried stays the one, wherever the new list has it.
void Whereabouts::take(const Result<net::ChosenHub>& hub) {
    const std::string tried = url().value_or("");
    problem_ = hub ? "" : hub.error().message;
    urls_ = hub ? hub->urls : std::vector<std::string>();
    const auto same = std::find(urls_.begin(), urls_.end(), tried);
    next_ = same == urls_.end() ? 0 : static_cast<std::size_t>(same - urls_.begin());
    found_();
}

std::optional<std::string> Whereabouts::url() const {
    if (urls_.empty()) return std::nullopt;
    return urls_[next_ % urls_.size()];
}

void Whereabouts::failed() { ++next_; }

std::string Whereabouts::in_words() const {
    const std::string shown = url().value_or(option_);
    const std::size_t scheme = shown.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    return shown.substr(begin, shown.find('/', begin) - begin);
}

}  // namespace brigade
