// The cooks and the screen of one station in a played past. Each free pair of hands takes the next line,
// begins it by key or not, and bumps it alone or with the rest of its ticket; the screen reports what it has
// drawn. Now and then the screen loses its hub: what was pressed then comes later, with its age.
//
// Owned by PlayedHistory, outlived by the kitchen.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/played_kitchen.h"

namespace brigade {

class PlayedStation {
  public:
    PlayedStation(PlayedKitchen& kitchen, std::string station, std::size_t hands)
        : kitchen_(kitchen),
          station_(std::move(station)),
          hands_(hands),
          free_(hands) {}

    const std::string& id() const { return station_; }

    // Something happened to an order with a ticket here.
    void notice(const Event& event, const OrderState& order);
    void lose_hub_for(DurationMs real_ms);

  private:
    using Share = std::pair<Seq, std::uint16_t>;  // an order's line
    struct Aim {                                  // what a share is now; nullptr: it is not here
        const OrderState* order = nullptr;
        const Ticket* ticket = nullptr;
        const TicketLine* line = nullptr;
        bool active() const { return line && line->active(); }
    };

    Aim find(Share share) const;
    bool sees(const TicketLine& line) const { return !offline_ || line.active_seq <= seen_; }
    void look_soon();
    void look();
    void forget_finished(Seq order);
    void draw();
    void take(Share share);
    void begin(const Aim& aim, Share share, const std::string& cook);
    void finish(Share share, const std::string& cook);
    bool bump_when_whole(Seq order, const std::string& cook);
    void bump(Seq order, const std::string& cook, const std::vector<Share>& whole);
    void let_go(const std::vector<Share>& shares);
    bool send_elsewhere(const Aim& aim);
    void recall_perhaps(const std::string& order_id, const std::string& cook);
    DurationMs work_ms(const Aim& aim) const;
    Press press_on(const Aim& aim, const std::string& cook) const;
    // Asks it now or, without the hub, when it is back; `done` follows.
    template <class Pressed>
    void press(Pressed pressed, std::function<void()> done = {});
    void come_back();

    PlayedKitchen& kitchen_;
    std::string station_;
    std::size_t hands_, free_;
    std::set<Share> taken_;     // by a pair of hands, until it is bumped
    std::set<Share> finished_;  // of them, cooked
    std::set<Seq>
        bumps_due_;  // orders whose ticket is to be bumped: somebody will, or the hub will hear of it
    bool look_due_ = false, draw_due_ = false;
    bool offline_ = false;
    Seq seen_ = 0;  // what the screen knows while it is offline
    std::vector<std::function<void()>> outbox_;
};

template <class Pressed>
void PlayedStation::press(Pressed pressed, std::function<void()> done) {
    auto send = [this, pressed = std::move(pressed), done = std::move(done), at = kitchen_.now()]() mutable {
        pressed.press.age_ms = kitchen_.now() - at;
        kitchen_.ask(pressed);
        if (done) done();
    };
    if (offline_)
        outbox_.push_back(std::move(send));
    else
        send();
}

}  // namespace brigade
