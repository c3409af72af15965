// `brigade export`: the managers' facts and figures as files.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "app/export_file.h"
#include "app/export_rows.h"
#include "app/export_status.h"
#include "app/figures_question.h"
#include "app/tool.h"
#include "base/percent.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade export writes the facts that managers' figures are made of, or the figures.

usage: brigade export facts --what WHAT [--from DAY] [--to DAY] [options]
       brigade export figures [--by BY] [--from DAY] [--to DAY] [options]

Facts are asked for day by day; every figure can be counted again from them. What
the columns and the figures mean: docs/analytics-api.md, docs/figures.md.

  --what WHAT    orders, tickets, lines or unavailable: one row each; needed
  --by BY        total (default: with both comparisons), hours, days, heat,
                 stations, items or distribution
  --from DAY     the first service day, such as 2026-11-20, or first: the oldest
                 one there is (default: the same as --to)
  --to DAY       the last one (default: today)
  --format FORM  csv (default) or json; facts as json are one object a line
  --station ID   only this station's; may be repeated, as may --item KEY,
                 --daypart ID, --service SERVICE, --channel NAME and --cook ID
  --out FILE     where to; it appears once it is whole (default: standard output)
  --data DIR     a hub's data directory: read its files, whether it runs or not
                 (default: ask the hub)
{}  --help         this page

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade export facts --what lines --from 2026-11-01 --to 2026-11-30 --out lines.csv
)";

constexpr Seq lag_said = 1'000;  // events; a hub that is cooking is always a few behind

constexpr const char* whats[] = {"orders", "tickets", "lines", "unavailable"};
constexpr const char* bys[] = {"total", "hours", "days", "heat", "stations", "items", "distribution"};
constexpr const char* filter_options[] = {"--station", "--item",    "--daypart",
                                          "--service", "--channel", "--cook"};

