// `brigade update`: what runs on a box of the image, what would come, and what the box does about it.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "app/hub_way.h"
#include "app/update_install.h"
#include "app/update_look.h"
#include "app/update_take.h"
#include "app/update_verify.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade update shows and makes updates of a box that runs Brigade's image.

usage: brigade update [status] [OPTIONS]
       brigade update fetch [--from WHERE] [OPTIONS]
       brigade update install --reason TEXT [OPTIONS]
       brigade update auto [OPTIONS]
       brigade update verify --from DIR [--keyring FILE]

  status         what runs here, what is ready, and why it is not written now
  fetch          bring a newer system onto this box, and verify it; nothing starts
                 anew. The hub hands it on to its stations from then on
  install        write what is ready into the other slot and start this box anew,
                 now, whatever the kitchen does; TEXT goes into the log
  auto           what the box does by itself every now and then: fetch, and in the
                 quiet hours, when the hub says that the kitchen is quiet, install
  verify         whether the update in DIR is signed and whole; changes nothing

  --from WHERE   hub, http://… or https://…, or a directory such as a USB stick's
                 (default: as UPDATE in brigade.txt says)
  --reason TEXT  why it cannot wait
  --keyring FILE whose signatures count (default: the image's own)
  --root DIR     the root of the system (default /)
  --hub WHERE    the hub (default: as this box's screen does)
  --pairing FILE by which the hub knows this box (default: its screen's)
  --help         this page

Only what was signed with a key of the running image is ever kept, handed on or
written, and nothing older than what runs. If the new system does not come up well
three times, the loader starts the old one again.

Exit status: 0 done, or nothing to be done, 1 refused or failed, 2 wrong usage,
3 the source cannot be reached.

example: brigade update
         brigade update fetch --from /media/stick/brigade-update
         brigade update install --reason "the allergy banner is cut off"
)";

int failed(const std::string& sentence, int status = exit_bad) {
    fmt::print(stderr, "brigade update: {}\n", sentence);
    return status;
}

// One of these at a time: the timer, a stick, a person.
class Turn {
  public:
    explicit Turn(const UpdateBox& box) {
        std::error_code ignored;
        std::filesystem::create_directories(box.coming(), ignored);
        file_ = ::open((box.coming().parent_path() / "turn").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
        mine_ = file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0;
    }
    ~Turn() {
        if (file_ >= 0) ::close(file_);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool mine() const { return mine_; }

  private:
    int file_ = -1;
    bool mine_ = false;
};
constexpr const char* not_my_turn =
    "another update is under way on this box, or its data partition is missing";

int status(const UpdateBox& box, const ToolArguments& arguments) {
    fmt::print("{} runs on this box, which is {}\n", box.running.version, box.running.target);
    fmt::print("updates come from {}\n", box.source == "off"   ? "a USB stick, or by hand"
                                         : box.source == "hub" ? "the hub"
                                                               : box.source);
    for (const SystemSlot& slot : slots_of(box))
        if (slot.trials_left == 0)
            fmt::print("{} did not start well on this box and is not tried again\n", slot.version);
    if (const std::string written = written_version(box); !written.empty())
        fmt::print("{} is in the other slot and runs from the next start on\n", written);
    const auto ready = ready_release(box);
    if (!ready || ready->version == box.running.version) {
        fmt::print("{}\n", ready ? "it is ready for this hub's stations as well" : "nothing newer is ready");
        return exit_good;
    }
    const std::string why = why_not_for(box, *ready);
    fmt::print("{} is ready{}{}\n", ready->version, why.empty() ? "" : ", but not for this box: ", why);
    if (!why.empty()) return exit_good;
    const KitchenLook now = look_at_kitchen(box, arguments);
    const std::string wait = why_not_now(box, now, now);
    fmt::print("{}\n", wait.empty() ? "it is written as soon as the kitchen has been quiet for ten minutes"
                                    : "it waits: " + wait);
    return exit_good;
}

int fetch(const UpdateBox& box, const ToolArguments& arguments, const std::string& from) {
    auto source = update_source(box, from, arguments);
    if (!source) return failed(source.error().message, from == "hub" ? exit_unreachable : exit_usage);
    auto taken = take_update(box, *source);
    if (!taken)
        return failed(taken.error().sentence, taken.error().unreachable ? exit_unreachable : exit_bad);
    switch (taken->what) {
        case Taken::What::nothing_newer:
            fmt::print("{} has nothing newer than {}\n", source->words, box.running.version);
            break;
        case Taken::What::was_ready:
            fmt::print("{} is ready\n", taken->version);
            break;
        case Taken::What::ready:
            log_info("{} has come from {}, is verified, and is ready", taken->version, source->words);
            fmt::print("{} has come from {} and is ready\n", taken->version, source->words);
    }
    return exit_good;
}

// What is ready goes into the other slot, unless it is there.
Status write_slot(const UpdateBox& box) {
    const auto ready = ready_release(box);
    const std::string written = written_version(box);
    if (!ready && written.empty()) return Error{"nothing is ready"};
    if (!ready || written == ready->version) return {};
    if (const std::string why = why_not_for(box, *ready); !why.empty()) return Error{why};
    if (auto installed = install_update(box); !installed) return installed;
    log_info("{} is in the other slot; {} stays in this one", ready->version, box.running.version);
    return {};
}

int install(const UpdateBox& box, const ToolArguments& arguments) {
    const std::string reason = arguments.value("--reason", "");
    if (reason.empty()) return usage_error("update", "--reason is missing: the kitchen may be cooking");
    log_warning("the update is taken now: {}", reason);
    if (auto written = write_slot(box); !written) return failed(written.error().message);
    if (auto going = start_anew_for_update(box); !going) return failed(going.error().message);
    return exit_good;
}

// A station keeps nothing of what it runs; a hub hands it on.
void forget_what_runs(const UpdateBox& box) {
    const auto ready = ready_release(box);
    std::error_code ignored;
    if (ready && !box.has_hub() && !is_newer(ready->version, box.running.version))
        std::filesystem::remove_all(box.ready(), ignored);
}

bool something_waits(const UpdateBox& box) {
    const auto ready = ready_release(box);
    return !written_version(box).empty() || (ready && why_not_for(box, *ready).empty());
}

int fetch_in_turn(const UpdateBox& box, const ToolArguments& arguments) {
    const Turn turn(box);
    if (!turn.mine()) return failed(not_my_turn);
    const std::string from = arguments.value("--from", box.source);
    const int fetched = from == "off" ? exit_good : fetch(box, arguments, from);
    forget_what_runs(box);
    return fetched;
}

int automatic(const UpdateBox& box, const ToolArguments& arguments) {
    const int fetched = fetch_in_turn(box, arguments);
    if (!something_waits(box)) return fetched;
    const KitchenLook before = look_at_kitchen(box, arguments);
    if (const std::string why = why_not_now(box, before, before); !why.empty()) {
        fmt::print("waiting: {}\n", why);
        return fetched;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(between_looks_ms));
    const auto quiet = [&] {
        const std::string why = why_not_now(box, before, look_at_kitchen(box, arguments));
        if (!why.empty()) fmt::print("waiting: {}\n", why);
        return why.empty();
    };
    if (!quiet()) return fetched;
    const Turn turn(box);
    if (!turn.mine()) return failed(not_my_turn);
    if (auto written = write_slot(box); !written) return failed(written.error().message);
    if (!quiet()) return fetched;  // writing took a while: an early order goes first
    if (auto going = start_anew_for_update(box); !going) return failed(going.error().message);
    return exit_good;
}

int verify(const ToolArguments& arguments) {
    const std::filesystem::path directory = arguments.value("--from", "");
    if (directory.empty()) return usage_error("update", "--from is missing");
    const auto release = signed_release(
        directory,
        arguments.value("--keyring", arguments.value("--root", "") + "/usr/lib/systemd/import-pubring.gpg"));
    if (!release) return failed(directory.string() + ": " + release.error().message);
    for (const ReleaseFile& file : release->files)
        if (auto right = check_sum(directory / file.name, file); !right) return failed(right.error().message);
    fmt::print("{}: {} files, signed and whole\n", release->version, release->files.size());
    return exit_good;
}

int run(const ToolArguments& arguments) {
    const std::string what = arguments.rest.empty() ? "status" : arguments.rest.front();
    if (arguments.rest.size() > 1) return usage_error("update", "it does one thing at a time");
    if (what == "verify") return verify(arguments);
    const auto box = look_at_box(arguments.value("--root", "/"), arguments.value("--keyring", ""));
    if (!box) return failed(box.error().message);
    if (what == "status") return status(*box, arguments);
    if (what != "fetch" && what != "install" && what != "auto")
        return usage_error("update",
                           "there is no " + what + "; it knows status, fetch, install, auto and verify");
    if (what == "auto") return automatic(*box, arguments);
    const Turn turn(*box);
    if (!turn.mine()) return failed(not_my_turn);
    if (what == "install") return install(*box, arguments);
    const std::string from = arguments.value("--from", box->source);
    if (from == "off") return usage_error("update", "brigade.txt names no UPDATE; say where --from");
    return fetch(*box, arguments, from);
}

}  // namespace

const ToolCommand update_command{"update",
                                 "show and make updates of a box that runs the image",
                                 help_text,
                                 {},
                                 {"--from", "--reason", "--keyring", "--root", "--hub", "--pairing"},
                                 "status|fetch|install|auto|verify",
                                 false,
                                 run};

}  // namespace brigade
