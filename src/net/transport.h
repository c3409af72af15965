// websocketpp's transport with what it lacks, for plain and TLS sockets alike: how much of what it took from
// the queue is still being written, a look at what is read before websocketpp sees it, and a close that lets
// the peer read our last words. (Closing a socket on which unread bytes wait resets the connection, and the
// close frame or the 413 is lost on the way.)
//
// For websocket.h only. Owned like the connection it is part of; loop thread only.
#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <websocketpp/transport/asio/connection.hpp>

namespace brigade::net {

template <class TransportConfig>
class Transport : public websocketpp::transport::asio::connection<TransportConfig> {
  public:
    using Base = websocketpp::transport::asio::connection<TransportConfig>;
    using Base::Base;

    bool open_transport(boost::asio::io_context& io) { return !Base::init_asio(&io); }
    boost::asio::ip::tcp::socket& tcp() { return this->get_next_layer(); }
    // TLS names the host in its first message.
    void name_host(const websocketpp::uri_ptr& uri) { Base::set_uri(uri); }
    std::size_t in_flight_bytes() const { return in_flight_bytes_; }

    // Called whenever a write has ended.
    std::function<void()> on_written;
    // Called with what was read. If it answers false nothing of it goes on, and nothing more is read until
    // end_reading().
    std::function<bool(std::string_view)> on_read;
    // Goes out behind what is written next: an HTTP answer's body, which websocketpp would copy several
    // times. It stays until the connection has gone.
    std::string answer_body;
    // Called whenever the peer has taken another piece of it.
    std::function<void()> on_taken;
    // Asked before each read: whether the client waits to be told to go on (Expect: 100-continue).
    std::function<bool()> wants_go_on;

    // After on_read has answered false: as if the peer had left.
    void end_reading() {
        if (const auto parked = std::exchange(parked_, nullptr))
            parked(websocketpp::transport::error::make_error_code(websocketpp::transport::error::eof), 0);
    }

    // Drops the connection without a goodbye; what is pending fails and ends it in the usual way.
    void cut() {
        boost::system::error_code ignored;
        tcp().close(ignored);
        if (parked_)
            boost::asio::post(tcp().get_executor(), [self = this->get_shared(), this] { end_reading(); });
    }

  protected:
    using Buffers = std::vector<websocketpp::transport::buffer>;
    using ReadHandler = websocketpp::transport::read_handler;
    using WriteHandler = websocketpp::transport::write_handler;
    using ErrorCode = boost::system::error_code;

    void async_read_at_least(std::size_t least, char* bytes, std::size_t room, ReadHandler handler) {
        if (!wants_go_on || !wants_go_on()) return read(least, bytes, room, std::move(handler));
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        boost::asio::async_write(
            this->get_socket(), boost::asio::buffer(go_on),
            [self = this->get_shared(), this, least, bytes, room, handler = std::move(handler)](
                const ErrorCode&, std::size_t) { read(least, bytes, room, handler); });
    }

    void async_write(const char* bytes, std::size_t size, WriteHandler handler) {
        if (answer_body.empty()) return Base::async_write(bytes, size, std::move(handler));
        Base::async_write(bytes, size, [this, handler = std::move(handler)](const std::error_code& error) {
            write_body(0, error, handler);
        });
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
        const bool writing = in_flight_bytes_ > 0;
        parked_ = nullptr;
        ErrorCode error;
        tcp().cancel(error);
        if (!error) {
            give_up_.emplace(tcp().get_executor(), std::chrono::seconds(2));
            give_up_->async_wait([self = this->get_shared(), this](const ErrorCode& cancelled) {
                if (!cancelled) cut();
            });
            end_sending(writing);
        }
        done({});
    }

  private:
    static constexpr std::size_t body_piece_bytes = std::size_t{256} * 1024;

    // From that byte on, after a write that ended so.
    void write_body(std::size_t from, const std::error_code& error, const WriteHandler& handler) {
        const std::size_t size = std::min(body_piece_bytes, answer_body.size() - from);
        if (error || size == 0) return handler(error);
        if (on_taken) on_taken();
        Base::async_write(answer_body.data() + from, size,
                          [this, next = from + size, handler](const std::error_code& ended) {
                              write_body(next, ended, handler);
                          });
    }

    void read(std::size_t least, char* bytes, std::size_t room, ReadHandler handler) {
        Base::async_read_at_least(
            least, bytes, room,
            [this, bytes, handler = std::move(handler)](const std::error_code& error, std::size_t count) {
                if (!error && on_read && !on_read({bytes, count}))
                    parked_ = handler;
                else
                    handler(error, count);
            });
    }

    // TLS says goodbye first, unless it never got going or is in the middle of a record that will not be
    // finished. Its end comes when the peer has said goodbye too, or does something else.
    void end_sending(bool writing) {
        if constexpr (TransportConfig::secure) {
            if (SSL_is_init_finished(this->get_socket().native_handle()) && !writing)
                return this->get_socket().async_shutdown(
                    [self = this->get_shared(), this](const ErrorCode&) { read_to_end_of_stream(); });
        }
        read_to_end_of_stream();
    }

    void read_to_end_of_stream() {
        ErrorCode error;
        tcp().shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
        if (error) return cut_now();
        read_to_end();
    }

    void read_to_end() {
        tcp().async_read_some(boost::asio::buffer(unread_),
                              [self = this->get_shared(), this](const ErrorCode& error, std::size_t count) {
                                  unread_bytes_ += count;
                                  if (error || unread_bytes_ > unread_bytes_max) return cut_now();
                                  read_to_end();
                              });
    }

    void cut_now() {
        give_up_->cancel();
        cut();
    }

    static constexpr std::size_t unread_bytes_max = std::size_t{4} * 1024 * 1024;

    std::size_t in_flight_bytes_ = 0;
    ReadHandler parked_;
    std::optional<boost::asio::steady_timer> give_up_;
    std::array<char, 4096> unread_{};
    std::size_t unread_bytes_ = 0;
};

}  // namespace brigade::net
