#include "net/listener.h"

#include <fmt/format.h>

#include <boost/asio/ip/v6_only.hpp>
#include <utility>

#include "base/log.h"
#include "net/address.h"
#include "net/loop_parts.h"

namespace brigade::net {

using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;

namespace {

constexpr DurationMs retry_ms = 200;

// Every step in turn until one fails.
ErrorCode open_acceptor(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
    ErrorCode error;
    if (acceptor.open(endpoint.protocol(), error)) return error;
    if (acceptor.set_option(tcp::acceptor::reuse_address(true), error)) return error;
    if (endpoint.address().is_v6()) {
        if (acceptor.set_option(boost::asio::ip::v6_only(!endpoint.address().is_unspecified()), error))
            return error;
    }
    if (acceptor.bind(endpoint, error)) return error;
    acceptor.listen(tcp::acceptor::max_listen_connections, error);
    return error;
}

}  // namespace

struct Listener::State : std::enable_shared_from_this<State> {
    explicit State(EventLoop& event_loop) : loop(event_loop), acceptor(event_loop.parts().io) {}

    void accept_next() {
        acceptor.async_accept([self = shared_from_this()](const ErrorCode& error, tcp::socket socket) {
            if (!self->acceptor.is_open()) return;
            if (error) return self->wait_and_retry(error);
            self->failing = false;
            self->accepted(std::move(socket));
            if (self->acceptor.is_open()) self->accept_next();
        });
    }

    void wait_and_retry(const ErrorCode& error) {
        if (!failing) log_error("connections cannot be accepted at present: {}", error.message());
        failing = true;
        retry = loop.after(retry_ms, [this] { accept_next(); });
    }

    EventLoop& loop;
    tcp::acceptor acceptor;
    Accepted accepted;
    Timer retry;
    bool failing = false;
};

Listener::Listener(EventLoop& loop) : state_(std::make_shared<State>(loop)) {}

Listener::~Listener() {
    ErrorCode ignored;
    state_->acceptor.close(ignored);
    state_->retry.cancel();
}

Status Listener::open(const std::string& address) {
    const auto parsed = parse_listen_address(address);
    if (!parsed) return parsed.error();
    ErrorCode error;
    const auto host = boost::asio::ip::make_address(parsed->host, error);
    if (error)
        return Error{fmt::format("cannot listen on {}: \"{}\" is not an IP address", address, parsed->host)};
    error = open_acceptor(state_->acceptor, tcp::endpoint(host, parsed->port));
    if (error == boost::asio::error::address_in_use)
        return Error{fmt::format("cannot listen on {}: another program already does", address)};
    if (error) return Error{fmt::format("cannot listen on {}: {}", address, error.message())};
    return {};
}

void Listener::start(Accepted accepted) {
    state_->accepted = std::move(accepted);
    state_->accept_next();
}

std::string Listener::address() const {
    ErrorCode error;
    const tcp::endpoint local = state_->acceptor.local_endpoint(error);
    return to_text(local.address().to_string(), local.port());
}

}  // namespace brigade::net
