#include "net/client.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <utility>
#include <vector>

#include "base/check.h"
#include "net/address.h"
#include "net/handshake.h"
#include "net/loop_parts.h"
#include "net/websocket.h"

namespace brigade::net {

using boost::asio::ip::tcp;
using websocketpp::connection_hdl;
template <class Config>
using ConnectionOf = websocketpp::connection<Config>;

namespace {

constexpr std::uint16_t code_lost = 1006;
constexpr const char* wrong_key =
    "the hub's key is not the one this device was paired with; if the hub was replaced, pair this device "
    "again";

template <class Connection>
std::string handshake_failure(const Connection& connection) {
    using websocketpp::transport::asio::socket::make_error_code;
    using websocketpp::transport::asio::socket::error::tls_handshake_failed;
    if (connection.get_ec() == make_error_code(tls_handshake_failed))
        return "TLS could not be agreed on with it";
    if (connection.get_transport_ec()) return connection.get_transport_ec().message();
    const auto status = static_cast<int>(connection.get_response_code());
    if (status != 0 && status != 101)
        return fmt::format("it answered {} {}", status, connection.get_response_msg());
    return "it broke off the handshake";
}

// What the hub said, else what we found wrong with what it sent, else that it was lost.
template <class Connection>
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
    std::string peer_pin() const override;
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
    Link(SocketClient& owner, HubUrl hub_url, std::vector<std::string> hub_pins)
        : client(&owner),
          loop(owner.loop_),
          url(std::move(hub_url)),
          pins(std::make_shared<PinCheck>(PinCheck{std::move(hub_pins)})),
          resolver(loop.parts().io),
          socket(loop.parts().io) {}

    void start();
    void resolved(const tcp::resolver::results_type& endpoints);
    void connected();
    template <class Config>
    void carry(const SharedTls& tls);
    void failed(const std::string& why);
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
    std::shared_ptr<PinCheck> pins;
    tcp::resolver resolver;
    tcp::socket socket;  // until there is a connection
    Timer deadline;
    std::shared_ptr<ConnectionOf<PlainConfig>> plain;  // of these two one at most
    std::shared_ptr<ConnectionOf<TlsConfig>> secure;
    bool open = false;

