// A POS terminal, or a supervisor's tablet, of a simulated kitchen: greets, sends, keeps what is not answered
// and sends it again, on the next connection and also when it grows impatient. It knows the protocol only.
// Its own store is taken to be perfect: what is tested is the hub, not the POS.
//
// Owned by the Simulation; one thread.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/json_fields.h"
#include "core/kitchen.h"
#include "core/order.h"
#include "sim/sim_loop.h"
#include "sim/sim_network.h"

namespace brigade::sim {

class Terminal : net::ClientEvents {
  public:
    enum class Kind { till, tablet };
    Terminal(std::string name, Kind kind, World& world, SimNetwork& network, std::uint64_t seed);

    // Somebody does something. `kitchen` is what people see around them.
    void act(const Kitchen& kitchen);
    // Sends something that was answered before, as after a lost ack.
    void send_again();
    bool quiet() const { return waiting_.empty(); }
    const std::string& name() const { return name_; }
    bool is_till() const { return kind_ == Kind::till; }
    // How often the status of each event was told to it.
    const std::map<Seq, int>& heard() const { return heard_; }

  private:
    struct Waiting {
        std::string id;
        std::string text;
        std::string order_id;
        bool sent = false;
        DurationMs sent_ms = 0;
    };
    struct Mine {
        OrderPtr content;
        std::uint32_t revision = 0;
        bool pending = true;
    };

    void on_open() override;
    void on_message(std::string_view payload, bool binary) override;
    void on_close(std::uint16_t code, const std::string& reason) override;
    void connect();
    void watch();
    void send_waiting();
    void request(json::object message, const std::string& order_id);
    void answered(const json::object& message);
    void note_place(const json::object& message);
    Mine* mine_of(const std::string& order_id);

    void act_at_till();
    void act_on(const Kitchen& kitchen);
    void submit();
    void amend(Mine& mine);
    void press(const std::string& type, const OrderState& order);
    Line random_line(const std::string& id);

    const std::string name_;
    const Kind kind_;
    World& world_;
    Rng random_;
    ProcessPtr process_;
    DurationMs no_writes_ = 0;
    SimLoop loop_;
    std::unique_ptr<net::Client> client_;
    bool live_ = false;
    Seq after_ = 0;
    std::string head_;
    std::vector<Mine> orders_;
    std::deque<Waiting> waiting_;
    std::deque<std::string> answered_;  // the newest requests that were acked, for send_again
    std::map<Seq, int> heard_;
    std::uint64_t next_request_ = 1, next_order_ = 1;
    net::Timer retry_, watch_;
};

}  // namespace brigade::sim
