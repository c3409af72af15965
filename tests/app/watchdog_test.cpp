// What systemd is told, read from the socket where it would listen.
#include "app/watchdog.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <cstring>

#include "support/temporary_directory.h"

namespace brigade {
namespace {

class FakeSystemd {
  public:
    FakeSystemd() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        const std::string path = (directory_.path() / "notify").string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~FakeSystemd() {
        ::unsetenv("NOTIFY_SOCKET");
        ::close(socket_);
    }

    // The next message; empty: there is none.
    std::string heard() {
        std::array<char, 512> bytes;
        const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
        return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : "";
    }

  private:
    test::TemporaryDirectory directory_;
    int socket_;
};

TEST_CASE("a screen is ready with its first picture, not before, and alive with each one") {
    FakeSystemd systemd;
    PictureWatchdog watchdog;
    CHECK(systemd.heard().empty());
    watchdog.picture(PictureWatchdog::tickets);
    const std::string first = systemd.heard();
    CHECK(first.find("READY=1") != std::string::npos);
    CHECK(first.find("WATCHDOG=1") != std::string::npos);
    watchdog.picture(PictureWatchdog::tickets);
    CHECK(systemd.heard() == "WATCHDOG=1");
    CHECK(systemd.heard().empty());
}

TEST_CASE(
    "a screen that can only say why it cannot start is alive, and its service says which of the two it is") {
    FakeSystemd systemd;
    PictureWatchdog watchdog;
    watchdog.picture(PictureWatchdog::fault);
    CHECK(systemd.heard() == "READY=1\nSTATUS=why it cannot start is on the screen\nWATCHDOG=1");
    watchdog.picture(PictureWatchdog::tickets);
    CHECK(systemd.heard() == "READY=1\nSTATUS=on the screen\nWATCHDOG=1");
}

TEST_CASE("a box without a display is alive, and its service says what it waits for") {
    FakeSystemd systemd;
    waits_for_display("there is no display");
    CHECK(systemd.heard() == "READY=1\nWATCHDOG=1\nSTATUS=there is no display");
}

}  // namespace
}  // namespace brigade
