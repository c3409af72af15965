// The managers' page over a register on a disk that a test can break, asked as a browser asks.
#pragma once

#include "hub/access_bench.h"
#include "hub/page_api.h"

namespace brigade::test {

// As a browser of the network sends it from the hub's own page.
inline net::HttpRequest browser_request(std::string method, std::string path, std::string body = "") {
    net::HttpRequest request{std::move(method), std::move(path), "",    {},
                             std::move(body),   "192.168.1.40",  false, true};
    request.headers = {{"Host", "192.168.1.5:8687"},
                       {"Origin", "https://192.168.1.5:8687"},
                       {"Sec-Fetch-Site", "same-origin"},
                       {"Content-Type", "application/json"}};
    return request;
}

inline void set_header(net::HttpRequest& request, const std::string& name, const std::string& value) {
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
    if (!value.empty()) request.headers.emplace_back(name, value);
}

inline std::string header_of(const net::HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

struct PageBench : AccessBench {
    PageApi page{PageFiles(),
                 {access.get(), [this] { return loop.now_ms(); }, [] { return std::string("Warung Ibu"); },
                  [] { return Seq{7}; }, [] { return std::string(); },
                  [](const net::HttpRequest& request) { return request.loopback; }, counting_random()}};

    PageBench() {
        set_as("rina", "9137", PersonRole::manager);
        set_as("ani", "4821", PersonRole::kitchen);
    }
    void set_as(const std::string& id, const std::optional<std::string>& pin, PersonRole role) {
        access->set_person({id, id, role, pin}, "boss", [](const auto&) {});
        loop.run();
        page.people_changed();
    }
    net::HttpAnswer ask(const net::HttpRequest& request) {
        auto answered = std::make_shared<net::HttpAnswer>();
        net::HttpReply reply([answered](net::HttpAnswer&& answer) { *answered = std::move(answer); });
        CHECK(page.handle(request, reply));
        loop.run();
        return *answered;
    }
    net::HttpAnswer try_pin(const std::string& pin, const std::string& address = "192.168.1.40") {
        net::HttpRequest request = browser_request("POST", "/api/v1/login", R"({"pin":")" + pin + R"("})");
        request.peer_address = address;
        return ask(request);
    }
    // The cookie of a new session, as its browser sends it back.
    std::string signed_in(const std::string& pin = "9137") {
        const net::HttpAnswer answer = try_pin(pin);
        REQUIRE(answer.status == 200);
        const std::string cookie = header_of(answer, "Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }
    bool is_in(const std::string& cookie, const std::string& address = "192.168.1.40") {
        net::HttpRequest request = browser_request("GET", "/api/v1/session");
        request.peer_address = address;
        set_header(request, "Cookie", cookie);
        return page.person(request) != nullptr;
    }
    net::HttpAnswer post(const std::string& path, const std::string& cookie) {
        net::HttpRequest request = browser_request("POST", path, "{}");
        set_header(request, "Cookie", cookie);
        return ask(request);
    }
};

}  // namespace brigade::test
