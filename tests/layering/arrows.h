// The rooms of src/, what each may know, which room owns which library, and what the pure rooms may not
// do: the table of ARCHITECTURE.md in a form that a test can hold the code to. A new room or library
// begins with a line here.
#pragma once

#include <string_view>
#include <vector>

namespace brigade::layering {

using Names = std::vector<std::string_view>;

struct Room {
    std::string_view name;
    Names knows;  // directly; what those know is known as well
};

inline const std::vector<Room> rooms{
    {"base", {}},
    {"core", {"base"}},
    {"provision", {"core"}},
    {"journal", {"core"}},
    {"protocol", {"core"}},
    {"net", {"base"}},
    {"intake", {"core"}},
    {"hub", {"protocol", "journal", "intake", "net"}},
    {"analytics", {"journal"}},
    {"sync", {"journal"}},
    {"station", {"protocol", "journal", "net"}},
    {"ui", {"station"}},
    {"app", {"provision", "hub", "analytics", "sync", "station", "ui"}},
};

// Headers that begin like this belong to the rooms named, or to the one file named.
struct Part {
    std::string_view name;
    Names headers;
    Names owners;
};

inline const std::vector<Part> parts{
    {"SQLite", {"sqlite3"}, {"journal"}},
    {"Asio", {"boost/asio", "boost/beast", "asio"}, {"net"}},
    {"websocketpp", {"websocketpp/"}, {"net"}},
    {"OpenSSL", {"openssl/"}, {"net"}},
    {"libcrypto's digests",
     {"openssl/evp.h"},
     {"net", "base/hash.cpp", "base/base64.cpp", "base/secret.cpp"}},
    {"libcrypto's comparing", {"openssl/crypto.h"}, {"net", "base/secret.cpp"}},
    {"Avahi", {"avahi-"}, {"net"}},
    {"libpq", {"libpq", "postgresql/"}, {"sync"}},
    {"libevdev", {"libevdev"}, {"station"}},
    {"SDL", {"SDL"}, {"ui"}},
    {"Dear ImGui", {"imgui", "backends/imgui", "imstb_", "stb"}, {"ui"}},
    {"FreeType", {"ft2build.h", "freetype"}, {"ui"}},
    {"OpenGL", {"GL/", "GLES", "EGL/"}, {"ui"}},
    {"toml++", {"toml++/", "toml.hpp"}, {"app"}},
    {"libarchive", {"archive"}, {"app"}},
};

// What a room may not do at all, by the text of the line. Core is pure: time and randomness are its
// arguments. Protocol has no sockets. The only wall clock is in app.
struct Ban {
    Names texts;
    Names rooms;   // where it is banned; empty for everywhere
    Names except;  // where it is allowed nevertheless
    std::string_view why;
};

inline const std::vector<Ban> bans{
    {{"::now()", "clock_gettime", "<ctime>", "<time.h>"}, {"core", "protocol"}, {}, "asks no clock"},
    {{"<thread>", "<mutex>", "<condition_variable>", "<future>", "<atomic>", "this_thread"},
     {"core", "protocol"},
     {},
     "has no threads"},
    {{"<fstream>", "<filesystem>", "<cstdio>", "<stdio.h>", "<unistd.h>", "<fcntl.h>", "<sys/stat.h>"},
     {"core", "protocol"},
     {},
     "touches no files"},
    {{"<sys/socket.h>", "<netinet/", "<arpa/", "<netdb.h>", "<poll.h>", "<sys/epoll.h>"},
     {"core", "protocol", "journal"},
     {},
     "has no sockets"},
    {{"<random>", "random_device", "getrandom", " rand()"},
     {"core", "protocol"},
     {},
     "draws no random numbers"},
    {{"getenv"}, {"core", "protocol", "journal"}, {}, "reads no configuration"},
    {{"system_clock", "CLOCK_REALTIME", "gettimeofday"}, {}, {"app"}, "asks no wall clock: only app does"},
};

}  // namespace brigade::layering
