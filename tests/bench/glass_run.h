// What a measurement of the glass needs of a kitchen: a POS that orders, a board's hand that bumps what would
// crowd the screen, and what came of each in milliseconds. Loop thread.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/terminal_link.h"
#include "pictures.h"

namespace brigade::bench {

struct GlassPlan {
    std::string hub;      // ws://…/v1
    std::string station;  // whose screen is watched; every line of every order is its
    int measured = 0;     // orders or presses
    int standing = 0;     // tickets on the screen meanwhile
    DurationMs every_ms = 0;
};

using Samples = std::map<std::string, std::vector<double>>;

class GlassRun {
  public:
    GlassRun(net::EventLoop& loop, GlassPlan plan);
    virtual ~GlassRun() = default;

    Status start();
    virtual void seen(const Picture& picture) = 0;
    virtual bool done() const = 0;
    const Samples& samples() const { return samples_; }

  protected:
    virtual void begin() = 0;  // both are let in
    virtual void acked(int) {}
    virtual void ready(Seq) {}  // the station is, with an order

    std::string id_of(int order) const;
    int order_of(const std::string& id) const;  // -1: none of ours
    void order(int number);
    void bump(int number);
    void sample(const std::string& name, double ms) { samples_[name].push_back(ms); }

    net::EventLoop& loop_;
    const GlassPlan plan_;

  private:
    void live();
    void told(const boost::json::object& message);

    const std::string run_;  // in every id: a hub may be measured twice
    Samples samples_;
    std::map<std::uint64_t, int> asked_;  // request to order
    int live_ = 0;
    TerminalLink pos_, hand_;
};

}  // namespace brigade::bench
