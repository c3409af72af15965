// Which letters the files of the other scripts have. There may be hundreds of them, and to read all their
// tables takes a small box seconds: that is done once in a process, on a thread of its own ("fonts"), which
// ends with it. What a look or a size throws away, this outlives. Any thread.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct hb_set_t;

namespace brigade::ui {

struct FontFiles {
    std::string roboto = "/usr/share/fonts/truetype/roboto/unhinted";
    std::string noto = "/usr/share/fonts/truetype/noto";
    // The first of these that is there.
    std::vector<std::string> ideographs = {
        "/usr/share/fonts/opentype/noto/NotoSansCJK",  // -Regular.ttc, -Bold.ttc
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    };

    bool operator==(const FontFiles&) const = default;
};

// Never null; empty for a file that cannot be read.
using FontLetters = std::shared_ptr<const hb_set_t>;
FontLetters letters_in(const std::string& file);

struct IndexedFamily {
    std::string regular, bold;  // bold: may not be there
    bool whole_pixels = false;
    FontLetters letters;
};

class FontIndex {
  public:
    // Begins to read.
    explicit FontIndex(FontFiles files);
    ~FontIndex();  // waits for the file that is being read
    FontIndex(const FontIndex&) = delete;
    FontIndex& operator=(const FontIndex&) = delete;

    const FontFiles& files() const { return files_; }
    bool is_read() const { return read_; }
    void wait() const { read_.wait(false); }
    // In the order in which they are asked. Once it is read.
    const std::vector<IndexedFamily>& families() const { return families_; }

  private:
    void read();
    void add(std::string regular, std::string bold, bool whole_pixels);
    void add_ideographs();

    const FontFiles files_;
    std::vector<IndexedFamily> families_;  // the thread's, until read_
    std::atomic<bool> read_ = false, stop_ = false;
    std::thread thread_;
};

// The process's index of these files; the first to ask has it read.
std::shared_ptr<const FontIndex> font_index(const FontFiles& files);

}  // namespace brigade::ui
