#include "journal/log_check.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <string_view>

#include "journal/bounds.h"
#include "journal/files.h"

namespace brigade {
namespace {

constexpr std::size_t header_bytes = 32;
constexpr std::size_t frame_header_bytes = 24;
constexpr std::size_t frame_bytes = frame_header_bytes + static_cast<std::size_t>(limits::journal_page_bytes);

struct Sums {
    std::uint32_t first = 0, second = 0;
    bool operator==(const Sums&) const = default;
};

std::uint32_t word(std::string_view bytes, std::size_t at, bool most_significant_first = true) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        auto byte = static_cast<unsigned char>(bytes[at + i]);
        value |= std::uint32_t{byte} << (8 * (most_significant_first ? 3 - i : i));
    }
    return value;
}

// The log as frames of fixed places: what lies in one of them was a frame of this log at some time, or zeros.
class Log {
  public:
    explicit Log(std::string_view bytes) : bytes_(bytes) {}

    std::size_t frames() const { return (bytes_.size() - header_bytes) / frame_bytes; }
    // The first twelve bytes are the same in every header a journal's log has ever had.
    bool has_header() const {
        return (word(bytes_, 0) | 1u) == 0x377f0683 && word(bytes_, 4) == 3007000 &&
               word(bytes_, 8) == limits::journal_page_bytes;
    }
    bool header_holds() const { return has_header() && sums({}, bytes_.substr(0, 24)) == sums_at(24); }
    Sums header_sums() const { return sums_at(24); }

    std::string_view frame(std::size_t i) const {
        return bytes_.substr(header_bytes + i * frame_bytes, frame_bytes);
    }
    bool is_of_this_log(std::size_t i) const { return frame(i).substr(8, 8) == bytes_.substr(16, 8); }
    bool commits(std::size_t i) const { return word(frame(i), 4) != 0; }
    // Page numbers and counts stay far below 2^24, so these bytes are zero in every frame, torn ones too.
    bool is_foreign(std::size_t i) const { return frame(i)[0] != 0 || frame(i)[4] != 0; }
    Sums stored(std::size_t i) const { return sums_at(header_bytes + i * frame_bytes + 16); }
    // Written right after the one whose sums are `before`.
    bool follows(std::size_t i, const Sums& before) const {
        return is_of_this_log(i) &&
               sums(sums(before, frame(i).substr(0, 8)), frame(i).substr(frame_header_bytes)) == stored(i);
    }

  private:
    Sums sums_at(std::size_t at) const { return {word(bytes_, at), word(bytes_, at + 4)}; }
    Sums sums(Sums sum, std::string_view bytes) const {
        bool most_significant_first = (word(bytes_, 0) & 1u) != 0;
        for (std::size_t at = 0; at < bytes.size(); at += 8) {
            sum.first += word(bytes, at, most_significant_first) + sum.second;
            sum.second += word(bytes, at + 4, most_significant_first) + sum.first;
        }
        return sum;
    }

    std::string_view bytes_;
};

// One past the last frame that SQLite believes: of the last transaction that is whole.
std::size_t end_of(const Log& log) {
    std::size_t end = 0;
    Sums sums = log.header_sums();
    for (std::size_t i = 0; i < log.frames() && log.follows(i, sums); ++i) {
        sums = log.stored(i);
        if (log.commits(i)) end = i + 1;
    }
    return end;
}

std::string loss_in(std::string_view bytes) {
    if (bytes.size() < header_bytes + frame_bytes) return {};
    Log log(bytes);
    bool is_empty = bytes.find_first_not_of('\0', header_bytes) == std::string_view::npos;
    if (!log.has_header())  // it is synced before the first frame is written
        return is_empty ? "" : "the beginning of its log is gone, and what the log held";
    std::size_t end = log.header_holds() ? end_of(log) : 0;
    for (std::size_t i = end; i < log.frames(); ++i)
        if (log.is_foreign(i))
            return fmt::format("its log holds what no program wrote there, at byte {}",
                               header_bytes + i * frame_bytes);
    // A transaction begins only when the one before has been synced: a frame that follows a commit proves it.
    for (std::size_t i = end; log.header_holds() && i + 1 < log.frames(); ++i)
        if (log.is_of_this_log(i) && log.commits(i) && log.follows(i + 1, log.stored(i)))
            return fmt::format("its log breaks off at byte {} and holds synced content behind that",
                               header_bytes + end * frame_bytes);
    return {};
}

}  // namespace

std::string loss_in_log(const std::filesystem::path& path) {
    std::ifstream file(beside(path, "-wal"), std::ios::binary | std::ios::ate);
    if (!file) return {};
    std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
    file.seekg(0);
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return "its log cannot be read to the end";
    return loss_in(bytes);
}

bool has_torn_header(const std::filesystem::path& path) {
    std::ifstream file(beside(path, "-wal"), std::ios::binary);
    std::string bytes(header_bytes, '\0');
    if (!file.read(bytes.data(), header_bytes)) return false;
    return Log(bytes).has_header() && !Log(bytes).header_holds();
}

}  // namespace brigade
