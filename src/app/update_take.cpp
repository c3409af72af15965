#include "app/update_take.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "app/update_verify.h"
#include "base/directory.h"
#include "base/limits.h"
#include "base/log.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

TakeFailure refused_because(std::string sentence) { return {std::move(sentence), false}; }

// The two small files say what there is: they are brought each time, beside what may be there of before.
Result<Release, TakeFailure> bring_sums(const UpdateBox& box, const UpdateSource& source) {
    const fs::path look = box.coming() / "look";
    std::error_code failed;
    fs::remove_all(look, failed);
    fs::create_directories(look, failed);
    if (failed) return refused_because(fmt::format("{} cannot be made: {}", look.string(), failed.message()));
    for (const char* name : {sums_name, signature_name}) {
        if (auto brought = source.bring(name, look / name, false); brought)
            continue;
        else if (name == sums_name)
            return TakeFailure{fmt::format("{}: {}", source.words, brought.error().message), true};
        break;  // not signed: the sentence for that follows
    }
    auto release = signed_release(look, box.keyring);
    if (!release) return refused_because(fmt::format("{}: {}", source.words, release.error().message));
    return *std::move(release);
}

// What is left of another release is of no use any more.
void forget_others(const UpdateBox& box, const std::vector<ReleaseFile>& wanted) {
    std::error_code ignored;
    for (const fs::path& entry : entries_of(box.coming())) {
        std::string name = entry.filename().string();
        if (name.ends_with(".part")) name.resize(name.size() - 5);
        if (name != "look" && std::ranges::find(wanted, name, &ReleaseFile::name) == wanted.end())
            fs::remove_all(entry, ignored);
    }
}

Status check_room(const fs::path& directory) {
    std::error_code failed;
    const auto space = fs::space(directory, failed);
    if (failed) return Error{fmt::format("{}: {}", directory.string(), failed.message())};
    const std::uint64_t needed = limits::update_file_bytes + update_leaves_bytes;
    if (space.available >= needed) return {};
    return Error{
        fmt::format("the data partition has {} MB left, and an update needs {}: the orders come first",
                    space.available >> 20, needed >> 20)};
}

// A file that was cut off is gone on with; if that does not come out right, it is brought once more.
Result<void, TakeFailure> bring_file(const UpdateBox& box, const UpdateSource& source,
                                     const ReleaseFile& file) {
    const fs::path whole = box.coming() / file.name, part = box.coming() / (file.name + ".part");
    std::error_code ignored;
    if (fs::exists(whole, ignored) && check_sum(whole, file)) return {};
    if (auto room = check_room(box.coming()); !room) return refused_because(room.error().message);
    for (const bool goes_on : {fs::exists(part, ignored), false}) {
        if (auto brought = source.bring(file.name, part, goes_on); !brought)
            return TakeFailure{fmt::format("{}: {}", source.words, brought.error().message), true};
        const Status right = check_sum(part, file);
        if (!right && goes_on) continue;
        if (!right) {
            fs::remove(part, ignored);
            return refused_because(fmt::format("{}: {}", source.words, right.error().message));
        }
        break;
    }
    fs::rename(part, whole, ignored);
    return {};
}

// From here on it is what the stations get. Everything is on the disk before its name says so.
Status put_ready(const UpdateBox& box) {
    std::error_code failed, ignored;
    for (const char* name : {sums_name, signature_name})
        fs::rename(box.coming() / "look" / name, box.coming() / name, failed);
    fs::remove_all(box.coming() / "look", failed);
    // The hub, which hands them on, is another user.
    for (const fs::path& entry : entries_of(box.coming())) fs::permissions(entry, fs::perms{0644}, ignored);
    ::sync();
    fs::remove_all(box.ready(), failed);
    fs::rename(box.coming(), box.ready(), failed);
    if (failed)
        return Error{
            fmt::format("{} cannot be put in its place: {}", box.ready().string(), failed.message())};
    ::sync();
    return {};
}

}  // namespace

std::string why_not_for(const UpdateBox& box, const Release& release) {
    if (files_for(release, box.running.target).empty())
        return fmt::format("{} has nothing for {}, which this box is", release.version, box.running.target);
    if (is_newer(box.running.version, release.version))
        return fmt::format("{} is older than {}, which runs here", release.version, box.running.version);
    if (!is_newer(release.version, box.running.version)) return fmt::format("{} runs here", release.version);
    for (const SystemSlot& slot : slots_of(box))
        if (slot.version == release.version && slot.trials_left == 0)
            return fmt::format("{} was tried on this box and did not start well; a newer one is needed",
                               release.version);
    return {};
}

std::optional<Release> ready_release(const UpdateBox& box) {
    std::error_code ignored;
    if (!fs::exists(box.ready() / sums_name, ignored)) return std::nullopt;
    auto release = signed_release(box.ready(), box.keyring);
    if (release) return *std::move(release);
    log_warning("{}: {}", box.ready().string(), release.error().message);
    return std::nullopt;
}

Result<Taken, TakeFailure> take_update(const UpdateBox& box, const UpdateSource& source) {
    auto release = bring_sums(box, source);
    if (!release) return release.error();
    // A hub keeps what its stations need as well, of whatever kind they are.
    const std::vector<ReleaseFile> wanted =
        files_for(*release, box.has_hub() ? std::string() : box.running.target);
    const auto ready = ready_release(box);
    if (ready && ready->version == release->version) return Taken{Taken::What::was_ready, release->version};
    const bool runs_here = release->version == box.running.version;
    if (runs_here && !box.has_hub()) return Taken{Taken::What::nothing_newer, release->version};
    const std::string why = runs_here ? std::string() : why_not_for(box, *release);
    if (!why.empty()) return refused_because(why);
    forget_others(box, wanted);
    for (const ReleaseFile& file : wanted)
        if (auto brought = bring_file(box, source, file); !brought) return brought.error();
    if (auto put = put_ready(box); !put) return refused_because(put.error().message);
    return Taken{Taken::What::ready, release->version};
}

}  // namespace brigade
