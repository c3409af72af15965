// The doctor's probe of what a screen needs: a graphics card with a monitor, keys, letters, words. Whether it
// may be opened is asked for the user as whom the screen runs, for the doctor itself is often root.
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "app/doctor_look.h"
#include "app/locale.h"
#include "base/directory.h"
#include "base/small_file.h"
#include "station/bar_desk.h"
#include "station/settings.h"
#include "ui/font_index.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

struct UserOfScreen {
    std::string name;
    uid_t id = 0;
    std::vector<gid_t> groups;
};

UserOfScreen user_named(const std::string& name) {
    UserOfScreen user{name, 0, {}};
    const passwd* found = getpwnam(name.c_str());
    if (!found) return user;
    user.id = found->pw_uid;
    int count = 64;
    user.groups.resize(static_cast<std::size_t>(count));
    getgrouplist(name.c_str(), found->pw_gid, user.groups.data(), &count);
    user.groups.resize(static_cast<std::size_t>(std::clamp(count, 0, 64)));
    return user;
}

bool may_open(const fs::path& path, const UserOfScreen& user) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return false;
    if (user.id == 0) return true;
    constexpr mode_t both = 6;
    if (status.st_uid == user.id) return ((status.st_mode >> 6) & both) == both;
    if (std::ranges::find(user.groups, status.st_gid) != user.groups.end())
        return ((status.st_mode >> 3) & both) == both;
    return (status.st_mode & both) == both;
}

std::vector<fs::path> nodes_in(const fs::path& directory, const std::string& prefix) {
    std::vector<fs::path> nodes;
    for (const fs::path& entry : entries_of(directory))
        if (entry.filename().string().starts_with(prefix)) nodes.push_back(entry);
    return nodes;
}

void look_at_display(const fs::path& root, const UserOfScreen& user, PanelFact& fact) {
    fact.on_desktop = std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY");
    for (const fs::path& card : nodes_in(root / "dev/dri", "card")) {
        fact.cards.push_back(card.string());
        if (!may_open(card, user)) fact.card_forbidden = card.string();
    }
    for (const fs::path& output : nodes_in(root / "sys/class/drm", "card")) {
        std::string status;
        std::ifstream(output / "status") >> status;
        if (status == "connected") fact.connected.push_back(output.filename().string());
    }
}

std::vector<BoundBar> bars_bound_in(const std::vector<DirectoryFact>& directories) {
    std::vector<BoundBar> bound;
    for (const DirectoryFact& directory : directories) {
        auto text = read_plain_file(fs::path(directory.path) / "settings.json", settings_bytes_max);
        if (!text || !*text) continue;
        if (auto settings = read_settings(**text, {}))
            bound.insert(bound.end(), settings->bars.begin(), settings->bars.end());
    }
    return bound;
}

void look_at_inputs(const fs::path& root, const UserOfScreen& user, const std::vector<BoundBar>& bound,
                    PanelFact& fact) {
    const auto nodes = nodes_in(root / "dev/input", "event");
    fact.inputs = nodes.size();
    fact.inputs_forbidden = static_cast<std::size_t>(
        std::ranges::count_if(nodes, [&](const fs::path& node) { return !may_open(node, user); }));
    std::vector<BarFound> found;
    BarDesk desk(root / "dev/input",
                 {[](int, Function) {}, {}, [&](const std::vector<BarFound>& all) { found = all; }});
    desk.look();
    for (const BarFound& bar : found) {
        const auto is_this = [&](const BoundBar& one) { return names_bar(one.device, bar.id); };
        if (bar.looks_like_bar && std::ranges::none_of(bound, is_this))
            fact.bars_without_profile.push_back(bar.id + " " + bar.name);
    }
}

}  // namespace

PanelFact look_at_panel(const fs::path& root, const std::vector<DirectoryFact>& directories) {
    PanelFact fact;
    for (const DirectoryFact& directory : directories) {
        if (directory.of_hub) continue;
        fact.expected = true;
        fact.user = directory.user;
    }
    if (!fact.expected) return fact;
    const UserOfScreen user = user_named(fact.user);
    look_at_display(root, user, fact);
    look_at_inputs(root, user, bars_bound_in(directories), fact);
    const ui::FontFiles fonts;
    std::error_code ignored;
    for (const std::string& directory : {fonts.roboto, fonts.noto})
        if (!fs::exists(directory, ignored)) fact.fonts_missing.push_back(directory);
    for (const char* language : {"en", "id"})
        if (auto words = load_words(language); !words) fact.words_problem = words.error().message;
    return fact;
}

}  // namespace brigade
