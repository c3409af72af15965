#include "hub/page_files.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "hub/page_bench.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct FilesBench {
    TemporaryDirectory directory;
    FilesBench() {
        write("index.html", "<!doctype html>");
        write("page.js", "run()");
        write("notes.txt", "not of the page");
        std::filesystem::create_directory(place() / "more");
        write("more/inner.js", "x");
    }
    std::filesystem::path place() const { return directory.path(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(place() / name) << text;
    }
    PageFiles read() const {
        auto files = PageFiles::read(place());
        REQUIRE(files);
        return *std::move(files);
    }
};

}  // namespace

TEST_CASE("the page's files are served with their types and with what keeps a browser from harm") {
    const PageFiles files = FilesBench().read();
    auto answer = files.answer(browser_request("GET", "/"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->content_type == "text/html; charset=utf-8");
    CHECK(answer->body == "<!doctype html>");
    const std::string policy = header_of(*answer, "Content-Security-Policy");
    for (const char* part : {"default-src 'none'", "script-src 'self'", "style-src 'self'",
                             "frame-ancestors 'none'", "base-uri 'none'"})
        CHECK(policy.find(part) != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(header_of(*answer, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(*answer, "Referrer-Policy") == "no-referrer");
    CHECK(files.answer(browser_request("GET", "/page.js"))->content_type == "text/javascript; charset=utf-8");
}

TEST_CASE("a file that the browser has already is not sent again, and a changed one is") {
    FilesBench bench;
    net::HttpRequest request = browser_request("GET", "/page.js");
    const std::string tag = header_of(*bench.read().answer(request), "ETag");
    CHECK(tag.size() == 34);
    set_header(request, "If-None-Match", tag);
    CHECK(bench.read().answer(request)->status == 304);
    CHECK(bench.read().answer(request)->body.empty());
    bench.write("page.js", "run(2)");
    CHECK(bench.read().answer(request)->status == 200);
}

TEST_CASE("no path reaches beyond the page's own files") {
    const PageFiles files = FilesBench().read();
    for (const char* path : {"/notes.txt", "/more/inner.js", "/more", "/../index.html", "//index.html",
                             "/%2e%2e/index.html", "/./page.js", "/etc/passwd", ""})
        CHECK_FALSE(files.answer(browser_request("GET", path)));
}

TEST_CASE("a page that was not built is said so in one sentence") {
    auto files = PageFiles::read("/nowhere/at/all");
    REQUIRE(files);
    CHECK(files->empty());
    PageBench bench;
    const net::HttpAnswer answer = bench.ask(browser_request("GET", "/"));
    CHECK(answer.status == 404);
    CHECK(answer.body.find("was not built") != std::string::npos);
}
