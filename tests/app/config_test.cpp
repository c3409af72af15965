#include "app/config.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/files.h"

using namespace brigade;
using test::Files;

namespace {

const std::string good_kitchen = R"([kitchen]
name = "Warung Ibu"
time_zone = "UTC"
default_station = "grill"
station_files = ["grill.toml", "expo.toml"]
menu = "menu.toml"
[[route]]
categories = ["drinks"]
stations = ["grill"]
)";
const std::string good_grill = "id = \"grill\"\nname = \"Grill\"\nwarn_s = 60\nlate_s = 90\n";
const std::string good_expo = "id = \"expo\"\nkind = \"expo\"\n";
const std::string good_menu = "[items.cola]\ncategory = \"drinks\"\nstation = \"grill\"\nprep_s = 30\n";

struct KitchenFiles {
    Files files;
    std::string main = good_kitchen, grill = good_grill, expo = good_expo, menu = good_menu;

    Result<HubConfig, std::vector<ConfigProblem>> load() {
        files.write("grill.toml", grill);
        files.write("expo.toml", expo);
        files.write("menu.toml", menu);
        return load_hub_config(files.write("brigade.toml", main));
    }
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One thing wrong, and where, how and with what fix it is told.
struct Mistake {
    const char* file;
    const char* right;
    const char* wrong;
    int line, column;
    const char* message;
    const char* fix;
};

// One more than an event may hold: a hub that took it could not read its own journal again.
const std::string long_text = '"' + std::string(201, 'x') + '"';
const char* const long_name = long_text.c_str();

const std::vector<Mistake> mistakes{
    {"brigade.toml", "name = ", "nam = ", 1, 1, "[kitchen] has no name", "write name ="},
    {"brigade.toml", "name = ", "nam = ", 2, 1, "no key nam in [kitchen]", "did you mean name?"},
    {"brigade.toml", "\"Warung Ibu\"", "\"\"", 2, 8, "name is empty", "Warung Ibu"},
    {"brigade.toml", "\"Warung Ibu\"", long_name, 2, 8, "name is 201 characters long", "at most 200"},
    {"brigade.toml", "\"Warung Ibu\"", "7", 2, 8, "name must be a text, not a number", "double quotes"},
    {"brigade.toml", "\"Warung Ibu\"", "\"Warung", 2, 0, "a text has no closing quote",
     "end the text on this line"},
    {"brigade.toml", "\"Warung Ibu\"", "'Warung", 2, 0, "a text has no closing quote",
     "end the text on this line"},
    {"brigade.toml", "\"Warung Ibu\"", "\"\"\"Warung", 2, 8, "a text has no closing quote",
     "end the text on this line"},
    {"brigade.toml", "\"Warung Ibu\"", "Warung Ibu", 2, 0, "not TOML", "straight double quotes"},
    {"brigade.toml", "name =", "name", 2, 0, "not TOML", "write key = value"},
    {"brigade.toml", "\"expo.toml\"]", "\"expo.toml\"", 6, 0, "the list that begins here or above",
     "end the list with ]"},
    {"brigade.toml", "[kitchen]", "[kitchen", 1, 0, "not TOML", "such as [kitchen]"},
    {"brigade.toml", "menu =", "name =", 6, 0, "redefine", "keep one of them"},
    {"brigade.toml", "\"UTC\"", "\"Asia/Jakrta\"", 3, 13, "no time zone \"Asia/Jakrta\"", "Asia/Jakarta"},
    {"brigade.toml", "\"UTC\"", "\"../../etc/passwd\"", 3, 13, "no time zone", "Asia/Jakarta"},
    {"brigade.toml", "\"grill\"\n", "\"gril\"\n", 4, 19, "there is no station gril", "did you mean grill?"},
    {"brigade.toml", "\"grill\"\n", "\"expo\"\n", 4, 19, "of kind expo and cooks nothing", "grill"},
    {"brigade.toml", "default_station = \"grill\"", "", 1, 1, "has no default_station",
     "write default_station"},
    {"brigade.toml", "\"expo.toml\"", "\"expo.tml\"", 0, 0, "cannot be read", "give the path"},
    {"brigade.toml", "\"expo.toml\"", "7", 5, 32, "must hold texts only, not a number", "station_files ="},
    {"brigade.toml", "\"expo.toml\"", "\"grill.toml\"", 1, 6, "two stations with the id grill",
     "grill.toml:1"},
    {"brigade.toml", "[\"grill.toml\", \"expo.toml\"]", "[]", 5, 17, "no stations", "station_files ="},
    {"brigade.toml", "[[route]]", "[route]", 7, 1, "must be a list of tables, not a table", "[[route]]"},
    {"brigade.toml", "[[route]]", "service_day_start = \"25:00\"\n[[route]]", 7, 21, "is \"25:00\"", "04:00"},
    {"brigade.toml", "[[route]]", "[hub]\nlisten = [\"nowhere\"]\n[[route]]", 8, 11, "", "127.0.0.1:8686"},
    {"brigade.toml", "[[route]]", "[hub]\nlisten = [\"localhost:1\"]\n[[route]]", 8, 11, "",
     "127.0.0.1:8686"},
    {"brigade.toml", "[[route]]", "[hub]\nlisten = []\n[[route]]", 8, 10, "listen names no address", "8686"},
    {"brigade.toml", "[[route]]", "[hub]\nlisten = [\"127.0.0.1:1\", \"0.0.0.0:8686\"]\n[[route]]", 8, 26,
     "0.0.0.0:8686 is open to the network", "listen_tls"},
    {"brigade.toml", "[[route]]", "[hub]\nlisten_tls = [\"lan\"]\n[[route]]", 8, 15,
     "not an address to listen on", "0.0.0.0:8687"},
    {"brigade.toml", "[[route]]", "[access]\ntrust_loopback = 1\n[[route]]", 8, 18,
     "trust_loopback must be true or false", "trust_loopback = true"},
    {"brigade.toml", "[[route]]", "[journal]\nretention_days = 7\n[[route]]", 8, 18, "retention_days is 7",
     "from 30"},
    {"brigade.toml", "[[route]]", "[journal]\nretention_days = 90.5\n[[route]]", 8, 18, "a whole number",
     "from 30"},
    {"brigade.toml", "[[route]]", "[delivery]\nundelivered_s = nan\n[[route]]", 8, 17, "undelivered_s is nan",
     "0.1"},
    {"brigade.toml", "[[route]]", "[limits]\nloopback = \"no\"\n[[route]]", 8, 12, "true or false",
     "without quotes"},
    {"brigade.toml", "[[route]]", "[limits]\nconnections = 4\n[[route]]", 7, 1, "more than connections",
     "raise"},
    {"brigade.toml", "[[route]]", "[delivry]\n[[route]]", 7, 2, "no key delivry in this file", "delivery?"},
    {"brigade.toml", "categories = [\"drinks\"]", "categories = []", 8, 14, "categories is empty",
     "leave the key out"},
    {"brigade.toml", "categories = [\"drinks\"]", "services = [\"dinein\"]", 8, 13, "no service dinein",
     "dine_in"},
    {"brigade.toml", "stations = [\"grill\"]", "stations = [\"expo\"]", 9, 13, "cooks nothing", "grill"},
    {"brigade.toml", "stations = [\"grill\"]", "stations = []", 9, 12, "names no station", "stations ="},
    {"brigade.toml", "[[route]]", "[[route]]\nstations = [\"grill\"]\n[[route]]", 9, 1, "no line ever comes",
     "move it up"},
    {"grill.toml", "\"grill\"", "\"the grill\"", 1, 6, "characters that an id may not", "A-Z"},
    {"grill.toml", "\"Grill\"", long_name, 2, 8, "name is 201 characters long", "at most 200"},
    {"grill.toml", "warn_s = 60", "warn_s = 100", 3, 10, "later than late_s, which is 90", "lower warn_s"},
    {"grill.toml", "warn_s", "warn", 3, 1, "no key warn in this file", "did you mean warn_s?"},
    {"grill.toml", "late_s = 90", "late_s = -1", 4, 10, "late_s is -1", "from 1"},
    {"grill.toml", "warn_s = 60", "backup = \"grill\"", 3, 10, "is its own backup", "leave backup out"},
    {"grill.toml", "warn_s = 60", "backup = \"grill2\"", 3, 10, "there is no station grill2",
     "no other station cooks"},
    {"grill.toml", "warn_s = 60", "backup = \"expo\"", 3, 10, "of kind expo and cooks nothing",
     "leave backup out"},
    {"grill.toml", "warn_s = 60", "backup_after_s = 30", 3, 18, "no backup says who", "add backup"},
    {"grill.toml", "warn_s = 60", "backup_after_s = 4", 3, 18, "backup_after_s is 4", "from 20"},
    {"grill.toml", "late_s = 90", "bump = \"twice\"", 4, 8, "bump is \"twice\"", "one_step or two_step"},
    {"grill.toml", "late_s = 90", "layout = 2", 4, 10, "layout must be a text", "double quotes"},
    {"grill.toml", "late_s = 90", "late_s = 90\n[service.take_away]\nwarn_s = 30", 5, 1,
     "no service take_away", "dine_in, takeaway"},
    {"grill.toml", "late_s = 90", "late_s = 90\n[service.takeaway]\nwarn_s = 91", 6, 10,
     "warn_s is 91, later than late_s, which is 90", "lower warn_s"},
    {"grill.toml", "late_s = 90", "late_s = 90\n[service.takeaway]\nlate_s = 59", 6, 10,
     "warn_s is 60, later than late_s, which is 59", "raise late_s"},
    {"grill.toml", "late_s = 90", "late_s = 90\n[service.takeaway]\nlat_s = 59", 6, 1, "no key lat_s",
     "did you mean late_s?"},
    {"expo.toml", "kind = \"expo\"", "kind = \"expo\"\nbackup = \"grill\"", 3, 10, "needs no backup",
     "leave backup out"},
    {"expo.toml", "\"expo\"\nkind = \"expo\"", "\"expo\"\nkind = \"pass\"", 2, 8, "kind is \"pass\"",
     "prep, expo or board"},
    {"menu.toml", "\"grill\"", "\"wok\"", 3, 11, "there is no station wok", "grill"},
    {"menu.toml", "prep_s", "prep", 4, 1, "no key prep in [items.cola]", "did you mean prep_s?"},
    {"menu.toml", "[items.cola]", "[item.cola]", 1, 2, "no key item in this file", "did you mean items?"},
};

}  // namespace

