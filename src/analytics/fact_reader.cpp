#include "analytics/fact_reader.h"

#include <algorithm>

#include "analytics/fact_tables.h"
#include "core/snapshot.h"

namespace brigade {

struct FactReader::Connection {
    explicit Connection(Database opened)
        : database(std::move(opened)),
          rows(database),
          head(database, "SELECT head_seq, head_hash FROM meta"),
          frame(database, "SELECT frame FROM meta"),
          first_day(database, "SELECT min(day) FROM orders"),
          opened_at(database, "SELECT opened_at + opened_wall_offset_ms FROM days WHERE day = ?"),
          packs(database, "SELECT day, pack FROM packs WHERE day BETWEEN ? AND ? ORDER BY day"),
          unavailable(database,
                      "SELECT item, from_at, from_wall_offset_ms, from_utc_offset_min,"
                      " to_at, to_wall_offset_ms, to_utc_offset_min FROM unavailable ORDER BY from_at, item"),
          days(database,
               "SELECT day, opened_at, opened_wall_offset_ms, opened_utc_offset_min,"
               " closed_at, closed_wall_offset_ms, closed_utc_offset_min"
               " FROM days WHERE day BETWEEN ? AND ? ORDER BY day") {}

    Database database;
    StoredOrders rows;
    Statement head, frame, first_day, opened_at, packs, unavailable, days;
};

namespace {

Moment moment_at(const Query& row, int column) {
    return {row.integer_at(column), row.integer_at(column + 1), static_cast<int>(row.integer_at(column + 2))};
}

}  // namespace

FactReader::FactReader(Ways ways) : ways_(std::move(ways)) {}

FactReader::~FactReader() = default;

Error FactReader::told(const FactError& error) {
    damaged_ = damaged_ || error.damaged;
    return {error.message};
}

Error FactReader::failed(const Query& query) { return told(fact_error(query.error())); }

Status FactReader::open() {
    FactSight sight = ways_.sight();
    if (connection_ && sight.path == sight_.path && sight.changes == sight_.changes) {
        sight_ = std::move(sight);
        return {};
    }
    connection_.reset();
    packed_at_.reset();
    head_ = {};
    sight_ = std::move(sight);
    damaged_ = false;
    std::error_code ignored;
    if (sight_.path.empty() || !std::filesystem::exists(sight_.path, ignored))
        return Error{"there are no facts yet"};
    auto database = Database::open(sight_.path.string(), Database::Mode::read);
    if (!database) return told(fact_error(database.error()));
    // Never mapped: a sector that cannot be read would end the process by a signal.
    if (database->run("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA mmap_size = 0"))
        return told(fact_damage("it cannot be set up for reading"));
    connection_ = std::make_unique<Connection>(*std::move(database));
    return {};
}

// How far the facts are, and the kitchen as it stood there.
Status FactReader::look() {
    if (auto opened = open(); !opened) return opened;
    Head head;
    {
        Query row(connection_->head);
        if (row.next()) head = {row.seq_at(0), row.hash_at(1).value_or(Hash{})};
        if (row.failed()) return failed(row);
    }
    if (head == head_) return {};
    Query row(connection_->frame);
    if (!row.next()) return row.failed() ? failed(row) : Error{"there are no facts yet"};
    auto frame = decode_snapshot(row.bytes_at(0));
    if (!frame) return told(fact_damage(frame.error().message));
    frame_ = *std::move(frame);
    head_ = head;
    return {};
}

Result<Coverage> FactReader::coverage() {
    if (auto looked = look(); !looked) return looked.error();
    Coverage coverage;
    coverage.seq = head_.seq;
    coverage.journal_seq = std::max(sight_.journal_seq, head_.seq);
    coverage.rebuilding = sight_.rebuilding;
    coverage.progress = sight_.progress;
    coverage.trouble = sight_.trouble;
    coverage.as_of = frame_.at + frame_.wall_offset_ms;
    if (coverage.seq == coverage.journal_seq) coverage.as_of = std::max(coverage.as_of, sight_.now);
    coverage.wall_offset_ms = frame_.wall_offset_ms;
    const std::string& zone = frame_.config.time_zone;
    const auto offset_min = zone.empty() ? std::optional(0) : ways_.utc_offset_min(zone, coverage.as_of);
    if (!offset_min)
        return Error{"the rules of the kitchen's time zone are not known yet; ask again in a moment"};
    coverage.utc_offset_min = *offset_min;
    coverage.kitchen = frame_.config;
    coverage.today = frame_.day;
    Query first(connection_->first_day);
    if (first.next()) coverage.first_day = first.bytes_at(0);
    if (first.failed()) return failed(first);
    Query opened(connection_->opened_at);
    if (opened.text(frame_.day).next()) coverage.today_opened_at = opened.integer_at(0);
    if (opened.failed()) return failed(opened);
    return coverage;
}

Status FactReader::pack_open_day() {
    if (packed_at_ == head_) return {};
    auto orders = connection_->rows.of_day(frame_.day);
    if (!orders) return told(orders.error());
    open_pack_ = orders->empty() ? std::string() : ways_.pack_day(*orders);
    packed_at_ = head_;
    return {};
}

Status FactReader::each_day(const std::string& from, const std::string& to,
                            const std::function<void(const std::string&, std::string_view)>& visit) {
    if (auto looked = look(); !looked) return looked;
    const std::string& today = frame_.day;
    bool with_today = from <= today && today <= to;
    if (with_today) {
        if (auto packed = pack_open_day(); !packed) return packed;
        with_today = !open_pack_.empty();
    }
    Query row(connection_->packs);
    row.text(from).text(to);
    while (row.next()) {
        const std::string day(row.bytes_at(0));
        if (with_today && today < day) {
            visit(today, open_pack_);
            with_today = false;
        }
        visit(day, row.bytes_at(1));
    }
    if (row.failed()) return failed(row);
    if (with_today) visit(today, open_pack_);
    return {};
}

Status FactReader::each_order(const std::string& day, const std::function<void(const OrderFacts&)>& visit) {
    if (auto opened = open(); !opened) return opened;
    auto read = connection_->rows.each_of_day(day, visit);
    if (!read) return told(read.error());
    return {};
}

Result<std::optional<OrderFacts>> FactReader::order(std::string_view id) {
    if (auto opened = open(); !opened) return opened.error();
    auto found = connection_->rows.order(id);
    if (!found) return told(found.error());
    return *std::move(found);
}

Result<std::optional<OrderFacts>> FactReader::order_at(Seq seq) {
    if (auto opened = open(); !opened) return opened.error();
    auto found = connection_->rows.order_at(seq);
    if (!found) return told(found.error());
    return *std::move(found);
}

Result<std::vector<UnavailableFacts>> FactReader::unavailable() {
    if (auto opened = open(); !opened) return opened.error();
    std::vector<UnavailableFacts> all;
    Query row(connection_->unavailable);
    while (row.next()) all.push_back({std::string(row.bytes_at(0)), moment_at(row, 1), moment_at(row, 4)});
    if (row.failed()) return failed(row);
    return all;
}

Result<std::vector<DayFacts>> FactReader::days(const std::string& from, const std::string& to) {
    if (auto opened = open(); !opened) return opened.error();
    std::vector<DayFacts> all;
    Query row(connection_->days);
    row.text(from).text(to);
    while (row.next()) all.push_back({std::string(row.bytes_at(0)), moment_at(row, 1), moment_at(row, 4)});
    if (row.failed()) return failed(row);
    return all;
}

}  // namespace brigade
