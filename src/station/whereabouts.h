// Where the hub is: at an address that was given, or at those under which it is found on the network
// (net/discovery.h), one after the other until one answers. Owned by the StationScreen; loop thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/discovery.h"
#include "net/loop.h"
#include "station/pairing_record.h"

namespace brigade {

// Looks on the network for the hub that is wanted and tells what it finds, again when that changes, for as
// long as what it has returned lives.
using HubSearch = std::function<std::shared_ptr<void>(
    net::Loop&, const net::WantedHub& wanted, std::function<void(const Result<net::ChosenHub>&)> tell)>;
HubSearch search_by_mdns();

class Whereabouts {
  public:
    // `option` is an address, or as net::wanted_hub() has it. `found` is called when there is something new
    // to try, or another problem.
    Whereabouts(net::Loop& loop, const std::string& option, HubSearch search, std::function<void()> found);

    // `paired` tells of the hub that knows this screen: of several, it is the one. It is known by its key, so
    // each is tried, those that bear its id first. Again whenever the record has changed: what has been found
    // stays until there is something new.
    void start(const PairingRecord& paired);

    // For the next attempt; nothing while no hub has been found.
    std::optional<std::string> url() const;
    // It did not lead to the hub: another, where there is one. Nothing, if another has taken its turn since.
    void failed(const std::string& url);
    // Whether the hub at url() is named or told of as ours; else its key may well be another.
    bool ours() const;
    // url() ends the round. A hub that is only away is not looked for at all others before it is tried again:
    // each round ends with another of those.
    bool last() const;

    // "192.168.1.10:8687", for people; or what is looked for.
    std::string in_words() const;

    // Why there is no address yet, or none that is certain, a sentence; else empty.
    const std::string& problem() const { return problem_; }

  private:
    void take(const Result<net::ChosenHub>& hub);

    net::Loop& loop_;
    std::string option_;
    HubSearch search_;
    std::function<void()> found_;
    std::vector<std::string> urls_, others_;
    bool ours_ = false;      // that is where urls_ lead
    std::size_t next_ = 0;   // of urls_; behind them: one of others_
    std::size_t other_ = 0;  // whose turn it is
    std::string problem_;
    std::shared_ptr<void> searching_;
};

}  // namespace brigade
