// Which of the services that a network announces are looked at. Anybody can announce hundreds of them, and
// what a service is shows only when it has been resolved: so each gets its turn in a bounded number of
// places, and keeps its place only while it is worth it. The hub that is wanted keeps it for good.
//
// Pure; owned by the watch on the discovery thread (discovery_watch.h), which has a resolver for each place.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "net/discovery.h"

namespace brigade::net {

// One announcement, as Avahi names it.
struct ServiceKey {
    int interface = 0;
    int protocol = 0;
    std::string name;
    std::string domain;
    auto operator<=>(const ServiceKey&) const = default;
};

class DiscoveryTable {
  public:
    // `wanted` without a name: whichever there are.
    explicit DiscoveryTable(WantedHub wanted = {}) : wanted_(std::move(wanted)) {}

    void appeared(const ServiceKey& key);
    void vanished(const ServiceKey& key);
    // What its resolver says: a hub, or nothing if it is none that we could speak to. Again when it changes.
    void resolved(const ServiceKey& key, std::optional<FoundHub> hub, DurationMs now_ms);
    // Its resolver is over, or there could be none.
    void failed(const ServiceKey& key, DurationMs now_ms);

    // Whose resolvers are to be freed and then made.
    struct Turn {
        std::vector<ServiceKey> end;
        std::vector<ServiceKey> begin;
    };
    Turn turn(DurationMs now_ms);
    // In how many milliseconds there may be something to do again, -1 for not before something happens.
    int wait_ms() const;

    std::vector<FoundHub> hubs() const;
    // Whether some announcement was passed over since all were told anew, so many there were. Nobody tells of
    // it again by itself: after a while they are to be told anew.
    bool overflowed() const { return overflowed_; }
    void told_anew() { overflowed_ = false; }

    static constexpr std::size_t places = found_hubs_max;
    // What an Avahi daemon keeps of a network by itself, or more.
    static constexpr std::size_t announced_max = 4'096;
    // Until somebody who lost or left a place has another turn.
    static constexpr DurationMs again_ms = 5'000;
    static constexpr DurationMs tell_anew_ms = 60'000;

  private:
    struct Entry {
        bool placed = false;      // has a resolver
        bool looked_at = false;   // has had one
        bool answered = false;    // its resolver has said something
        std::uint64_t order = 0;  // of waiting, or of being placed
        DurationMs since_ms = 0;  // placed, or waiting
        std::optional<FoundHub> hub;
    };
    using Entries = std::map<ServiceKey, Entry>;

    bool is_wanted(const Entry& entry) const;
    int worth(const Entry& entry) const;
    bool may_go(const Entry& entry, bool only_wanted, DurationMs now_ms) const;
    Entries::iterator next_waiting(DurationMs now_ms);
    Entries::iterator least_worth(DurationMs now_ms);
    bool make_room();
    void place(Entries::iterator entry, DurationMs now_ms, Turn& turn);
    void release(Entries::iterator entry, DurationMs now_ms);

    WantedHub wanted_;
    Entries entries_;
    std::vector<ServiceKey> over_;  // whose resolvers are to be freed
    std::size_t placed_ = 0;
    std::uint64_t last_order_ = 0;
    bool overflowed_ = false;
};

}  // namespace brigade::net
