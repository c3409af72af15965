// The files of the managers' page, as the hub serves them: read once at its start and kept in memory, so that
// a path of a request never becomes a path of the disk, and a page that is built anew meanwhile is served
// whole or not at all.
//
// Owned by PageApi; loop thread. A directory that is not there is a page that was not built: then `empty`.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "net/http.h"

namespace brigade {

class PageFiles {
  public:
    PageFiles() = default;
    // Fails with a sentence if a file cannot be read or there is more than a page has.
    static Result<PageFiles> read(const std::filesystem::path& directory);

    bool empty() const { return files_.empty(); }
    // GET and HEAD alike; nothing if there is no such file. "/" is index.html.
    std::optional<net::HttpAnswer> answer(const net::HttpRequest& request) const;

    static constexpr std::size_t files_max = 64;
    static constexpr std::size_t file_bytes_max = std::size_t{1024} * 1024;

  private:
    struct File {
        std::string content_type, body, tag;
    };
    std::map<std::string, File> files_;  // by path: "/page.js"
};

// What a browser is told of every answer that it may show: nothing from elsewhere, nothing inline, in no
// frame.
void add_page_headers(net::HttpAnswer& answer);

}  // namespace brigade
