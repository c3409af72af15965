// What goes into a support bundle, and above all what does not.
#include "app/support_files.h"

#include <catch2/catch_test_macros.hpp>

#include "app/files.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/open.h"
#include "support/kitchen_builder.h"

namespace brigade {
namespace {

bool stands_in(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string in_utf16(const std::string& ascii) {
    std::string bytes = "\xff\xfe";
    for (const char c : ascii) bytes += std::string{c, '\0'};
    return bytes;
}

// A machine in a directory, and what would be sent of it, all in one.
struct Sent {
    test::Files files;
    SupportSources sources;
    std::vector<BundleFile> bundle;

    Sent() { sources.places.root = files.path("root"); }
    void gather() { bundle = gather_support(sources); }
    std::string all() const {
        std::string text;
        for (const BundleFile& file : bundle) text += file.name + "\n" + file.text;
        return text;
    }
    bool has(const std::string& name) const {
        for (const BundleFile& file : bundle)
            if (file.name == name) return true;
        return false;
    }
    // A hub's directory with one order, whose guest is called Rosalind, in a journal.
    std::filesystem::path hub() {
        std::filesystem::create_directories(files.path("hub"));
        test::TestKitchen kitchen;
        Order order = test::an_order("1").line("1", "grill").value();
        order.guest = "Rosalind";
        kitchen.submit(std::make_shared<const Order>(order));
        auto journal = open_journal(files.path("hub/journal.db"));
        REQUIRE(journal);
        Batch batch;
        for (const Event& event : kitchen.journal)
            batch.events.push_back({event.seq, event.at, encode_event(event)});
        REQUIRE(journal->writer->append(batch).outcome == WriteOutcome::durable);
        sources.places.directories = {files.path("hub")};
        return files.path("hub/journal.db");
    }
};

}  // namespace

TEST_CASE("no secret of a settings file is sent, however an editor wrote it") {
    const std::string settings =
        "ROLE=hub\nKITCHEN=Warung Ibu\nPIN_MANAGER=482199\nPIN: 1\nPIN_INSTALLER 471100\n"
        "WIFI_PASSWORD=hunter22\n# the old one was hunter33\nhunter44\nADDRESS=192.168.1.10/24\n";
    std::string with_cr = settings;
    for (char& c : with_cr)
        if (c == '\n') c = '\r';
    for (const std::string& bytes : {settings, in_utf16(settings), with_cr}) {
        Sent sent;
        sent.sources.settings = {sent.files.write("brigade.txt", bytes)};
        sent.sources.logs = {sent.files.write("log.txt", "it tried hunter22 and 482199\n")};
        sent.gather();
        const std::string all = sent.all();
        for (const char* secret : {"482199", "PIN: 1", "471100", "hunter22", "hunter33", "hunter44"})
            CHECK_FALSE(stands_in(all, secret));
        CHECK(stands_in(all, "KITCHEN=Warung Ibu\n"));
        CHECK(stands_in(all, "ADDRESS=192.168.1.10/24\n"));
    }
}

TEST_CASE("a configuration that is no text is left out") {
    Sent sent;
    const std::string bare = in_utf16("[people.pins]\nani = 4821\n").substr(2);  // without its mark
    sent.sources.places.configurations = {sent.files.write("brigade.toml", bare)};
    sent.gather();
    CHECK(stands_in(sent.all(), "left out: it is no text"));
    CHECK_FALSE(stands_in(sent.all(), std::string("4\0008\0002\0001", 7)));
}

TEST_CASE("the Wi-Fi's password is taken out of logs, though the settings file no longer holds it") {
    Sent sent;
    sent.files.write(
        "root/var/lib/brigade/settings/settings.txt",
        "ROLE=\"station\"\nSTATION=\"grill\"\nWIFI_NAME=\"Dapur\"\nWIFI_PASSWORD=\"hunter22\"\n");
    sent.sources.logs = {sent.files.write("log.txt", "joining with hunter22\n")};
    sent.sources.screen_settings = {sent.files.write("screens/grill.conf", "hub = find\nstation = grill\n")};
    sent.gather();
    CHECK_FALSE(stands_in(sent.all(), "hunter22"));
    CHECK(stands_in(sent.all(), "STATION=\"grill\"\n"));
    CHECK(stands_in(sent.all(), "hub = find\nstation = grill\n"));
}

TEST_CASE("what guests are called is taken out of the logs") {
    Sent sent;
    sent.hub();
    sent.sources.logs = {sent.files.write("log.txt", "order 1 of Rosalind\n")};
    sent.gather();
    CHECK(stands_in(sent.all(), "order 1 of [removed]"));
    CHECK_FALSE(stands_in(sent.all(), "Rosalind"));
}

TEST_CASE("where a journal is damaged nobody knows its guests, and the logs are left out") {
    Sent sent;
    const auto journal = sent.hub();
    std::filesystem::remove(journal.string() + "-wal");
    sent.files.write("hub/journal.db", "torn");
    sent.sources.logs = {sent.files.write("log.txt", "order 1 of Rosalind\n")};
    sent.gather();
    CHECK(sent.has("logs/left-out.txt"));
    CHECK_FALSE(stands_in(sent.all(), "Rosalind"));
}

TEST_CASE("a link in a screen's directory leads the bundle nowhere") {
    Sent sent;
    const auto elsewhere = sent.files.write("elsewhere", "somebody's own words\n");
    std::filesystem::create_directories(sent.files.path("station"));
    std::filesystem::create_symlink(elsewhere, sent.files.path("station/settings.json"));
    sent.sources.places.directories = {sent.files.path("station")};
    sent.gather();
    CHECK_FALSE(stands_in(sent.all(), "somebody's own words"));
}

}  // namespace brigade
