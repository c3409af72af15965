// A peer without manners or a library: a socket, plain or with TLS, that says exactly the bytes a test wants
// and shows exactly what came back. Blocking reads never happen; a test steps the server's loop and asks
// again.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace brigade::test {

inline bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

struct Wire {
    std::string address;  // "127.0.0.1:PORT"
    bool tls = false;
    int newest_tls = 0;  // none newer is offered; 0: what the library has
    std::uint32_t from = INADDR_LOOPBACK;
};

class RawSocket {
  public:
    // A small receive buffer makes a peer that does not read a slow one soon.
    explicit RawSocket(const Wire& wire, int receive_bytes = 0) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        if (receive_bytes > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        const std::size_t colon = wire.address.rfind(':');
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(wire.address.substr(colon + 1))));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr_in from{};
        from.sin_family = AF_INET;
        from.sin_addr.s_addr = htonl(wire.from);
        if (wire.from != INADDR_LOOPBACK)
            ::bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
        ::fcntl(socket_, F_SETFL, O_NONBLOCK);
        const int at_once = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        if (wire.tls) start_tls(wire.newest_tls);
        all_.push_back(this);
    }
    ~RawSocket() {
        hang_up();
        SSL_free(tls_);
        std::erase(all_, this);
    }
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;

    bool connected() const { return connected_; }

    // As much as the socket takes now; how much that was. TLS keeps the rest and says it later.
    std::size_t say(std::string_view bytes) {
        if (!tls_) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            return sent > 0 ? static_cast<std::size_t>(sent) : 0;
        }
        unsaid_.append(bytes);
        pump();
        return broken_ ? 0 : bytes.size();
    }

    // Past TLS, straight into the connection.
    void say_beneath(std::string_view bytes) {
        [[maybe_unused]] const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

    // Everything that came so far.
    const std::string& heard() {
        pump();
        char bytes[65536];
        std::ptrdiff_t count = 0;
        while ((count = read(bytes, sizeof bytes)) > 0) heard_.append(bytes, static_cast<std::size_t>(count));
        return heard_;
    }

    // The server has closed: with a proper end, which for TLS is one that TLS announced, or by a reset.
    bool ended() { return heard(), ended_; }
    bool closed() { return heard(), ended_ || broken_; }
    bool shook_hands() { return pump(), tls_ && SSL_is_init_finished(tls_); }

    void hang_up() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

    // What TLS has to say by itself and what waits to be said, for all sockets; nothing is read for them.
    static void pump_all() {
        for (RawSocket* socket : all_) socket->pump();
    }

  private:
    void start_tls(int newest_tls) {
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
        static SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        tls_ = SSL_new(context);
        SSL_set_security_level(tls_, 0);
        SSL_set_min_proto_version(tls_, TLS1_VERSION);
        SSL_set_max_proto_version(tls_, newest_tls);
        SSL_set_cipher_list(tls_, "ALL");
        SSL_set_fd(tls_, socket_);
        SSL_set_connect_state(tls_);
    }

    void pump() {
        if (!tls_ || socket_ < 0 || broken_) return;
        ERR_clear_error();
        if (!SSL_is_init_finished(tls_) && SSL_do_handshake(tls_) != 1) return judge(-1);
        while (!unsaid_.empty()) {
            const int said = SSL_write(tls_, unsaid_.data(), static_cast<int>(unsaid_.size()));
            if (said <= 0) return judge(said);
            unsaid_.erase(0, static_cast<std::size_t>(said));
        }
    }

    std::ptrdiff_t read(char* bytes, std::size_t room) {
        if (!tls_) {
            const ssize_t count = ::recv(socket_, bytes, room, 0);
            if (count < 0 && errno != EAGAIN) broken_ = true;
            if (count == 0 && !broken_) ended_ = true;
            return count;
        }
        if (broken_ || ended_ || socket_ < 0 || !SSL_is_init_finished(tls_)) return 0;
        ERR_clear_error();
        const int count = SSL_read(tls_, bytes, static_cast<int>(room));
        if (count <= 0) judge(count);
        return count;
    }

    void judge(int result) {
        switch (SSL_get_error(tls_, result)) {
            case SSL_ERROR_WANT_READ:
            case SSL_ERROR_WANT_WRITE:
                return;
            case SSL_ERROR_ZERO_RETURN:
                ended_ = true;
                return;
            default:
                broken_ = true;
        }
    }

    static inline std::vector<RawSocket*> all_;
    int socket_ = -1;
    SSL* tls_ = nullptr;
    bool connected_ = false;
    bool ended_ = false;
    bool broken_ = false;
    std::string unsaid_;
    std::string heard_;
};

// A WebSocket frame as a client must send it, masked with a key of zeros (which changes nothing).
inline std::string client_frame(int opcode, std::string_view payload, bool last = true, bool masked = true) {
    std::string frame(1, static_cast<char>((last ? 0x80 : 0) | opcode));
    const int mask_bit = masked ? 0x80 : 0;
    if (payload.size() < 126) {
        frame += static_cast<char>(mask_bit | static_cast<int>(payload.size()));
    } else if (payload.size() < 65536) {
        frame += static_cast<char>(mask_bit | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xff);
    } else {
        frame += static_cast<char>(mask_bit | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += static_cast<char>((static_cast<std::uint64_t>(payload.size()) >> shift) & 0xff);
    }
    if (masked) frame.append(4, '\0');
    return frame.append(payload);
}

// A short unmasked frame as the server sends it.
inline std::string server_frame(int opcode, std::string_view payload) {
    return client_frame(opcode, payload, true, false);
}

// The close code in the frame that the bytes end with, 0 if there is none.
inline int close_code(const std::string& bytes) {
    const std::size_t start = bytes.rfind('\x88');
    if (start == std::string::npos || bytes.size() < start + 4) return 0;
    return static_cast<unsigned char>(bytes[start + 2]) * 256 + static_cast<unsigned char>(bytes[start + 3]);
}

inline std::string handshake(std::string_view extra = {}, std::string_view path = "/v1") {
    std::string request = "GET ";
    request.append(path).append(
        " HTTP/1.1\r\nHost: 127.0.0.1:8686\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    request.append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    if (extra.find("Sec-WebSocket-Version") == std::string_view::npos)
        request.append("Sec-WebSocket-Version: 13\r\n");
    return request.append(extra).append("\r\n");
}

}  // namespace brigade::test
