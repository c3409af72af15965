// The one door to websocketpp. We use its connection (handshake, frames, closing) and leave out its
// endpoints: accepting, connecting, counting and lifetime are ours (listener.h, server.cpp, client.cpp).
//
// For server.cpp and client.cpp only: this header is slow to compile. Config is a template over the socket
// policy, so that a TLS connection is the same code with another policy.
#pragma once

#include <openssl/rand.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <websocketpp/concurrency/none.hpp>
#include <websocketpp/connection.hpp>
#include <websocketpp/extensions/permessage_deflate/disabled.hpp>
#include <websocketpp/http/request.hpp>
#include <websocketpp/http/response.hpp>
#include <websocketpp/logger/stub.hpp>
#include <websocketpp/message_buffer/alloc.hpp>
#include <websocketpp/message_buffer/message.hpp>
#include <websocketpp/processors/hybi13.hpp>
#include <websocketpp/transport/asio/connection.hpp>
#include <websocketpp/transport/asio/security/none.hpp>

#include "net/server.h"

namespace brigade::net {

// Masking keys and handshake keys.
struct SecureRandom {
    std::uint32_t operator()() const {
        std::uint32_t value = 0;
        RAND_bytes(reinterpret_cast<unsigned char*>(&value), sizeof value);
        return value;
    }
};

// websocketpp's transport with two things it lacks: how much of what it took from the queue is still being
// written, and a close that lets the peer read our last words. (Closing a socket on which unread bytes wait
// resets the connection, and the close frame or the 413 is lost on the way.)
template <class TransportConfig>
class Transport : public websocketpp::transport::asio::connection<TransportConfig> {
  public:
    using Base = websocketpp::transport::asio::connection<TransportConfig>;
    using Base::Base;

    bool open_transport(boost::asio::io_context& io) { return !Base::init_asio(&io); }
    std::size_t in_flight_bytes() const { return in_flight_bytes_; }
    // Called whenever a write has ended.
    std::function<void()> on_written;

    // Drops the connection without a goodbye; what is pending fails and ends it in the usual way.
    void cut() {
        boost::system::error_code ignored;
        this->get_raw_socket().close(ignored);
    }

  protected:
    using Buffers = std::vector<websocketpp::transport::buffer>;
    using WriteHandler = websocketpp::transport::write_handler;

    void async_write(const char* bytes, std::size_t size, WriteHandler handler) {
        Base::async_write(bytes, size, std::move(handler));
    }

    void async_write(const Buffers& buffers, WriteHandler handler) {
        for (const auto& buffer : buffers) in_flight_bytes_ += buffer.len;
        Base::async_write(buffers, [this, handler = std::move(handler)](const std::error_code& error) {
            in_flight_bytes_ = 0;
            handler(error);
            if (on_written) on_written();
        });
    }

    void async_shutdown(websocketpp::transport::shutdown_handler done) {
        boost::system::error_code error;
        auto& socket = this->get_raw_socket();
        socket.cancel(error);
        if (!error) socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
        if (!error) {
            give_up_.emplace(socket.get_executor(), std::chrono::seconds(2));
            give_up_->async_wait(
                [self = this->get_shared(), this](const boost::system::error_code& cancelled) {
                    if (!cancelled) cut();
                });
            read_to_end();
        }
        done({});
    }

  private:
    void read_to_end() {
        this->get_raw_socket().async_read_some(
            boost::asio::buffer(unread_),
            [self = this->get_shared(), this](const boost::system::error_code& error, std::size_t) {
                if (!error) return read_to_end();
                give_up_->cancel();
                cut();
            });
    }