    bool carried() const { return plain || secure; }
    template <class Call>
    auto with_connection(Call call) {
        return secure ? call(*secure) : call(*plain);
    }
};

void SocketClient::Link::start() {
    deadline = loop.after(limits::connect_ms, [this] {
        finish(code_lost, cannot_connect(fmt::format("no answer within {} s", limits::connect_ms / 1000)));
    });
    resolver.async_resolve(
        url.host, std::to_string(url.port), tcp::resolver::numeric_service,
        [self = shared_from_this()](const boost::system::error_code& error, const auto& endpoints) {
            if (!self->client) return;
            if (error) return self->finish(code_lost, self->cannot_connect("no such host is known"));
            self->resolved(endpoints);
        });
}

// What is not encrypted stays within this machine, whatever a name is said to mean.
void SocketClient::Link::resolved(const tcp::resolver::results_type& endpoints) {
    const auto elsewhere = [](const auto& entry) { return !entry.endpoint().address().is_loopback(); };
    if (!url.secure && std::any_of(endpoints.begin(), endpoints.end(), elsewhere))
        return finish(code_lost, cannot_connect("it is another machine, and is reached by wss:// only"));
    boost::asio::async_connect(
        socket, endpoints, [self = shared_from_this()](const boost::system::error_code& error, const auto&) {
            if (!self->client) return;
            if (error) return self->finish(code_lost, self->cannot_connect(error.message()));
            self->connected();
        });
}

void SocketClient::Link::connected() {
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    if (!url.secure) return carry<PlainConfig>(nullptr);
    auto context = client_context(*pins);
    if (!context) return finish(code_lost, cannot_connect(context.error().message));
    carry<TlsConfig>(shared(*std::move(context)));
}

template <class Config>
void SocketClient::Link::carry(const SharedTls& tls) {
    const auto made = make_connection<Config>(loop.parts().io, false, limits::hub_message_bytes, tls);
    if (!made) return finish(code_lost, cannot_connect("no socket could be made"));
    if constexpr (Config::secure)
        secure = made;
    else
        plain = made;
    auto* connection = made.get();
    connection->tcp() = std::move(socket);
    connection->seat = pins;  // outlives the link if it must
    const auto uri = std::make_shared<websocketpp::uri>(Config::secure, url.host, url.port, url.resource);
    connection->set_uri(uri);
    connection->name_host(uri);
    std::error_code never;
    connection->add_subprotocol(websocket_subprotocol, never);
    const std::weak_ptr<Link> weak = weak_from_this();  // the connection is ours: no circle
    const auto with_link = [weak, connection](auto call) {
        return [weak, connection, call](connection_hdl, auto&&...) {
            if (const auto self = weak.lock()) call(*self, *connection);
        };
    };
    connection->set_open_handler(with_link([](Link& link, auto&) { link.opened(); }));
    connection->set_fail_handler(
        with_link([](Link& link, auto& failed) { link.failed(handshake_failure(failed)); }));
    connection->set_close_handler(with_link([](Link& link, auto& closed) {
        const auto [code, reason] = closing_words(closed);
        link.finish(code, reason);
    }));
    connection->set_pong_handler(with_link([](Link& link, auto&) { link.heard(); }));
    connection->set_ping_handler([weak](connection_hdl, const std::string&) {
        if (const auto self = weak.lock()) self->heard();
        return true;
    });
    connection->set_message_handler([weak](connection_hdl, const Message::ptr& message) {
        if (const auto self = weak.lock()) self->message(*message);
    });
    connection->start();
}

void SocketClient::Link::failed(const std::string& why) {
    finish(code_lost, cannot_connect(pins->refused ? wrong_key : why));
}

void SocketClient::Link::opened() {
    if (!client) return;
    BRIGADE_CHECK(!url.secure || is_pin(pins->seen), "a hub over TLS has shown its key");
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
    boost::system::error_code ignored;
    socket.close(ignored);
    if (carried()) with_connection([](auto& connection) { connection.cut(); });
}

SocketClient::~SocketClient() {
    if (link_) link_->abandon();
}

Status SocketClient::connect(const HubAddress& address) {
    if (link_) return Error{"cannot connect again before the last connection has ended"};
    auto parsed = parse_hub_url(address.url);
    if (!parsed) return parsed.error();
    for (const std::string& pin : address.pins) {
        if (!is_pin(pin)) return Error{fmt::format("\"{}\" is not the pin of a hub's key", pin)};
    }
    link_ = std::make_shared<Link>(*this, *std::move(parsed), address.pins);
    link_->start();
    return {};
}

std::string SocketClient::peer_pin() const { return open() ? link_->pins->seen : std::string(); }

bool SocketClient::open() const { return link_ && link_->open; }

bool SocketClient::send(std::string_view text) {
    if (!open()) return false;
    return link_->with_connection([&](auto& connection) {
        return !connection.send(text.data(), text.size(), websocketpp::frame::opcode::text);
    });
}

void SocketClient::close(std::uint16_t code, std::string_view reason) {
    if (!link_) return;
    if (!link_->open) return link_->finish_later(code, "closed before it was open");
    link_->open = false;
    std::error_code error;
    link_->with_connection([&](auto& connection) {
        if (connection.get_state() != websocketpp::session::state::open) return;  // the hub was first
        connection.close(code, std::string(reason), error);
    });
    if (error) link_->finish_later(code_lost, error.message());
}

void SocketClient::drop(const std::string& reason) {
    if (link_) link_->finish_later(code_lost, reason);
}

std::size_t SocketClient::queued_bytes() const {
    if (!link_ || !link_->carried()) return 0;
    return link_->with_connection(
        [](auto& connection) { return connection.get_buffered_amount() + connection.in_flight_bytes(); });
}

DurationMs SocketClient::last_heard_ms() const { return last_heard_ms_; }

}  // namespace

std::unique_ptr<Client> Client::make(EventLoop& loop, ClientEvents& events) {
    return std::make_unique<SocketClient>(loop, events);
}

std::unique_ptr<Client> EventLoop::make_client(ClientEvents& events) { return Client::make(*this, events); }

}  // namespace brigade::net