TEST_CASE("a good configuration is read whole") {
    KitchenFiles kitchen;
    kitchen.main = replaced(kitchen.main, "[[route]]",
                            "service_day_start = \"03:30\"\n[delivery]\nundelivered_s = "
                            "0.5\n[limits]\nrequest_burst = 7\n[[route]]");
    auto config = kitchen.load();
    REQUIRE(config);
    CHECK(config->rules.kitchen.name == "Warung Ibu");
    REQUIRE(config->rules.kitchen.stations.size() == 2);
    CHECK(config->rules.kitchen.stations[0] == Station{"grill", "Grill", StationKind::prep, 60, 90, 600});
    CHECK(config->rules.kitchen.stations[1].name == "expo");
    CHECK(config->rules.service_day_start_min == 210);
    CHECK(config->rules.undelivered_ms == 500);
    CHECK(config->rules.undelivered_grace_ms == 10'000);
    CHECK(config->limits.request_burst == 7);
    CHECK(config->listen == std::vector<std::string>{"127.0.0.1:8686"});
    CHECK(config->rules.menu.at("cola").prep_s == 30);
    CHECK(config->files.size() == 4);
}

TEST_CASE("the configuration that comes with Brigade is good") {
    auto config = load_hub_config(BRIGADE_SOURCE_DIR "/config/brigade.toml");
    if (!config) FAIL(to_text(config.error().front()));
    CHECK(config->rules.kitchen.stations.size() == 5);
    CHECK(config->rules.menu.size() > 40);
    // It spells out the defaults, so that an installer sees them.
    HubConfig defaults;
    CHECK(config->retention_days == defaults.retention_days);
    CHECK(config->rules.undelivered_ms == defaults.rules.undelivered_ms);
    CHECK(config->rules.undelivered_grace_ms == defaults.rules.undelivered_grace_ms);
    CHECK(config->rules.promise_margin_ms == defaults.rules.promise_margin_ms);
    CHECK(config->limits.connections == defaults.limits.connections);
    CHECK(config->limits.connections_per_address == defaults.limits.connections_per_address);
    CHECK(config->limits.handshakes_pending == defaults.limits.handshakes_pending);
    CHECK(config->limits.handshake_ms == defaults.limits.handshake_ms);
    CHECK(config->limits.request_burst == defaults.limits.request_burst);
}

TEST_CASE("every mistake is told with its place and its fix") {
    for (const Mistake& mistake : mistakes) {
        KitchenFiles kitchen;
        std::string name = mistake.file;
        std::string& text = name == "grill.toml"  ? kitchen.grill
                            : name == "expo.toml" ? kitchen.expo
                            : name == "menu.toml" ? kitchen.menu
                                                  : kitchen.main;
        text = replaced(text, mistake.right, mistake.wrong);
        auto config = kitchen.load();
        INFO(mistake.file << ": " << mistake.wrong);
        REQUIRE_FALSE(config);
        std::string told;
        for (const ConfigProblem& problem : config.error())
            told += to_text(problem) + " | " + problem.fix + "\n";
        INFO(told);
        CHECK(std::ranges::any_of(config.error(), [&](const ConfigProblem& problem) {
            bool place =
                problem.line == mistake.line && (problem.column == mistake.column || mistake.column == 0);
            return place && holds(problem.message, mistake.message) && holds(problem.fix, mistake.fix);
        }));
    }
}

TEST_CASE("all that is wrong is told at once, file by file and from the top") {
    KitchenFiles kitchen;
    kitchen.main =
        replaced(replaced(kitchen.main, "\"UTC\"", "7"), "stations = [\"grill\"]", "stations = [\"wok\"]");
    kitchen.grill = replaced(kitchen.grill, "name", "nmae");
    auto config = kitchen.load();
    REQUIRE_FALSE(config);
    REQUIRE(config.error().size() == 3);
    CHECK(holds(config.error()[0].file, "brigade.toml"));
    CHECK(config.error()[0].line == 3);
    CHECK(config.error()[1].line == 9);
    CHECK(holds(to_text(config.error()[2]), "grill.toml:2:1: there is no key nmae"));
}

TEST_CASE("a file that is not there, a directory and broken UTF-8 are told, not thrown") {
    KitchenFiles kitchen;
    auto missing = load_hub_config(kitchen.files.path("nowhere.toml"));
    REQUIRE_FALSE(missing);
    CHECK(holds(to_text(missing.error().front()), "cannot be read: No such file"));
    auto directory = load_hub_config(kitchen.files.path("."));
    REQUIRE_FALSE(directory);
    CHECK(holds(directory.error().front().message, "directory"));
    kitchen.main = "name = \"\xff\"\n";
    auto broken = kitchen.load();
    REQUIRE_FALSE(broken);
    CHECK(broken.error().front().line == 1);
}

namespace {

// A second grill and a drinks station beside the first.
Result<HubConfig, std::vector<ConfigProblem>> load_three(const std::string& grill,
                                                         const std::string& grill2) {
    KitchenFiles kitchen;
    kitchen.main = replaced(kitchen.main, "\"expo.toml\"", "\"expo.toml\", \"grill2.toml\", \"drink.toml\"");
    kitchen.grill += grill;
    kitchen.files.write("grill2.toml", "id = \"grill2\"\n" + grill2);
    kitchen.files.write("drink.toml", "id = \"drink\"\n");
    return kitchen.load();
}

}  // namespace

TEST_CASE("a station may have a backup, and a time after which it stands in") {
    auto config = load_three("backup = \"grill2\"\nbackup_after_s = 30\n", "");
    if (!config) FAIL(to_text(config.error().front()));
    const Station* grill = config->rules.kitchen.find("grill");
    CHECK(grill->backup == "grill2");
    CHECK(grill->backup_after_s == 30);
    CHECK(config->rules.kitchen.find("grill2")->backup.empty());
    CHECK(config->rules.kitchen.find("grill2")->backup_after_s == 60);
}

TEST_CASE("a station may bump in two steps, stand in one row and have limits of its own for a service") {
    KitchenFiles kitchen;
    auto usual = kitchen.load();
    REQUIRE(usual);
    CHECK_FALSE(usual->rules.kitchen.find("grill")->two_step);
    CHECK(usual->rules.kitchen.find("grill")->layout == Arrangement::masonry);
    CHECK(usual->rules.kitchen.find("grill")->services.empty());

    kitchen.grill +=
        "bump = \"two_step\"\nlayout = \"rail\"\n[service.takeaway]\nlate_s = 75\n"
        "[service.drive_thru]\nwarn_s = 20\nlate_s = 40\n";
    auto config = kitchen.load();
    if (!config) FAIL(to_text(config.error().front()));
    const Station& grill = *config->rules.kitchen.find("grill");
    CHECK(grill.two_step);
    CHECK(grill.layout == Arrangement::rail);
    CHECK(grill.limits_for(Service::takeaway) == ServiceLimits{Service::takeaway, 60, 75});
    CHECK(grill.limits_for(Service::drive_thru) == ServiceLimits{Service::drive_thru, 20, 40});
    CHECK(grill.limits_for(Service::delivery) == ServiceLimits{Service::delivery, 60, 90});
}

TEST_CASE("a backup that is misspelt, or has a backup itself, is told with its place") {
    auto misspelt = load_three("backup = \"gril2\"\n", "");
    REQUIRE_FALSE(misspelt);
    REQUIRE(misspelt.error().size() == 1);
    CHECK(holds(to_text(misspelt.error()[0]), "grill.toml:5:10: there is no station gril2"));
    CHECK(holds(misspelt.error()[0].fix, "grill2"));
    auto chain = load_three("backup = \"grill2\"\n", "backup = \"drink\"\n");
    REQUIRE_FALSE(chain);
    REQUIRE(chain.error().size() == 1);
    CHECK(holds(to_text(chain.error()[0]),
                "grill.toml:5:10: grill2, the backup of grill, has a backup itself"));
    auto circle = load_three("backup = \"grill2\"\n", "backup = \"grill\"\n");
    REQUIRE_FALSE(circle);
    CHECK(circle.error().size() == 2);
}

TEST_CASE("the parts of a day that managers ask for are read, and the usual ones stand where none are") {
    KitchenFiles kitchen;
    auto config = kitchen.load();
    REQUIRE(config);
    CHECK(config->dayparts == default_dayparts());
    kitchen.main += "[[daypart]]\nid = \"late\"\nfrom = \"22:00\"\nto = \"02:30\"\n";
    config = kitchen.load();
    REQUIRE(config);
    CHECK(config->dayparts == std::vector<Daypart>{{"late", 22 * 60, 2 * 60 + 30}});
    CHECK((config->dayparts.front().has(60) && !config->dayparts.front().has(12 * 60)));
}

TEST_CASE("a daypart that cannot be is told with its place and its fix") {
    KitchenFiles kitchen;
    const std::string lunch = "[[daypart]]\nid = \"lunch\"\nfrom = \"11:00\"\nto = \"15:00\"\n";
    for (const auto& [wrong, message] :
         {std::pair{"25:00", "to is \"25:00\""}, {"11:00", "the daypart ends when it begins"}}) {
        kitchen.main = good_kitchen + replaced(lunch, "15:00", wrong);
        auto config = kitchen.load();
        REQUIRE_FALSE(config);
        CHECK(holds(config.error().front().message, message));
        CHECK(config.error().front().line == 13);
        CHECK_FALSE(config.error().front().fix.empty());
    }
    kitchen.main = good_kitchen + lunch + lunch;
    auto twice = kitchen.load();
    REQUIRE_FALSE(twice);
    CHECK(holds(twice.error().front().message, "there are two dayparts lunch"));
}
