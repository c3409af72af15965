#include "layering/rules.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "layering/code_only.h"

using namespace brigade::layering;
namespace fs = std::filesystem;

namespace {

bool is_source(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::string rule_of(std::string_view path, std::string_view text) {
    auto violations = judge(path, text);
    return violations.empty() ? "" : describe(violations.front());
}

}  // namespace

TEST_CASE("every include under src points down") {
    fs::path source = fs::path(BRIGADE_SOURCE_DIR) / "src";
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        if (!is_source(entry.path())) continue;
        ++files;
        for (const Violation& violation :
             judge(entry.path().lexically_relative(source).string(), read(entry.path())))
            FAIL_CHECK(describe(violation));
    }
    CHECK(files > 0);
}

TEST_CASE("an include that points up or sideways is found") {
    CHECK(rule_of("core/order.h", "#pragma once\n#include \"net/server.h\"\n") ==
          "src/core/order.h:2: core may not know net");
    CHECK(rule_of("hub/hub.cpp", "#include \"station/outbox.h\"") ==
          "src/hub/hub.cpp:1: hub may not know station");
    CHECK(rule_of("station/a.cpp", "  #  include <hub/hub.h>") ==
          "src/station/a.cpp:1: station may not know hub");
    CHECK(rule_of("net/a.cpp", "#include \"core/order.h\"") == "src/net/a.cpp:1: net may not know core");
    CHECK(rule_of("base/a.cpp", "#include \"app/options.h\"") == "src/base/a.cpp:1: base may not know app");
    CHECK(rule_of("ui/a.cpp", "#include \"hub/hub.h\"") == "src/ui/a.cpp:1: ui may not know hub");
    CHECK(rule_of("cellar/a.h", "") == "src/cellar/a.h:1: not in a room that ARCHITECTURE.md names");
    CHECK(rule_of("hub/a.cpp", "#include \"hub.h\"").ends_with("included as \"room/file.h\""));
}

TEST_CASE("an include that points down is in order, however far") {
    CHECK(rule_of("hub/a.cpp",
                  "#include \"base/log.h\"\n#include \"core/decide.h\"\n#include \"net/server.h\"\n") == "");
    CHECK(rule_of("ui/a.cpp",
                  "#include \"core/board.h\"\n#include \"station/model.h\"\n#include <SDL.h>\n") == "");
    CHECK(rule_of("app/a.cpp",
                  "#include \"hub/hub.h\"\n#include \"ui/window.h\"\n#include <toml++/toml.h>\n") == "");
}

TEST_CASE("a library outside the room that owns it is found") {
    CHECK(rule_of("hub/a.cpp", "#include <sqlite3.h>") == "src/hub/a.cpp:1: SQLite belongs to journal");
    CHECK(rule_of("hub/a.cpp", "#include <boost/asio.hpp>") == "src/hub/a.cpp:1: Asio belongs to net");
    CHECK(rule_of("app/a.cpp", "#include <websocketpp/server.hpp>") ==
          "src/app/a.cpp:1: websocketpp belongs to net");
    CHECK(rule_of("base/hash.cpp", "#include <openssl/ssl.h>") ==
          "src/base/hash.cpp:1: OpenSSL belongs to net");
    CHECK(rule_of("base/hash.cpp", "#include <openssl/evp.h>") == "");
    CHECK(rule_of("base/time.cpp", "#include <openssl/evp.h>") != "");
    CHECK(rule_of("station/a.cpp", "#include <SDL2/SDL.h>") == "src/station/a.cpp:1: SDL belongs to ui");
    CHECK(rule_of("app/a.cpp", "#include \"imgui.h\"") == "src/app/a.cpp:1: Dear ImGui belongs to ui");
    CHECK(rule_of("hub/a.cpp", "#include <toml++/toml.h>") == "src/hub/a.cpp:1: toml++ belongs to app");
}

TEST_CASE("a clock, a thread, a file, a socket or chance in core is found") {
    CHECK(rule_of("core/a.cpp", "auto t = steady_clock::now();") == "src/core/a.cpp:1: core asks no clock");
    CHECK(rule_of("core/a.cpp", "#include <thread>") == "src/core/a.cpp:1: core has no threads");
    CHECK(rule_of("core/a.cpp", "#include <fstream>") == "src/core/a.cpp:1: core touches no files");
    CHECK(rule_of("core/a.cpp", "#include <sys/socket.h>") == "src/core/a.cpp:1: core has no sockets");
    CHECK(rule_of("core/a.cpp", "#include <random>") == "src/core/a.cpp:1: core draws no random numbers");
    CHECK(rule_of("hub/a.cpp", "std::chrono::system_clock::now()") ==
          "src/hub/a.cpp:1: hub asks no wall clock: only app does");
    CHECK(rule_of("app/a.cpp", "std::chrono::system_clock::now()") == "");
    CHECK(rule_of("net/a.cpp", "std::chrono::steady_clock::now()") == "");
}

TEST_CASE("comments and texts break no rule, and lines keep their numbers") {
    CHECK(rule_of("core/a.cpp", "// steady_clock::now()\n/* <thread>\n#include <random> */\n") == "");
    CHECK(rule_of("core/a.cpp", "auto a = \"::now() \\\" // \";\nauto b = R\"x(::now()\")\n)x\";\n") == "");
    CHECK(rule_of("core/a.cpp", "char quote = '\"'; // x\nauto t = Clock::now();") ==
          "src/core/a.cpp:2: core asks no clock");
    CHECK(rule_of("core/a.cpp", "/* one\ntwo */ auto b = R\"(\n\n)\";\nauto t = Clock::now();")
              .starts_with("src/core/a.cpp:5:"));
    CHECK(code_only("a\n\nb").size() == 3);
}
