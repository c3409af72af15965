#include "sim/sim_outbox.h"

#include <fmt/format.h>

#include <algorithm>

#include "journal/bounds.h"

namespace brigade::sim {
namespace {

class SimOutbox : public Outbox {
  public:
    SimOutbox(SimOutboxFile& file, DiskControl& control)
        : file_(file),
          control_(control),
          process_(control.process) {
        file_.locked = true;
    }
    ~SimOutbox() override {
        if (control_.process == process_) file_.locked = false;
    }

    WriteResult add_all(const std::vector<OutboxRequest>& requests) override {
        SimOutboxFile::Requests fresh;
        for (const OutboxRequest& request : requests) {
            if (request.body.size() > limits::outbox_body_bytes)
                return {WriteOutcome::refused,
                        fmt::format("a request of {} bytes is too large", request.body.size())};
            if (broken_ || !waits(request.id)) fresh.push_back({request, true});
        }
        const std::size_t waiting = file().requests.size();
        if (fresh.empty()) return {};
        if (waiting + fresh.size() > limits::outbox_requests)
            return {WriteOutcome::refused,
                    fmt::format("{} requests are waiting for the hub already", waiting)};
        return write([&](SimOutboxFile::Requests& changed) {
            changed.insert(changed.end(), fresh.begin(), fresh.end());
        });
    }

    WriteResult remove(std::string_view id) override {
        if (!broken_ && !waits(id)) return {};
        return write([&](SimOutboxFile::Requests& changed) {
            std::erase_if(changed, [&](const StoredRequest& one) { return one.request.id == id; });
        });
    }

    Result<std::vector<OutboxRequest>> all() override {
        std::vector<OutboxRequest> requests;
        for (const StoredRequest& stored : file().requests) {
            if (!stored.whole) return Error{"the outbox cannot be read: a request is not what was written"};
            requests.push_back(stored.request);
        }
        return requests;
    }

  private:
    SimOutboxFile& file() const {
        BRIGADE_CHECK(control_.process == process_, "a process that is gone cannot touch the disk");
        return file_;
    }
    bool waits(std::string_view id) const {
        const auto& requests = file().requests;
        return std::any_of(requests.begin(), requests.end(),
                           [&](const StoredRequest& one) { return one.request.id == id; });
    }

    template <class Change>
    WriteResult write(Change change) {
        if (broken_) return {WriteOutcome::unknown, "the outbox failed earlier and is no longer written to"};
        WriteFate fate = control_.next_write();
        if (fate == WriteFate::refused)
            return {WriteOutcome::refused, "nothing was stored in the outbox: database or disk is full"};
        if (fate == WriteFate::in_doubt) {
            change(file_.in_doubt.emplace(file_.requests));
            broken_ = true;
            return {WriteOutcome::unknown,
                    "the outbox failed in a way that leaves open what was stored: disk I/O error"};
        }
        if (!control_.sabotage.skip_sync) file_.unsynced.clear();
        if (control_.sabotage.leaves_unsynced()) file_.unsynced.push_back(file_.requests);
        change(file_.requests);
        return {};
    }

    SimOutboxFile& file_;
    DiskControl& control_;
    std::uint64_t process_;
    bool broken_ = false;
};

// What was damaged is dropped; the rest is kept.
std::string tidy(SimOutboxFile& file) {
    auto dropped = std::erase_if(file.requests, [](const StoredRequest& one) { return !one.whole; });
    if (!dropped) return {};
    file.unsynced.clear();
    return "a request is not what was written";
}

}  // namespace

void crash(SimOutboxFile& file) { file.locked = false; }

void power_cut(SimOutboxFile& file, Rng& random) {
    if (file.unsynced.empty()) return;
    std::size_t kept = random.below(file.unsynced.size() + 1);
    if (kept < file.unsynced.size()) {
        file.in_doubt.reset();
        file.requests = std::move(file.unsynced[kept]);
    }
    file.unsynced.clear();
}

bool damage_request(SimOutboxFile& file, Rng& random) {
    if (file.requests.empty()) return false;
    file.requests[random.below(file.requests.size())].whole = false;
    return true;
}

Result<OpenedOutbox> open_sim_outbox(SimOutboxFile& file, DiskControl& control) {
    if (file.locked)
        return Error{"the outbox is in use by another process; stop it first, or name another file"};
    if (!file.created && control.faults.full)
        return Error{"the outbox cannot be created: database or disk is full"};
    bool fails = control.faults.next_sync_fails;
    control.faults.next_sync_fails = false;
    if (fails) return Error{"the outbox cannot be opened: cannot sync its log: Input/output error"};
    file.created = true;
    if (file.in_doubt && control.random.chance_percent(50)) file.requests = *std::move(file.in_doubt);
    file.in_doubt.reset();
    if (!control.sabotage.skip_sync) file.unsynced.clear();
    if (control.sabotage.forget_outbox) file.requests.clear();
    std::string found = tidy(file);
    return OpenedOutbox{std::make_unique<SimOutbox>(file, control), std::move(found)};
}

}  // namespace brigade::sim
