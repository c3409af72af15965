// The server behind Server, written once for every kind of socket. It outlives the Server that owns it until
// the last of its connections has gone, but once stopped it calls nobody.
//
// For server.cpp only. Connections keep themselves alive through their pending operations; the core only
// knows them weakly.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "base/log.h"
#include "net/admission.h"
#include "net/handshake.h"
#include "net/listener.h"
#include "net/loop_parts.h"
#include "net/websocket.h"

namespace brigade::net {

// Unique over all servers of the process; servers of several loops may draw at once.
PeerId next_peer_id();
PeerInfo peer_info(const boost::asio::ip::tcp::socket& socket);
HttpRequest to_request(const websocketpp::http::parser::request& parsed, const PeerInfo& peer);

template <class Config>
class ServerCore : public std::enable_shared_from_this<ServerCore<Config>> {
  public:
    using Connection = websocketpp::connection<Config>;
    using ConnectionPtr = std::shared_ptr<Connection>;

    ServerCore(EventLoop& loop, ServerEvents& events, const ServerLimits& limits)
        : loop_(loop),
          events_(&events),
          limits_(limits),
          admission_(limits),
          listener_(std::in_place, loop) {}

    Status open(const std::string& address) {
        if (const Status opened = listener_->open(address); !opened) return opened;
        listener_->start([this](boost::asio::ip::tcp::socket socket) { accepted(std::move(socket)); });
        sweep_later();
        return {};
    }

    // Closes every socket; from here on no events.
    void stop() {
        events_ = nullptr;
        sweep_timer_.cancel();
        listener_.reset();
        for (const ConnectionPtr& connection : living()) connection->cut();
    }

    std::string address() const { return listener_->address(); }
    const ServerCounters& counters() const { return counters_; }

    void send(PeerId peer, const FramePtr& frame) {
        const ConnectionPtr connection = open_peer(peer);
        if (!connection) return;
        if (queued_bytes(*connection) + frame->size() > limits_.queue_bytes) return close_slow(*connection);
        counters_.bytes_out += frame->size();
        connection->send(frame->message());
    }

    void close(PeerId peer, std::uint16_t code, std::string_view reason) {
        if (const ConnectionPtr connection = open_peer(peer)) say_goodbye(*connection, code, reason);
    }

    std::size_t queued_bytes(PeerId peer) const {
        const ConnectionPtr connection = find(peer);
        return connection ? queued_bytes(*connection) : 0;
    }

    void want_drained(PeerId peer) {
        const ConnectionPtr connection = open_peer(peer);
        if (!connection) return;
        connection->wants_drained = true;
        loop_.post([self = this->shared_from_this(), connection] { self->tell_if_drained(*connection); });
    }

  private:
    static std::size_t queued_bytes(const Connection& connection) {
        return connection.get_buffered_amount() + connection.in_flight_bytes();
    }

    // Not once either side has begun to close; websocketpp then drops what comes and what is sent.
    static bool is_open(const Connection& connection) {
        return connection.get_state() == websocketpp::session::state::open;
    }

    ConnectionPtr find(PeerId peer) const {
        const auto known = connections_.find(peer);
        return known == connections_.end() ? nullptr : known->second.lock();
    }

    // Held while they are walked: one that goes takes itself out of connections_.
    std::vector<ConnectionPtr> living() const {
        std::vector<ConnectionPtr> all;
        for (const auto& [id, known] : connections_) {
            if (ConnectionPtr connection = known.lock()) all.push_back(std::move(connection));
        }
        return all;
    }

    ConnectionPtr open_peer(PeerId peer) const {
        ConnectionPtr connection = find(peer);
        return connection && is_open(*connection) ? connection : nullptr;
    }

    // Calls up. Our own code never throws; if it does, this is where the process stops.
    template <class Call>
    void tell(Call call) noexcept {
        if (events_) call(*events_);
    }

    void accepted(boost::asio::ip::tcp::socket socket) {
        const PeerInfo peer = peer_info(socket);
        const Admission::Verdict verdict = admission_.enter(peer);
        if (verdict != Admission::Verdict::welcome) return refused(peer, verdict);
        ++counters_.connections_accepted;
        ++counters_.connections_open;
        const ConnectionPtr connection =
            make_connection<Config>(loop_.parts().io, true, limits_.message_bytes);
        if (!connection) {
            leave(0, peer, true);
            return;
        }
        boost::system::error_code ignored;
        socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
        connection->get_raw_socket() = std::move(socket);
        seat(*connection, peer);
        connections_[connection->id] = connection;
        add_handlers(*connection);
        connection->start();
    }

