// Journals filled with made-up events.
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/log.h"
#include "journal/open.h"
#include "journal/outbox.h"
#include "support/temporary_directory.h"

namespace brigade::test {
namespace fs = std::filesystem;

inline Record event(Seq seq, std::size_t bytes = 100) {
    std::string body = "{\"kind\":\"line_bumped\",\"number\":\"" + std::to_string(seq) + "\",\"notes\":\"";
    while (body.size() + 2 < bytes) body += static_cast<char>('a' + (seq + body.size()) % 26);
    return {seq, static_cast<TimeMs>(1000 + seq * 10), body + "\"}"};
}

inline OrderEntry order(Seq seq) {
    return {"order-" + std::to_string(seq), seq, hash_of({std::to_string(seq)})};
}

// `count` events that follow `after`, each accepting an order.
inline Batch batch(Seq after, std::size_t count, std::size_t bytes = 100) {
    Batch result;
    for (Seq seq = after + 1; seq <= after + count; ++seq) {
        result.events.push_back(event(seq, bytes));
        result.orders.push_back(order(seq));
    }
    return result;
}

inline Opened must_open(const fs::path& path, OpenOptions options = {}) {
    auto opened = open_journal(path, options);
    if (!opened) FAIL(opened.error().message);
    return *std::move(opened);
}

inline Head must_append(JournalWriter& writer, const Batch& events) {
    auto result = writer.append(events);
    INFO(result.message);
    REQUIRE(result.outcome == WriteOutcome::durable);
    return result.head;
}

// Every kept event, read through the chain; fails the test if one is not as it was written.
inline std::vector<Record> all_events(JournalReader& reader) {
    std::vector<Record> all;
    auto base = reader.base();
    REQUIRE(base);
    for (Seq after = *base;;) {
        auto some = reader.read(after, 1000, 1 << 20);
        if (!some) FAIL(some.error().message);
        if (some->empty()) return all;
        after = some->back().seq;
        all.insert(all.end(), some->begin(), some->end());
    }
}

inline std::string bytes_of_file(const fs::path& path) {
    std::string bytes(fs::file_size(path), '\0');
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
    return bytes;
}

inline void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// Moves the whole log into the file of a journal that is closed, as its writer would bit by bit.
inline void move_log(const fs::path& path) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

}  // namespace brigade::test
