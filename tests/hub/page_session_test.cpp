#include <catch2/catch_test_macros.hpp>

#include "hub/page_bench.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a manager's PIN opens a session, held by a cookie that scripts and other sites cannot use") {
    PageBench bench;
    const net::HttpAnswer answer = bench.try_pin("9137");
    CHECK(answer.status == 200);
    const std::string cookie = header_of(answer, "Set-Cookie");
    CHECK(cookie.starts_with("__Host-brigade="));
    for (const char* part : {"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"})
        CHECK(cookie.find(part) != std::string::npos);
    CHECK(cookie.find(';') == std::string_view("__Host-brigade=").size() + 64);
    CHECK(bench.is_in(cookie.substr(0, cookie.find(';'))));
    CHECK(header_of(answer, "Cache-Control") == "no-store");
    CHECK(answer.body.find("rina") != std::string::npos);
}

TEST_CASE("without TLS, on the hub's own machine, the cookie has its other name") {
    PageBench bench;
    net::HttpRequest request = browser_request("POST", "/api/v1/login", R"({"pin":"9137"})");
    request.secure = false;
    request.loopback = true;
    set_header(request, "Host", "127.0.0.1:8686");
    set_header(request, "Origin", "http://127.0.0.1:8686");
    const std::string cookie = header_of(bench.ask(request), "Set-Cookie");
    CHECK(cookie.starts_with("brigade="));
    CHECK(cookie.find("Secure") == std::string::npos);
    CHECK_FALSE(bench.is_in(cookie.substr(0, cookie.find(';'))));  // which counts nowhere over TLS
}

TEST_CASE("a cook's PIN is no PIN on the managers' page, and counts as a wrong one") {
    PageBench bench;
    const net::HttpAnswer cook = bench.try_pin("4821"), nobody = bench.try_pin("0000");
    CHECK(cook.status == 401);
    CHECK(cook.body == nobody.body);
    CHECK(header_of(cook, "Set-Cookie").empty());
    CHECK(bench.count(AuditAction::pin_wrong) == 2);
    CHECK(bench.audits.back().actor == "browser 192.168.1.40");
}

