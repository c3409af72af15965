// bench-echo: websocketpp's own server, of the most common configuration, sending back what it gets: the
// floor of what a WebSocket server costs, with none of our code in it. It is compiled as C++17, because three
// of websocketpp's headers are not valid C++20; our own server leaves those out (src/net/websocket.h).
#include <cstdio>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

namespace {

struct Quiet : websocketpp::config::asio {
    static constexpr websocketpp::log::level alog_level = websocketpp::log::alevel::none;
    static constexpr websocketpp::log::level elog_level = websocketpp::log::elevel::none;
};
using Server = websocketpp::server<Quiet>;

}  // namespace

int main() {
    Server server;
    server.init_asio();
    server.set_tcp_post_init_handler([&](websocketpp::connection_hdl peer) {
        server.get_con_from_hdl(peer)->get_raw_socket().set_option(boost::asio::ip::tcp::no_delay(true));
    });
    server.set_validate_handler([&](websocketpp::connection_hdl peer) {
        const auto connection = server.get_con_from_hdl(peer);
        if (!connection->get_requested_subprotocols().empty())
            connection->select_subprotocol(connection->get_requested_subprotocols().front());
        return true;
    });
    server.set_message_handler([&](websocketpp::connection_hdl peer, const Server::message_ptr& message) {
        websocketpp::lib::error_code gone;
        server.send(peer, message->get_payload(), message->get_opcode(), gone);
    });
    server.listen(boost::asio::ip::tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    server.start_accept();
    boost::system::error_code error;
    std::printf("listening ws://127.0.0.1:%d/\n", static_cast<int>(server.get_local_endpoint(error).port()));
    std::fflush(stdout);
    server.run();
}
