// power-cut-fs: shows a directory as a disk whose power can be cut. Two threads: the kernel's requests, and
// the one that waits for the signal. What lies in the directory afterwards is what a real disk might hold.
#include <getopt.h>
#include <signal.h>
#include <sys/prctl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "power_cut_fs/disk.h"
#include "power_cut_fs/operations.h"

using namespace brigade::power_cut;

namespace {

constexpr const char* help_text =
    R"(power-cut-fs shows a directory as a disk whose power can be cut.

usage: power-cut-fs [options] BACKING MOUNTPOINT

  --seed N            decides what a power cut leaves of what was not synced
  --keep PERCENT      how much of it, sector by sector; default 50
  --sector BYTES      what is written whole or not at all; default 512
  --cut-after N       cut by itself after N changes and syncs
  --lie               syncs do nothing, and say that they did

It prints "mounted" once it serves. SIGUSR1 cuts the power: BACKING is what is left,
"cut" is printed, and every request is answered with EIO. It ends when it is unmounted
or on SIGTERM; without a power cut everything is kept then.
)";

struct Arguments {
    DiskOptions disk;
    const char* mount_point = nullptr;
};

unsigned long number(const char* text) {
    char* end = nullptr;
    const unsigned long value = std::strtoul(text, &end, 10);
    if (end != text && *end == '\0') return value;
    std::fprintf(stderr, "power-cut-fs: %s is not a number\n", text);
    std::exit(2);
}

Arguments read_arguments(int argc, char** argv) {
    static const option options[] = {
        {"seed", required_argument, nullptr, 's'},   {"keep", required_argument, nullptr, 'k'},
        {"sector", required_argument, nullptr, 'b'}, {"cut-after", required_argument, nullptr, 'n'},
        {"lie", no_argument, nullptr, 'l'},          {nullptr, 0, nullptr, 0}};
    Arguments arguments;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;)
        if (found == 's')
            arguments.disk.seed = number(optarg);
        else if (found == 'k')
            arguments.disk.damage.keep_percent = static_cast<int>(number(optarg));
        else if (found == 'b')
            arguments.disk.damage.sector_bytes = std::max(1UL, number(optarg));
        else if (found == 'n')
            arguments.disk.cut_after = number(optarg);
        else if (found == 'l')
            arguments.disk.lies = true;
        else
            optind = argc;
    if (argc - optind != 2) {
        std::fputs(help_text, stderr);
        std::exit(2);
    }
    arguments.disk.backing = argv[optind];
    arguments.mount_point = argv[optind + 1];
    return arguments;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = read_arguments(argc, argv);
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // a test that dies leaves no mount behind
    sigset_t power;
    sigemptyset(&power);
    sigaddset(&power, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &power, nullptr);

    Disk disk(arguments.disk);
    char name[] = "power-cut-fs", option_flag[] = "-o", fsname[] = "fsname=power-cut-fs";
    char* fuse_argv[] = {name, option_flag, fsname, nullptr};
    fuse_args fuse_arguments = FUSE_ARGS_INIT(3, fuse_argv);
    fuse* mounted = fuse_new(&fuse_arguments, &operations(), sizeof(fuse_operations), &disk);
    if (!mounted || fuse_mount(mounted, arguments.mount_point) != 0) return EXIT_FAILURE;
    fuse_set_signal_handlers(fuse_get_session(mounted));

    std::thread([&disk, power] {
        for (int signal; sigwait(&power, &signal) == 0;) disk.cut();
    }).detach();
    std::puts("mounted");
    std::fflush(stdout);
    fuse_loop(mounted);
    fuse_unmount(mounted);
    disk.close();
    std::_Exit(EXIT_SUCCESS);  // the signal's thread still has the disk
}
