// Bytes of a client as they arrive on the hub's port: through the real server on a real socket, up to what
// the hub answers over HTTP or, after a WebSocket handshake, makes of the messages. What is taken must be
// writable into the journal and readable again (TestKitchen holds it to that).
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <functional>
#include <memory>
#include <variant>

#include "base/check.h"
#include "core/json_fields.h"
#include "hub/fake_journal.h"
#include "hub/http_api.h"
#include "net/address.h"
#include "net/event_loop.h"
#include "net/server.h"
#include "protocol/session.h"
#include "support/kitchen_builder.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

constexpr DurationMs patience_ms = 5'000;

test::TestKitchen a_small_kitchen() {
    test::TestKitchen kitchen(test::with_expo());
    kitchen.submit(test::an_order("o-1").line("1").line("2", "drink"));
    return kitchen;
}

// The hub's HTTP answers about a kitchen that is the same for every input.
class Answering : public net::ServerEvents {
  public:
    explicit Answering(net::Loop& loop)
        : reader_(disk_),
          writer_(std::make_unique<test::FakeWriter>(disk_), loop, [](const std::string&) {}),
          commits_({kitchen_.kitchen, disk_->head, 0}, reader_, writer_, {[](auto) {}, [](const auto&) {}}),
          api_({commits_,
                [this](const Command& command, const auto& answer) { decide_apart(command, answer); },
                [] { return test::opening; }, [](const auto&) { return DurationMs{0}; },
                [](const net::HttpRequest& request) -> std::variant<Asker, Refusal> {
                    if (request.header("Authorization").empty()) return Asker();
                    return Refusal{ErrorCode::unauthorized, "", "nobody has this token"};
                },
                [](const AdminRequest& request, const Asker&, const Admin::Tell& tell) {
                    tell(R"({"type":"ack","seq":1,"duplicate":false,"re":")" + request.id + "\"}");
                },
                [](const auto&) { return std::string("{}"); }, [] { return std::string(); },
                [] { return true; }}) {}

    void on_open(net::PeerId, const net::PeerInfo&) override { session_ = ServerSession(); }
    void on_message(net::PeerId, std::string_view payload, bool binary) override {
        ClientMessage message = session_.receive(payload, binary);
        if (const auto* hello = std::get_if<Hello>(&message)) session_.accept(*hello);
        if (const auto* request = std::get_if<Request>(&message))
            decide_apart(request->command, [](const auto&) {});
    }
    void on_close(net::PeerId) override {}
    void on_drained(net::PeerId) override {}
    void on_http(const net::HttpRequest& request, net::HttpReply reply) override {
        auto kept = std::make_shared<net::HttpReply>(std::move(reply));
        api_.handle(request, net::HttpReply([kept](net::HttpAnswer&& answer) {
                        bool json = answer.content_type == "application/json";
                        BRIGADE_CHECK(!json || parse_json(answer.body), "an answer must be JSON");
                        kept->answer(std::move(answer));
                    }));
    }

  private:
    void decide_apart(const Command& command, const GroupCommit::Answer& answer) const {
        test::TestKitchen copy = kitchen_;
        answer(copy.run(command).answer);
    }

    const test::TestKitchen kitchen_ = a_small_kitchen();
    std::shared_ptr<test::FakeDisk> disk_ = std::make_shared<test::FakeDisk>();
    test::FakeReader reader_;
    Writer writer_;
    GroupCommit commits_;
    HttpApi api_;
    ServerSession session_;
};

struct World {
    net::EventLoop loop;
    Answering answering{loop};
    std::unique_ptr<net::Server> server = *net::Server::listen(loop, "127.0.0.1:0", answering);
    std::uint16_t port = net::parse_listen_address(server->address())->port;

    // Sends and is gone: the connection is broken off, so that no port waits to be used again.
    void send(std::string_view bytes) {
        std::uint64_t before = server->counters().connections_accepted;
        int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        BRIGADE_CHECK(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
                      "the server must be there");
        until([&] { return server->counters().connections_accepted > before; });
        static_cast<void>(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        linger broken_off{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &broken_off, sizeof broken_off);
        ::close(socket);
        until([&] { return server->counters().connections_open == 0; });
    }
    void until(const std::function<bool()>& done) {
        BRIGADE_CHECK(loop.run_until(done, patience_ms), "the server must be done with every client");
    }
};

}  // namespace

void target(std::string_view input) {
    static World world;
    world.send(input);
}

}  // namespace brigade::fuzz