    std::size_t in_flight_bytes_ = 0;
    std::optional<boost::asio::steady_timer> give_up_;
    std::array<char, 4096> unread_{};
};

// HTTP connections end with their answer, refusals and errors of the parser included, and every answer says
// so.
struct Response : websocketpp::http::parser::response {
    std::string raw() const {
        websocketpp::http::parser::response complete = *this;
        if (get_status_code() != websocketpp::http::status_code::switching_protocols) {
            complete.replace_header("Connection", "close");
            if (get_header("Content-Length").empty()) complete.replace_header("Content-Length", "0");
        }
        return complete.raw();
    }
};

// What we keep with each connection. The seat is given back when the connection is really gone.
struct ConnectionNotes {
    PeerId id = 0;
    PeerInfo peer;
    bool handshake_pending = true;
    bool opened = false;  // on_open was told, on_close was not
    bool wants_drained = false;
    DurationMs heard_ms = 0;
    DurationMs answered_ms = 0;  // when the HTTP answer was given, 0 before
    std::shared_ptr<void> seat;
};

template <class Socket>
struct Config {
    using type = Config;
    using concurrency_type = websocketpp::concurrency::none;
    using request_type = websocketpp::http::parser::request;
    using response_type = Response;
    using message_type =
        websocketpp::message_buffer::message<websocketpp::message_buffer::alloc::con_msg_manager>;
    using con_msg_manager_type = websocketpp::message_buffer::alloc::con_msg_manager<message_type>;
    using endpoint_msg_manager_type =
        websocketpp::message_buffer::alloc::endpoint_msg_manager<con_msg_manager_type>;
    using elog_type = websocketpp::log::stub;
    using alog_type = websocketpp::log::stub;
    using rng_type = SecureRandom;
    static constexpr bool enable_multithreading = false;

    struct transport_config {
        using concurrency_type = type::concurrency_type;
        using elog_type = type::elog_type;
        using alog_type = type::alog_type;
        using request_type = type::request_type;
        using response_type = type::response_type;
        using socket_type = Socket;
        static constexpr bool enable_multithreading = false;
        static constexpr long timeout_socket_pre_init = 5000;
        static constexpr long timeout_proxy = 5000;
        static constexpr long timeout_socket_post_init = 5000;
        static constexpr long timeout_dns_resolve = 5000;
        static constexpr long timeout_connect = 5000;
        static constexpr long timeout_socket_shutdown = 5000;
    };
    struct transport_type {
        using transport_con_type = Transport<transport_config>;
    };
    struct endpoint_base {};
    using connection_base = ConnectionNotes;

    static constexpr long timeout_open_handshake = 5000;
    static constexpr long timeout_close_handshake = 5000;
    static constexpr long timeout_pong = 0;  // silence is judged by the server and the station themselves
    static constexpr int client_version = 13;
    static constexpr std::size_t connection_read_buffer_size = 16384;
    static constexpr bool drop_on_protocol_error = false;
    static constexpr bool silent_close = false;
    static constexpr std::size_t max_message_size = limits::client_message_bytes;
    static constexpr std::size_t max_http_body_size = limits::client_message_bytes;
    static constexpr bool enable_extensions = true;  // none exists: deflate is off
    struct permessage_deflate_config {
        using request_type = type::request_type;
    };
    using permessage_deflate_type =
        websocketpp::extensions::permessage_deflate::disabled<permessage_deflate_config>;
};

using PlainConfig = Config<websocketpp::transport::asio::basic_socket::endpoint>;
using Message = PlainConfig::message_type;

class Frame {
  public:
    explicit Frame(Message::ptr message) : message_(std::move(message)) {}
    const Message::ptr& message() const { return message_; }
    std::size_t size() const { return message_->get_payload().size(); }

  private:
    Message::ptr message_;
};

// A connection with an open() but not yet connected socket; nothing if no socket could be made.
template <class Config>
std::shared_ptr<websocketpp::connection<Config>> make_connection(boost::asio::io_context& io, bool is_server,
                                                                 std::size_t message_bytes) {
    static SecureRandom random;
    const auto log = std::make_shared<websocketpp::log::stub>();
    auto connection =
        std::make_shared<websocketpp::connection<Config>>(is_server, std::string(), log, log, random);
    connection->set_handle(std::weak_ptr<websocketpp::connection<Config>>(connection));
    connection->set_max_message_size(message_bytes);
    connection->set_max_http_body_size(message_bytes);
    if (!connection->open_transport(io)) return nullptr;
    return connection;
}

}  // namespace brigade::net
