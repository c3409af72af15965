// What single values of `brigade.txt` may be. Pure; for read_settings.cpp and its tests.
#pragma once

#include <string_view>

namespace brigade {

bool is_host_name(std::string_view text);         // one label of a name on the network
bool is_ipv4(std::string_view text);              // "192.168.1.10"
bool is_ipv4_with_prefix(std::string_view text);  // "192.168.1.10/24"
bool is_server_name(std::string_view text);       // an address, or labels with dots between
bool is_wifi_name(std::string_view text);         // 1 to 32 bytes
bool is_wifi_password(std::string_view text);     // 8 to 63 printable ASCII letters, as WPA has it
bool is_country(std::string_view text);           // "ID"
bool is_update_server(std::string_view text);     // "http://192.168.1.2/brigade"
bool is_first_pin(std::string_view text);         // 4 to 8 digits
// One line of authorized_keys without options: a kind that OpenSSH still takes, its key in base64 that says
// the same kind, and maybe a remark.
bool is_ssh_key(std::string_view text);

}  // namespace brigade
