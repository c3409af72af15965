// `brigade figures`: the managers' facts in a hub's data directory, looked at or made anew.
#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "analytics/fact_reader.h"
#include "analytics/packed_day.h"
#include "analytics/projection.h"
#include "app/time_zone.h"
#include "app/tool.h"
#include "journal/open.h"

namespace brigade {
namespace {
namespace fs = std::filesystem;

constexpr const char* help_text =
    R"(brigade figures looks after the facts that the managers' figures are counted from.

usage: brigade figures status|rebuild|digest --data DIR

  status     how far the facts are, and the days that they hold; also beside a
             hub that runs
  rebuild    makes the facts anew from the journal, as the user who owns the
             directory; the hub must be stopped. A hub does so by itself where
             the file is missing or damaged
  digest     brings the facts up to the journal's end and prints a digest of
             all of them: equal journals give equal digests

  --data DIR the hub's data directory; needed
  --help     this page

Exit status: 0 done, 1 it could not be done, 2 wrong usage.

example: sudo -u brigade brigade figures rebuild --data /var/lib/brigade/hub
)";

constexpr std::size_t events_a_step = 10'000;

int failed(const std::string& message) {
    fmt::print(stderr, "brigade figures: {}\n", message);
    return exit_bad;
}

// On one line that is written over; only where somebody watches.
void show_progress(double part, Seq seq) {
    if (!::isatty(STDERR_FILENO)) return;
    constexpr int width = 40;
    const int full = static_cast<int>(part * width);
    fmt::print(stderr, "\r[{:#<{}}{:.<{}}] {:3.0f} %  event {}", "", full, "", width - full, part * 100, seq);
    if (part >= 1) fmt::print(stderr, "\n");
    std::fflush(stderr);
}

int tell_status(const fs::path& data) {
    auto journal = open_for_reading(data / "journal.db");
    if (!journal) return failed(journal.error().message);
    auto last = (*journal)->last();
    if (!last) return failed(last.error().message);
    FactReader facts({[&] {
                          FactSight sight;
                          sight.path = data / "figures.db";
                          sight.journal_seq = last->head.seq;
                          return sight;
                      },
                      pack_day, remembered_offset_min});
    auto coverage = facts.coverage();
    if (!coverage) return failed(coverage.error().message);
    auto days = facts.days("", "9999");
    if (!days) return failed(days.error().message);
    fmt::print("facts up to event {} of {}, {}\n", coverage->seq, coverage->journal_seq,
               format_time(coverage->as_of));
    fmt::print("{} service days", days->size());
    if (!coverage->first_day.empty()) fmt::print(", orders since {}", coverage->first_day);
    fmt::print("\n");
    return exit_good;
}

// Files of another user's could not be written by the hub any more. Empty: it may be.
std::string why_not_written(const fs::path& data) {
    struct stat found {};
    if (::stat(data.c_str(), &found) != 0 || found.st_uid == ::geteuid()) return {};
    const passwd* owner = ::getpwuid(found.st_uid);
    const std::string name = owner ? owner->pw_name : fmt::format("#{}", found.st_uid);
    return fmt::format("{} belongs to {}; say: sudo -u {} brigade figures …", data.string(), name, name);
}

// Calls `then` with a projection that has come to the journal's end.
template <class Then>
int caught_up(const fs::path& data, bool anew, Then then) {
    if (const std::string why = why_not_written(data); !why.empty()) return failed(why);
    auto journal = open_for_reading(data / "journal.db");
    if (!journal) return failed(journal.error().message);
    ProjectionOptions options;
    options.path = data / "figures.db";
    options.pack_day = pack_day;
    options.utc_offset_min = remembered_offset_min;
    Projection projection(**journal, std::move(options));
    if (anew) projection.begin_anew();
    for (;;) {
        auto advanced = projection.advance(events_a_step);
        if (!advanced) return failed(advanced.error().message);
        show_progress(projection.progress(), projection.seq());
        if (advanced->at_end) return then(projection);
    }
}

int rebuild(const fs::path& data) {
    return caught_up(data, true, [](const Projection& projection) {
        fmt::print("facts made anew, up to event {}\n", projection.seq());
        return exit_good;
    });
}

int digest(const fs::path& data) {
    return caught_up(data, false, [](Projection& projection) {
        auto hash = projection.digest();
        if (!hash) return failed(hash.error().message);
        fmt::print("{}\n", to_hex(*hash));
        return exit_good;
    });
}

int run(const ToolArguments& arguments) {
    if (arguments.rest.size() != 1)
        return usage_error("figures", "it takes one of status, rebuild and digest");
    if (!arguments.has("--data")) return usage_error("figures", "--data is missing");
    const fs::path data = arguments.value("--data", "");
    const std::string& what = arguments.rest[0];
    if (what == "status") return tell_status(data);
    if (what == "rebuild") return rebuild(data);
    if (what == "digest") return digest(data);
    return usage_error("figures", "there is no " + what + "; it takes status, rebuild or digest");
}

}  // namespace

const ToolCommand figures_command{"figures",  "look after the facts behind the managers' figures",
                                  help_text,  {},
                                  {"--data"}, "status, rebuild or digest",
                                  true,       run};

}  // namespace brigade
