// A station's presses while the hub is away: a small durable first-in-first-out of requests, each removed
// when the hub has answered it. Its own file beside the replica, so that a replica may be replaced without
// losing a press. Owned by the station's loop and used on that thread only; an add waits for one fdatasync.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/journal.h"

namespace brigade {

struct OutboxRequest {
    std::string id;    // unique in the outbox
    std::string body;  // the request's message, opaque here
    bool operator==(const OutboxRequest&) const = default;
};

class Outbox {
  public:
    virtual ~Outbox() = default;

    // At the end of the queue. Refused when limits::outbox_requests are waiting, when the body is larger than
    // limits::outbox_body_bytes, or when the disk is full. An id that waits already stays as it is: durable.
    WriteResult add(std::string_view id, std::string_view body) {
        return add_all({{std::string(id), std::string(body)}});
    }
    // Of one press: all of them or none, with one wait for the disk.
    virtual WriteResult add_all(const std::vector<OutboxRequest>& requests) = 0;

    // What is not there is removed already: durable.
    virtual WriteResult remove(std::string_view id) = 0;

    // Oldest first.
    virtual Result<std::vector<OutboxRequest>> all() = 0;
};

struct OpenedOutbox {
    std::unique_ptr<Outbox> outbox;
    std::string found;  // one sentence if the file was damaged and put aside; what could be read was kept
};

// Creates the file (mode 0600) or opens it; one process at a time.
Result<OpenedOutbox> open_outbox(const std::filesystem::path& path);

}  // namespace brigade
