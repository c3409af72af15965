#include "app/look_at_machine.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include "base/directory.h"

namespace brigade {
namespace {

// "eth0 192.168.1.12"; those by which others on the network reach this box.
std::vector<std::string> addresses() {
    ifaddrs* found = nullptr;
    if (getifaddrs(&found) != 0) return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all(found, freeifaddrs);
    std::vector<std::string> texts;
    for (const ifaddrs* one = found; one; one = one->ifa_next) {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET) continue;
        if ((one->ifa_flags & IFF_LOOPBACK) != 0 || (one->ifa_flags & IFF_UP) == 0) continue;
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(one->ifa_addr, sizeof(sockaddr_in), text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST) == 0)
            texts.push_back(std::string(one->ifa_name) + " " + text.data());
    }
    return texts;
}

// The network finds it with ".local" behind; empty where it is called like every other.
std::string host_name() {
    std::array<char, 256> text{};
    if (::gethostname(text.data(), text.size() - 1) != 0) return {};
    std::string name = text.data();
    name.resize(std::min(name.find('.'), name.size()));
    return name == "localhost" ? std::string() : name;
}

std::string first_word_of(const std::filesystem::path& path) {
    std::string word;
    std::ifstream(path) >> word;
    while (!word.empty() && word.back() == '\0') word.pop_back();
    return word;
}

// What is printed on a Raspberry Pi's board, or else the first network card's address, as on a PC's label.
std::string serial() {
    if (std::string board = first_word_of("/sys/firmware/devicetree/base/serial-number"); !board.empty())
        return board;
    std::error_code none;
    for (const std::filesystem::path& card : entries_of("/sys/class/net"))
        if (std::filesystem::exists(card / "device", none)) return first_word_of(card / "address");
    return "";
}

std::uint64_t copy_bytes(const std::filesystem::path& data) {
    std::uint64_t bytes = 0;
    for (const char* name : {"replica.db", "replica.db-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(data / name, error);
        if (!error) bytes += size;
    }
    return bytes;
}

}  // namespace

std::string system_name() {
    constexpr std::string_view key = "PRETTY_NAME=\"";
    std::ifstream file("/etc/os-release");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key) && line.ends_with('"'))
            return line.substr(key.size(), line.size() - key.size() - 1);
    return "Linux";
}

MachineFacts look_at_machine(const std::filesystem::path& data, MachineFacts known) {
    known.host = host_name();
    known.addresses = addresses();
    known.serial = serial();
    known.copy_bytes = copy_bytes(data);
    std::error_code error;
    const auto space = std::filesystem::space(data, error);
    known.free_bytes = error ? 0 : space.available;
    known.directory = std::filesystem::weakly_canonical(data, error).string();
    return known;
}

}  // namespace brigade
