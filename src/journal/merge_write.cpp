#include <fmt/format.h>

#include "journal/bounds.h"
#include "journal/check_store.h"
#include "journal/files.h"
#include "journal/merge_plan.h"

namespace brigade {
namespace {

Error cannot_write(const std::filesystem::path& into, std::string_view why) {
    return {fmt::format("{} cannot be written: {}", into.string(), why)};
}

// As after every salvage: what follows is told apart from what a damaged file may have held there.
Origin origin_of(const MergePlan& plan) {
    Origin origin{random_identity(), plan.base().head, plan.base().at_ms, {}};
    for (std::size_t segment : plan.path)
        for (const auto& [seq, mark] : plan.segment(segment).marks)
            if (seq <= plan.end().head.seq) origin.marks[seq] = mark;
    origin.marks[plan.end().head.seq] = origin.identity;
    return origin;
}

Status put_events(const Database& target, const MergePlan& plan) {
    Statement insert(target, insert_event);
    for (std::size_t segment : plan.path) {
        int code = 0;
        auto read = plan.history().read(plan.files, segment, [&](const Record& record, const Head& head) {
            if (record.seq > plan.end().head.seq) return false;
            code = put_event(insert, record, head.hash);
            return code == 0;
        });
        if (!read) return read;
        if (code) return Error{target.message_of(code)};
    }
    return {};
}

int put_rest(const Database& target, const MergePlan& plan) {
    Statement order(target, insert_order);
    for (const auto& [id, entry] : plan.orders)
        if (int code = put_order(order, entry)) return code;
    Statement snapshot(target, insert_snapshot);
    for (std::size_t segment : plan.path)
        for (const Snapshot* one : plan.segment(segment).snapshots)
            if (one->head.seq <= plan.end().head.seq)
                if (int code = put_snapshot(snapshot, *one)) return code;
    int code = target.run("COMMIT");
    return code ? code : finish_store(target);
}

bool is_taken(const std::filesystem::path& path) {
    std::error_code ignored;
    for (const char* part : {"", "-wal"})
        if (std::filesystem::symlink_status(beside(path, part), ignored).type() !=
            std::filesystem::file_type::not_found)
            return true;
    return false;
}

}  // namespace

Status write_merged(const Merged& merged, const std::filesystem::path& into) {
    const MergePlan& plan = *merged.plan;
    if (is_taken(into)) return cannot_write(into, "there is a file of this name already; name another");
    auto staged = new_staged_file(into);
    if (!staged) return staged.error();
    auto target = create_store(*staged, origin_of(plan));
    if (!target) return cannot_write(into, target.error().message);
    if (int code = target->run("BEGIN")) return cannot_write(into, target->message_of(code));
    if (auto events = put_events(*target, plan); !events) return cannot_write(into, events.error().message);
    if (int code = put_rest(*target, plan)) return cannot_write(into, target->message_of(code));
    if (auto checked = check_store(*target, true); !checked)
        return cannot_write(into, fmt::format("it would not be whole: {}", checked.error().message));
    auto put = replace_file(into, *staged, "damaged");
    if (!put) return put.error();
    return {};
}

}  // namespace brigade
