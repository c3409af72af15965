#include "station/whereabouts.h"

#include "net/discovery_finder.h"

namespace brigade {

Whereabouts::Whereabouts(net::Loop& loop, const std::string& option, std::function<void()> found)
    : loop_(loop),
      option_(option),
      found_(std::move(found)) {
    if (!net::wanted_hub(option)) urls_ = {option};
}

Whereabouts::~Whereabouts() = default;

void Whereabouts::start(const std::string& paired_with) {
    auto wanted = net::wanted_hub(option_);
    if (!wanted) return;
    finder_ = std::make_unique<net::HubFinder>(
        loop_, wanted->empty() ? paired_with : *wanted, [this](const Result<net::ChosenHub>& hub) {
            problem_ = hub ? "" : hub.error().message;
            urls_ = hub ? hub->urls : std::vector<std::string>();
            next_ = 0;
            found_();
        });
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
