// How a hub hands updates on: in blocks, one at a time, and only what lies in that one directory.
#include "hub/update_files.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <optional>

#include "base/limits.h"
#include "hub/fake_loop.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr std::size_t system_bytes = 2 * limits::update_block_bytes + 7;

struct UpdatesBench {
    TemporaryDirectory directory;
    FakeLoop loop;
    std::uint64_t unsent_bytes = 0;
    UpdateFiles updates{loop, directory.path() / "ready", [this] { return unsent_bytes; }};
    std::string system;

    UpdatesBench() {
        for (std::size_t i = 0; i < system_bytes; ++i) system += static_cast<char>('a' + i % 23);
        std::filesystem::create_directory(directory.path() / "ready");
        write("ready/brigade_2.0_amd64.root.erofs", system);
        write("ready/SHA256SUMS", "sums");
        write("secret", "of somebody else");
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(directory.path() / name) << text;
    }
    void ask(const std::string& name, const std::string& range, std::optional<net::HttpAnswer>& told) {
        net::HttpRequest request;
        request.method = "GET";
        request.path = std::string(updates_path) + name;
        if (!range.empty()) request.headers.emplace_back("Range", range);
        updates.answer(request, net::HttpReply([&](net::HttpAnswer&& answer) { told = std::move(answer); }));
    }
    net::HttpAnswer get(const std::string& name, const std::string& range = {}) {
        std::optional<net::HttpAnswer> told;
        ask(name, range, told);
        loop.run();
        REQUIRE(told);
        return *told;
    }
};

std::string range_said(const net::HttpAnswer& answer) {
    for (const auto& [name, value] : answer.headers)
        if (name == "Content-Range") return value;
    return {};
}

}  // namespace

TEST_CASE("a system goes out in blocks that make it whole again") {
    UpdatesBench bench;
    std::string got;
    for (int i = 0; i < 3; ++i) {
        const auto block =
            bench.get("brigade_2.0_amd64.root.erofs", "bytes=" + std::to_string(got.size()) + "-");
        CHECK(block.status == 206);
        CHECK(block.body.size() <= limits::update_block_bytes);
        CHECK(range_said(block) == "bytes " + std::to_string(got.size()) + "-" +
                                       std::to_string(got.size() + block.body.size() - 1) + "/" +
                                       std::to_string(system_bytes));
        got += block.body;
    }
    CHECK(got == bench.system);
    const auto end = bench.get("brigade_2.0_amd64.root.erofs", "bytes=" + std::to_string(got.size()) + "-");
    CHECK(end.status == 416);
    CHECK(range_said(end) == "bytes */" + std::to_string(system_bytes));
}

TEST_CASE("a small file is given whole, a large one only in blocks") {
    UpdatesBench bench;
    CHECK(bench.get("SHA256SUMS").status == 200);
    CHECK(bench.get("SHA256SUMS").body == "sums");
    const auto whole = bench.get("brigade_2.0_amd64.root.erofs");
    CHECK(whole.status == 400);
    CHECK(whole.body.find("bytes=0-") != std::string::npos);
}

TEST_CASE("a request names a file of the one directory and nothing else") {
    UpdatesBench bench;
    std::filesystem::create_symlink(bench.directory.path() / "secret", bench.directory.path() / "ready/link");
    for (const char* name : {"", "../secret", "%2e%2e/secret", "..", ".hidden", "link", "nothing", "a/b"})
        CHECK(bench.get(name).status == 404);
    CHECK(bench.get(std::string(200, 'a')).status == 404);
}

TEST_CASE("one block is read at a time, off the loop, and whoever comes meanwhile comes again") {
    UpdatesBench bench;
    bench.loop.worker_held = true;
    std::optional<net::HttpAnswer> first, second;
    bench.ask("SHA256SUMS", "bytes=0-", first);
    bench.loop.run();
    CHECK_FALSE(first);
    bench.ask("SHA256SUMS", "bytes=0-", second);
    REQUIRE(second);
    CHECK(second->status == 429);
    bench.loop.worker_held = false;
    bench.loop.run();
    REQUIRE(first);
    CHECK(first->status == 206);
    CHECK(bench.get("SHA256SUMS", "bytes=0-").status == 206);
}

TEST_CASE("nothing more is read while much of what went out has not been taken") {
    UpdatesBench bench;
    bench.unsent_bytes = limits::update_unsent_bytes + 1;
    CHECK(bench.get("SHA256SUMS", "bytes=0-").status == 429);
}
