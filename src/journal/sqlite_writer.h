// The writing half of the journal's contract over SQLite: the one connection that writes and checkpoints (two
// would meet the write-ahead log's reset bug of SQLite before 3.51.3). It holds the lock on the file.
#pragma once

#include <memory>

#include "journal/anchor.h"
#include "journal/check_store.h"
#include "journal/files.h"
#include "journal/journal.h"
#include "journal/store.h"
#include "journal/transaction.h"

namespace brigade {

class SqliteWriter : public JournalWriter {
  public:
    // `checked` is what check_store found through the same connection.
    SqliteWriter(const std::filesystem::path& path, Database database, Checked checked,
                 std::unique_ptr<FileLock> lock, std::int64_t log_bytes);
    ~SqliteWriter() override;

    Head head() const override { return last_.head; }
    AppendResult append(const Batch& batch) override;
    WriteResult checkpoint_if_due() override;
    WriteResult save_snapshot(Seq seq, std::string_view body) override;
    ForgetResult forget_through(Seq seq) override;

  private:
    int store_snapshot(Seq seq, std::string_view body);
    int store_batch(const Batch& batch, const std::vector<Head>& heads);
    int forget_slice(const Last& new_base);
    Result<Last, int> last_at(Seq seq);

    const std::filesystem::path path_;
    const std::unique_ptr<FileLock> lock_;
    const Database database_;
    Transactions transactions_;
    Anchor anchor_;
    const Marks marks_;
    Last base_;
    Last last_;
    std::vector<Seq> snapshots_;  // known to be whole, newest first
    int log_pages_ = 0;           // in the log, as of the last commit (set by SQLite's hook)
    const int log_pages_max_;
    int log_pages_due_;
    Statement insert_event_;
    Statement insert_order_;
    Statement insert_snapshot_;
    Statement trim_snapshots_;
    Statement select_event_;
    Statement delete_events_;
    Statement move_base_;
};

}  // namespace brigade
