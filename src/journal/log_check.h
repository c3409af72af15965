// What SQLite's reading of its log does not tell. It ends at the first frame that does not hold, as after a
// power cut in the middle of a batch; frames behind that end are gone without a word. But an SD card that
// loses power may trash an erase block beside the one it was writing, and with it what was synced long
// before. Here the log is read to the end of the file for proof of that. Inside the room only; before
// anything is written. What counts as proof: FORMAT.md, "Recovery". SQLite's format:
// https://www.sqlite.org/fileformat2.html#walformat
#pragma once

#include <filesystem>
#include <string>

namespace brigade {

// What proves that committed content of the log next to `path` is lost, as a sentence; empty if nothing does.
// Never of a log that only a power cut, a killed process or a refused write has touched.
std::string loss_in_log(const std::filesystem::path& path);

// The log's beginning was being written anew at a power cut, after all of the log had been moved. SQLite
// passes over such a log but takes its salt for the next one, whose old frames would then look like its own.
bool has_torn_header(const std::filesystem::path& path);

}  // namespace brigade
