#include "net/http_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>

#include "base/limits.h"
#include "net/address.h"
#include "net/certificate.h"
#include "net/tls_context.h"

namespace brigade::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;

constexpr const char* another_key =
    "the hub's key is not the one this device was paired with; if the hub was replaced, pair it again";

class HttpExchange {
  public:
    HttpExchange(HubUrl url, const HubAddress& hub, const HttpQuestion& question)
        : url_(std::move(url)),
          check_{hub.pins},
          question_(question) {}

    Result<HttpReceived> run() {
        auto context = url_.secure ? client_context(check_) : Result<TlsContext>(TlsContext());
        if (!context) return context.error();
        if (!url_.secure) {
            beast::tcp_stream stream(io_);
            return connected(stream).empty() ? asked(stream, stream) : Error{failure_};
        }
        asio::ssl::context tls(context->release());
        TlsStream stream(io_, tls);
        if (!connected(stream.next_layer()).empty()) return Error{failure_};
        const error_code agreed = wait([&](auto done) { stream.async_handshake(TlsStream::client, done); });
        if (agreed) return Error{check_.refused ? another_key : "TLS could not be agreed on with it"};
        return asked(stream, stream.next_layer());
    }

  private:
    // Runs one operation to its end.
    template <class Start>
    error_code wait(Start start) {
        error_code ended;
        start([&ended](const error_code& error, const auto&...) { ended = error; });
        io_.restart();
        io_.run();
        return ended;
    }

    // Why it failed; empty: it did not. What is not encrypted stays within this machine.
    const std::string& connected(beast::tcp_stream& stream) {
        asio::ip::tcp::resolver resolver(io_);
        error_code error;
        const auto endpoints = resolver.resolve(url_.host, std::to_string(url_.port),
                                                asio::ip::tcp::resolver::numeric_service, error);
        const auto elsewhere = [](const auto& entry) { return !entry.endpoint().address().is_loopback(); };
        if (error)
            failure_ = "no such host is known";
        else if (!url_.secure && std::any_of(endpoints.begin(), endpoints.end(), elsewhere))
            failure_ = "it is another machine, and is reached by wss:// only";
        if (!failure_.empty()) return failure_;
        stream.expires_after(std::chrono::milliseconds(limits::connect_ms));
        error = wait([&](auto done) { stream.async_connect(endpoints, done); });
        if (error) failure_ = words_for(error);
        stream.expires_after(std::chrono::milliseconds(limits::connect_ms));
        return failure_;
    }

    template <class Stream>
    Result<HttpReceived> asked(Stream& stream, beast::tcp_stream& socket) {
        beast::http::request<beast::http::empty_body> request(beast::http::verb::get, question_.target, 11);
        request.set(beast::http::field::host, to_text(url_.host, url_.port));
        if (!question_.token.empty())
            request.set(beast::http::field::authorization, "Bearer " + question_.token);
        if (question_.first_byte)
            request.set(beast::http::field::range, fmt::format("bytes={}-", *question_.first_byte));
        const auto silent = std::chrono::milliseconds(question_.silent_ms);
        socket.expires_after(silent);
        if (const error_code error =
                wait([&](auto done) { beast::http::async_write(stream, request, done); }))
            return Error{words_for(error)};
        beast::flat_buffer buffer;
        beast::http::response_parser<beast::http::string_body> parser;
        parser.body_limit(question_.bytes_max);
        while (!parser.is_done()) {
            socket.expires_after(silent);
            if (const error_code error =
                    wait([&](auto done) { beast::http::async_read_some(stream, buffer, parser, done); }))
                return Error{words_for(error)};
        }
        auto answer = parser.release();
        return HttpReceived{static_cast<int>(answer.result_int()),
                            std::string(answer[beast::http::field::content_type]), std::move(answer.body()),
                            whole_of(answer[beast::http::field::content_range])};
    }

    // "bytes 0-1048575/314572800"; 0 where nothing is said.
    static std::uint64_t whole_of(std::string_view content_range) {
        const std::size_t slash = content_range.rfind('/');
        std::uint64_t bytes = 0;
        if (slash != content_range.npos)
            std::from_chars(content_range.data() + slash + 1, content_range.data() + content_range.size(),
                            bytes);
        return bytes;
    }

    static std::string words_for(const error_code& error) {
        if (error == beast::error::timeout) return "no answer in time";
        if (error == beast::http::error::end_of_stream || error == asio::error::eof)
            return "it closed the connection";
        return error.message();
    }

    asio::io_context io_{1};
    HubUrl url_;
    PinCheck check_;
    const HttpQuestion& question_;
    std::string failure_;
};

}  // namespace

Result<HttpReceived> ask_over_http(const HubAddress& hub, const HttpQuestion& question) try {
    auto url = parse_hub_url(hub.url);
    if (!url) return url.error();
    for (const std::string& pin : hub.pins)
        if (!is_pin(pin)) return Error{fmt::format("\"{}\" is not the pin of a hub's key", pin)};
    if (!question.token.empty() && url->secure && hub.pins.empty())
        return Error{"its key is not known, so it is not told the token"};
    return HttpExchange(*std::move(url), hub, question).run();
} catch (const std::exception& error) {
    return Error{error.what()};
}

}  // namespace brigade::net
