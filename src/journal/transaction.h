// A write to a SQLite file, told apart by what is known afterwards. The rule: an error before the commit
// record was written leaves nothing behind and may be tried again; an error of a sync, or any other that this
// room has no certain reading of, ends the use of the file (an fsync that failed must never be repeated: the
// kernel may have dropped the pages it could not write).
#pragma once

#include <functional>
#include <string>

#include "journal/journal.h"
#include "journal/sqlite.h"

namespace brigade {

// `where` a code arose decides as much as the code itself.
enum class WriteStep { work, commit, checkpoint };
WriteOutcome outcome_of(int code, WriteStep step);

// Runs transactions on one connection. Used on the connection's thread.
class Transactions {
  public:
    // `what` names the file in messages, as in "the journal".
    Transactions(const Database& database, std::string path, std::string what);

    // `work` returns SQLITE_OK (0) or the code at which it stopped.
    WriteResult run(const std::function<int()>& work);

    // The result of a write outside a transaction.
    WriteResult judge(int code, WriteStep step);

    bool broken() const { return broken_; }

  private:
    WriteResult give_up(int code);
    WriteResult refuse(int code) const;

    const Database& database_;
    std::string path_;
    std::string what_;
    Statement begin_;
    Statement commit_;
    bool broken_ = false;
};

}  // namespace brigade
