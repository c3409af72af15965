#include <sqlite3.h>

#include <fstream>

#include "base/check.h"
#include "floor.h"
#include "journal/bounds.h"
#include "journal/files.h"
#include "journal/store.h"
#include "order_text.h"

namespace brigade::bench {
namespace {

void must(bool held) { BRIGADE_CHECK(held, "SQLite must do what the journal asks of it"); }

Database new_store(const std::filesystem::path& path) {
    std::ofstream made(path);  // empty; SQLite is told not to make any
    {
        auto store = create_store(path, {random_identity(), {}, 0, {}});
        must(static_cast<bool>(store));
        must(finish_store(*store) == 0);
    }
    auto database = Database::open(path.string(), Database::Mode::write);
    must(database && set_up_writer(*database));
    must(static_cast<bool>(extend_log(path, limits::wal_bytes + limits::wal_bytes / 4)));
    return *std::move(database);
}

class Batches {
  public:
    Batches(const Database& database, std::size_t bytes) : database_(database), text_("raw", bytes) {
        sqlite3_wal_hook(database.raw(), note_log_pages, &log_pages_);
    }

    void write(int orders) {
        must(database_.run("BEGIN IMMEDIATE") == 0);
        for (int i = 0; i < orders; ++i) {
            const auto number = static_cast<std::uint32_t>(++seq_);
            must(put_event(insert_event_, {seq_, 0, std::string(text_.of(number))}, {}) == 0);
            must(put_order(insert_order_, {text_.id(number), seq_, {}}) == 0);
        }
        must(database_.run("COMMIT") == 0);
    }

    void checkpoint_if_due() {
        if (log_pages_ < limits::wal_bytes / limits::journal_page_bytes) return;
        must(sqlite3_wal_checkpoint_v2(database_.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                       nullptr) == 0);
        log_pages_ = 0;
    }

  private:
    static int note_log_pages(void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
    }

    const Database& database_;
    OrderText text_;
    Seq seq_ = 0;
    int log_pages_ = 0;
    Statement insert_event_{database_, insert_event};
    Statement insert_order_{database_, insert_order};
};

}  // namespace

std::vector<double> sqlite_ms(const FloorPlan& plan, std::size_t bytes, int orders) {
    const Database database = new_store(plan.directory / "raw.db");
    Batches batches(database, bytes);
    return timed(
        plan, [&] { batches.write(orders); }, [&] { batches.checkpoint_if_due(); });
}

}  // namespace brigade::bench
