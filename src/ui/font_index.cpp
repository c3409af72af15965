#include "ui/font_index.h"

#include <hb.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <string_view>
#include <utility>

#include "base/directory.h"

namespace brigade::ui {
namespace {

// Of Noto's files these are asked first, in this order: others hold some of their letters as well.
constexpr const char* asked_first[] = {
    "NotoSans",          "NotoSansHebrew",    "NotoSansArabic",   "NotoSansDevanagari", "NotoSansBengali",
    "NotoSansGurmukhi",  "NotoSansGujarati",  "NotoSansTamil",    "NotoSansTelugu",     "NotoSansKannada",
    "NotoSansMalayalam", "NotoSansSinhala",   "NotoSansThai",     "NotoSansLao",        "NotoSansMyanmar",
    "NotoSansKhmer",     "NotoSansGeorgian",  "NotoSansArmenian", "NotoSansEthiopic",   "NotoSansJavanese",
    "NotoSansBalinese",  "NotoSansSundanese", "NotoSansMath",     "NotoSansSymbols",    "NotoSansSymbols2",
};

// Sans before serif, where a script has both.
std::vector<std::string> noto_names(const std::string& directory) {
    constexpr std::string_view end = "-Regular.ttf";
    std::vector<std::string> sans, others;
    for (const std::filesystem::path& entry : entries_of(directory)) {
        const std::string name = entry.filename().string();
        if (!name.ends_with(end)) continue;
        const std::string family = name.substr(0, name.size() - end.size());
        (family.starts_with("NotoSans") ? sans : others).push_back(family);
    }
    std::sort(sans.begin(), sans.end());
    std::sort(others.begin(), others.end());
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const char* name : asked_first)
        if (std::binary_search(sans.begin(), sans.end(), name)) add(name);
    for (const std::string& name : sans) add(name);
    for (const std::string& name : others) add(name);
    return names;
}

bool file_exists(const std::string& path) {
    std::error_code none;
    return std::filesystem::exists(path, none);
}

}  // namespace

FontLetters letters_in(const std::string& file) {
    hb_set_t* letters = hb_set_create();
    hb_blob_t* blob = hb_blob_create_from_file(file.c_str());
    hb_face_t* face = hb_face_create(blob, 0);
    hb_face_collect_unicodes(face, letters);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return {letters, [](hb_set_t* set) { hb_set_destroy(set); }};
}

FontIndex::FontIndex(FontFiles files) : files_(std::move(files)), thread_([this] { read(); }) {}

FontIndex::~FontIndex() {
    stop_ = true;
    thread_.join();
}

void FontIndex::read() {
    bool ideographs = false;
    for (const std::string& name : noto_names(files_.noto)) {
        // The rarest scripts may have a sign or two of Chinese; none has its letters.
        if (!ideographs && name == "NotoSansMath") add_ideographs(), ideographs = true;
        add(files_.noto + "/" + name + "-Regular.ttf", files_.noto + "/" + name + "-Bold.ttf", false);
    }
    if (!ideographs) add_ideographs();
    read_ = true;
    read_.notify_all();
}

void FontIndex::add_ideographs() {
    for (const std::string& path : files_.ideographs) {
        const std::size_t before = families_.size();
        if (file_exists(path))
            add(path, {}, true);
        else if (file_exists(path + "-Regular.ttc"))
            add(path + "-Regular.ttc", path + "-Bold.ttc", true);
        if (families_.size() > before) return;
    }
}

void FontIndex::add(std::string regular, std::string bold, bool whole_pixels) {
    if (stop_) return;
    FontLetters letters = letters_in(regular);
    if (hb_set_is_empty(letters.get())) return;
    if (!file_exists(bold)) bold.clear();
    families_.push_back({std::move(regular), std::move(bold), whole_pixels, std::move(letters)});
}

std::shared_ptr<const FontIndex> font_index(const FontFiles& files) {
    static std::mutex mutex;  // guards what follows
    static std::vector<std::shared_ptr<const FontIndex>> indices;
    const std::lock_guard lock(mutex);
    const auto known = std::find_if(indices.begin(), indices.end(),
                                    [&](const auto& index) { return index->files() == files; });
    if (known != indices.end()) return *known;
    return indices.emplace_back(std::make_shared<const FontIndex>(files));
}

}  // namespace brigade::ui
