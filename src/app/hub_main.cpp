// brigade-hub: the one writer of a kitchen. Reads the configuration, recovers the journal, serves until told
// to stop. Constructed from the bottom up, taken down in reverse.
#include <getopt.h>
#include <malloc.h>
#include <signal.h>
#include <systemd/sd-daemon.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include "app/announced.h"
#include "app/config.h"
#include "app/figures_desk.h"
#include "app/page_directory.h"
#include "app/program_options.h"
#include "app/time_zone.h"
#include "app/watchdog.h"
#include "base/log.h"
#include "hub/hub.h"
#include "net/address.h"
#include "net/discovery_advertiser.h"

using namespace brigade;

namespace {

constexpr int exit_journal = 74;  // EX_IOERR: start again and recover
constexpr int exit_config = 78;   // EX_CONFIG: starting again does not help
constexpr DurationMs offset_age_ms_max = 60'000;

constexpr const char* help_text =
    R"(brigade-hub takes orders, journals them and tells the kitchen's screens.

usage: brigade-hub --config FILE --data DIR [--listen ADDR:PORT]...

  --config FILE        the kitchen's configuration (see config/brigade.toml);
                       needed
  --data DIR           where the journal, the hub's key and the register of its
                       devices live; made if missing; needed
  --listen ADDR:PORT   listen here, for programs on this machine (default: as
                       configured, else 127.0.0.1:8686)
  --listen-tls ADDR:PORT
                       listen here, encrypted, for paired devices (default: as
                       configured, else 0.0.0.0:8687)
                       Either of these two replaces all addresses of the
                       configuration; port 0 takes a free one. May be given
                       more than once. With other ports than 8686 and 8687,
                       screens and `brigade` need them in --hub
  --page DIR           the built managers' page, served at / (default: the one
                       that was built with this program)
  --updates DIR        hand the updates that lie there on to paired stations (default:
                       none)
  --debug              say more (default: what is worth knowing)
  --help, --version

It prints "listening ws://ADDR:PORT/v1" or "listening wss://ADDR:PORT/v1" for each
address once it serves, and "key PIN", by which devices know it.
SIGTERM or Ctrl-C ends it: what was taken is written and answered first.

example: brigade-hub --config config/brigade.toml --data /var/lib/brigade
)";

struct Arguments {
    std::string config, data;
    std::optional<std::filesystem::path> page;  // as given
    std::filesystem::path updates;
    std::vector<std::string> listen, listen_tls;
};

constexpr Program program{"brigade-hub", help_text};

Arguments read_arguments(int argc, char** argv) {
    static const option options[] = {{"config", required_argument, nullptr, 'c'},
                                     {"data", required_argument, nullptr, 'd'},
                                     {"listen", required_argument, nullptr, 'l'},
                                     {"listen-tls", required_argument, nullptr, 't'},
                                     {"page", required_argument, nullptr, 'p'},
                                     {"updates", required_argument, nullptr, 'u'},
                                     debug_option,
                                     help_option,
                                     version_option,
                                     {nullptr, 0, nullptr, 0}};
    Arguments arguments;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;) switch (found) {
            case 'c':
                arguments.config = optarg;
                break;
            case 'd':
                arguments.data = optarg;
                break;
            case 'l':
                arguments.listen.emplace_back(optarg);
                break;
            case 't':
                arguments.listen_tls.emplace_back(optarg);
                break;
            case 'p':
                arguments.page = optarg;
                break;
            case 'u':
                arguments.updates = optarg;
                break;
            default:
                if (!take_common_option(found, program)) std::exit(exit_usage);
        }
    if (optind < argc) end_with_usage(program, "it takes options only");
    if (arguments.config.empty()) end_with_usage(program, "--config is missing");
    if (arguments.data.empty()) end_with_usage(program, "--data is missing");
    return arguments;
}

HubConfig load_config(const std::string& path) {
    auto config = load_hub_config(path);
    if (config) return std::move(*config);
    for (const ConfigProblem& problem : config.error())
        log_error("{}\n    {}", to_text(problem), problem.fix);
    std::exit(exit_config);
}

Opened open_journal_in(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    auto opened = open_journal(directory / "journal.db");
    if (!opened) {
        log_error("{}", opened.error().message);
        std::exit(exit_journal);
    }
    const Recovery& recovery = opened->recovery;
    if (!recovery.found.empty()) log_warning("{}", recovery.found);
    if (recovery.damaged)
        log_warning("the damaged journal is kept as {}; events up to {} were saved", recovery.kept_as,
                    recovery.last_good);
    return std::move(*opened);
}

// The zone's offset changes at most twice a year: ask the system about it once a minute.
std::function<int()> offset_of(const std::string& time_zone, int offset_min) {
    return [time_zone, offset_min, asked = wall_clock_ms()]() mutable {
        TimeMs now = wall_clock_ms();
        if (now - asked < offset_age_ms_max && now >= asked) return offset_min;
        asked = now;
        if (auto offset = utc_offset_min(time_zone, now)) offset_min = *offset;
        return offset_min;
    };
}

