#include "app/support_files.h"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "app/config.h"
#include "app/doctor_look.h"
#include "app/doctor_report.h"
#include "app/journal_summary.h"
#include "app/look_at_machine.h"
#include "app/redactor.h"
#include "base/small_file.h"
#include "provision/kept_settings.h"
#include "provision/settings_lines.h"
#include "provision/shown_settings.h"
#include "station/pairing_record.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t log_bytes_max = std::size_t{4} * 1024 * 1024;
constexpr std::size_t settings_bytes_shown_max = std::size_t{1} * 1024 * 1024;

constexpr const char* about =
    R"(This is what `brigade support` has gathered for whoever helps this kitchen.

doctor.txt, doctor.json   what `brigade doctor` says
versions.txt              programs and system
configuration/, settings/ without the values of PINs, passwords, keys, tokens and Wi-Fi
logs/                     what the programs and the kernel have written
journal/                  counts, and of the last events when, what kind and at which station

Not in it: keys, pairings, PINs, the register of people, and of orders what was ordered, by whom,
notes, allergies and references; nor the logs, where a journal cannot be read that says who the guests
are. Of brigade.txt only what its keys are known for is in it. An order is named by a hash. Where such a text stood in a log,
and where something looked like a telephone number or an e-mail address, it says [removed].
)";

constexpr const char* about_screens =
    R"(
screens/ is what the screens showed, as it was asked for: nothing is removed from these pictures, and
guests' names, notes and allergies may stand in them.
)";

// The end of it, where it is long: what came last tells most.
std::string text_in_file(const fs::path& path, std::size_t bytes_max) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return {};
    const auto size = static_cast<std::size_t>(file.tellg());
    const std::size_t from = size > bytes_max ? size - bytes_max : 0;
    file.seekg(static_cast<std::streamoff>(from));
    std::string text(size - from, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

// Of what a hub's or a screen's user has in its directory.
std::string text_of_others(const fs::path& path) {
    auto text = read_plain_file(path, settings_bytes_shown_max);
    return text ? text->value_or("") : "";
}

struct CloseCommand {
    void operator()(std::FILE* pipe) const { pclose(pipe); }
};

std::string output_of(const char* command) {
    const std::unique_ptr<std::FILE, CloseCommand> pipe(popen(command, "r"));
    std::string text;
    for (char part[4096]; pipe && text.size() < log_bytes_max;) {
        const std::size_t count = std::fread(part, 1, sizeof part, pipe.get());
        if (count == 0) break;
        text.append(part, count);
    }
    return text;
}

// A name for a path that can stand in another one.
std::string flat(const fs::path& path) {
    std::string name;
    for (const char c : path.string()) name += c == '/' ? '_' : c;
    return name;
}

std::string versions() {
    utsname kernel{};
    uname(&kernel);
    return fmt::format("brigade {}\n{}\n{} {} {}\n\n{}", BRIGADE_VERSION, system_name(), kernel.sysname,
                       kernel.release, kernel.machine,
                       output_of("dpkg-query -W 'brigade*' libsdl2-2.0-0 libsqlite3-0 libssl3 2>/dev/null"));
}

// Whatever is in a key file, line by line, and in a pairing.
void know_secrets_in(const fs::path& directory, Redactor& redactor) {
    for (const char* name : {"hub-key.pem", "next-key.pem"}) {
        std::istringstream lines(text_of_others(directory / name));
        for (std::string line; std::getline(lines, line);)
            if (!line.starts_with("-----")) redactor.know(line);
    }
    if (const std::string text = text_of_others(directory / "pairing.json"); !text.empty())
        if (auto record = read_pairing_record(text)) redactor.know(record->token);
}

// As the readers of settings see it, whatever the editor wrote: UTF-8, with one kind of line end.
std::string as_plain_text(std::string_view bytes) {
    std::string text;
    for (const std::string& line : plain_lines(bytes)) text += line + "\n";
    return text;
}

void add_settings(const fs::path& path, const char* where, const std::string& bytes,
                  std::vector<BundleFile>& files, Redactor& redactor) {
    if (bytes.empty()) return;
    const std::string text = as_plain_text(bytes), name = where + flat(path);
    for (const std::string& secret : secret_settings(text)) redactor.know(secret);
    const bool is_text = text.find('\0') == std::string::npos;
    files.push_back({name, is_text ? without_secret_settings(text) : "left out: it is no text\n"});
}

// A settings file of a box: more is a secret there than has the name of one.
void add_box_settings(const fs::path& path, std::vector<BundleFile>& files, Redactor& redactor) {
    const std::string bytes = text_in_file(path, settings_bytes_shown_max);
    for (const std::string& secret : secret_settings(as_plain_text(bytes))) redactor.know(secret);
    add_settings(path, "settings/", shown_settings(bytes), files, redactor);
}

void add_configuration(const fs::path& path, std::vector<BundleFile>& files, Redactor& redactor) {
    const auto add = [&](const fs::path& part) {
        add_settings(part, "configuration/", text_in_file(part, settings_bytes_shown_max), files, redactor);
    };
    auto config = load_hub_config(path);
    if (!config) return add(path);
    for (const fs::path& part : config->files) add(part);
}

// False where it was not read to its end: then nobody knows whom it is about.
bool add_journal(const fs::path& path, std::vector<BundleFile>& files, Redactor& redactor) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return may_look_into(path.parent_path());
    const JournalSummary summary =
        summarise_journal(path, [&](std::string_view personal) { redactor.know(personal); });
    files.push_back({"journal/" + flat(path) + ".json", summary.statistics});
    files.push_back({"journal/" + flat(path) + ".events.jsonl", summary.last_events});
    return summary.whole;
}

