// How long each question about the figures takes on a long past: days of packed facts out of a SQLite file,
// as a hub keeps them, by one thread. usage: bench-figures [DAYS [ORDERS_A_DAY [RUNS]]] → a table in
// Markdown, milliseconds.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "analytics/answers.h"
#include "analytics/service_day.h"
#include "base/check.h"
#include "random_facts.h"

namespace brigade::test {
namespace {

// The packs in a file; all else from memory.
class StoredFacts : public FactSource {
  public:
    StoredFacts(FakeFacts& facts, const std::string& path) : facts_(facts) {
        BRIGADE_CHECK(sqlite3_open(path.c_str(), &db_) == SQLITE_OK, "the file must open");
        run("PRAGMA page_size = 16384; PRAGMA mmap_size = 1073741824; BEGIN;"
            "CREATE TABLE packs (day TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID");
        sqlite3_stmt* insert = prepared("INSERT INTO packs VALUES (?1, ?2)");
        for (auto& [day, orders] : facts_.orders) {
            const std::string pack = pack_day(orders);
            bytes += pack.size();
            for (const OrderFacts& order : orders)
                for (const TicketFacts& ticket : order.tickets) ++tickets, lines += ticket.lines.size();
            sqlite3_bind_text(insert, 1, day.c_str(), -1, SQLITE_STATIC);
            sqlite3_bind_blob(insert, 2, pack.data(), static_cast<int>(pack.size()), SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        select_ = prepared("SELECT day, bytes FROM packs WHERE day BETWEEN ?1 AND ?2 ORDER BY day");
    }
    ~StoredFacts() override {
        sqlite3_finalize(select_);
        sqlite3_close(db_);
    }
    Result<Coverage> coverage() override { return facts_.coverage(); }
    Status each_day(const std::string& from, const std::string& to,
                    const std::function<void(const std::string&, std::string_view)>& visit) override {
        sqlite3_bind_text(select_, 1, from.c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_text(select_, 2, to.c_str(), -1, SQLITE_STATIC);
        while (sqlite3_step(select_) == SQLITE_ROW) {
            const auto* bytes_at = static_cast<const char*>(sqlite3_column_blob(select_, 1));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(select_, 1));
            visit(reinterpret_cast<const char*>(sqlite3_column_text(select_, 0)), {bytes_at, size});
        }
        sqlite3_reset(select_);
        return {};
    }
    Status each_order(const std::string& day, const std::function<void(const OrderFacts&)>& visit) override {
        return facts_.each_order(day, visit);
    }
    Result<std::optional<OrderFacts>> order(std::string_view id) override { return facts_.order(id); }
    Result<std::optional<OrderFacts>> order_at(Seq) override {  // as quick as a look-up by key
        return std::optional(facts_.orders.begin()->second.front());
    }
    Result<std::vector<UnavailableFacts>> unavailable() override { return facts_.unavailable(); }
    Result<std::vector<DayFacts>> days(const std::string& from, const std::string& to) override {
        return facts_.days(from, to);
    }

    std::size_t bytes = 0, tickets = 0, lines = 0;

  private:
    void run(const char* sql) {
        BRIGADE_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
                      "the file must be written");
    }
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        BRIGADE_CHECK(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK,
                      "the statement is right");
        return statement;
    }

    FakeFacts& facts_;
    sqlite3* db_ = nullptr;
    sqlite3_stmt* select_ = nullptr;
};

std::vector<double> timed(Answers& answers, std::string_view path, const std::string& query, int runs) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto began = std::chrono::steady_clock::now();
        const auto answer = answers.answer(path, query);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
        BRIGADE_CHECK(std::holds_alternative<FiguresAnswer>(answer), "the question must be answered");
        times.push_back(took.count());
    }
    std::sort(times.begin(), times.end());
    return times;
}

void measure(FakeFacts& facts, Answers& answers, int days, int runs) {
    const auto to = *parse_day(facts.reach.today);
    fmt::print("| question | filter |");
    std::vector<int> ranges;
    for (const int range : {1, 7, 31, 92, 365, days})
        if (range <= days && (ranges.empty() || range > ranges.back())) ranges.push_back(range);
    for (const int range : ranges) fmt::print(" {} days p50 / p95 / max |", range);
    fmt::print("\n|---|---|{}\n", [&] {
        std::string s;
        for (auto i = ranges.size(); i > 0; --i) s += "---|";
        return s;
    }());
    for (const char* question :
         {"figures", "hours", "days", "heat", "stations", "items", "distribution", "choices"})
        for (const char* filter :
             {"", "&station=grill", "&item=item7", "&daypart=dinner&service=dine_in", "&cook=ani"}) {
            fmt::print("| {} | {} |", question, filter);
            for (const int range : ranges) {
                const std::string from = to_text(to - std::chrono::days(range - 1));
                const auto times = timed(answers, question, "from=" + from + filter, runs);
                fmt::print(" {:.1f} / {:.1f} / {:.1f} |", times[times.size() / 2],
                           times[(times.size() * 95 + 99) / 100 - 1], times.back());
            }
            fmt::print("\n");
            std::fflush(stdout);
        }
}

}  // namespace
}  // namespace brigade::test

int main(int count, char** arguments) {
    using namespace brigade::test;
    const auto number = [&](int place, int otherwise) {
        return count > place ? std::atoi(arguments[place]) : otherwise;
    };
    const int days = number(1, 365), orders = number(2, 904), runs = number(3, 20);
    auto facts = a_random_kitchen(1, "2025-11-21", days, orders);
    const auto path =
        std::filesystem::temp_directory_path() /
        fmt::format("bench-figures-{}.db", std::chrono::steady_clock::now().time_since_epoch().count());
    {
        StoredFacts stored(facts, path.string());
        fmt::print("{} days, {} orders, {} tickets, {} lines, {:.1f} MB packed\n\n", days, days * orders,
                   stored.tickets, stored.lines, static_cast<double>(stored.bytes) / 1e6);
        brigade::Answers answers(stored, nullptr, brigade::default_dayparts());
        if (count > 4) {  // one question alone, for a profiler
            const auto times = timed(answers, arguments[4], "from=2025-11-21", runs);
            fmt::print("{:.1f} ms at best, {:.1f} in the middle\n", times.front(), times[times.size() / 2]);
        } else {
            measure(facts, answers, days, runs);
        }
    }
    std::filesystem::remove(path);
}
