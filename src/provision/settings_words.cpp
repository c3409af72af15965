// The sentences of settings_problem.h. {0} is the key, {1} what was given, {2} what the fault says more.
#include <fmt/format.h>

#include <array>

#include "provision/settings_problem.h"

namespace brigade {
namespace {

struct Sentences {
    const char *what, *fix;
};
struct Both {
    SettingsFault fault;
    Sentences en, id;
};

constexpr std::array sentences{
    Both{SettingsFault::not_kept,
         {"the settings cannot be kept on this box: {2}",
          "it goes on with what it knows; its disk is full or broken: brigade doctor tells, or write the "
          "image anew"},
         {"pengaturan tidak bisa disimpan di kotak ini: {2}",
          "kotak tetap bekerja dengan yang sudah diketahui; disknya penuh atau rusak: periksa dengan brigade "
          "doctor, "
          "atau tulis ulang image"}},
    Both{
        SettingsFault::kept_damaged,
        {"what this box has kept of its settings cannot be read: {2}",
         "put brigade.txt on the boot partition once more, with its passwords, or answer the questions here"},
        {"pengaturan yang tersimpan di kotak ini tidak bisa dibaca: {2}",
         "taruh lagi brigade.txt di partisi boot, lengkap dengan kata sandinya, atau jawab pertanyaan di "
         "sini"}},
    Both{SettingsFault::no_disk,
         {"this box's data partition is missing or broken",
          "nothing could be kept, so nothing is started; switch off and on, else write the image anew"},
         {"partisi data kotak ini tidak ada atau rusak",
          "tidak ada yang bisa disimpan, jadi tidak ada yang dijalankan; matikan lalu nyalakan, atau tulis "
          "ulang image"}},
    Both{SettingsFault::reset_failed,
         {"the factory reset did not succeed: {2}",
          "take the file factory-reset away on a computer, or write the image anew"},
         {"pengembalian ke setelan pabrik tidak berhasil: {2}",
          "hapus berkas factory-reset lewat komputer, atau tulis ulang image"}},
    Both{SettingsFault::unreadable,
         {"the settings file cannot be read: {2}", "write it anew; an example lies beside it"},
         {"berkas pengaturan tidak bisa dibaca: {2}", "tulis ulang; contohnya ada di sebelahnya"}},
    Both{SettingsFault::too_long,
         {"the settings file is longer than {2} bytes", "it holds lines of KEY=VALUE only; shorten it"},
         {"berkas pengaturan lebih panjang dari {2} byte", "isinya hanya baris KUNCI=NILAI; persingkat"}},
    Both{SettingsFault::no_text,
         {"this line holds something that is not text",
          "save the file as UTF-8 (in Notepad: Save as, Encoding)"},
         {"baris ini berisi sesuatu yang bukan teks",
          "simpan berkas sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean)"}},
    Both{SettingsFault::no_equals,
         {"there is no = right behind the key in \"{1}\"",
          "write KEY=VALUE, or put # before it if it is a remark"},
         {"tidak ada = tepat setelah kunci pada \"{1}\"",
          "tulis KUNCI=NILAI, atau awali dengan # bila itu catatan"}},
    Both{SettingsFault::unknown_key,
         {"there is no setting {0}", "take the line out; there are {2}"},
         {"tidak ada pengaturan {0}", "hapus baris ini; yang ada: {2}"}},
    Both{SettingsFault::near_key,
         {"there is no setting {0}", "did you mean {2}?"},
         {"tidak ada pengaturan {0}", "maksud Anda {2}?"}},
    Both{SettingsFault::twice,
         {"{0} stands here a second time", "keep one of them; the first is on line {2}"},
         {"{0} tertulis dua kali", "simpan salah satu; yang pertama di baris {2}"}},
    Both{SettingsFault::missing,
         {"{0} is missing", "add a line such as {0}={2}"},
         {"{0} belum ada", "tambahkan baris seperti {0}={2}"}},
    Both{SettingsFault::not_one_of,
         {"{0} is \"{1}\"", "write one of {2}"},
         {"{0} berisi \"{1}\"", "tulis salah satu dari {2}"}},
    Both{SettingsFault::no_name,
         {"{0} cannot be \"{1}\"", "write 1 to {2} letters on one line"},
         {"{0} tidak bisa \"{1}\"", "tulis 1 sampai {2} huruf dalam satu baris"}},
    Both{SettingsFault::no_id,
         {"{0} is \"{1}\", which is no station's id", "write the id, such as grill: A-Z a-z 0-9 . _ -"},
         {"{0} berisi \"{1}\", bukan id stasiun", "tulis id-nya, misalnya grill: A-Z a-z 0-9 . _ -"}},
    Both{SettingsFault::no_hub,
         {"{0} is \"{1}\": {2}", "write find, or the hub's address, such as 192.168.1.5"},
         {"{0} berisi \"{1}\": {2}", "tulis find, atau alamat hub, misalnya 192.168.1.5"}},
    Both{SettingsFault::no_time_zone,
         {"there is no time zone \"{1}\"", "write a name such as Asia/Jakarta{2}"},
         {"tidak ada zona waktu \"{1}\"", "tulis nama seperti Asia/Jakarta{2}"}},
    Both{SettingsFault::no_number,
         {"{0} is \"{1}\"", "write a number from {2}, such as 1.5"},
         {"{0} berisi \"{1}\"", "tulis angka dari {2}, misalnya 1.5"}},
    Both{SettingsFault::no_host,
         {"{0} is \"{1}\", which no machine can be called",
          "write 1 to 63 of a-z 0-9 and -, such as brigade-grill; .local comes by itself"},
         {"{0} berisi \"{1}\", bukan nama mesin yang bisa dipakai",
          "tulis 1 sampai 63 dari a-z 0-9 dan -, misalnya brigade-grill; .local ditambahkan sendiri"}},
    Both{SettingsFault::no_bump_bar,
         {"{0} is \"{1}\": {2}", "write DEVICE=PROFILE, such as 0461:0010=legend-c"},
         {"{0} berisi \"{1}\": {2}", "tulis PERANGKAT=PROFIL, misalnya 0461:0010=legend-c"}},
    Both{SettingsFault::no_station,
         {"the kitchen has no station {1}", "{2}"},
         {"dapur tidak punya stasiun {1}", "{2}"}},
    Both{SettingsFault::too_many_stations,
         {"{0} names more stations than one panel has room for", "write one, or two with a comma between"},
         {"{0} menyebut lebih banyak stasiun daripada muatan satu layar",
          "tulis satu, atau dua dengan koma di antaranya"}},
    Both{SettingsFault::wifi_name,
         {"{0} is not the name of a Wi-Fi network", "write the name as the router shows it: 1 to 32 letters"},
         {"{0} bukan nama jaringan Wi-Fi", "tulis nama seperti di router: 1 sampai 32 huruf"}},
    Both{SettingsFault::wifi_password,
         {"{0} is not a Wi-Fi password", "write the 8 to 63 letters, digits and signs that the router has"},
         {"{0} bukan kata sandi Wi-Fi", "tulis 8 sampai 63 huruf, angka dan tanda seperti di router"}},
    Both{SettingsFault::wifi_country,
         {"{0} is \"{1}\"", "write the two letters of the country, such as ID or DE"},
         {"{0} berisi \"{1}\"", "tulis dua huruf negara, misalnya ID atau DE"}},
    Both{SettingsFault::wifi_password_missing,
         {"there is a Wi-Fi name and no password", "add a line {0}=…, with the password of that network"},
         {"ada nama Wi-Fi tetapi tidak ada kata sandi",
          "tambahkan baris {0}=…, dengan kata sandi jaringan itu"}},
    Both{SettingsFault::fixed_address,
         {"{0} is \"{1}\"", "write the address and how long its network's part is, such as 192.168.1.10/24"},
         {"{0} berisi \"{1}\"", "tulis alamat dan panjang bagian jaringannya, misalnya 192.168.1.10/24"}},
    Both{SettingsFault::no_address,
         {"{0} is \"{1}\"", "write an address such as 192.168.1.1"},
         {"{0} berisi \"{1}\"", "tulis alamat seperti 192.168.1.1"}},
    Both{SettingsFault::no_pin,
         {"{0} is not a PIN", "write 4 to 8 digits"},
         {"{0} bukan PIN", "tulis 4 sampai 8 angka"}},
    Both{SettingsFault::same_pin,
         {"{0} is the same as {2}", "give each person a PIN of their own"},
         {"{0} sama dengan {2}", "beri setiap orang PIN sendiri"}},
    Both{SettingsFault::pin_taken,
         {"{0} is somebody else's PIN already", "choose another"},
         {"{0} sudah menjadi PIN orang lain", "pilih yang lain"}},
    Both{SettingsFault::no_ssh_key,
         {"{0} is not a public key",
          "copy the whole line of a file such as id_ed25519.pub: ssh-ed25519 AAAA…"},
         {"{0} bukan kunci publik",
          "salin seluruh baris dari berkas seperti id_ed25519.pub: ssh-ed25519 AAAA…"}},
    Both{SettingsFault::other_role,
         {"{0} says nothing here", "take the line out, or write {2}"},
         {"{0} tidak berlaku di sini", "hapus baris ini, atau tulis {2}"}},
    Both{SettingsFault::needs,
         {"{0} needs {2}", "add a line {2}=…, or take this one out"},
         {"{0} memerlukan {2}", "tambahkan baris {2}=…, atau hapus yang ini"}},
    Both{SettingsFault::kitchen_files,
         {"the folder kitchen is not good: {2}", "mend it, or take the folder away"},
         {"folder kitchen tidak benar: {2}", "perbaiki, atau hapus folder itu"}},
    Both{SettingsFault::no_update,
         {"{0} is \"{1}\"", "write {2}, or the address of a server, such as http://192.168.1.2/brigade"},
         {"{0} berisi \"{1}\"", "tulis {2}, atau alamat server, misalnya http://192.168.1.2/brigade"}},
    Both{SettingsFault::no_hours,
         {"{0} is \"{1}\"", "write from when to when, such as 03:00-05:00"},
         {"{0} berisi \"{1}\"", "tulis dari jam berapa sampai jam berapa, misalnya 03:00-05:00"}},
};

constexpr bool every_fault_in_order() {
    for (std::size_t i = 0; i < sentences.size(); ++i)
        if (static_cast<std::size_t>(sentences[i].fault) != i) return false;
    return sentences.size() == static_cast<std::size_t>(SettingsFault::count_);
}
static_assert(every_fault_in_order());

}  // namespace

SettingsSentences in_words(const SettingsProblem& problem, std::string_view language) {
    const Both& both = sentences.at(static_cast<std::size_t>(problem.fault));
    const Sentences& say = language == "id" ? both.id : both.en;
    const auto filled = [&](const char* sentence) {
        return fmt::format(fmt::runtime(sentence), problem.key, problem.value, problem.more);
    };
    return {filled(say.what), filled(say.fix)};
}

std::string one_line(const SettingsProblem& problem, std::string_view language) {
    const SettingsSentences said = in_words(problem, language);
    if (problem.line == 0) return fmt::format("{}; {}", said.what, said.fix);
    return fmt::format("{} {}: {}; {}", language == "id" ? "baris" : "line", problem.line, said.what,
                       said.fix);
}

}  // namespace brigade
