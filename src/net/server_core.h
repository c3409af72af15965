// The server behind Server, written once for every kind of socket. It outlives the Server that owns it until
// the last of its connections has gone, but once stopped it calls nobody.
//
// For server.cpp only. Connections keep themselves alive through their pending operations; the core only
// knows them weakly.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/log.h"
#include "net/admission.h"
#include "net/handshake.h"
#include "net/listener.h"
#include "net/loop_parts.h"
#include "net/text.h"
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

    // `tls` for Config::secure only.
    ServerCore(EventLoop& loop, ServerEvents& events, const ListenOptions& options, SharedTls tls)
        : loop_(loop),
          events_(&events),
          limits_(options.limits),
          tls_(std::move(tls)),
          pin_(options.identity ? options.identity->pin : std::string()),
          admission_(options.admission ? options.admission : make_admission(options.limits)),
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

    // For new connections; the others keep the context that they began with.
    void use(SharedTls tls, const std::string& pin) {
        tls_ = std::move(tls);
        pin_ = pin;
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
        const ConnectionPtr connection = open_peer(peer);
        if (!connection) return;
        connection->closed_by_hub = true;
        say_goodbye(*connection, code, reason);
    }

    void keep(PeerId peer) { admission_->keep(peer); }

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
    static constexpr char tls_handshake = '\x16';  // how its first record begins

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
        const PeerId id = next_peer_id();
        PeerInfo peer = peer_info(socket);
        peer.secure = Config::secure;
        peer.pin = pin_;
        if (const auto refusal = admit(id, peer)) return count(*refusal, peer);
        ++counters_.connections_accepted;
        ++counters_.connections_open;
        const ConnectionPtr connection =
            make_connection<Config>(loop_.parts().io, true, limits_.message_bytes, tls_);
        if (!connection) return leave(id);
        boost::system::error_code ignored;
        socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
        connection->tcp() = std::move(socket);
        seat(*connection, id, peer);
        connections_[id] = connection;
        add_handlers(*connection);
        connection->start();
    }

    std::optional<Refusal> admit(PeerId id, const PeerInfo& peer) {
        return admission_->enter(id, peer, [weak = this->weak_from_this(), id](Refusal cause) {
            const auto self = weak.lock();
            if (self) self->give_way(id, cause);
        });
    }

    void give_way(PeerId id, Refusal cause) {
        const ConnectionPtr connection = find(id);
        if (!connection) return;
        refuse(*connection, cause);
        connection->deadline.cancel();
        connection->cut();
    }

    // Each cause is logged once a minute at most, with the address that it came from.
    void count(Refusal cause, const PeerInfo& peer) {
        ++counters_.refusals[cause];
        DurationMs& next_ms = next_log_ms_[static_cast<std::size_t>(cause)];
        if (loop_.now_ms() < next_ms) return;
        next_ms = loop_.now_ms() + 60'000;
        log_warning(
            "a connection from {} was refused or closed: {}; more of this is only counted for a minute",
            peer.address, sentence_of(cause));
    }

    // One cause for each connection, the first.
    void refuse(ConnectionNotes& notes, Refusal cause) {
        if (!std::exchange(notes.refused, true)) count(cause, notes.peer);
    }

    void seat(Connection& connection, PeerId id, const PeerInfo& peer) {
        connection.id = id;
        connection.peer = peer;
        connection.budget = FrameBudget(limits_.frames_per_s, limits_.frames_burst, loop_.now_ms());
        ConnectionNotes* notes = &connection;
        connection.seat = std::shared_ptr<void>(nullptr, [self = this->shared_from_this(), notes](void*) {
            self->told_closed(*notes);
            self->counters_.answer_bytes_unsent -= notes->unsent_bytes;
            self->leave(notes->id);
        });
    }

    void leave(PeerId id) {
        admission_->leave(id);
        --counters_.connections_open;
        connections_.erase(id);
    }

    void add_handlers(Connection& connection) {
        using websocketpp::connection_hdl;
        Connection* raw = &connection;  // the handlers are members of the connection and die with it
        const auto self = this->shared_from_this();
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
        connection.on_written = [self, raw] { self->written(*raw); };
        connection.on_taken = [self, raw] { raw->answered_ms = self->loop_.now_ms(); };
        connection.on_read = [self, raw](std::string_view bytes) { return self->may_go_on(*raw, bytes); };
        connection.wants_go_on = [raw] { return waits_to_go_on(*raw); };
        connection.deadline = loop_.after(limits_.handshake_ms, [self, raw] {
            self->refuse(*raw, Refusal::late_handshake);
            raw->cut();
        });
    }

    void handshake_done(ConnectionNotes& notes) {
        notes.deadline.cancel();
        if (!std::exchange(notes.handshake_pending, false)) return;
        admission_->handshake_done(notes.id);
    }

    // What a peer sends is counted before it is looked at. One that sends too much is told so and not read
    // any further; nor is one that speaks TLS where there is none, for it would wait for an answer as long as
    // we wait for its request to end.
    bool may_go_on(Connection& connection, std::string_view bytes) {
        if (!std::exchange(connection.spoken, true) && bytes.front() == tls_handshake) {
            refuse(connection, Refusal::broken_http);
            return stop_reading(connection);
        }
        const std::size_t frames = connection.frames.count(bytes);
        if (!admission_->counted(connection.peer)) return true;
        if (connection.budget.spend(frames, loop_.now_ms()) || !connection.opened) return true;
        refuse(connection, Refusal::flood);
        if (is_open(connection)) say_goodbye(connection, 1008, "too many frames at once");
        return stop_reading(connection);
    }

    // What was said still goes out, then the connection ends. Always false.
    bool stop_reading(Connection& connection) {
        connection.reading_over = true;
        loop_.post([self = this->shared_from_this(), kept = shared_connection(connection)] {
            self->end_if_said(*kept);
        });
        return false;
    }

    void end_if_said(Connection& connection) {
        if (connection.reading_over && queued_bytes(connection) == 0) connection.end_reading();
    }

    void written(Connection& connection) {
        tell_if_drained(connection);
        end_if_said(connection);
    }

    // RFC 9110, 10.1.1: a client may keep its body back until it has heard that it is wanted.
    static bool waits_to_go_on(Connection& connection) {
        if (!connection.handshake_pending || !connection.frames.header_over()) return false;
        if (std::exchange(connection.told_to_go_on, true)) return false;
        const auto& request = connection.get_request();
        return request.get_version() == "HTTP/1.1" && same_word(request.get_header("Expect"), "100-continue");
    }

    static ConnectionPtr shared_connection(Connection& connection) {
        return std::static_pointer_cast<Connection>(connection.get_shared());
    }

    bool judge(Connection& connection) {
        const HandshakeVerdict verdict =
            judge_handshake(to_request(connection.get_request(), connection.peer));
        if (verdict.status != 101) {
            refuse(connection, verdict.status == 403 ? Refusal::foreign_page : Refusal::wrong_handshake);
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
        if (admission_->counted(connection.peer))
            connection.deadline =
                loop_.after(limits_.first_message_ms,
                            [self = this->shared_from_this(), raw = &connection] { self->close_mute(*raw); });
        ++counters_.peers_opened;
        ++counters_.peers_open;
        tell([&](ServerEvents& events) { events.on_open(connection.id, connection.peer); });
    }

    void close_mute(Connection& connection) {
        refuse(connection, Refusal::mute);
        say_goodbye(connection, 1008, "you opened a connection and said nothing");
    }

    // Its place is given back with the seat.
    void failed(Connection& connection) {
        if (!connection.handshake_pending) return;
        connection.deadline.cancel();
        refuse(connection, why_failed(connection));
    }

    static Refusal why_failed(const Connection& connection) {
        using websocketpp::transport::asio::socket::make_error_code;
        using websocketpp::transport::asio::socket::error::tls_handshake_failed;
        if (connection.get_ec() == make_error_code(tls_handshake_failed)) return Refusal::broken_tls;
        switch (static_cast<int>(connection.get_response_code())) {
            case 0:
                return Refusal::abandoned_handshake;
            case 413:
                return Refusal::body_too_large;
            case 431:
                return Refusal::header_too_large;
            default:
                return Refusal::broken_http;
        }
    }

    void closed(Connection& connection) {
        namespace status = websocketpp::close::status;
        const auto code = connection.closed_by_hub ? status::normal : connection.get_local_close_code();
        if (code == status::protocol_error) refuse(connection, Refusal::broken_frame);
        if (code == status::invalid_payload) refuse(connection, Refusal::not_utf8);
        if (code == status::message_too_big) refuse(connection, Refusal::message_too_large);
        told_closed(connection);
    }

    void told_closed(ConnectionNotes& notes) {
        notes.deadline.cancel();
        if (!std::exchange(notes.opened, false)) return;
        --counters_.peers_open;
        tell([&](ServerEvents& events) { events.on_close(notes.id); });
    }

    void message(Connection& connection, const Message& message) {
        connection.deadline.cancel();
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
        const ConnectionPtr kept = shared_connection(connection);
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
        connection.replace_header("Content-Length", std::to_string(answer.body.size()));
        connection.replace_header("Content-Type", answer.content_type);
        if (!head) {
            counters_.bytes_out += answer.body.size();
            connection.unsent_bytes = answer.body.size();
            counters_.answer_bytes_unsent += answer.body.size();
            connection.answer_body = std::move(answer.body);
        }
        std::error_code gone;
        connection.send_http_response(gone);
    }

    void say_goodbye(Connection& connection, std::uint16_t code, std::string_view reason) {
        std::error_code error;
        connection.close(code, std::string(reason), error);
        if (error) connection.cut();
    }

    void close_slow(Connection& connection) {
        refuse(connection, Refusal::slow_reader);
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

    // Pings every peer; drops those that are silent and those that do not go on reading their HTTP answer.
    void sweep() {
        const DurationMs now_ms = loop_.now_ms();
        for (const ConnectionPtr& connection : living()) {
            const bool unread =
                connection->answered_ms != 0 && now_ms - connection->answered_ms > limits_.silent_ms;
            const bool silent = connection->opened && now_ms - connection->heard_ms > limits_.silent_ms;
            std::error_code closing;
            if (connection->opened && !silent) connection->ping(std::string(), closing);
            if (!unread && !silent) continue;
            refuse(*connection, unread ? Refusal::unread_answer : Refusal::silent);
            connection->cut();
        }
    }

    EventLoop& loop_;
    ServerEvents* events_;  // nullptr once stopped
    const ServerLimits limits_;
    SharedTls tls_;
    std::string pin_;  // of tls_'s key
    ServerCounters counters_;
    const std::shared_ptr<Admission> admission_;
    std::optional<Listener> listener_;
    Timer sweep_timer_;
    std::array<DurationMs, refusals> next_log_ms_{};
    std::map<PeerId, std::weak_ptr<Connection>> connections_;
};

template <class Config>
class ServerHandle : public Server {
  public:
    explicit ServerHandle(std::shared_ptr<ServerCore<Config>> core) : core_(std::move(core)) {}
    ~ServerHandle() override { core_->stop(); }

    Status use_identity(const Identity& identity) override {
        if (!Config::secure) return Error{"this port speaks no TLS, and needs no key"};
        auto context = server_context(identity);
        if (!context) return context.error();
        core_->use(shared(*std::move(context)), identity.pin);
        return {};
    }
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
    void keep(PeerId peer) override { core_->keep(peer); }
    const ServerCounters& counters() const override { return core_->counters(); }

  private:
    std::shared_ptr<ServerCore<Config>> core_;
};

}  // namespace brigade::net
