// A journal on a bad disk: a good file and its log, damaged as the input says, then opened as a hub opens it
// after a power cut. Whatever was done to them, opening must come back; what it then holds must be what was
// once written, in order and without a gap; and the kitchen must be able to go on writing.
#include "damage.h"
#include "journal/open.h"
#include "support/temporary_directory.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr Seq in_file = 12, in_all = 20;  // the first are in the main file, the rest in its log

Record record_of(Seq seq) {
    return {seq, static_cast<TimeMs>(1000 * seq),
            "{\"seq\":" + std::to_string(seq) + std::string(300, ' ') + "}"};
}

Batch batch_of(Seq first, Seq last) {
    Batch batch;
    for (Seq seq = first; seq <= last; ++seq) {
        batch.events.push_back(record_of(seq));
        batch.orders.push_back({"order-" + std::to_string(seq), seq, hash_of({std::to_string(seq)})});
    }
    return batch;
}

void append(JournalWriter& writer, Seq first, Seq last) {
    BRIGADE_CHECK(writer.append(batch_of(first, last)).outcome == WriteOutcome::durable,
                  "it must be written");
    BRIGADE_CHECK(writer.save_snapshot(last, "a snapshot").outcome == WriteOutcome::durable, "so must this");
}

DatabaseFiles make_good_files() {
    test::TemporaryDirectory directory;
    fs::path path = directory / "kitchen.journal";
    { append(*open_journal(path)->writer, 1, in_file); }
    move_log(path);
    auto opened = open_journal(path);
    append(*opened->writer, in_file + 1, in_all);
    return DatabaseFiles::read(path);
}

// Every event from the base on, as it was written; the last one's seq.
Seq check_events(JournalReader& reader, Seq seq) {
    for (;;) {
        auto records = reader.read(seq, 100, 1 << 20);
        BRIGADE_CHECK(records, "a journal that is open must be readable");
        if (records->empty()) return seq;
        for (const Record& record : *records)
            BRIGADE_CHECK(record == record_of(++seq), "an event must be what was once written");
    }
}

void look_at(const fs::path& path) {
    if (auto reader = open_for_reading(path))
        if (auto base = (*reader)->base()) static_cast<void>((*reader)->read(*base, 100, 1 << 20));
}

// A log ends for SQLite where a part of it is not whole, so that events at its end can go without a word.
bool loses_nothing_unsaid(Seq base, Seq last, bool log_damaged) {
    return base == 0 && (last == in_all || (log_damaged && last >= in_file));
}

void check_opened(Opened& opened, bool log_damaged) {
    auto base = opened.reader->base();
    BRIGADE_CHECK(base, "a journal that is open must know its beginning");
    Seq last = check_events(*opened.reader, *base);
    if (opened.recovery.damaged)
        BRIGADE_CHECK(fs::exists(opened.recovery.kept_as), "a damaged file must be kept");
    else
        BRIGADE_CHECK(loses_nothing_unsaid(*base, last, log_damaged), "what is missing must be said");
    Record next{last + 1, 1'000'000'000'000'000, "{}"};
    BRIGADE_CHECK(opened.writer->append({{next}, {}}).outcome == WriteOutcome::durable, "it must go on");
    auto read = opened.reader->read(last, 1, 1 << 20);
    BRIGADE_CHECK(read && *read == std::vector{next}, "what was appended must be there");
}

}  // namespace

void target(std::string_view input) {
    static const DatabaseFiles good = make_good_files();
    DatabaseFiles files = damaged(good, input);
    test::TemporaryDirectory directory;
    fs::path path = directory / "kitchen.journal";
    files.write(path);

    look_at(path);
    auto opened = open_journal(path, {.verify_all = true});
    if (opened)
        check_opened(*opened, files.log != good.log);
    else
        BRIGADE_CHECK(!opened.error().message.empty(), "what is wrong must be said");
}

}  // namespace brigade::fuzz