template <std::size_t N>
bool is_one_of(const char* const (&known)[N], const std::string& word) {
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

std::string filters_in(const ToolArguments& arguments) {
    std::string query;
    for (const char* option : filter_options)
        for (const std::string& value : arguments.values(option))
            query += fmt::format("&{}={}", option + 2, percent_encoded(value));
    return query;
}

void tell_lag(const FactsStatus& status) {
    if (status.seq + lag_said < status.journal_seq)
        fmt::print(stderr, "brigade export: the facts reach event {} of {}; what came after is not in them\n",
                   status.seq, status.journal_seq);
}

Result<ServiceDay> day_in(const ToolArguments& arguments, const std::string& option,
                          const std::string& otherwise) {
    const std::string text = arguments.value(option, otherwise);
    if (const auto day = parse_day(text)) return *day;
    return Error{fmt::format("{} must be a day, such as 2026-11-20, not \"{}\"", option, text)};
}

Result<DayRange> days_in(const ToolArguments& arguments, const FactsStatus& status) {
    const auto to = day_in(arguments, "--to", status.today);
    if (!to) return to.error();
    const bool all = arguments.value("--from", "") == "first";
    const auto from = all ? Result<ServiceDay>(parse_day(status.first_day).value_or(*to))
                          : day_in(arguments, "--from", to_text(*to));
    if (!from) return from.error();
    if (*from > *to) return Error{fmt::format("--from must not be after {}", to_text(*to))};
    return DayRange{*from, *to};
}

// Of an export that takes long, where somebody looks.
void show_progress(ServiceDay day, const DayRange& days) {
    if (days.days() < 2 || ::isatty(STDERR_FILENO) == 0) return;
    fmt::print(stderr, "\r{}: day {} of {} ", to_text(day), DayRange{days.from, day}.days(), days.days());
}

int file_failed(const Error& error) {
    fmt::print(stderr, "brigade export: {}\n", error.message);
    return exit_bad;
}

// One that is under way.
struct Export {
    const ToolArguments& arguments;
    const AskFigures& ask;
    const FactsStatus& status;  // before it
    DayRange days;
    ExportFile& file;
};

int kept(const Export& made, const std::string& said) {
    if (const auto torn = torn_since(made.status, made.ask)) return question_failed("export", *torn);
    if (Status kept = made.file.keep(); !kept) return file_failed(kept.error());
    const std::string path = made.arguments.value("--out", "");
    if (!path.empty()) fmt::print(stderr, "{}: {} of {} days\n", path, said, made.days.days());
    return exit_good;
}

int facts(const Export& wanted) {
    const ToolArguments& arguments = wanted.arguments;
    const ExportWish wish{arguments.value("--what", ""), wanted.days,
                          arguments.value("--format", "csv") == "csv", filters_in(arguments)};
    Status written;
    const auto write = [&](std::string_view text) {
        if (written) written = wanted.file.write(text);
        return bool(written);
    };
    const auto exported =
        export_facts(wanted.ask, wish, write, [&](ServiceDay day) { show_progress(day, wanted.days); });
    if (wanted.days.days() > 1 && ::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\n");
    if (!exported) return question_failed("export", exported.error());
    if (!written) return file_failed(written.error());
    return kept(wanted, fmt::format("{} {}", exported->rows, wish.what));
}

int figures(const Export& wanted) {
    const ToolArguments& arguments = wanted.arguments;
    const std::string by = arguments.value("--by", "total");
    const auto answer = wanted.ask(fmt::format("{}?from={}&to={}&format={}{}", by == "total" ? "figures" : by,
                                               to_text(wanted.days.from), to_text(wanted.days.to),
                                               arguments.value("--format", "csv"), filters_in(arguments)));
    if (!answer) return question_failed("export", answer.error());
    if (Status written = wanted.file.write(*answer); !written) return file_failed(written.error());
    return kept(wanted, "figures");
}

// What can be wrong before anybody is asked; empty: nothing.
std::string wrong_with(const ToolArguments& arguments) {
    if (arguments.rest.size() != 1 || (arguments.rest[0] != "facts" && arguments.rest[0] != "figures"))
        return "it takes facts or figures";
    if (const std::string form = arguments.value("--format", "csv"); form != "csv" && form != "json")
        return "--format is csv or json";
    if (arguments.rest[0] == "facts" && !is_one_of(whats, arguments.value("--what", "")))
        return "--what is orders, tickets, lines or unavailable";
    if (arguments.rest[0] == "figures" && !is_one_of(bys, arguments.value("--by", "total")))
        return "--by is total, hours, days, heat, stations, items or distribution";
    if (arguments.has(arguments.rest[0] == "facts" ? "--by" : "--what"))
        return arguments.rest[0] == "facts" ? "--by is for figures" : "--what is for facts";
    if (arguments.has("--data") && (arguments.has("--hub") || arguments.has("--pairing")))
        return "--data asks no hub: leave --hub and --pairing out";
    return {};
}

int run(const ToolArguments& arguments) {
    if (const std::string wrong = wrong_with(arguments); !wrong.empty()) return usage_error("export", wrong);
    const auto ask =
        arguments.has("--data") ? figures_in(arguments.value("--data", "")) : figures_of_hub(arguments);
    if (!ask) return question_failed("export", ask.error());
    const auto status = facts_status(*ask);
    if (!status) return question_failed("export", status.error());
    tell_lag(*status);
    const auto days = days_in(arguments, *status);
    if (!days) return usage_error("export", days.error().message);
    auto file = ExportFile::open(arguments.value("--out", ""));
    if (!file) return file_failed(file.error());
    const Export wanted{arguments, *ask, *status, *days, *file};
    return arguments.rest[0] == "facts" ? facts(wanted) : figures(wanted);
}

std::vector<std::string> valued() {
    std::vector<std::string> options{"--what", "--by", "--from", "--to", "--format", "--out", "--data"};
    options.insert(options.end(), std::begin(filter_options), std::end(filter_options));
    options.insert(options.end(), hub_options.begin(), hub_options.end());
    return options;
}

}  // namespace

const ToolCommand export_command{"export",
                                 "the managers' facts and figures as CSV or JSON",
                                 fmt::format(help_text, hub_options_help),
                                 {},
                                 valued(),
                                 "facts or figures",
                                 true,
                                 run};

}  // namespace brigade
