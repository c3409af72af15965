#include "net/client.h"

#include <fmt/format.h>

#include <boost/asio/connect.hpp>
#include <utility>

#include "net/address.h"
#include "net/handshake.h"
#include "net/loop_parts.h"
#include "net/websocket.h"

namespace brigade::net {

using boost::asio::ip::tcp;
using websocketpp::connection_hdl;
using Connection = websocketpp::connection<PlainConfig>;

namespace {

constexpr DurationMs connect_ms = 5'000;
constexpr std::uint16_t code_lost = 1006;

std::string handshake_failure(const Connection& connection) {
    if (connection.get_transport_ec()) return connection.get_transport_ec().message();
    const auto status = static_cast<int>(connection.get_response_code());
    if (status != 0 && status != 101)
        return fmt::format("it answered {} {}", status, connection.get_response_msg());
    return "it broke off the handshake";
}

// What the hub said, else what we found wrong with what it sent, else that it was lost.
std::pair<std::uint16_t, std::string> closing_words(const Connection& connection) {
    namespace status = websocketpp::close::status;
    const auto remote = connection.get_remote_close_code();
    if (remote != status::blank && remote != status::abnormal_close)
        return {remote, connection.get_remote_close_reason()};
    const auto local = connection.get_local_close_code();
    if (local != status::blank && local != status::abnormal_close)
        return {local, connection.get_local_close_reason()};
    if (connection.get_transport_ec())
        return {code_lost, "the connection was lost: " + connection.get_transport_ec().message()};
    return {code_lost, "the connection was lost"};
}

class SocketClient : public Client {
  public:
    SocketClient(EventLoop& loop, ClientEvents& events) : loop_(loop), events_(events) {}
    ~SocketClient() override;

    Status connect(const HubAddress& address) override;
    std::string peer_pin() const override { return {}; }
    bool open() const override;
    bool send(std::string_view text) override;
    void close(std::uint16_t code, std::string_view reason) override;
    void drop(const std::string& reason) override;
    std::size_t queued_bytes() const override;
    DurationMs last_heard_ms() const override;

  private:
    struct Link;
    EventLoop& loop_;
    ClientEvents& events_;
    std::shared_ptr<Link> link_;
    DurationMs last_heard_ms_ = 0;
};

// One attempt and the connection that comes of it. Pending operations keep it alive; once it has ended, or
// its client has gone, they find `client` empty and do nothing.
struct SocketClient::Link : std::enable_shared_from_this<Link> {
    Link(SocketClient& owner, HubUrl address)
        : client(&owner),
          loop(owner.loop_),
          url(std::move(address)),
          resolver(loop.parts().io) {}

    void start();
    void resolved(const tcp::resolver::results_type& endpoints);
    void connected();
    void opened();
    void heard() {
        if (client) client->last_heard_ms_ = loop.now_ms();
    }
    void message(const Message& message);
    void finish(std::uint16_t code, const std::string& reason);
    void finish_later(std::uint16_t code, const std::string& reason);
    void abandon();
    std::string cannot_connect(const std::string& why) const {
        return fmt::format("cannot connect to {}: {}", to_text(url.host, url.port), why);
    }

