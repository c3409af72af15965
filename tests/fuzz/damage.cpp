#include "damage.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "base/check.h"
#include "choices.h"

namespace brigade::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t page_bytes = 4096;

// Databases begin with what matters most, and each of their pages does.
std::size_t place_in(const std::string& bytes, Choices& choices) {
    std::size_t page = choices.below(std::min<std::size_t>(256, bytes.size() / page_bytes + 1)) * page_bytes;
    std::size_t place = page + choices.below(choices.one_in(2) ? 128 : page_bytes);
    return std::min(place, bytes.size() - 1);
}

void copy_page(std::string& bytes, Choices& choices) {
    std::size_t from = place_in(bytes, choices) / page_bytes * page_bytes;
    std::size_t to = place_in(bytes, choices) / page_bytes * page_bytes;
    std::string page = bytes.substr(from, page_bytes);
    bytes.replace(to, page.size(), page);
}

void damage(std::string& bytes, Choices& choices) {
    if (bytes.empty()) return;
    std::size_t kind = choices.below(6), place = place_in(bytes, choices);
    switch (kind) {
        case 0:
            bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1u << choices.below(8)));
            break;
        case 1:
        case 2: {
            std::string_view written = choices.bytes(1 + choices.below(8));
            bytes.replace(place, std::min(written.size(), bytes.size() - place), written);
            break;
        }
        case 3:
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(place),
                        std::min(bytes.size() - place, std::size_t{1} << choices.below(13)), '\0');
            break;
        case 4:
            copy_page(bytes, choices);
            break;
        default:
            bytes.resize(place);
    }
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

fs::path log_of(const fs::path& path) { return path.string() + "-wal"; }

}  // namespace

DatabaseFiles DatabaseFiles::read(const fs::path& path) {
    DatabaseFiles files{bytes_of(path), bytes_of(log_of(path))};
    files.log.resize(files.log.find_last_not_of('\0') + 1);  // what was only laid out says nothing
    return files;
}

void DatabaseFiles::write(const fs::path& path) const {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << main;
    std::ofstream(log_of(path), std::ios::binary | std::ios::trunc) << log;
}

void move_log(const fs::path& path) {
    sqlite3* handle = nullptr;
    BRIGADE_CHECK(sqlite3_open(path.c_str(), &handle) == SQLITE_OK, "the file must open");
    int code = sqlite3_exec(handle, "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
    BRIGADE_CHECK(code == SQLITE_OK, "the log must go into the file");
    sqlite3_close(handle);
}

DatabaseFiles damaged(DatabaseFiles files, std::string_view input) {
    for (Choices choices(input); !choices.done();)
        damage(choices.one_in(3) ? files.log : files.main, choices);
    return files;
}

}  // namespace brigade::fuzz
