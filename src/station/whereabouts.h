// Where the hub is: at an address that was given, or at those under which it is found on the network
// (net/discovery.h), one after the other until one answers. Owned by the StationScreen; loop thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "net/loop.h"

namespace brigade {

class Whereabouts {
  public:
    // `option` is an address, or as net::wanted_hub() has it. `found` is called when there is something new to
    // try.
    Whereabouts(net::Loop& loop, const std::string& option, std::function<void()> found);

    // For the next attempt; nothing while no hub has been found.
    std::optional<std::string> url() const;
    void failed();  // that one did not lead to the hub: another, where there is one

    // "192.168.1.10:8687", for people; or what is looked for.
    std::string in_words() const;

  private:
    std::string option_;
    std::function<void()> found_;
    std::vector<std::string> urls_;
    std::size_t next_ = 0;
};

}  // namespace brigade
