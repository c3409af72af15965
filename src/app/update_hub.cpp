#include "app/update_hub.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>

#include "app/hub_address.h"
#include "app/hub_way.h"
#include "app/update_release.h"
#include "base/directory.h"
#include "base/limits.h"
#include "base/small_file.h"
#include "hub/update_files.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr const char* hub_on_this_box = "ws://127.0.0.1:8686/v1";
// A screen's presses come from the same device, and what it may ask in a second is theirs first.
constexpr std::chrono::milliseconds between_blocks{250}, while_others_are_served{1'000};
constexpr int block_tries_max = 300;

// Of a box's screens, or of --pairing.
PairingRecord pairing_of(const UpdateBox& box, const ToolArguments& arguments) {
    std::vector<fs::path> places;
    if (arguments.has("--pairing"))
        places.emplace_back(arguments.value("--pairing", ""));
    else
        for (const fs::path& screen : entries_of(box.root / "var/lib/brigade/station"))
            places.push_back(screen / "pairing.json");
    for (const fs::path& place : places) {
        const auto text = read_small_file(place, pairing_record_bytes);
        if (!text || !*text) continue;
        if (auto record = read_pairing_record(**text); record && !record->token.empty())
            return *std::move(record);
    }
    return {};
}

// A file that grows at its end.
class GrowingFile {
  public:
    GrowingFile(const fs::path& path, bool goes_on)
        : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (goes_on ? O_APPEND : O_TRUNC), 0644)) {
    }
    ~GrowingFile() {
        if (file_ >= 0) ::close(file_);
    }
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    std::uint64_t bytes() const {
        const off_t end = file_ < 0 ? 0 : ::lseek(file_, 0, SEEK_END);
        return end < 0 ? 0 : static_cast<std::uint64_t>(end);
    }
    Status add(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return Error{fmt::format("it cannot be kept: {}", std::strerror(errno))};
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

  private:
    const int file_;
};

// One block into the file; true: that was the last. A hub that serves others is asked again.
Result<bool> bring_block(HubQuestions& hub, const std::string& name, GrowingFile& file) {
    for (int tries = 0; tries < block_tries_max; ++tries) {
        const std::uint64_t from = file.bytes();
        net::HttpQuestion question{std::string(updates_path) + name};
        question.first_byte = from;
        question.bytes_max = 4 * limits::update_block_bytes;
        auto block = hub.ask(std::move(question));
        if (!block) return block.error();
        if (block->status == 429 || block->status == 503) {
            std::this_thread::sleep_for(while_others_are_served);
            continue;
        }
        if (block->status == 416) return true;  // all of it is here already
        if (block->status == 404) return Error{fmt::format("the hub has no {}", name)};
        if (block->status != 206 || block->body.empty())
            return Error{fmt::format("the hub answers {} for {}", block->status, name)};
        if (block->whole_bytes > update_bytes_max(name))
            return Error{fmt::format("{} is larger than it may be", name)};
        if (auto added = file.add(block->body); !added) return added.error();
        return file.bytes() >= block->whole_bytes;
    }
    return Error{"the hub is busy with others"};
}

}  // namespace

Result<HubQuestions> HubQuestions::open(const UpdateBox& box, const ToolArguments& arguments) {
    const PairingRecord paired = pairing_of(box, arguments);
    std::string hub = arguments.value("--hub", box.hub);
    if (hub.empty()) hub = paired.pins.empty() ? hub_on_this_box : "find";
    auto whole = complete_hub(hub);
    if (!whole) return whole.error();
    net::EventLoop loop;
    auto urls = resolve_hub(loop, *whole, paired);
    if (!urls) return urls.error();
    std::vector<net::HubAddress> hubs;
    for (const std::string& url : *urls) hubs.push_back({url, paired.pins});
    return HubQuestions(std::move(hubs), paired.token);
}

Result<net::HttpReceived> HubQuestions::ask(net::HttpQuestion question) {
    question.token = token_;
    Result<net::HttpReceived> answer = Error{"no hub is known"};
    for (std::size_t i = 0; i < hubs_.size(); ++i) {
        answer = net::ask_over_http(hubs_[i], question);
        if (!answer) continue;
        std::swap(hubs_.front(), hubs_[i]);
        break;
    }
    if (!answer) return Error{unreachable_words(url(), answer.error().message)};
    return answer;
}

UpdateSource from_hub(HubQuestions hub) {
    auto shared = std::make_shared<HubQuestions>(std::move(hub));
    return {"the hub at " + shared->url(),
            [shared](const std::string& name, const fs::path& to, bool goes_on) -> Status {
                GrowingFile file(to, goes_on);
                for (;;) {
                    auto last = bring_block(*shared, name, file);
                    if (!last) return last.error();
                    if (*last) return {};
                    std::this_thread::sleep_for(between_blocks);
                }
            }};
}

}  // namespace brigade
