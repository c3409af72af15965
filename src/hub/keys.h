// The hub's keys: the one by which its devices know it, made at its first start, and the next one, which is
// announced under the old one long before it is used, so that no device has to be paired anew.
//
// Files in the hub's directory, each a private key and its certificate: hub-key.pem, next-key.pem. The calls
// that write block for a sync; nobody asks for them in the rush. Owned by main, used by the hub's loop.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/small_file.h"
#include "base/time.h"
#include "net/tls.h"

namespace brigade {

class HubKeys {
  public:
    // Reads the keys, or makes the first one. Fails on a file that is damaged: a new key in its place would
    // make every device a stranger, so that is for a person to decide.
    static Result<std::unique_ptr<HubKeys>> open(const std::filesystem::path& directory,
                                                 const std::string& kitchen, TimeMs now);

    const net::Identity& current() const { return current_; }
    const std::optional<net::Identity>& next() const { return next_; }
    // What devices are told to trust: the current key's pin and, once there is one, the next one's.
    std::vector<std::string> pins() const;

    // Makes the next key, unless there is one. Durable when it returns success.
    Status announce(TimeMs now);
    // The next key takes the current one's place, perhaps not durably yet: that it says. Refused without a
    // next one; a failure changes nothing.
    Result<Replaced> change();

  private:
    HubKeys(std::filesystem::path directory, std::string kitchen)
        : directory_(std::move(directory)),
          kitchen_(std::move(kitchen)) {}
    std::filesystem::path file(const char* name) const { return directory_ / name; }

    std::filesystem::path directory_;
    std::string kitchen_;
    net::Identity current_;
    std::optional<net::Identity> next_;
};

}  // namespace brigade
