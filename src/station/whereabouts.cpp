#include "station/whereabouts.h"

namespace brigade {

Whereabouts::Whereabouts(net::Loop&, const std::string& option, std::function<void()> found)
    : option_(option),
      found_(std::move(found)),
      urls_{option} {}

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
