// brigade-sim: a kitchen's bad days, replayable. What it prints depends on the seed and the steps alone.
#include <fmt/core.h>
#include <getopt.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "commit.h"
#include "sim/sabotage.h"
#include "sim/simulation.h"
#include "sim/stand_ins.h"

using namespace brigade::sim;

namespace {

constexpr int exit_broken = 1;
constexpr int exit_usage = 2;
constexpr std::uint64_t sabotage_seeds = 200;

constexpr const char* help_text =
    R"(brigade-sim runs a kitchen through a bad day and checks that nothing is lost.

usage: brigade-sim [--seed N] [--steps N] [--seeds N] [--sabotage NAME]

  --seed N          what everything by chance comes from; default 1
  --steps N         how much happens before faults end; default 3000
  --seeds N         that many seeds, from --seed on, until one fails; default 1
  --sabotage NAME   with that part of the product broken: it must be noticed.
                    Without --seed, up to 200 seeds are tried
  --list-sabotage   the names of what can be broken, one a line
  --log             the programs' own log on stderr
  --help

The same seed and steps always give the same output. The last line sums the run up:
seed=… digest=… acked=… crashes=… power_cuts=…
The exit status is 0 if all held, 1 if an invariant (I1 to I7, docs/design.md) was broken, 2 for a mistake
in how it was called.

example: brigade-sim --seed 7 --steps 3000
)";

struct Options {
    std::uint64_t seed = 1, steps = 3'000, seeds = 1;
};

[[noreturn]] void usage(const std::string& problem) {
    fmt::print(stderr, "brigade-sim: {}; see brigade-sim --help\n", problem);
    std::exit(exit_usage);
}

std::uint64_t number(const char* option, const std::string& text, std::uint64_t least) {
    std::uint64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least)
        usage(fmt::format("{} takes a whole number from {} on, not \"{}\"", option, least, text));
    return value;
}

void choose_sabotage(const std::string& name) {
    for (const SabotageName& known : sabotages())
        if (known.name == name) return set_sabotage(known.sabotage);
    usage(fmt::format("there is no sabotage \"{}\"; --list-sabotage names what there is", name));
}

void print_help() {
    std::fputs(help_text, stdout);
    fmt::print("\nsabotage:\n");
    for (const SabotageName& known : sabotages()) fmt::print("  {:<24}{}\n", known.name, known.what);
}

Options read_options(int argc, char** argv) {
    static const option options[] = {
        {"seed", required_argument, nullptr, 's'},    {"steps", required_argument, nullptr, 'n'},
        {"seeds", required_argument, nullptr, 'c'},   {"sabotage", required_argument, nullptr, 'b'},
        {"list-sabotage", no_argument, nullptr, 'l'}, {"log", no_argument, nullptr, 'v'},
        {"help", no_argument, nullptr, 'h'},          {nullptr, 0, nullptr, 0}};
    Options read;
    bool seed_given = false, seeds_given = false;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;) switch (found) {
            case 's':
                read.seed = number("--seed", optarg, 0);
                seed_given = true;
                break;
            case 'n':
                read.steps = number("--steps", optarg, 0);
                break;
            case 'c':
                read.seeds = number("--seeds", optarg, 1);
                seeds_given = true;
                break;
            case 'b':
                choose_sabotage(optarg);
                break;
            case 'l':
                for (const SabotageName& known : sabotages()) fmt::print("{}\n", known.name);
                std::exit(0);
            case 'v':
                want_log();
                break;
            case 'h':
                print_help();
                std::exit(0);
            default:
                std::exit(exit_usage);
        }
    if (optind < argc) usage("it takes options only");
    if (sabotage() != Sabotage::none && !seed_given && !seeds_given) read.seeds = sabotage_seeds;
    return read;
}

// Invariants are asked after every step, so no shorter part of phase one fails; but fewer steps may fail in
// phase two. Halving finds a short prefix, and when a failure does not depend on how much came before it,
// the shortest.
std::uint64_t shortest(std::uint64_t seed, std::uint64_t fails) {
    std::uint64_t holds = 0;
    while (fails - holds > 1) {
        std::uint64_t middle = holds + (fails - holds) / 2;
        (simulate(seed, middle).violation ? fails : holds) = middle;
    }
    return fails;
}

void print_summary(std::uint64_t seed, const Outcome& outcome) {
    fmt::print("seed={} digest={} acked={} crashes={} power_cuts={}\n", seed, outcome.digest, outcome.acked,
               outcome.crashes, outcome.power_cuts);
}

void print_failure(std::uint64_t seed, std::uint64_t steps, const Outcome& outcome) {
    bool in_phase_two = outcome.failed_at > steps;
    fmt::print("{} broken {}: {}\n", outcome.violation->invariant,
               in_phase_two ? "once faults had ended" : fmt::format("at step {}", outcome.failed_at),
               outcome.violation->what);
    std::uint64_t prefix = shortest(seed, std::min(outcome.failed_at, steps));
    fmt::print("seed {}, commit " BRIGADE_COMMIT ", shortest prefix that fails: {} steps\n", seed, prefix);
    Outcome first = simulate(seed, prefix);
    if (first.violation) fmt::print("  there: {}: {}\n", first.violation->invariant, first.violation->what);
    fmt::print("again: brigade-sim --seed {} --steps {}", seed, prefix);
    for (const SabotageName& known : sabotages())
        if (known.sabotage == sabotage()) fmt::print(" --sabotage {}", known.name);
    fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
    Options options = read_options(argc, argv);
    for (std::uint64_t i = 0; i < options.seeds; ++i) {
        std::uint64_t seed = options.seed + i;
        Outcome outcome = simulate(seed, options.steps);
        if (outcome.violation) print_failure(seed, options.steps, outcome);
        bool last = outcome.violation || i + 1 == options.seeds;
        if (last || sabotage() == Sabotage::none) print_summary(seed, outcome);
        if (outcome.violation) return exit_broken;
    }
    return 0;
}
