// The one door to websocketpp. We use its connection (handshake, frames, closing) and leave out its
// endpoints: accepting, connecting, counting and lifetime are ours (listener.h, server.cpp, client.cpp).
//
// For server.cpp and client.cpp only: this header is slow to compile. Config is a template over the socket
// policy, so that a TLS connection is the same code with another policy; messages are of one type for both.
#pragma once

#include <openssl/rand.h>

#include <boost/asio/ssl/context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <websocketpp/concurrency/none.hpp>
#include <websocketpp/connection.hpp>
#include <websocketpp/extensions/permessage_deflate/disabled.hpp>
#include <websocketpp/http/request.hpp>
#include <websocketpp/http/response.hpp>
#include <websocketpp/logger/stub.hpp>
#include <websocketpp/message_buffer/alloc.hpp>
#include <websocketpp/message_buffer/message.hpp>
#include <websocketpp/processors/hybi13.hpp>
#include <websocketpp/transport/asio/security/none.hpp>
#include <websocketpp/transport/asio/security/tls.hpp>

#include "net/frame_counter.h"
#include "net/server.h"
#include "net/tls_context.h"
#include "net/transport.h"

namespace brigade::net {

// Masking keys and handshake keys.
struct SecureRandom {
    std::uint32_t operator()() const {
        std::uint32_t value = 0;
        RAND_bytes(reinterpret_cast<unsigned char*>(&value), sizeof value);
        return value;
    }
};

// HTTP connections end with their answer, refusals and errors of the parser included, and every answer says
// so; a refusal that nobody gave a body has a sentence.
struct Response : websocketpp::http::parser::response {
    std::string raw() const {
        namespace status = websocketpp::http::status_code;
        websocketpp::http::parser::response complete = *this;
        const std::string meaning = status::get_string(get_status_code());
        complete.set_status(get_status_code(), meaning);
        if (get_status_code() != status::switching_protocols) {
            complete.replace_header("Connection", "close");
            if (get_header("Content-Length").empty()) {
                complete.replace_header("Content-Type", "text/plain");
                complete.set_body(meaning + ".\n");
            }
        }
        return complete.raw();
    }
};

// What we keep with each connection. The seat is given back when the connection is really gone.
struct ConnectionNotes {
    PeerId id = 0;
    PeerInfo peer;
    bool handshake_pending = true;
    bool opened = false;         // on_open was told, on_close was not
    bool refused = false;        // why it ends has been counted
    bool closed_by_hub = false;  // as it asked to: that is no refusal of ours
    bool told_to_go_on = false;  // Expect: 100-continue was answered
    bool spoken = false;         // anything has come at all
    bool reading_over = false;   // it ends when what was said last has gone out
    bool wants_drained = false;
    DurationMs heard_ms = 0;
    DurationMs answered_ms = 0;    // when the HTTP answer was given or gone on with, 0 before
    std::size_t unsent_bytes = 0;  // of its body, held until the connection has gone
    FrameCounter frames;
    FrameBudget budget;
    Timer deadline;  // of the handshake, then of the first message
    std::shared_ptr<void> seat;
};

template <class Socket>
struct Config {
    using type = Config;
    static constexpr bool secure = std::is_same_v<Socket, websocketpp::transport::asio::tls_socket::endpoint>;
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
        static constexpr bool secure = type::secure;
        static constexpr long timeout_socket_pre_init = 5000;
        static constexpr long timeout_proxy = 5000;
        static constexpr long timeout_socket_post_init = 0;  // TLS included in the deadlines of our own
        static constexpr long timeout_dns_resolve = 5000;
        static constexpr long timeout_connect = 5000;
        static constexpr long timeout_socket_shutdown = 5000;
    };
    struct transport_type {
        using transport_con_type = Transport<transport_config>;
    };
    struct endpoint_base {};
    using connection_base = ConnectionNotes;

    static constexpr long timeout_open_handshake = 0;  // has a deadline of ours, as has all before it
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
using TlsConfig = Config<websocketpp::transport::asio::tls_socket::endpoint>;
using Message = PlainConfig::message_type;
static_assert(std::is_same_v<Message, TlsConfig::message_type>,
              "one frame goes to plain and TLS peers alike");

using SharedTls = std::shared_ptr<boost::asio::ssl::context>;
inline SharedTls shared(TlsContext context) {
    return std::make_shared<boost::asio::ssl::context>(context.release());
}

class Frame {
  public:
    explicit Frame(Message::ptr message) : message_(std::move(message)) {}
    const Message::ptr& message() const { return message_; }
    std::size_t size() const { return message_->get_payload().size(); }

  private:
    Message::ptr message_;
};

// A connection whose socket is not yet connected; nothing if none could be made. `tls` is for TLS only.
template <class Config>
std::shared_ptr<websocketpp::connection<Config>> make_connection(boost::asio::io_context& io, bool is_server,
                                                                 std::size_t message_bytes,
                                                                 const SharedTls& tls) try {
    static SecureRandom random;
    const auto log = std::make_shared<websocketpp::log::stub>();
    auto connection =
        std::make_shared<websocketpp::connection<Config>>(is_server, std::string(), log, log, random);
    connection->set_handle(std::weak_ptr<websocketpp::connection<Config>>(connection));
    connection->set_max_message_size(message_bytes);
    connection->set_max_http_body_size(message_bytes);
    if constexpr (Config::secure)
        connection->set_tls_init_handler([tls](websocketpp::connection_hdl) { return tls; });
    if (!connection->open_transport(io)) return nullptr;
    return connection;
} catch (const std::exception&) {
    return nullptr;
}

}  // namespace brigade::net
