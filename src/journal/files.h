// The files around a journal: its lock, and how a new file takes the place of an old one so that a power cut
// at any moment leaves one of the two whole and nothing is deleted. For this room, and for the file of facts
// that is kept beside a journal (src/analytics). Steps: FORMAT.md, "Files".
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace brigade {

// Held as long as it lives; gone with the process however that ends.
class FileLock {
  public:
    static Result<std::unique_ptr<FileLock>> take(const std::filesystem::path& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// `path` with `suffix` after its whole name: "kitchen.journal" → "kitchen.journal-wal".
std::filesystem::path beside(const std::filesystem::path& path, std::string_view suffix);

Status sync_directory_of(const std::filesystem::path& path);
Status sync_file(const std::filesystem::path& path);

// An empty file of mode 0600 at `beside(path, ".new")`, where the next journal is built; a leftover goes.
Result<std::filesystem::path> new_staged_file(const std::filesystem::path& path);
// Deletes it with all that SQLite put beside it. Best effort.
void drop_staged_file(const std::filesystem::path& path);

// Puts what is at `path` aside as "<path>.<kind>-<n>" with its log, and the finished `staged` file in its
// place. Yields where the old file is now; empty if there was none.
Result<std::filesystem::path> replace_file(const std::filesystem::path& path,
                                           const std::filesystem::path& staged, std::string_view kind);

// For files that can be made anew: deletes what is at `path` with its log, and puts the finished `staged`
// there. A power cut in between leaves no file, never one beside another's log.
Status replace_derived_file(const std::filesystem::path& path, const std::filesystem::path& staged);

// Puts such a file aside as "<path>.old-1" with its log, in place of an older one: what is in it cannot be
// made anew. A power cut in between leaves it in either place.
Status put_derived_aside(const std::filesystem::path& path);

// Completes a replacement that a power cut interrupted. Before every opening.
Status finish_replacement(const std::filesystem::path& path);

// Deletes what was put aside before that time of the wall clock, with its log. Best effort.
void forget_aside(const std::filesystem::path& path, TimeMs before_ms);

// Puts a log that SQLite would pass over aside as "<path>.torn-wal", in place of an older one.
Status put_log_aside(const std::filesystem::path& path);

// Lays out the log next to `path` with zeros up to `bytes` (SQLite reads them as its end), and syncs it: what
// a killed process wrote and never synced would else be believed without being on the disk. A full disk is no
// failure.
Status extend_log(const std::filesystem::path& path, std::int64_t bytes);

// Damage was met while the file was in use: the next opening checks all of it. Best effort.
void mark_suspect(const std::filesystem::path& path);
bool is_suspect(const std::filesystem::path& path);
void clear_suspect(const std::filesystem::path& path);

}  // namespace brigade
