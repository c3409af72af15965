// A peer without manners or a library: a plain TCP socket that says exactly the bytes a test wants and shows
// exactly what came back. Blocking reads never happen; a test steps the server's loop and asks again.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace brigade::test {

class RawSocket {
  public:
    // To "127.0.0.1:PORT"; a small receive buffer makes a peer that does not read a slow one soon.
    explicit RawSocket(const std::string& address, int receive_bytes = 0) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        if (receive_bytes > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
        ::fcntl(socket_, F_SETFL, O_NONBLOCK);
    }
    ~RawSocket() { hang_up(); }
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;

    bool connected() const { return connected_; }

    // As much as the socket takes now; how much that was.
    std::size_t say(std::string_view bytes) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        return sent > 0 ? static_cast<std::size_t>(sent) : 0;
    }

    // Everything that came so far.
    const std::string& heard() {
        char bytes[65536];
        ssize_t count = 0;
        while ((count = ::recv(socket_, bytes, sizeof bytes, 0)) > 0)
            heard_.append(bytes, static_cast<std::size_t>(count));
        if (count < 0 && errno != EAGAIN) reset_ = true;
        if (count == 0 && !reset_) ended_ = true;
        return heard_;
    }

    // The server has closed: with a proper end, or by a reset.
    bool ended() { return heard(), ended_; }
    bool closed() { return heard(), ended_ || reset_; }

    void hang_up() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

  private:
    int socket_ = -1;
    bool connected_ = false;
    bool ended_ = false;
    bool reset_ = false;
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

inline std::string handshake(std::string_view extra = {}, std::string_view path = "/v1") {
    std::string request = "GET ";
    request.append(path).append(
        " HTTP/1.1\r\nHost: kitchen:8686\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    request.append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    if (extra.find("Sec-WebSocket-Version") == std::string_view::npos)
        request.append("Sec-WebSocket-Version: 13\r\n");
    return request.append(extra).append("\r\n");
}

}  // namespace brigade::test
