#include "hub/update_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/limits.h"
#include "hub/http_answer.h"

namespace brigade {
namespace {

constexpr DurationMs block_later_ms = 500;

bool is_file_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.' || c == '+';
    };
    return !name.empty() && name.size() <= limits::update_name_chars && name.front() != '.' &&
           std::ranges::all_of(name, fits);
}

// "bytes=1048576-", with or without an end, which is ours to choose; nothing if the whole file is asked for.
// A range of another form is ignored, as RFC 9110 (14.2) has it.
std::optional<std::uint64_t> first_byte(std::string_view range) {
    constexpr std::string_view unit = "bytes=";
    if (!range.starts_with(unit)) return std::nullopt;
    range.remove_prefix(unit.size());
    std::uint64_t first = 0;
    const auto [end, error] = std::from_chars(range.data(), range.data() + range.size(), first);
    const std::string_view rest = range.substr(static_cast<std::size_t>(end - range.data()));
    if (error != std::errc() || !rest.starts_with('-') || rest.find(',') != rest.npos) return std::nullopt;
    return first;
}

struct Block {
    std::string bytes;
    std::uint64_t file_bytes = 0;
};

// Nothing if there is no such file, or it cannot be read. Worker thread.
std::optional<Block> read_block(const std::filesystem::path& path, std::uint64_t first) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) return std::nullopt;
    std::optional<Block> block;
    struct stat about {};
    if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
        block.emplace();
        block->file_bytes = static_cast<std::uint64_t>(about.st_size);
        const std::uint64_t left = block->file_bytes > first ? block->file_bytes - first : 0;
        block->bytes.resize(std::min<std::uint64_t>(left, limits::update_block_bytes));
        const ssize_t read =
            ::pread(file, block->bytes.data(), block->bytes.size(), static_cast<off_t>(first));
        if (read != static_cast<ssize_t>(block->bytes.size())) block.reset();
        // The orders' files are what this machine's memory is for.
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    }
    ::close(file);
    return block;
}

net::HttpAnswer no_such_update(const std::string& name) {
    return refused({ErrorCode::invalid_message, "", "there is no update " + told(name)}, {}, 404);
}

net::HttpAnswer answer_with(Block&& block, std::optional<std::uint64_t> first, const std::string& name) {
    if (!first && block.file_bytes > block.bytes.size())
        return refused({ErrorCode::invalid_message, "",
                        name + " is given in blocks; ask for one with a header such as Range: bytes=0-"});
    net::HttpAnswer answer{first ? 206 : 200, "application/octet-stream", {}, never_kept()};
    if (first && block.bytes.empty()) {
        answer.status = 416;
        answer.headers.emplace_back("Content-Range", fmt::format("bytes */{}", block.file_bytes));
    } else if (first) {
        answer.headers.emplace_back(
            "Content-Range",
            fmt::format("bytes {}-{}/{}", *first, *first + block.bytes.size() - 1, block.file_bytes));
    }
    answer.body = std::move(block.bytes);
    return answer;
}

}  // namespace

void UpdateFiles::answer(const net::HttpRequest& request, net::HttpReply reply) {
    const std::string name = request.path.substr(std::min(updates_path.size(), request.path.size()));
    if (directory_.empty() || !is_file_name(name)) return reply.answer(no_such_update(name));
    if (reading_ || unsent_bytes_() > limits::update_unsent_bytes)
        return reply.answer(
            refused({ErrorCode::rate_limited, "", "others are being served", {}, block_later_ms}));
    if (!worker_) worker_ = loop_.make_worker();
    reading_ = true;
    const std::optional<std::uint64_t> first = first_byte(request.header("Range"));
    const auto shared = std::make_shared<net::HttpReply>(std::move(reply));
    auto answer = lifetime_.guard([this, shared, first, name](std::optional<Block>& block) {
        reading_ = false;
        shared->answer(block ? answer_with(*std::move(block), first, name) : no_such_update(name));
    });
    worker_->run([&loop = loop_, path = directory_ / name, start = first.value_or(0),
                  answer = std::move(answer)]() mutable {
        loop.post([block = read_block(path, start), answer = std::move(answer)]() mutable { answer(block); });
    });
}

}  // namespace brigade
