#include "analytics/report_words.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace brigade {
namespace {

constexpr ReportWord report_table[] = {
    {"title", "Day report", "Laporan harian"},
    {"print_hint", "Print this page (Ctrl+P): it fits one sheet of A4 or Letter.",
     "Cetak halaman ini (Ctrl+P): muat di satu lembar A4 atau Letter."},
    {"incomplete", "The figures are being counted anew: this is not all yet.",
     "Angka sedang dihitung ulang: ini belum semuanya."},
    {"as_of", "as of", "per pukul"},
    {"open_now", "orders open", "pesanan terbuka"},
    {"only", "Only", "Hanya"},
    {"filter_station", "station", "stasiun"},
    {"filter_item", "item", "menu"},
    {"filter_daypart", "daypart", "waktu"},
    {"filter_service", "service", "layanan"},
    {"filter_channel", "channel", "kanal"},
    {"filter_cook", "cook", "juru masak"},
    {"service_dine_in", "dine in", "makan di tempat"},
    {"service_takeaway", "takeaway", "bawa pulang"},
    {"service_delivery", "delivery", "pesan antar"},
    {"service_drive_thru", "drive-thru", "drive-thru"},
    {"service_self_order", "self-order", "pesan mandiri"},
    {"nothing", "Nothing was ordered on this day.", "Tidak ada pesanan pada hari ini."},
    {"orders", "Orders", "Pesanan"},
    {"items", "Items", "Porsi"},
    {"ticket_median", "Ticket time, median", "Waktu tiket, median"},
    {"ticket_p90", "Ticket time, p90", "Waktu tiket, p90"},
    {"on_time", "On time", "Tepat waktu"},
    {"late", "Late", "Terlambat"},
    {"order_median", "Order time, median", "Waktu pesanan, median"},
    {"pass_median", "At the pass, median", "Di pass, median"},
    {"promised", "Promises kept", "Janji ditepati"},
    {"recalled", "Recalled tickets", "Tiket dipanggil lagi"},
    {"voided", "Voided", "Dibatalkan"},
    {"longest", "Longest wait", "Tunggu terlama"},
    {"usual", "usual", "biasa"},
    {"before", "day before", "kemarin"},
    {"points", "pts", "poin"},
    {"usual_note", "usual: the same weekday of the four weeks before, on average",
     "biasa: rata-rata hari yang sama dalam empat minggu sebelumnya"},
    {"orders_by_hour", "Orders by hour", "Pesanan per jam"},
    {"time_by_hour", "Ticket time by hour, min", "Waktu tiket per jam, menit"},
    {"target", "target", "target"},
    {"stations", "Stations", "Stasiun"},
    {"tickets", "Tickets", "Tiket"},
    {"median", "Median", "Median"},
    {"p90", "p90", "p90"},
    {"last_station", "Was last", "Paling akhir"},
    {"recalled_short", "Recalled", "Dipanggil lagi"},
    {"slowest_items", "Slowest items", "Menu paling lama"},
    {"quantity", "Qty", "Jml"},
    {"planned", "Planned", "Rencana"},
    {"longest_waits", "Longest waits", "Tunggu terlama"},
    {"order", "Order", "Pesanan"},
    {"station", "Station", "Stasiun"},
    {"fired", "Fired", "Mulai"},
    {"time", "Time", "Lama"},
    {"unavailable", "86'd", "Habis"},
    {"item", "Item", "Menu"},
    {"from", "From", "Dari"},
    {"until", "Until", "Sampai"},
    {"minutes", "Min", "Menit"},
    {"still_out", "still out", "masih"},
    {"since_before", "before", "sebelum"},
    {"returned", "Recalled and voided items", "Menu dipanggil lagi dan dibatalkan"},
    {"recalls", "Recalls", "Dipanggil lagi"},
    {"none", "none", "tidak ada"},
    {"more", "more", "lagi"},
    {"method",
     "Ticket time: first line fired to last bump, without held time. p90: nine in ten were at most that.",
     "Waktu tiket: dari baris pertama mulai sampai bump terakhir, tanpa waktu ditahan. p90: sembilan dari "
     "sepuluh paling lama segitu."},
};

using Names = std::array<std::string_view, 2>;
constexpr std::array<Names, 7> weekday_names{{{"Monday", "Senin"},
                                              {"Tuesday", "Selasa"},
                                              {"Wednesday", "Rabu"},
                                              {"Thursday", "Kamis"},
                                              {"Friday", "Jumat"},
                                              {"Saturday", "Sabtu"},
                                              {"Sunday", "Minggu"}}};
constexpr std::array<Names, 12> month_names{{{"January", "Januari"},
                                             {"February", "Februari"},
                                             {"March", "Maret"},
                                             {"April", "April"},
                                             {"May", "Mei"},
                                             {"June", "Juni"},
                                             {"July", "Juli"},
                                             {"August", "Agustus"},
                                             {"September", "September"},
                                             {"October", "Oktober"},
                                             {"November", "November"},
                                             {"December", "Desember"}}};

}  // namespace

std::span<const ReportWord> report_words() { return report_table; }

std::string_view report_word(std::string_view key, ReportLanguage language) {
    const auto* found = std::find_if(std::begin(report_table), std::end(report_table),
                                     [&](const ReportWord& word) { return word.key == key; });
    BRIGADE_CHECK(found != std::end(report_table), "the report says a word that it does not know");
    return language == ReportLanguage::english ? found->english : found->indonesian;
}

std::optional<ReportLanguage> report_language(std::string_view code) {
    if (code == "en") return ReportLanguage::english;
    if (code == "id") return ReportLanguage::indonesian;
    return std::nullopt;
}

std::string_view code_of(ReportLanguage language) {
    return language == ReportLanguage::english ? "en" : "id";
}

std::string_view weekday_name(int weekday, ReportLanguage language) {
    return weekday_names.at(static_cast<std::size_t>(weekday - 1)).at(static_cast<std::size_t>(language));
}

std::string_view month_name(unsigned month, ReportLanguage language) {
    return month_names.at(month - 1).at(static_cast<std::size_t>(language));
}

}  // namespace brigade
