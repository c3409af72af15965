// An export is one table, whole or not there, however many questions it took.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/export_file.h"
#include "app/export_rows.h"
#include "app/export_status.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct ExportBench {
    std::vector<std::string> targets;
    std::vector<std::string> answers;  // in the order of asking; the last one for all that follow
    std::string written;

    Result<Exported, QuestionFailure> run(const std::string& what, const std::string& from,
                                          const std::string& to, bool csv = true) {
        const ExportWish wish{what, {*parse_day(from), *parse_day(to)}, csv, "&station=grill"};
        const AskFigures ask = [&](const std::string& target) -> Result<std::string, QuestionFailure> {
            targets.push_back(target);
            const std::string& answer = answers.at(std::min(targets.size(), answers.size()) - 1);
            if (answer == "broken") return QuestionFailure{"the disk is broken"};
            return answer;
        };
        return export_facts(
            ask, wish, [&](std::string_view text) { return written += text, true; }, [](ServiceDay) {});
    }
};

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("days are asked for one by one and become one table with one header") {
    ExportBench bench;
    bench.answers = {"a,b\r\n1,2\r\n", "a,b\r\n", "a,b\r\n3,\"x\r\ny\"\r\n5,6\r\n"};
    const auto exported = bench.run("lines", "2026-11-18", "2026-11-20");
    REQUIRE(exported);
    CHECK(exported->rows == 3);
    CHECK(bench.written == "a,b\r\n1,2\r\n3,\"x\r\ny\"\r\n5,6\r\n");
    CHECK(bench.targets == std::vector<std::string>{
                               "facts?what=lines&from=2026-11-18&to=2026-11-18&format=csv&station=grill",
                               "facts?what=lines&from=2026-11-19&to=2026-11-19&format=csv&station=grill",
                               "facts?what=lines&from=2026-11-20&to=2026-11-20&format=csv&station=grill"});
}

TEST_CASE("facts as JSON are one object a line") {
    ExportBench bench;
    bench.answers = {R"({"rows":[{"a":1},{"a":2}]})", R"({"rows":[{"a":3}]})"};
    const auto exported = bench.run("orders", "2026-11-19", "2026-11-20", false);
    REQUIRE(exported);
    CHECK(exported->rows == 3);
    CHECK(bench.written == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
}

TEST_CASE("what was out over the end of a month is told once") {
    ExportBench bench;
    bench.answers = {"item\r\ncola\r\nsoto\r\n", "item\r\nsoto\r\n"};
    const auto exported = bench.run("unavailable", "2026-10-01", "2026-11-20");
    REQUIRE(exported);
    CHECK(bench.targets.size() == 2);
    CHECK(bench.written == "item\r\ncola\r\nsoto\r\n");
}

TEST_CASE("an export ends where an answer is none, or is another table than the first") {
    ExportBench bench;
    bench.answers = {"a\r\n1\r\n", "broken"};
    CHECK(bench.run("lines", "2026-11-19", "2026-11-20").error().sentence == "the disk is broken");
    ExportBench other;
    other.answers = {"a\r\n1\r\n", "b\r\n1\r\n"};
    CHECK_FALSE(other.run("lines", "2026-11-19", "2026-11-20"));
    ExportBench nonsense;
    nonsense.answers = {"a"};
    CHECK_FALSE(nonsense.run("lines", "2026-11-20", "2026-11-20", false));
}

TEST_CASE("an export's file appears once it is whole, and what stood there stays until then") {
    TemporaryDirectory directory;
    const auto path = directory / "lines.csv";
    std::ofstream(path) << "before";
    {
        auto file = ExportFile::open(path);
        REQUIRE(file);
        REQUIRE(file->write("half"));
    }
    CHECK(text_of(path) == "before");
    CHECK_FALSE(std::filesystem::exists(directory / "lines.csv.part"));
    auto file = ExportFile::open(path);
    REQUIRE(file);
    REQUIRE(file->write("all"));
    REQUIRE(file->keep());
    CHECK(text_of(path) == "all");
    CHECK_FALSE(ExportFile::open(directory / "nowhere/lines.csv"));
}

TEST_CASE("an export during which the facts were made anew is not whole") {
    std::string status;
    const AskFigures ask = [&](const std::string& target) -> Result<std::string, QuestionFailure> {
        CHECK(target == "status");
        return status;
    };
    const auto reaching = [](int seq, bool rebuilding) {
        return R"({"journal_seq":90,"today":"2026-11-20","seq":)" + std::to_string(seq) +
               (rebuilding ? R"(,"rebuilding":true})" : R"(,"rebuilding":false})");
    };
    status = reaching(80, false);
    const auto before = facts_status(ask);
    REQUIRE(before);
    CHECK_FALSE(torn_since(*before, ask));
    status = reaching(85, false);
    CHECK_FALSE(torn_since(*before, ask));
    status = reaching(20, true);
    REQUIRE(torn_since(*before, ask));
    CHECK(torn_since(*before, ask)->sentence.find("making its facts anew") != std::string::npos);
    status = reaching(79, false);
    REQUIRE(torn_since(*before, ask));
    CHECK(torn_since(*before, ask)->sentence.find("export them again") != std::string::npos);
}
