#include "sim/sim_network.h"

#include <utility>

#include "base/limits.h"

namespace brigade::sim {
namespace {

constexpr std::uint16_t code_lost = 1006;
constexpr DurationMs blocked_retry_ms = 200;
constexpr DurationMs connect_timeout_ms = 5'000;
constexpr const char* newer_field = R"("from_a_newer_version":{"deep":[1,{"er":null}]},)";
constexpr const char* newer_message = R"({"type":"something.newer","id":"?","value":1})";

// A close that travels behind what was said before it: no JSON begins like this.
constexpr char close_mark = '\x04';

std::string host_of(const std::string& url) {
    std::size_t begin = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
    return url.substr(begin, url.find('/', begin) - begin);
}

bool is_request(std::string_view text) {
    return text.find(R"("type":"hello")") == std::string_view::npos &&
           text.find(R"("id":)") != std::string_view::npos;
}

}  // namespace

class SimClient : public net::Client {
  public:
    SimClient(SimNetwork& network, ProcessPtr process, net::ClientEvents& events)
        : network_(network),
          process_(std::move(process)),
          events_(events) {}
    ~SimClient() override { leave(); }

    Status connect(const net::HubAddress& address) override {
        if (connecting_ || connection_)
            return Error{"cannot connect again before the last connection has ended"};
        connecting_ = true;
        network_.connect(*this, host_of(address.url));
        return {};
    }
    std::string peer_pin() const override { return {}; }
    bool open() const override { return connection_ && connection_->opened; }
    bool send(std::string_view text) override {
        if (!open()) return false;
        network_.send_to_server(connection_, std::string(text));
        return true;
    }
    void close(std::uint16_t, std::string_view) override { drop("closed"); }
    void drop(const std::string& reason) override {
        if (!connection_) return;
        ConnectionPtr connection = connection_;
        leave();
        closing_ = true;
        network_.world_.after(0, process_, [this, alive = std::weak_ptr(life_), reason] {
            if (!alive.expired()) closed(code_lost, reason);
        });
    }
    std::size_t queued_bytes() const override { return 0; }
    DurationMs last_heard_ms() const override { return last_heard_ms_; }

  private:
    friend class SimNetwork;

    void leave() {
        if (!connection_) return;
        ConnectionPtr connection = std::exchange(connection_, nullptr);
        connection->client = nullptr;
        if (process_->alive) network_.drop_server_side(connection);
    }
    void closed(std::uint16_t code, const std::string& reason) {
        connecting_ = closing_ = false;
        connection_ = nullptr;
        events_.on_close(code, reason);
    }

    SimNetwork& network_;
    ProcessPtr process_;
    net::ClientEvents& events_;
    bool connecting_ = false, closing_ = false;
    ConnectionPtr connection_;
    DurationMs last_heard_ms_ = 0;
    std::shared_ptr<int> life_ = std::make_shared<int>();
};

class SimServer : public net::Server {
  public:
    SimServer(SimNetwork& network, std::string address, ProcessPtr process, net::ServerEvents& events)
        : network_(network),
          address_(std::move(address)),
          process_(std::move(process)),
          events_(events) {
        network_.listening_[address_] = this;
    }
    ~SimServer() override {
        if (auto found = network_.listening_.find(address_);
            found != network_.listening_.end() && found->second == this)
            network_.listening_.erase(found);
        for (auto& [id, connection] : std::exchange(peers_, {})) {
            connection->server = nullptr;
            if (process_->alive) network_.break_off(connection);
        }
    }

    Status use_identity(const net::Identity&) override { return {}; }
    std::string address() const override { return address_; }
    void send(net::PeerId peer, const net::FramePtr& frame) override {
        send_text(peer, net::text_of(*frame));
    }
    void send_text(net::PeerId peer, std::string_view text) override {
        auto found = peers_.find(peer);
        if (found != peers_.end() && !closing_.contains(peer))
            network_.send_to_client(found->second, std::string(text));
    }
    void close(net::PeerId peer, std::uint16_t code, std::string_view reason) override {
        auto found = peers_.find(peer);
        if (found == peers_.end() || !closing_.insert(peer).second) return;
        network_.send_to_client(found->second, close_mark + std::to_string(code) + " " + std::string(reason));
        network_.world_.after(1, process_, [network = &network_, connection = found->second] {
            network->drop_server_side(connection);
        });
    }
    void keep(net::PeerId) override {}
    std::size_t queued_bytes(net::PeerId) const override { return 0; }
    void want_drained(net::PeerId peer) override {
        auto found = peers_.find(peer);
        if (found == peers_.end()) return;
        network_.world_.after(network_.delay(), process_, [connection = found->second, peer] {
            if (connection->server) connection->server->events_.on_drained(peer);
        });
    }
    const net::ServerCounters& counters() const override { return counters_; }