    SocketClient* client;
    EventLoop& loop;
    HubUrl url;
    tcp::resolver resolver;
    Timer deadline;
    std::shared_ptr<Connection> connection;
    bool open = false;
};

void SocketClient::Link::start() {
    deadline = loop.after(connect_ms, [this] {
        finish(code_lost, cannot_connect(fmt::format("no answer within {} s", connect_ms / 1000)));
    });
    resolver.async_resolve(
        url.host, std::to_string(url.port), tcp::resolver::numeric_service,
        [self = shared_from_this()](const boost::system::error_code& error, const auto& endpoints) {
            if (!self->client) return;
            if (error) return self->finish(code_lost, self->cannot_connect("no such host is known"));
            self->resolved(endpoints);
        });
}

void SocketClient::Link::resolved(const tcp::resolver::results_type& endpoints) {
    connection = make_connection<PlainConfig>(loop.parts().io, false, limits::hub_message_bytes);
    if (!connection) return finish(code_lost, cannot_connect("no socket could be made"));
    boost::asio::async_connect(
        connection->get_raw_socket(), endpoints,
        [self = shared_from_this()](const boost::system::error_code& error, const auto&) {
            if (!self->client) return;
            if (error) return self->finish(code_lost, self->cannot_connect(error.message()));
            self->connected();
        });
}

void SocketClient::Link::connected() {
    boost::system::error_code ignored;
    connection->get_raw_socket().set_option(tcp::no_delay(true), ignored);
    connection->set_uri(std::make_shared<websocketpp::uri>(false, url.host, url.port, url.resource));
    std::error_code never;
    connection->add_subprotocol(websocket_subprotocol, never);
    const std::weak_ptr<Link> weak = weak_from_this();  // the connection is ours: no circle
    const auto with_link = [weak](auto call) {
        return [weak, call](connection_hdl, auto&&...) {
            if (const auto self = weak.lock()) call(*self);
        };
    };
    connection->set_open_handler(with_link([](Link& link) { link.opened(); }));
    connection->set_fail_handler(with_link([](Link& link) {
        link.finish(code_lost, link.cannot_connect(handshake_failure(*link.connection)));
    }));
    connection->set_close_handler(with_link([](Link& link) {
        const auto [code, reason] = closing_words(*link.connection);
        link.finish(code, reason);
    }));
    connection->set_pong_handler(with_link([](Link& link) { link.heard(); }));
    connection->set_ping_handler([weak](connection_hdl, const std::string&) {
        if (const auto self = weak.lock()) self->heard();
        return true;
    });
    connection->set_message_handler([weak](connection_hdl, const Message::ptr& message) {
        if (const auto self = weak.lock()) self->message(*message);
    });
    connection->start();
}

void SocketClient::Link::opened() {
    if (!client) return;
    deadline.cancel();
    open = true;
    heard();
    [this]() noexcept { client->events_.on_open(); }();
}

void SocketClient::Link::message(const Message& message) {
    heard();
    if (!client) return;
    const bool binary = message.get_opcode() == websocketpp::frame::opcode::binary;
    [&]() noexcept { client->events_.on_message(message.get_payload(), binary); }();
}

void SocketClient::Link::finish(std::uint16_t code, const std::string& reason) {
    if (!client) return;
    const auto self = shared_from_this();
    SocketClient& owner = *client;
    abandon();
    owner.link_.reset();
    [&]() noexcept { owner.events_.on_close(code, reason); }();
}

void SocketClient::Link::finish_later(std::uint16_t code, const std::string& reason) {
    open = false;
    loop.post([self = shared_from_this(), code, reason] { self->finish(code, reason); });
}

void SocketClient::Link::abandon() {
    client = nullptr;
    open = false;
    deadline.cancel();
    resolver.cancel();
    if (connection) connection->cut();
}

SocketClient::~SocketClient() {
    if (link_) link_->abandon();
}

Status SocketClient::connect(const HubAddress& address) {
    if (link_) return Error{"cannot connect again before the last connection has ended"};
    auto parsed = parse_hub_url(address.url);
    if (!parsed) return parsed.error();
    link_ = std::make_shared<Link>(*this, *std::move(parsed));
    link_->start();
    return {};
}

bool SocketClient::open() const { return link_ && link_->open; }

bool SocketClient::send(std::string_view text) {
    if (!open()) return false;
    return !link_->connection->send(text.data(), text.size(), websocketpp::frame::opcode::text);
}

void SocketClient::close(std::uint16_t code, std::string_view reason) {
    if (!link_) return;
    if (!link_->open) return link_->finish_later(code, "closed before it was open");
    link_->open = false;
    std::error_code error;
    if (link_->connection->get_state() != websocketpp::session::state::open) return;  // the hub was first
    link_->connection->close(code, std::string(reason), error);
    if (error) link_->finish_later(code_lost, error.message());
}

void SocketClient::drop(const std::string& reason) {
    if (link_) link_->finish_later(code_lost, reason);
}

std::size_t SocketClient::queued_bytes() const {
    if (!link_ || !link_->connection) return 0;
    return link_->connection->get_buffered_amount() + link_->connection->in_flight_bytes();
}

DurationMs SocketClient::last_heard_ms() const { return last_heard_ms_; }

}  // namespace

std::unique_ptr<Client> Client::make(EventLoop& loop, ClientEvents& events) {
    return std::make_unique<SocketClient>(loop, events);
}

std::unique_ptr<Client> EventLoop::make_client(ClientEvents& events) { return Client::make(*this, events); }

}  // namespace brigade::net
