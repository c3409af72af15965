#include "station/store.h"

#include <fstream>
#include <random>

#include "base/hash.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

std::string new_id() {
    std::random_device random;
    Hash bytes;
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
    return "screen-" + to_hex(bytes);
}

class FileStore : public StationStore {
  public:
    explicit FileStore(std::filesystem::path directory) : directory_(std::move(directory)) {}

    Result<std::string> screen_id() override {
        std::error_code error;
        std::filesystem::create_directories(directory_, error);
        std::filesystem::path path = directory_ / "screen-id";
        std::string id;
        std::ifstream(path) >> id;
        if (is_id(id)) return id;
        id = new_id();
        std::ofstream out(path, std::ios::trunc);
        out << id << '\n';
        out.close();
        if (!out)
            return Error{"cannot write to " + directory_.string() +
                         "; name a directory that this user may write to"};
        return id;
    }

    Result<Opened> open_copy() override {
        return open_journal(copy_path(), {.verify_all = false, .replica = true});
    }

    Result<Opened> begin_copy(const Head& head, TimeMs at, std::string_view snapshot,
                              bool old_is_empty) override {
        if (old_is_empty) remove_copy();
        return start_replica(copy_path(), head, at, snapshot);
    }

    Result<OpenedOutbox> open_outbox() override { return brigade::open_outbox(directory_ / "outbox.db"); }

  private:
    std::filesystem::path copy_path() const { return directory_ / "replica.db"; }

    void remove_copy() {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(copy_path().string() + suffix, ignored);
    }

    std::filesystem::path directory_;
};

}  // namespace

std::unique_ptr<StationStore> store_in(const std::filesystem::path& directory) {
    return std::make_unique<FileStore>(directory);
}

}  // namespace brigade