    void refused(const PeerInfo& peer, Admission::Verdict verdict) {
        const bool pending = verdict == Admission::Verdict::too_many_pending;
        ++(pending ? counters_.refused_pending : counters_.refused_count);
        if (loop_.now_ms() < next_warning_ms_) return;
        next_warning_ms_ = loop_.now_ms() + 60'000;
        log_warning("connection from {} refused: too many {}; further ones are only counted for a minute",
                    peer.address, pending ? "unfinished handshakes" : "connections");
    }

    void seat(Connection& connection, const PeerInfo& peer) {
        connection.id = next_peer_id();
        connection.peer = peer;
        ConnectionNotes* notes = &connection;
        connection.seat = std::shared_ptr<void>(nullptr, [self = this->shared_from_this(), notes](void*) {
            if (notes->opened) self->closed(*notes);
            self->leave(notes->id, notes->peer, notes->handshake_pending);
        });
    }

    void leave(PeerId id, const PeerInfo& peer, bool handshake_pending) {
        if (handshake_pending) admission_.handshake_done(peer);
        admission_.leave(peer);
        --counters_.connections_open;
        connections_.erase(id);
    }

    void add_handlers(Connection& connection) {
        using websocketpp::connection_hdl;
        Connection* raw = &connection;  // the handlers are members of the connection and die with it
        const auto self = this->shared_from_this();
        connection.set_open_handshake_timeout(static_cast<long>(limits_.handshake_ms));
        connection.set_validate_handler([self, raw](connection_hdl) { return self->judge(*raw); });
        connection.set_http_handler([self, raw](connection_hdl) { self->http(*raw); });
        connection.set_open_handler([self, raw](connection_hdl) { self->opened(*raw); });
        connection.set_fail_handler([self, raw](connection_hdl) { self->failed(*raw); });
        connection.set_close_handler([self, raw](connection_hdl) { self->closed(*raw); });
        connection.set_message_handler(
            [self, raw](connection_hdl, const Message::ptr& message) { self->message(*raw, *message); });
        connection.set_ping_handler([self, raw](connection_hdl, const std::string&) {
            raw->heard_ms = self->loop_.now_ms();
            return true;
        });
        connection.set_pong_handler(
            [self, raw](connection_hdl, const std::string&) { raw->heard_ms = self->loop_.now_ms(); });
        connection.on_written = [self, raw] { self->tell_if_drained(*raw); };
    }

    void handshake_done(ConnectionNotes& notes) {
        if (!std::exchange(notes.handshake_pending, false)) return;
        admission_.handshake_done(notes.peer);
    }

    bool judge(Connection& connection) {
        const HandshakeVerdict verdict =
            judge_handshake(to_request(connection.get_request(), connection.peer));
        if (verdict.status != 101) {
            log_debug("handshake from {} refused: {}", connection.peer.address, verdict.reason);
            connection.set_status(static_cast<websocketpp::http::status_code::value>(verdict.status));
            connection.set_body(verdict.reason + "\n");
            connection.replace_header("Content-Type", "text/plain");
            if (verdict.status == 426) connection.replace_header("Sec-WebSocket-Version", "13");
            return false;
        }
        std::error_code not_offered;
        if (verdict.select_subprotocol) connection.select_subprotocol(websocket_subprotocol, not_offered);
        return true;
    }

    void opened(Connection& connection) {
        handshake_done(connection);
        connection.opened = true;
        connection.heard_ms = loop_.now_ms();
        ++counters_.peers_opened;
        ++counters_.peers_open;
        tell([&](ServerEvents& events) { events.on_open(connection.id, connection.peer); });
    }

    void failed(ConnectionNotes& notes) {
        if (notes.handshake_pending) ++counters_.refused_handshake;  // its place is given back with the seat
    }

    void closed(ConnectionNotes& notes) {
        if (!std::exchange(notes.opened, false)) return;
        --counters_.peers_open;
        tell([&](ServerEvents& events) { events.on_close(notes.id); });
    }

    void message(Connection& connection, const Message& message) {
        connection.heard_ms = loop_.now_ms();
        counters_.bytes_in += message.get_payload().size();
        const bool binary = message.get_opcode() == websocketpp::frame::opcode::binary;
        tell([&](ServerEvents& events) { events.on_message(connection.id, message.get_payload(), binary); });
    }

