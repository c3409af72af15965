// Where an update may come from: a directory (a USB stick, a disk), a server in the network, the hub. All of
// them end in files of one directory, so what follows is the same whatever it was. Nobody is trusted here
// (app/update_verify.h). Blocking; main thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "app/tool.h"
#include "app/update_box.h"
#include "base/result.h"

namespace brigade {

struct UpdateSource {
    std::string words;  // "the hub at wss://…"
    // Brings the file of that name to `to`, or what is still missing of it where `goes_on` and it can. Fails
    // with a sentence; what came so far stays.
    std::function<Status(const std::string& name, const std::filesystem::path& to, bool goes_on)> bring;
};

// `from`: "hub", a URL, or a directory. --hub and --pairing of `arguments` count for the hub, else what the
// box knows. Fails with a sentence where that is no source.
Result<UpdateSource> update_source(const UpdateBox& box, const std::string& from,
                                   const ToolArguments& arguments);

bool is_update_url(const std::string& from);

UpdateSource from_directory(const std::filesystem::path& directory);
UpdateSource from_server(const std::string& url);

}  // namespace brigade
