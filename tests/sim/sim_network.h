// The LAN of a simulated kitchen. A connection is two streams of messages, in order within itself and in no
// order against others. What may go wrong, by the dice and as told: a message is late; a message is lost,
// and with it (as with TCP) the connection; a request is delivered twice; a direction between two hosts is
// blocked, so that what was sent waits until it opens again or the silence ends the connection; a host is
// gone without a word, or only its program is and the other side hears of it; messages carry fields, and
// come among messages, that a newer minor version would send.
//
// Owned by the Simulation, outlives every process. One thread.
#pragma once

#include <deque>
#include <list>
#include <map>
#include <set>
#include <string>

#include "net/client.h"
#include "net/server.h"
#include "sim/world.h"

namespace brigade::sim {

class SimClient;
class SimServer;

struct NetworkFaults {
    DurationMs delay_ms_max = 5;
    std::uint64_t lost_ppm = 0;        // of all messages
    std::uint64_t duplicated_ppm = 0;  // of requests
    std::uint64_t decorated_ppm = 0;   // of all messages: as a newer minor version would write them
};

// Sees each message when it is delivered. Host names; `to_hub` tells the direction.
class WireTap {
  public:
    virtual ~WireTap() = default;
    virtual void delivered(std::uint64_t connection, const std::string& client_host, bool to_hub,
                           std::string_view text) = 0;
};

struct Stream {
    std::deque<std::string> messages;
    DurationMs arrives_ms = 0;  // of the newest message
};

struct Connection {
    net::PeerId id = 0;
    SimClient* client = nullptr;  // null: closed on that side
    SimServer* server = nullptr;
    ProcessPtr client_process, server_process;
    bool opened = false;  // the client knows
    bool broken = false;  // neither side hears anything more, though it may not know yet
    Stream to_server, to_client;
    DurationMs server_heard_ms = 0;
};
using ConnectionPtr = std::shared_ptr<Connection>;

class SimNetwork {
  public:
    SimNetwork(World& world, WireTap& tap);

    NetworkFaults faults;

    Result<std::unique_ptr<net::Server>> listen(const std::string& address, ProcessPtr process,
                                                net::ServerEvents& events);
    std::unique_ptr<net::Client> make_client(ProcessPtr process, net::ClientEvents& events);

    void block(const std::string& from, const std::string& to) { blocked_.insert({from, to}); }
    void unblock_all() { blocked_.clear(); }
    // Breaks every connection of this host in the middle of whatever it is saying.
    void cut(const std::string& host);
    // The program has ended and its machine says so; or the machine is gone and nobody says anything.
    void process_ended(const Process& process);
    void power_lost(const Process& process);

    // To every peer of the server that is connected now (sabotage: publish before durable).
    void broadcast(const Process& server, const std::string& text);

  private:
    friend class SimClient;
    friend class SimServer;

    bool open_path(const Process& from, const Process& to) const;
    void connect(SimClient& client, const std::string& address);
    void send_to_server(const ConnectionPtr& connection, std::string text);
    void send_to_client(const ConnectionPtr& connection, std::string text);
    void deliver_to_server(const ConnectionPtr& connection);
    void deliver_to_client(const ConnectionPtr& connection);
    void drop_client_side(const ConnectionPtr& connection, std::uint16_t code, const std::string& reason);
    void drop_server_side(const ConnectionPtr& connection);
    void break_off(const ConnectionPtr& connection);
    void tick();
    DurationMs delay() { return world_.random.between(0, faults.delay_ms_max); }
    std::string decorated(std::string text);

    World& world_;
    WireTap& tap_;
    std::map<std::string, SimServer*> listening_;
    std::set<std::pair<std::string, std::string>> blocked_;
    std::list<ConnectionPtr> connections_;
    net::PeerId last_id_ = 0;
};

}  // namespace brigade::sim
