#include <algorithm>

#include "base/secret.h"
#include "provision/planned_files.h"

namespace brigade {
namespace {

// Avahi announces NAME.local and the hub; two who answer for one name would quarrel.
std::string network_file(const char* type, const FixedAddress& fixed, int metric) {
    std::string text =
        std::string("[Match]\nType=") + type + "\n\n[Link]\nRequiredForOnline=no\n\n[Network]\n";
    if (fixed.address.empty()) {
        text += "DHCP=yes\n";
    } else {
        text += "Address=" + fixed.address + "\n";
        if (!fixed.gateway.empty()) text += "Gateway=" + fixed.gateway + "\n";
        const std::string dns = fixed.dns.empty() ? fixed.gateway : fixed.dns;
        if (!dns.empty()) text += "DNS=" + dns + "\n";
    }
    text += "MulticastDNS=no\n";
    if (fixed.address.empty())
        text += "\n[DHCPv4]\nRouteMetric=" + std::to_string(metric) + "\nUseHostname=no\n";
    return text;
}

// As iwd.network(5) has it: a backslash before a backslash, "\s" for a blank at the beginning.
std::string iwd_value(const std::string& text) {
    std::string value;
    for (const char c : text) {
        if (c == '\\')
            value += "\\\\";
        else if (c == ' ' && value.empty())
            value += "\\s";
        else
            value += c;
    }
    return value;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '_' || c == '-';
}

}  // namespace

std::string iwd_file_name(const std::string& network) {
    if (std::ranges::all_of(network, is_plain)) return network + ".psk";
    return "=" + bytes_to_hex(network) + ".psk";
}

// A fixed address is Wi-Fi's where there is Wi-Fi, and the cable's otherwise: it cannot be both's.
std::vector<PlannedFile> planned_network(const ApplianceSettings& settings) {
    const bool wifi = !settings.wifi.name.empty();
    std::vector<PlannedFile> files{{"run/systemd/network/20-brigade-cable.network",
                                    network_file("ether", wifi ? FixedAddress{} : settings.fixed, 100)}};
    if (wifi) {
        files.push_back(
            {"run/systemd/network/30-brigade-wifi.network", network_file("wlan", settings.fixed, 600)});
        files.push_back({std::string(run_place) + "/iwd/main.conf",
                         "[General]\nCountry=" + settings.wifi.country + "\n"});
        files.push_back({"var/lib/iwd/" + iwd_file_name(settings.wifi.name),
                         "[Security]\nPassphrase=" + iwd_value(settings.wifi.password) + "\n", 0600});
    }
    if (!settings.time_server.empty())
        files.push_back(
            {"run/systemd/timesyncd.conf.d/brigade.conf", "[Time]\nNTP=" + settings.time_server + "\n"});
    return files;
}

}  // namespace brigade
