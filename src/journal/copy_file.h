// One file of a merge: a journal that may be damaged anywhere, read event by event and never changed. What
// cannot be read is as good as absent. Owned by the merge; one thread. Inside the room only.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/store.h"

namespace brigade {

// An event as it stands in a file, not yet checked against any chain.
struct CopyRow {
    Record record;
    Hash hash{};
};

class CopyFile {
  public:
    // Fails with a sentence if there is no such file, it is not a journal, or nothing of it can be read.
    static Result<std::unique_ptr<CopyFile>> open(const std::filesystem::path& path);
    ~CopyFile();

    std::optional<CopyRow> row(Seq seq);
    // The first event after `after` that is stored, readable or not believable alike; nothing if none is.
    std::optional<Seq> next_seq(Seq after);

    // Why something could not be read although the file is not at fault: another time it may be.
    const std::string& hindrance() const { return hindrance_; }
    // That the file speaks of, be it an order's or a snapshot's.
    Seq greatest() const { return greatest_; }

    const std::optional<Origin>& origin() const { return origin_; }
    const std::vector<Snapshot>& snapshots() const { return snapshots_; }  // the whole ones
    std::vector<OrderEntry> orders();                                      // those that can be read
    const std::filesystem::path& path() const { return path_; }

  private:
    CopyFile(std::filesystem::path path, Database database);
    void note(const Query& query);

    std::filesystem::path path_;
    Database database_;
    std::optional<Origin> origin_;
    std::vector<Snapshot> snapshots_;
    Seq greatest_ = 0;
    std::string hindrance_;
    Statement row_;
    Statement next_;
};

}  // namespace brigade