  private:
    friend class SimNetwork;

    SimNetwork& network_;
    std::string address_;
    ProcessPtr process_;
    net::ServerEvents& events_;
    std::map<net::PeerId, ConnectionPtr> peers_;
    std::set<net::PeerId> closing_;
    net::ServerCounters counters_;
};

SimNetwork::SimNetwork(World& world, WireTap& tap) : world_(world), tap_(tap) { tick(); }

Result<std::unique_ptr<net::Server>> SimNetwork::listen(const std::string& address, ProcessPtr process,
                                                        net::ServerEvents& events) {
    return std::unique_ptr<net::Server>(
        std::make_unique<SimServer>(*this, address, std::move(process), events));
}

std::unique_ptr<net::Client> SimNetwork::make_client(ProcessPtr process, net::ClientEvents& events) {
    return std::make_unique<SimClient>(*this, std::move(process), events);
}

bool SimNetwork::open_path(const Process& from, const Process& to) const {
    return !blocked_.contains({from.host, to.host});
}

void SimNetwork::connect(SimClient& client, const std::string& address) {
    auto fail = [&client, this](DurationMs after_ms, const char* why) {
        world_.after(after_ms, client.process_, [&client, life = std::weak_ptr(client.life_), why] {
            if (!life.expired()) client.closed(code_lost, why);
        });
    };
    auto found = listening_.find(address);
    if (found == listening_.end()) return fail(delay(), "connection refused");
    SimServer* server = found->second;
    if (!server->process_->alive) return fail(delay(), "connection refused");
    if (!open_path(*client.process_, *server->process_) || !open_path(*server->process_, *client.process_))
        return fail(connect_timeout_ms, "no answer");
    auto connection = std::make_shared<Connection>();
    connection->id = ++last_id_;
    connection->client = &client;
    connection->client_process = client.process_;
    connection->server = server;
    connection->server_process = server->process_;
    connection->server_heard_ms = world_.now_ms();
    client.connection_ = connection;
    server->peers_.emplace(connection->id, connection);
    connections_.push_back(connection);
    world_.after(delay(), connection->server_process, [connection] {
        if (connection->server) connection->server->events_.on_open(connection->id, {"127.0.0.1", true});
    });
    connection->to_client.arrives_ms = world_.now_ms() + faults.delay_ms_max + delay();
    world_.at(connection->to_client.arrives_ms, connection->client_process, [connection, this] {
        if (!connection->client) return;
        connection->opened = true;
        connection->client->connecting_ = false;
        connection->client->last_heard_ms_ = world_.now_ms();
        connection->client->events_.on_open();
    });
}

// As a newer minor version might say it: a field more, in front.
std::string SimNetwork::decorated(std::string text) {
    if (text.front() == '{' && text.size() > 2) text.insert(1, newer_field);
    return text;
}

void SimNetwork::send_to_server(const ConnectionPtr& connection, std::string text) {
    if (!connection->client_process->alive || !connection->server || connection->broken) return;
    if (world_.random.chance_ppm(faults.lost_ppm)) return break_off(connection);
    if (world_.random.chance_ppm(faults.decorated_ppm)) text = decorated(std::move(text));
    int times = is_request(text) && world_.random.chance_ppm(faults.duplicated_ppm) ? 2 : 1;
    Stream& stream = connection->to_server;
    for (int i = 0; i < times; ++i) {
        stream.messages.push_back(text);
        stream.arrives_ms = std::max(stream.arrives_ms, world_.now_ms() + delay());
        world_.at(stream.arrives_ms, connection->server_process,
                  [this, connection] { deliver_to_server(connection); });
    }
}

void SimNetwork::send_to_client(const ConnectionPtr& connection, std::string text) {
    if (!connection->server_process->alive || !connection->client || connection->broken) return;
    if (world_.random.chance_ppm(faults.lost_ppm)) return break_off(connection);
    Stream& stream = connection->to_client;
    auto send = [&](std::string message) {
        stream.messages.push_back(std::move(message));
        stream.arrives_ms = std::max(stream.arrives_ms, world_.now_ms() + delay());
        world_.at(stream.arrives_ms, connection->client_process,
                  [this, connection] { deliver_to_client(connection); });
    };
    if (text.front() == '{' && world_.random.chance_ppm(faults.decorated_ppm)) {
        send(newer_message);
        text = decorated(std::move(text));
    }
    send(std::move(text));
}

void SimNetwork::deliver_to_server(const ConnectionPtr& connection) {
    if (!connection->server || connection->to_server.messages.empty()) return;
    if (!open_path(*connection->client_process, *connection->server_process)) {
        world_.after(blocked_retry_ms, connection->server_process,
                     [this, connection] { deliver_to_server(connection); });
        return;
    }
    std::string text = std::move(connection->to_server.messages.front());
    connection->to_server.messages.pop_front();
    connection->server_heard_ms = world_.now_ms();
    if (connection->server->closing_.contains(connection->id)) return;
    tap_.delivered(connection->id, connection->client_process->host, true, text);
    connection->server->events_.on_message(connection->id, text, false);
}

void SimNetwork::deliver_to_client(const ConnectionPtr& connection) {
    if (!connection->client || !connection->opened || connection->to_client.messages.empty()) return;
    if (!open_path(*connection->server_process, *connection->client_process)) {
        world_.after(blocked_retry_ms, connection->client_process,
                     [this, connection] { deliver_to_client(connection); });
        return;
    }
    std::string text = std::move(connection->to_client.messages.front());
    connection->to_client.messages.pop_front();
    SimClient& client = *connection->client;
    client.last_heard_ms_ = world_.now_ms();
    if (text.front() == close_mark) {
        auto code = static_cast<std::uint16_t>(std::stoul(text.substr(1)));
        return drop_client_side(connection, code, text.substr(text.find(' ') + 1));
    }
    tap_.delivered(connection->id, connection->client_process->host, false, text);
    client.events_.on_message(text, false);
}

void SimNetwork::drop_client_side(const ConnectionPtr& connection, std::uint16_t code,
                                  const std::string& reason) {
    SimClient* client = std::exchange(connection->client, nullptr);
    if (!client || !connection->client_process->alive) return;
    client->closed(code, reason);
}

void SimNetwork::drop_server_side(const ConnectionPtr& connection) {
    SimServer* server = connection->server;
    if (!server) return;
    world_.after(delay(), connection->server_process, [connection] {
        SimServer* still = std::exchange(connection->server, nullptr);
        if (!still) return;
        still->peers_.erase(connection->id);
        still->closing_.erase(connection->id);
        still->events_.on_close(connection->id);
    });
}

// Both sides hear that it is over; what was under way is lost.
void SimNetwork::break_off(const ConnectionPtr& connection) {
    connection->broken = true;
    connection->to_server.messages.clear();
    connection->to_client.messages.clear();
    drop_server_side(connection);
    world_.after(delay(), connection->client_process,
                 [this, connection] { drop_client_side(connection, code_lost, "the connection was lost"); });
}

void SimNetwork::cut(const std::string& host) {
    for (const ConnectionPtr& connection : std::list(connections_))
        if (connection->client_process->host == host || connection->server_process->host == host)
            break_off(connection);
}

void SimNetwork::process_ended(const Process& process) {
    for (const ConnectionPtr& connection : std::list(connections_))
        if (connection->client_process.get() == &process || connection->server_process.get() == &process)
            break_off(connection);
}

void SimNetwork::power_lost(const Process& process) {
    for (const ConnectionPtr& connection : connections_) {
        if (connection->client_process.get() == &process) connection->client = nullptr;
        if (connection->server_process.get() == &process) connection->server = nullptr;
    }
}

void SimNetwork::broadcast(const Process& server, const std::string& text) {
    for (const ConnectionPtr& connection : connections_)
        if (connection->server_process.get() == &server && connection->server && connection->opened)
            send_to_client(connection, text);
}

// The server's pings and the pongs to them, and who has been silent for too long.
void SimNetwork::tick() {
    const DurationMs now_ms = world_.now_ms();
    auto awake = [&](const Process& process) { return process.alive && process.frozen_until_ms <= now_ms; };
    for (const ConnectionPtr& connection : std::list(connections_)) {
        const Process& client = *connection->client_process;
        const Process& server = *connection->server_process;
        bool pinged = connection->opened && connection->client && connection->server && awake(server) &&
                      open_path(server, client);
        if (pinged) connection->client->last_heard_ms_ = now_ms;
        if (pinged && awake(client) && open_path(client, server)) connection->server_heard_ms = now_ms;
        if (connection->server && awake(server) &&
            now_ms - connection->server_heard_ms > limits::peer_silent_ms)
            drop_server_side(connection);
    }
    connections_.remove_if([](const ConnectionPtr& connection) {
        return !connection->client && (!connection->server || !connection->server_process->alive);
    });
    world_.after(limits::ping_ms, nullptr, [this] { tick(); });
}

}  // namespace brigade::sim