// Whoever reaches the plain port is trusted, so it must not be reachable from elsewhere.
void check_loopback(const std::vector<std::string>& listen) {
    for (const std::string& address : listen) {
        auto parsed = net::parse_listen_address(address);
        if (!parsed || net::is_loopback(*parsed)) continue;  // a bad address is told when it is listened on
        log_error(
            "{} is open to the network, and the plain port is for this machine only; listen on 127.0.0.1, or "
            "encrypted with --listen-tls",
            address);
        std::exit(exit_config);
    }
}

template <class T>
T or_exit(Result<T> result, int status) {
    if (result) return *std::move(result);
    log_error("{}", result.error().message);
    std::exit(status);
}

HubOptions options_of(HubConfig config, const Arguments& arguments) {
    HubOptions options;
    options.version = BRIGADE_VERSION;
    options.utc_offset_min = offset_of(config.time_zone, config.rules.utc_offset_min);
    options.rules = std::move(config.rules);
    bool configured = arguments.listen.empty() && arguments.listen_tls.empty();
    options.listen = configured ? config.listen : arguments.listen;
    options.listen_tls = configured ? config.listen_tls : arguments.listen_tls;
    check_loopback(options.listen);
    options.trust_loopback = config.trust_loopback;
    options.access_store = access_file(std::filesystem::path(arguments.data) / "access.json");
    if (!options.listen_tls.empty())
        options.keys =
            or_exit(HubKeys::open(arguments.data, options.rules.kitchen.name, wall_clock_ms()), exit_config);
    const std::filesystem::path page = arguments.page.value_or(page_directory());
    options.page = or_exit(PageFiles::read(page), exit_config);
    if (options.page.empty() && arguments.page) {
        log_error("--page: there is no managers' page in {}; scripts/page builds one", page.string());
        std::exit(exit_config);
    }
    if (options.page.empty()) log_info("no managers' page is served: there is none in {}", page.string());
    options.updates = arguments.updates;
    options.retention_days = config.retention_days;
    options.server_limits.connections = config.limits.connections;
    options.server_limits.connections_per_address = config.limits.connections_per_address;
    options.server_limits.handshakes_pending = config.limits.handshakes_pending;
    options.server_limits.handshake_ms = config.limits.handshake_ms;
    options.server_limits.limit_loopback = config.limits.loopback;
    options.rate_limit = {config.limits.requests_per_s, static_cast<double>(config.limits.request_burst)};
    options.limit_loopback = config.limits.loopback;
    if (!config.trust_loopback) options.server_limits.limit_loopback = options.limit_loopback = true;
    options.wall_clock = wall_clock_ms;
    // Nobody may be answered any more, not even by a destructor.
    options.failed = [](const std::string& message) {
        log_error("the journal's state is unknown: {}; stopping to recover", message);
        std::_Exit(exit_journal);
    };
    return options;
}

FiguresParts figures_parts(const Arguments& arguments, const HubConfig& config) {
    const std::filesystem::path data = arguments.data;
    return {data / "figures.db", [data] { return open_another_reader(data / "journal.db"); }, config.dayparts,
            wall_clock_ms};
}

void print_addresses(const Hub& hub, const std::string& pin) {
    for (const std::string& address : hub.addresses()) std::printf("listening %s/v1\n", address.c_str());
    if (!pin.empty()) std::printf("key %s\n", pin.c_str());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments = read_arguments(argc, argv);
    HubConfig config = load_config(arguments.config);
    const bool announce = config.announce;
    const std::string kitchen = config.rules.kitchen.name;
    signal(SIGPIPE, SIG_IGN);
    net::EventLoop loop;
    Opened journal = open_journal_in(arguments.data);
    FiguresParts parts = figures_parts(arguments, config);
    HubOptions options = options_of(std::move(config), arguments);
    auto figures = std::make_unique<FiguresDesk>(loop, std::move(parts));
    options.figures = figures.get();
    const std::string pin = options.keys ? options.keys->current().pin : std::string();
    auto started = Hub::start(loop, std::move(journal), std::move(options));
    if (!started) figures.reset();  // its thread must not outlive what an exit takes down
    auto hub = or_exit(std::move(started), exit_config);
    malloc_trim(0);  // recovery reads a whole day at once; what it needed is not needed again
    loop.on_signal({SIGTERM, SIGINT}, [&](int) {
        sd_notify(0, "STOPPING=1");
        hub->stop([&] { loop.stop(); });
    });
    std::optional<net::Advertiser> advertiser;
    if (std::uint16_t port = announced_port(hub->addresses()); announce && port != 0)
        advertiser.emplace(net::HubFacts{hub->id(), kitchen}, port);
    Watchdog watchdog(loop);
    print_addresses(*hub, pin);
    log_info("{}",
             announcement_words({kitchen, pin, announce, reached_at(hub->addresses(), own_addresses())}));
    sd_notify(0, "READY=1");
    loop.run();
    return EXIT_SUCCESS;
}
