// Who may ask for the managers' figures over HTTP, and how the answer goes out.
#include "hub/figures_api.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "base/limits.h"

using namespace brigade;

namespace {

struct FakeFigures : Figures {
    void committed(Seq) override {}
    void ask(const std::string& path, const std::string& query, Tell tell) override {
        asked.push_back(path + "?" + query);
        tell(answer);
    }
    const std::string& live() const override { return nothing; }
    void on_live(std::function<void()>) override {}
    std::string metrics() const override { return {}; }

    std::vector<std::string> asked;
    std::variant<Answer, Refusal> answer = Answer{"application/json", "{}", ""};
    std::string nothing;
};

struct FiguresBench {
    FakeFigures figures;
    Asker asker;
    std::uint64_t unsent_bytes = 0;

    net::HttpAnswer ask(const std::string& path, Figures* of) {
        net::HttpRequest request;
        request.method = "GET";
        request.path = std::string(figures_path) + path;
        request.query = "from=2026-11-20";
        net::HttpAnswer answered;
        net::HttpReply reply([&](net::HttpAnswer&& answer) { answered = std::move(answer); });
        FiguresApi api(of, [this] { return unsent_bytes; });
        api.answer(request, asker, std::move(reply));
        return answered;
    }
    net::HttpAnswer ask(const std::string& path) { return ask(path, &figures); }
    net::HttpAnswer ask_as(DeviceRole role) {
        asker.device = role;
        return ask("status");
    }
};

std::string header_in(const net::HttpAnswer& answer, std::string_view name) {
    std::string found;
    for (const auto& [key, value] : answer.headers)
        if (key == name) found += found.empty() ? value : ", " + value;
    return found;
}

}  // namespace

TEST_CASE("this machine's programs, managers and installers hear the figures, tills and screens do not") {
    FiguresBench bench;
    CHECK(bench.ask("status").status == 200);
    CHECK(bench.ask_as(DeviceRole::manager).status == 200);
    CHECK(bench.ask_as(DeviceRole::installer).status == 200);
    CHECK(bench.figures.asked.size() == 3);
    CHECK(bench.ask_as(DeviceRole::pos).status == 403);
    CHECK(bench.ask_as(DeviceRole::kitchen).status == 403);
    CHECK(bench.figures.asked.size() == 3);
}

TEST_CASE("a question goes to the figures as it was asked") {
    FiguresBench bench;
    bench.ask("orders/a%2Fb");
    CHECK(bench.figures.asked == std::vector<std::string>{"orders/a%2Fb?from=2026-11-20"});
}

TEST_CASE("a hub without figures says that it has none") {
    FiguresBench bench;
    CHECK(bench.ask("status", nullptr).status == 404);
    bench.asker.device = DeviceRole::pos;
    CHECK(bench.ask("status", nullptr).status == 403);
}

TEST_CASE("nothing keeps an answer, a file is saved under its name, and a page runs nothing") {
    FiguresBench bench;
    CHECK(header_in(bench.ask("figures"), "Cache-Control") == "no-store");
    CHECK(header_in(bench.ask("figures"), "Content-Disposition").empty());
    bench.figures.answer = Figures::Answer{"text/csv; charset=utf-8", "a,b\n", "orders-2026-11-20.csv"};
    CHECK(header_in(bench.ask("facts"), "Content-Disposition") ==
          "attachment; filename=\"orders-2026-11-20.csv\"");
    bench.figures.answer = Figures::Answer{"text/html; charset=utf-8", "<p>", ""};
    const net::HttpAnswer page = bench.ask("report");
    CHECK(header_in(page, "Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(header_in(page, "X-Content-Type-Options") == "nosniff");
    CHECK(header_in(page, "Cache-Control") == "no-store");
}

TEST_CASE("while too much waits to be read, nobody is given more") {
    FiguresBench bench;
    bench.figures.answer = Figures::Answer{"application/json", std::string(100, ' '), ""};
    bench.unsent_bytes = limits::figures_unsent_bytes - 100;
    CHECK(bench.ask("facts").status == 200);
    bench.unsent_bytes += 1;
    const net::HttpAnswer full = bench.ask("facts");
    CHECK(full.status == 429);
    CHECK(header_in(full, "Retry-After") == "2");
    CHECK(bench.figures.asked.size() == 2);
    bench.unsent_bytes += 100;
    CHECK(bench.ask("facts").status == 429);
    CHECK(bench.figures.asked.size() == 2);  // not even asked
}

TEST_CASE("an answer that comes when the hub has gone goes nowhere") {
    struct LateFigures : FakeFigures {
        void ask(const std::string&, const std::string&, Tell tell) override { late = std::move(tell); }
        Tell late;
    } figures;
    std::vector<int> statuses;
    {
        FiguresApi api(&figures, [] { return 0; });
        net::HttpRequest request;
        request.path = std::string(figures_path) + "status";
        api.answer(request, {},
                   net::HttpReply([&](net::HttpAnswer&& answer) { statuses.push_back(answer.status); }));
    }
    figures.late(Figures::Answer{});
    figures.late = {};
    CHECK(statuses == std::vector<int>{500});
}

TEST_CASE("a question that is refused says why, and when to come again") {
    FiguresBench bench;
    bench.figures.answer = Refusal{ErrorCode::invalid_message, "/from", "there is no such day"};
    CHECK(bench.ask("figures").status == 400);
    bench.figures.answer = Refusal{ErrorCode::rate_limited, "", "too many", {}, 1'000};
    CHECK(bench.ask("figures").status == 429);
    CHECK(header_in(bench.ask("figures"), "Retry-After") == "1");
    bench.figures.answer = Refusal{ErrorCode::journal_unavailable, "", "there are no facts yet"};
    CHECK(bench.ask("figures").status == 503);
}
