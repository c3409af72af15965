#include "station/store.h"

#include <fstream>
#include <random>

#include "base/hash.h"
#include "base/small_file.h"
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

    Result<std::optional<PairingRecord>> pairing() override {
        auto text = read_small_file(pairing_path(), pairing_record_bytes);
        if (!text) return text.error();
        if (!*text) return std::optional<PairingRecord>();
        auto record = read_pairing_record(**text);
        if (record) return std::optional<PairingRecord>(*std::move(record));
        return Error{pairing_path().string() + " is damaged: " + record.error().message};
    }
    Status keep_pairing(const PairingRecord& record) override {
        return write_small_file(pairing_path(), to_text(record));
    }
    Status forget_pairing() override {
        std::error_code error;
        std::filesystem::remove(pairing_path(), error);
        if (error) return Error{"cannot delete " + pairing_path().string() + ": " + error.message()};
        return {};
    }

    Result<Opened> open_copy() override {
        return open_journal(copy_path(), {.verify_all = false, .replica = true});
    }

    Result<Opened> begin_copy(const Head& head, TimeMs at, std::string_view snapshot,
                              bool old_is_empty) override {
        if (old_is_empty) remove_copy();
        return start_replica(copy_path(), head, at, snapshot);
    }

    void forget_copies(TimeMs before_ms) override { forget_old_copies(copy_path(), before_ms); }

    Result<OpenedOutbox> open_outbox() override { return brigade::open_outbox(directory_ / "outbox.db"); }

  private:
    std::filesystem::path pairing_path() const { return directory_ / "pairing.json"; }
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
