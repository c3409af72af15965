// Two types of one name in one namespace: each room compiles, and the linker keeps the destructor of one for
// both, which took a hub down. Only headers are read; what a source file defines for itself stands in an
// anonymous namespace.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// "brigade::packed::Order" to the file that defines it; what is defined twice goes into `twice`.
struct TypesFound {
    std::map<std::string, std::string> where;
    std::string twice;

    void read(const std::string& file, const std::string& text) {
        static const std::regex opens(R"(^(?:inline )?namespace ([A-Za-z_:]+) \{)"),
            closes(R"(^\}\s*// namespace)"),
            defines(R"(^(?:struct|class|enum class) ([A-Za-z_]+)(?: final)?(?: :[^;]*)? \{)");
        std::vector<std::string> inside;
        std::istringstream lines(text);
        for (std::string code; std::getline(lines, code);) {
            std::smatch match;
            if (std::regex_search(code, match, opens)) inside.push_back(match[1]);
            if (std::regex_search(code, match, closes) && !inside.empty()) inside.pop_back();
            if (!std::regex_search(code, match, defines)) continue;
            std::string name;
            for (const std::string& space : inside) name += space + "::";
            name += match[1];
            const auto [found, is_new] = where.emplace(name, file);
            if (!is_new && found->second != file)
                twice += name + " in " + found->second + " and " + file + "\n";
        }
    }
};

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("no two headers define a type of the same name in the same namespace") {
    TypesFound types;
    for (const auto& entry : fs::recursive_directory_iterator(BRIGADE_SOURCE_DIR "/src"))
        if (entry.path().extension() == ".h") types.read(entry.path().string(), text_of(entry.path()));
    CHECK(types.twice == "");
    CHECK(types.where.size() > 300);
    CHECK(types.where.contains("brigade::packed::Order"));
}

TEST_CASE("two types of one name are found, and in two namespaces they are two") {
    TypesFound types;
    types.read("a.h", "namespace brigade {\nstruct Frame {\n    int a = 0;\n};\n}  // namespace\n");
    types.read("b.h", "namespace brigade::ui {\nclass Frame {\n};\n}  // namespace\n");
    types.read("c.h", "namespace brigade {\nstruct Frame;\n}  // namespace\n");
    CHECK(types.twice == "");
    types.read("d.h", "namespace brigade {\nclass Frame : public Base {\n};\n}  // namespace\n");
    CHECK(types.twice == "brigade::Frame in a.h and d.h\n");
}
