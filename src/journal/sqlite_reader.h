// The reading half of the journal's contract over SQLite. The connection is read-only; every call is a read
// transaction of its own, so that a checkpoint never waits for a reader that sleeps.
#pragma once

#include <memory>

#include "journal/journal.h"
#include "journal/store.h"

namespace brigade {

class SqliteReader : public JournalReader {
  public:
    static Result<std::unique_ptr<JournalReader>, SqlError> open(const std::filesystem::path& path,
                                                                 Database::Mode mode);

    Identity identity() const override { return origin_.identity; }
    Result<Last> last() override;
    Result<Seq> base() override;
    Result<std::vector<Record>> read(Seq after, std::size_t events_max, std::size_t bytes_max) override;
    Result<std::optional<Head>> head_at(Seq seq) override;
    Result<std::optional<OrderEntry>> find_order(std::string_view id) override;
    Result<Seq> first_seq_at_or_after(TimeMs at_ms) override;
    Result<std::optional<Snapshot>> newest_snapshot() override;

  private:
    SqliteReader(std::filesystem::path path, Database::Mode mode, Database database, Origin origin);

    Error failure(const SqlError& error) const;
    Error damage(std::string what) const;
    Result<Last> base_row();
    Result<Last> last_row();
    Result<std::optional<Head>> head_row(Seq seq);
    Result<std::vector<Record>> read_from(const Head& start, std::size_t events_max, std::size_t bytes_max);

    const std::filesystem::path path_;
    const Database::Mode mode_;
    const Database database_;
    const Origin origin_;  // its base is the one at the opening; base_row() reads the present one
    Statement base_;
    Statement last_;
    Statement head_;
    Statement time_;
    Statement read_;
    Statement order_;
    Statement snapshots_;
};

}  // namespace brigade
