#include "kitchen_files.h"

#include <fstream>

#include "app/config.h"
#include "app/demo_config.h"
#include "base/check.h"
#include "core/event_json.h"

namespace brigade::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path source = BRIGADE_SOURCE_DIR;

void check(const ConfigProblem& problem) {
    BRIGADE_CHECK(!problem.file.empty() && !problem.message.empty() && !problem.fix.empty(),
                  "a problem must say where it is, what it is and what to do");
    BRIGADE_CHECK(problem.line >= 0 && problem.column >= 0, "a problem must be somewhere");
}

void check_journaled(const KitchenConfig& config) {
    Event event;
    event.seq = event.request_last = 1;
    event.body = KitchenConfigured{config};
    auto read = decode_event(encode_event(event));
    BRIGADE_CHECK(read && *read == event, "a configuration that is taken must come back from the journal");
}

void check_written(const HubConfig& config, const fs::path& directory) {
    auto path = write_demo_config(config, 1, directory);
    BRIGADE_CHECK(path, "a configuration must be written");
    auto again = load_hub_config(*path);
    BRIGADE_CHECK(again, "what was written must be read");
    BRIGADE_CHECK(again->rules.kitchen == config.rules.kitchen, "a kitchen must come back as it was");
}

}  // namespace

KitchenFiles::KitchenFiles() {
    for (const char* name : {"config", "stations"}) fs::copy(source / name, directory_ / name);
}

void KitchenFiles::check_with(const std::string& name, std::string_view text) const {
    std::ofstream(directory_ / name, std::ios::binary | std::ios::trunc) << text;
    auto config = load_hub_config(directory_ / "config/brigade.toml");
    if (config) {
        check_journaled(config->rules.kitchen);
        check_written(*config, directory_ / "written");
    } else {
        BRIGADE_CHECK(!config.error().empty(), "a configuration that is not taken must have a problem");
        for (const ConfigProblem& problem : config.error()) check(problem);
    }
    fs::copy_file(source / name, directory_ / name, fs::copy_options::overwrite_existing);
}

}  // namespace brigade::fuzz
