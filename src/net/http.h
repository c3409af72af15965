// What a plain HTTP request looks like to a handler, and the handle through which it is answered. No sockets
// here, so a handler is tested by making a request and a reply by hand.
//
// A reply is owned by whoever is to answer, for as long as that takes (an order's answer waits for its
// fdatasync). Loop thread only.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brigade::net {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;   // as sent: "GET", "POST", "HEAD"
    std::string path;     // "/api/v1/orders", not percent-decoded
    std::string query;    // what followed "?", without it
    HttpHeaders headers;  // a header that was sent twice is joined by ", "
    std::string body;
    std::string peer_address;  // "192.168.1.20" or "::1", without the port
    bool loopback = false;
    bool secure = false;  // over TLS

    // The header's value, names compared without regard to case; empty if it was not sent.
    std::string_view header(std::string_view name) const;
    // Whether a browser sends this for a page that came from another host or port, or another way (TLS or
    // not), than it asks now, or, on this machine, for one that reached it under a name that is not this
    // machine's.
    bool foreign_origin() const;
};

struct HttpAnswer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    HttpHeaders headers{};  // beside Content-Type, Content-Length and Connection, which are always ours
};

// Answers one request once. Movable; dropped without an answer it sends a 500, so that no client is left
// waiting. Answering after the peer or the server has gone does nothing.
class HttpReply {
  public:
    using Sink = std::function<void(HttpAnswer&&)>;

    explicit HttpReply(Sink sink);
    HttpReply(HttpReply&& other) noexcept;
    HttpReply& operator=(HttpReply&& other) noexcept;
    ~HttpReply();

    void answer(HttpAnswer answer);
    bool answered() const { return !sink_; }

  private:
    Sink sink_;
};

}  // namespace brigade::net
