#include "app/redactor.h"

#include <catch2/catch_test_macros.hpp>

namespace brigade {

TEST_CASE("what is known to be secret is taken out wherever it stands, the longest first") {
    Redactor redactor;
    redactor.know("Siti");
    redactor.know("Siti Rahayu");
    redactor.know("no");  // would take every text apart
    CHECK(redactor.clean("for Siti Rahayu, not for Siti; no onion") ==
          "for [removed], not for [removed]; no onion");
}

TEST_CASE("telephone numbers are taken out, and times, counts, addresses of machines and hashes are not") {
    const Redactor redactor;
    for (const char* phone : {"+62 812-3456-7890", "0812 3456 7890", "081234567890", "+4915112345678"})
        CHECK(redactor.clean(std::string("call ") + phone + " now") == "call [removed] now");
    for (const char* text : {"2026-11-22T08:20:09.000Z", "at 08:20:09 0 events", "192.168.100.101:8687",
                             "head 40d2a0123456789012345", "1795176187180", "0.000000000000000000001"})
        CHECK(redactor.clean(text) == text);
}

TEST_CASE("e-mail addresses are taken out, and names of services are not") {
    const Redactor redactor;
    CHECK(redactor.clean("from siti.r+x@example.co.id.") == "from [removed]");
    CHECK(redactor.clean("brigade-station@grill.service: started") ==
          "brigade-station@grill.service: started");
}

TEST_CASE("settings keep their keys and lose the values that are secret") {
    const std::string settings =
        "kitchen=Warung Ibu\nmanager_pin = 9137\n# pin = 1\nwifi-password=hunter22\nssh_key=ssh-ed25519 "
        "AAAA\n"
        "[people.pins]\nani = 4821\n[hub]\nlisten = [\"127.0.0.1:8686\"]\nmonkey = 1\n";  // what is commented
                                                                                          // out was true once
    const std::string cleaned = without_secret_settings(settings);
    CHECK(
        cleaned ==
        "kitchen=Warung Ibu\nmanager_pin = [removed]\n# pin = [removed]\nwifi-password= [removed]\nssh_key= "
        "[removed]\n"
        "[people.pins]\nani = [removed]\n[hub]\nlisten = [\"127.0.0.1:8686\"]\nmonkey = 1\n");
    CHECK(secret_settings(settings) ==
          std::vector<std::string>{"9137", "1", "hunter22", "ssh-ed25519 AAAA", "4821"});
}

TEST_CASE("a line whose first word is called a secret loses the rest of it, with or without =") {
    const std::string settings =
        "PIN_MANAGER: 4711\nWIFI_PASSWORD hunter22\nPIN:1\n  psk\thunter33\nthe grill\n# key of the door\n";
    CHECK(without_secret_settings(settings) ==
          "PIN_MANAGER: [removed]\nWIFI_PASSWORD  [removed]\nPIN: [removed]\n  psk\t [removed]\nthe grill\n# "
          "key "
          " [removed]\n");
    // The words of a remark are not looked for elsewhere.
    CHECK(secret_settings(settings) == std::vector<std::string>{"4711", "hunter22", "1", "hunter33"});
}

}  // namespace brigade
