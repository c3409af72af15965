// The updates that a hub hands on to its stations: `GET /updates/NAME`, for whoever is let in. A system has
// hundreds of megabytes, so it goes out in blocks, each asked for by its first byte (Range: bytes=N-): a
// block is all that the hub ever holds of it, and how fast they are asked for is the asker's affair. One is
// read at a time, by a thread of its own, so that neither the loop nor the journal's writer waits for a slow
// card; whoever comes meanwhile is told to come again.
//
// What lies there has been verified before, and each box verifies it anew (docs/updates.md): nothing here
// needs to be secret or trusted. A request names a file of that one directory, never a path.
//
// Loop thread; owned by the hub, gone before its loop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/lifetime.h"
#include "net/http.h"
#include "net/loop.h"

namespace brigade {

inline constexpr std::string_view updates_path = "/updates/";

class UpdateFiles {
  public:
    // `directory` may be missing, or come later. `unsent_bytes`: of HTTP answers, all together.
    UpdateFiles(net::Loop& loop, std::filesystem::path directory, std::function<std::uint64_t()> unsent_bytes)
        : loop_(loop),
          directory_(std::move(directory)),
          unsent_bytes_(std::move(unsent_bytes)) {}

    // A GET or HEAD below `updates_path`, of somebody who is let in.
    void answer(const net::HttpRequest& request, net::HttpReply reply);

  private:
    net::Loop& loop_;
    const std::filesystem::path directory_;
    const std::function<std::uint64_t()> unsent_bytes_;
    std::unique_ptr<net::Worker> worker_;  // from the first request on: most hubs never have one
    bool reading_ = false;
    Lifetime lifetime_;
};

}  // namespace brigade
