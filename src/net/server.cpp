#include "net/server.h"

#include <atomic>

#include "net/server_core.h"

namespace brigade::net {

PeerId next_peer_id() {
    static std::atomic<PeerId> last{0};
    return ++last;
}

PeerInfo peer_info(const boost::asio::ip::tcp::socket& socket) {
    boost::system::error_code gone;
    auto address = socket.remote_endpoint(gone).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    return {address.to_string(), address.is_loopback()};
}

HttpRequest to_request(const websocketpp::http::parser::request& parsed, const PeerInfo& peer) {
    HttpRequest request;
    request.method = parsed.get_method();
    const std::string& target = parsed.get_uri();
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    for (const auto& [name, value] : parsed.get_headers()) request.headers.emplace_back(name, value);
    request.body = parsed.get_body();
    request.peer_address = peer.address;
    request.loopback = peer.loopback;
    request.secure = peer.secure;
    return request;
}

FramePtr make_frame(std::string text) {
    namespace frame = websocketpp::frame;
    const auto message = std::make_shared<Message>(nullptr, frame::opcode::text, 0);
    message->get_raw_payload() = std::move(text);
    const std::size_t size = message->get_payload().size();
    const frame::basic_header basic(frame::opcode::text, size, true, false);
    message->set_header(frame::prepare_header(basic, frame::extended_header(size)));
    message->set_prepared(true);
    return std::make_shared<const Frame>(message);
}

std::string_view text_of(const Frame& frame) { return frame.message()->get_payload(); }

template <class Config>
static Result<std::unique_ptr<Server>> open_server(EventLoop& loop, const std::string& address,
                                                   ServerEvents& events, const ListenOptions& options,
                                                   SharedTls tls) {
    auto core = std::make_shared<ServerCore<Config>>(loop, events, options, std::move(tls));
    if (const Status opened = core->open(address); !opened) return opened.error();
    return std::unique_ptr<Server>(std::make_unique<ServerHandle<Config>>(std::move(core)));
}

Result<std::unique_ptr<Server>> Server::listen(EventLoop& loop, const std::string& address,
                                               ServerEvents& events, const ListenOptions& options) {
    if (!options.identity) return open_server<PlainConfig>(loop, address, events, options, nullptr);
    auto context = server_context(*options.identity);
    if (!context) return context.error();
    return open_server<TlsConfig>(loop, address, events, options, shared(*std::move(context)));
}

Result<std::unique_ptr<Server>> EventLoop::listen(const std::string& address, ServerEvents& events,
                                                  const ListenOptions& options) {
    return Server::listen(*this, address, events, options);
}

}  // namespace brigade::net
