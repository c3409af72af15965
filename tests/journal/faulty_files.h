// SQLite's view of the disk with one call made to fail: the n-th write or sync of a file whose name ends so,
// from now on until it is mended. Everything else goes through to the real file system.
#pragma once

#include <string>

namespace brigade::test {

struct Fault {
    enum class Call { none, write, sync } call = Call::none;
    std::string file_ends_with;
    int code = 0;
    int after = 0;  // so many calls succeed first
};

class FaultyFiles {
  public:
    FaultyFiles();
    ~FaultyFiles();
    FaultyFiles(const FaultyFiles&) = delete;
    FaultyFiles& operator=(const FaultyFiles&) = delete;
    void set(Fault fault);
    void mend() { set({}); }
    int syncs() const;
};

}  // namespace brigade::test