void add_doctor(const DoctorPlaces& places, std::vector<BundleFile>& files) {
    const auto findings = diagnose(look_around(places));
    auto words = DoctorWords::read("en");
    if (!words) return files.push_back({"doctor.txt", words.error().message + "\n"});
    files.push_back({"doctor.txt", to_text(findings, *words)});
    files.push_back({"doctor.json", to_json_text(findings, *words)});
}

void add_logs(const std::vector<fs::path>& logs, bool guests_known, std::vector<BundleFile>& files) {
    if (!guests_known) {
        files.push_back(
            {"logs/left-out.txt",
             "A journal could not be read to its end, so nobody knows which names to take out of the "
             "logs. They are left out; journalctl shows them on the box.\n"});
        return;
    }
    files.push_back({"logs/brigade.txt",
                     output_of("journalctl --no-pager -o short-iso -n 5000 -u 'brigade*' 2>/dev/null")});
    files.push_back({"logs/kernel.txt",
                     output_of("journalctl --no-pager -o short-iso -n 500 -k -p warning 2>/dev/null")});
    for (const fs::path& log : logs) files.push_back({"logs/" + flat(log), text_in_file(log, log_bytes_max)});
}

}  // namespace

std::vector<BundleFile> gather_support(const SupportSources& sources) {
    Redactor redactor;
    std::vector<BundleFile> files{{"README.txt", about}, {"versions.txt", versions()}};
    add_doctor(sources.places, files);
    for (const fs::path& path : sources.places.configurations) add_configuration(path, files, redactor);
    for (const fs::path& path : sources.settings) add_box_settings(path, files, redactor);
    add_box_settings(sources.places.root / kept_place / "settings.txt", files, redactor);
    for (const fs::path& path : sources.screen_settings)
        add_settings(path, "settings/", text_in_file(path, settings_bytes_shown_max), files, redactor);
    bool guests_known = true;
    for (const fs::path& directory : sources.places.directories) {
        know_secrets_in(directory, redactor);
        add_settings(directory / "settings.json", "settings/", text_of_others(directory / "settings.json"),
                     files, redactor);
        for (const char* name : {"journal.db", "replica.db"})
            guests_known = add_journal(directory / name, files, redactor) && guests_known;
    }
    add_logs(sources.logs, guests_known, files);
    for (BundleFile& file : files)
        if (file.name != "README.txt") file.text = redactor.clean(file.text);
    if (!sources.screens.empty()) files.front().text += about_screens;
    files.insert(files.end(), sources.screens.begin(), sources.screens.end());
    return files;
}

}  // namespace brigade
