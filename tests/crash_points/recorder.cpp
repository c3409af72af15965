#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "crash_points/script.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

class Recorder : public DiskWatcher {
  public:
    Verdict judge(const DiskCall& call) override {
        if (call.kind != DiskCall::Kind::open && call.kind != DiskCall::Kind::read) calls.push_back(call);
        return {};
    }
    std::vector<DiskCall> calls;
};

}  // namespace

Files read_files(const fs::path& directory) {
    Files files;
    for (const auto& entry : fs::directory_iterator(directory)) {
        std::string name = entry.path().filename().string();
        if (!name.ends_with("-shm")) files[name] = bytes_of_file(entry.path());
    }
    return files;
}

// Sparse, because most of a log that is laid out is zeros.
void put_files(const fs::path& directory, const Files& files) {
    static constexpr std::size_t block_bytes = 4096;
    static const std::string zeros(block_bytes, '\0');
    for (const auto& entry : fs::directory_iterator(directory)) ::unlink(entry.path().c_str());
    for (const auto& [name, content] : files) {
        int descriptor = ::open((directory / name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        bool ok = descriptor >= 0 && ::ftruncate(descriptor, static_cast<off_t>(content.size())) == 0;
        for (std::size_t at = 0; ok && at < content.size(); at += block_bytes) {
            auto block = std::string_view(content).substr(at, block_bytes);
            if (block == std::string_view(zeros).substr(0, block.size())) continue;
            ok = ::pwrite(descriptor, block.data(), block.size(), static_cast<off_t>(at)) ==
                 static_cast<ssize_t>(block.size());
        }
        ::close(descriptor);
        BRIGADE_CHECK(ok, "the image of a disk cannot be written");
    }
}

Recording record(Script& script) {
    TemporaryDirectory directory;
    script.prepare(directory.path());
    Recording recording;
    recording.files = read_files(directory.path());
    Recorder recorder;
    {
        DiskShim shim(directory.path(), recorder);
        recording.names = shim.names_before();
        script.run(directory.path(), [&] { return recorder.calls.size(); });
    }
    recording.calls = std::move(recorder.calls);
    return recording;
}

}  // namespace brigade::test
