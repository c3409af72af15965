#include "hub/access_store.h"

#include "base/limits.h"
#include "base/small_file.h"

namespace brigade {
namespace {

class AccessFile : public AccessStore {
  public:
    explicit AccessFile(std::filesystem::path path) : path_(std::move(path)) {}

    std::string place() const override { return path_.string(); }
    Result<std::optional<std::string>> read() override {
        return read_small_file(path_, limits::access_bytes);
    }
    Status write(const std::string& text) override { return write_small_file(path_, text); }

  private:
    std::filesystem::path path_;
};

}  // namespace

std::unique_ptr<AccessStore> access_file(std::filesystem::path path) {
    return std::make_unique<AccessFile>(std::move(path));
}

}  // namespace brigade
