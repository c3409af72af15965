// How far the journal had come, in a file of its own: after each durable batch its head is written there, and
// left to the kernel to store when it likes. So it costs no sync, is at most about half a minute old after a
// power cut, and never ahead of the journal. A journal that ends before it has lost what was acked, even if
// nothing in its own files shows that: an SD card gave up the log's blocks, or somebody removed the log.
//
// Best effort: where it cannot be written or read, nothing is known. Inside the room only, on the writer's
// thread. Format: FORMAT.md, "Files".
#pragma once

#include <filesystem>

#include "journal/chain.h"

namespace brigade {

class Anchor {
  public:
    Anchor(const std::filesystem::path& path, const Identity& identity);
    ~Anchor();
    Anchor(const Anchor&) = delete;
    Anchor& operator=(const Anchor&) = delete;

    void note(const Head& head);
    // When the writer syncs a file anyway.
    void sync();

  private:
    void give_up();

    const Identity identity_;
    int descriptor_;  // -1: cannot be used
};

// The newest seq that the journal of this identity is known to have held; 0 if nothing is known.
Seq seq_in_anchor(const std::filesystem::path& path, const Identity& identity);

}  // namespace brigade