TEST_CASE("five wrong PINs lock a browser's address, and no other") {
    PageBench bench;
    for (int i = 0; i < PinGuard::wrong_in_row_max; ++i) {
        bench.loop.advance(2'000);
        CHECK(bench.try_pin("0000").status == 401);
    }
    const net::HttpAnswer locked = bench.try_pin("9137");
    CHECK(locked.status == 429);
    CHECK(header_of(locked, "Retry-After") == "30");
    CHECK(bench.count(AuditAction::pin_locked) == 1);
    CHECK(bench.try_pin("9137", "192.168.1.41").status == 200);
}

TEST_CASE("whoever changes their address with every try is stopped all the same, and who is known is not") {
    PageBench bench;
    CHECK(bench.try_pin("9137", "192.168.1.7").status == 200);
    for (int i = 0; i < PageGuard::wrong_in_hour_max; ++i) {
        bench.loop.advance(2'000);
        CHECK(bench.try_pin("0000", "10.0.0." + std::to_string(i)).status == 401);
    }
    bench.loop.advance(2'000);
    CHECK(bench.try_pin("9137", "10.0.0.200").status == 429);
    CHECK(bench.try_pin("9137", "192.168.1.7").status == 200);
    bench.loop.advance(PageGuard::hour_ms);
    CHECK(bench.try_pin("9137", "10.0.0.200").status == 200);
}

TEST_CASE("a session ends after half an hour in which nobody was there, though its page went on asking") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    bench.loop.advance(SignedIn::lasts_ms - 1);
    CHECK(bench.is_in(cookie));
    CHECK(bench.post("/api/v1/session", cookie).status == 200);  // somebody is there
    bench.loop.advance(SignedIn::lasts_ms - 1);
    CHECK(bench.is_in(cookie));
    bench.loop.advance(1);
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("a session ends after twelve hours whatever is done in it") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    for (DurationMs passed = 0; passed < PageSessions::lasts_ms_max; passed += 20 * 60'000) {
        CHECK(bench.is_in(cookie));
        bench.post("/api/v1/session", cookie);
        bench.loop.advance(20 * 60'000);
    }
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("signing out ends the session and takes the cookie away") {
    PageBench bench;
    const std::string cookie = bench.signed_in(), other = bench.signed_in();
    const net::HttpAnswer answer = bench.post("/api/v1/logout", cookie);
    CHECK(answer.status == 200);
    CHECK(header_of(answer, "Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK_FALSE(bench.is_in(cookie));
    CHECK(bench.is_in(other));
}

TEST_CASE("who signs in anew in a browser leaves no session behind there") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    net::HttpRequest request = browser_request("POST", "/api/v1/login", R"({"pin":"9137"})");
    set_header(request, "Cookie", cookie);
    CHECK(bench.ask(request).status == 200);
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("a session ends at once when its person is removed, or gets another PIN or role") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    SECTION("removed") {
        bench.access->remove_person("rina", "boss", [](const auto&) {});
        bench.loop.run();
        bench.page.people_changed();
    }
    SECTION("another PIN") { bench.set_as("rina", "1111", PersonRole::manager); }
    SECTION("a cook from now on") { bench.set_as("rina", std::nullopt, PersonRole::kitchen); }
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("a change of somebody else, or of a name alone, ends no session") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    bench.set_as("ani", "5555", PersonRole::supervisor);
    bench.set_as("rina", std::nullopt, PersonRole::manager);
    CHECK(bench.is_in(cookie));
}

TEST_CASE("with every place taken the session that was used the longest ago gives way") {
    PageSessions sessions{counting_random()};
    const Person rina{"rina", "Rina", PersonRole::manager, "x"};
    const std::string phone = "192.168.1.40";
    const std::string first = sessions.open(rina, phone, 0), second = sessions.open(rina, phone, 1);
    sessions.asked({first, phone}, 2);
    for (std::size_t i = 0; i + 1 < PageSessions::sessions_max; ++i) sessions.open(rina, phone, 3);
    CHECK(sessions.person({first, phone}, 4));
    CHECK_FALSE(sessions.person({second, phone}, 4));
}

TEST_CASE("a session that another server of the hub's machine was sent is worth nothing from there") {
    PageBench bench;
    const std::string cookie = bench.signed_in();  // a browser sends its cookies to every port of a host
    for (const char* thief : {"127.0.0.1", "192.168.1.41", "192.168.1.4", ""}) {
        CHECK_FALSE(bench.is_in(cookie, thief));
        net::HttpRequest request = browser_request("POST", "/api/v1/logout", "{}");
        request.peer_address = thief;
        set_header(request, "Cookie", cookie);
        bench.ask(request);
    }
    CHECK(bench.is_in(cookie));  // and whoever tries does not put the manager out
}

TEST_CASE("a thief's requests do not keep a session alive") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    bench.loop.advance(SignedIn::lasts_ms - 1);
    net::HttpRequest request = browser_request("POST", "/api/v1/session", "{}");
    request.peer_address = "192.168.1.41";
    set_header(request, "Cookie", cookie);
    bench.ask(request);
    bench.loop.advance(1);
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("what looks like a session and is none is nobody's") {
    PageBench bench;
    const std::string cookie = bench.signed_in();
    for (const std::string& wrong :
         {std::string(), std::string("__Host-brigade="), cookie + "0", cookie.substr(0, cookie.size() - 1),
          "__Host-brigade=" + std::string(64, '0'), "x" + cookie,
          "brigade=" + cookie.substr(cookie.find('=') + 1)})
        CHECK_FALSE(bench.is_in(wrong));
    CHECK(bench.is_in("a=b; " + cookie + "; c=d"));
}

TEST_CASE(
    "a request that a foreign page could have made is not taken: no login, no logout, no sign of life") {
    const std::vector<net::HttpHeaders> foreign{
        {{"Origin", "https://192.168.1.5:9999"}},  // another server of the hub's machine
        {{"Origin", "null"}},                      // a page of nowhere
        {{"Sec-Fetch-Site", "cross-site"}},        // another site
        {{"Sec-Fetch-Site", "same-site"}},         // another server, said by a browser
        {{"Origin", ""}, {"Sec-Fetch-Site", ""}},  // who does not say where it comes from
        {{"Content-Type", "text/plain"}},          // as a form may send it
        {{"Content-Type", ""}},
        {{"Content-Type", "application/jsonp"}},
    };
    PageBench bench;
    const std::string cookie = bench.signed_in();
    for (const char* path : {"/api/v1/login", "/api/v1/logout", "/api/v1/session"})
        for (const net::HttpHeaders& headers : foreign) {
            net::HttpRequest request = browser_request("POST", path, R"({"pin":"9137"})");
            set_header(request, "Cookie", cookie);
            for (const auto& [name, value] : headers) set_header(request, name, value);
            const net::HttpAnswer answer = bench.ask(request);
            CHECK(answer.status == 403);
            CHECK(header_of(answer, "Set-Cookie").empty());
            CHECK(bench.is_in(cookie));
        }
    net::HttpRequest own = browser_request("POST", "/api/v1/logout", "{}");
    set_header(own, "Cookie", cookie);
    set_header(own, "Content-Type", "application/json; charset=utf-8");
    set_header(own, "Sec-Fetch-Site", "");  // an older browser
    CHECK(bench.ask(own).status == 200);
    CHECK_FALSE(bench.is_in(cookie));
}

TEST_CASE("nobody but this machine is told that the kitchen has no manager yet") {
    PageBench bench;
    net::HttpRequest far = browser_request("GET", "/api/v1/session"), near = far;
    near.loopback = true;
    CHECK(bench.ask(near).body.find("first_run") == std::string::npos);
    bench.set_as("rina", std::nullopt, PersonRole::kitchen);
    CHECK(bench.ask(near).body.find("first_run") != std::string::npos);
    CHECK(bench.ask(far).body.find("first_run") == std::string::npos);
}

TEST_CASE("a stranger hears the kitchen's name and nothing else") {
    PageBench bench;
    CHECK(bench.ask(browser_request("GET", "/api/v1/session")).body ==
          R"({"type":"session","kitchen":"Warung Ibu","person":null})");
    CHECK(bench.ask(browser_request("GET", "/api/v1/login")).status == 405);
    for (const char* path : {"/api/v1/stations", "/metrics", "/api/v1/orders/1", "/page.js"}) {
        net::HttpReply reply([](net::HttpAnswer&&) {});
        CHECK_FALSE(bench.page.handle(browser_request("GET", path), reply));
        reply.answer({});
    }
}
