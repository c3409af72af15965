#include "crash_points/disk_trouble.h"

#include <sqlite3.h>

#include <cerrno>

namespace brigade::test {
namespace {

using Kind = DiskCall::Kind;

Verdict io_error(Kind kind) {
    switch (kind) {
        case Kind::open:
        case Kind::create:
            return {SQLITE_CANTOPEN, EIO, false};
        case Kind::read:
            return {SQLITE_IOERR_READ, EIO, false};
        case Kind::write:
            return {SQLITE_IOERR_WRITE, EIO, false};
        case Kind::truncate:
            return {SQLITE_IOERR_TRUNCATE, EIO, false};
        case Kind::sync:
            return {SQLITE_IOERR_FSYNC, EIO, false};
        case Kind::rename:
        case Kind::remove:
            return {SQLITE_IOERR_DELETE, EIO, false};
        case Kind::sync_directory:
            return {SQLITE_IOERR_DIR_FSYNC, EIO, false};
    }
    return {};
}

Verdict full(Kind kind) {
    switch (kind) {
        case Kind::create:
            return {SQLITE_CANTOPEN, ENOSPC, false};
        case Kind::write:
            return {SQLITE_FULL, ENOSPC, false};
        case Kind::rename:
            return {SQLITE_FULL, ENOSPC, false};
        case Kind::sync:
            return {SQLITE_IOERR_FSYNC, ENOSPC, false};
        default:
            return {};
    }
}

Verdict no_memory(Kind kind) {
    switch (kind) {
        case Kind::read:
        case Kind::write:
            return {SQLITE_IOERR_NOMEM, ENOMEM, false};
        case Kind::sync:
            return {SQLITE_IOERR_FSYNC, ENOMEM, false};
        default:
            return {SQLITE_NOMEM, ENOMEM, false};
    }
}

Verdict verdict_of(Fault fault, Kind kind) {
    switch (fault) {
        case Fault::io_error:
            return io_error(kind);
        case Fault::full:
            return full(kind);
        case Fault::no_memory:
            return no_memory(kind);
        case Fault::short_write:
            if (kind == Kind::write) return {SQLITE_IOERR_WRITE, 0, true};
            return {};
    }
    return {};
}

}  // namespace

const char* name_of(Fault fault) {
    switch (fault) {
        case Fault::io_error:
            return "an I/O error";
        case Fault::short_write:
            return "a short write";
        case Fault::full:
            return "a full disk";
        case Fault::no_memory:
            return "no memory";
    }
    return "";
}

Verdict DiskTrouble::judge(const DiskCall& call) {
    bool strikes = !mended_ && (lasts_ ? calls_ >= at_ : calls_ == at_);
    ++calls_;
    if (!mended_ && call.kind == Kind::sync && sync_failed_.contains(call.file))
        misdeed_ = "a sync that failed was tried again";
    if (!strikes) return {};
    Verdict verdict = verdict_of(fault_, call.kind);
    if (!verdict.sqlite_code) return {};
    has_struck_ = true;
    could_not_read_ = could_not_read_ || (call.kind == Kind::read && fault_ == Fault::io_error);
    if (call.kind == Kind::sync) sync_failed_.insert(call.file);
    return verdict;
}

}  // namespace brigade::test