    void http(Connection& connection) {
        handshake_done(connection);
        ++counters_.http_requests;
        HttpRequest request = to_request(connection.get_request(), connection.peer);
        counters_.bytes_in += request.body.size();
        connection.defer_http_response();
        const ConnectionPtr kept = std::static_pointer_cast<Connection>(connection.get_shared());
        const bool head = request.method == "HEAD";
        HttpReply reply([kept, head, self = this->shared_from_this()](HttpAnswer&& answer) {
            self->answer(*kept, std::move(answer), head);
        });
        if (!request.header("Transfer-Encoding").empty())
            return reply.answer({411, "text/plain", "Send the body with a Content-Length.\n"});
        tell([&](ServerEvents& events) { events.on_http(request, std::move(reply)); });
    }

    void answer(Connection& connection, HttpAnswer&& answer, bool head) {
        connection.answered_ms = loop_.now_ms();
        connection.set_status(static_cast<websocketpp::http::status_code::value>(answer.status));
        for (const auto& [name, value] : answer.headers) connection.replace_header(name, value);
        connection.set_body(head ? std::string() : answer.body);
        connection.replace_header("Content-Length", std::to_string(answer.body.size()));
        connection.replace_header("Content-Type", answer.content_type);
        if (!head) counters_.bytes_out += answer.body.size();
        std::error_code gone;
        connection.send_http_response(gone);
    }

    void say_goodbye(Connection& connection, std::uint16_t code, std::string_view reason) {
        std::error_code error;
        connection.close(code, std::string(reason), error);
        if (error) connection.cut();
    }

    void close_slow(Connection& connection) {
        ++counters_.closed_slow;
        log_warning("peer {} at {} reads too slowly and is closed", connection.id, connection.peer.address);
        say_goodbye(connection, 1013, "you read too slowly; connect again");
    }

    void tell_if_drained(Connection& connection) {
        if (!connection.wants_drained || !is_open(connection)) return;
        if (queued_bytes(connection) >= Server::drained_bytes) return;
        connection.wants_drained = false;
        tell([&](ServerEvents& events) { events.on_drained(connection.id); });
    }

    void sweep_later() {
        sweep_timer_ = loop_.after(limits_.ping_ms, [this] {
            sweep_later();
            sweep();
        });
    }

    // Pings every peer; drops those that are silent and those that never read their HTTP answer.
    void sweep() {
        const DurationMs now_ms = loop_.now_ms();
        for (const ConnectionPtr& connection : living()) {
            const bool unread =
                connection->answered_ms != 0 && now_ms - connection->answered_ms > limits_.silent_ms;
            const bool silent = connection->opened && now_ms - connection->heard_ms > limits_.silent_ms;
            std::error_code closing;
            if (connection->opened && !silent) connection->ping(std::string(), closing);
            if (!unread && !silent) continue;
            ++counters_.closed_silent;
            log_info("peer {} at {} fell silent and is dropped", connection->id, connection->peer.address);
            connection->cut();
        }
    }

    EventLoop& loop_;
    ServerEvents* events_;  // nullptr once stopped
    const ServerLimits limits_;
    ServerCounters counters_;
    Admission admission_;
    std::optional<Listener> listener_;
    Timer sweep_timer_;
    DurationMs next_warning_ms_ = 0;
    std::map<PeerId, std::weak_ptr<Connection>> connections_;
};

template <class Config>
class ServerHandle : public Server {
  public:
    explicit ServerHandle(std::shared_ptr<ServerCore<Config>> core) : core_(std::move(core)) {}
    ~ServerHandle() override { core_->stop(); }

    Status use_identity(const Identity&) override { return Error{"this port has no TLS"}; }
    std::string address() const override { return core_->address(); }
    void send(PeerId peer, const FramePtr& frame) override { core_->send(peer, frame); }
    void send_text(PeerId peer, std::string_view text) override {
        core_->send(peer, make_frame(std::string(text)));
    }
    void close(PeerId peer, std::uint16_t code, std::string_view reason) override {
        core_->close(peer, code, reason);
    }
    std::size_t queued_bytes(PeerId peer) const override { return core_->queued_bytes(peer); }
    void want_drained(PeerId peer) override { core_->want_drained(peer); }
    const ServerCounters& counters() const override { return core_->counters(); }

  private:
    std::shared_ptr<ServerCore<Config>> core_;
};

}  // namespace brigade::net
