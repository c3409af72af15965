// The printed day: its words in both languages, and HTML that nothing can break out of.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "analytics/asked.h"
#include "analytics/report_html.h"
#include "analytics/report_sample.h"
#include "analytics/report_text.h"

using namespace brigade;
using namespace brigade::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("every word of the report is there in English and Bahasa Indonesia, and none twice") {
    std::set<std::string_view> keys;
    for (const ReportWord& word : report_words()) {
        CAPTURE(word.key);
        CHECK(keys.insert(word.key).second);
        CHECK_FALSE(word.english.empty());
        CHECK_FALSE(word.indonesian.empty());
    }
}

TEST_CASE("the report needs no word that it lacks, whatever the day was") {
    DailyReport report = sample_report();
    report.over = report.complete = false;
    for (const char* filter : {"station", "item", "daypart", "channel", "cook"})
        report.filters.emplace_back(filter, "x");
    for (const char* service : {"dine_in", "takeaway", "delivery", "drive_thru", "self_order"})
        report.filters.emplace_back("service", service);
    for (const ReportLanguage language : {ReportLanguage::english, ReportLanguage::indonesian}) {
        CHECK(report_html(report, language).size() > 5'000);
        CHECK(report_html(DailyReport(), language).size() > 300);
    }
}

TEST_CASE("the report speaks the language that was asked for") {
    const std::string english = report_html(sample_report(), ReportLanguage::english);
    CHECK_THAT(english, ContainsSubstring("Friday, 20 November 2026"));
    CHECK_THAT(english, ContainsSubstring("1,412"));
    const std::string indonesian = report_html(sample_report(), ReportLanguage::indonesian);
    CHECK_THAT(indonesian, ContainsSubstring("Jumat, 20 November 2026"));
    CHECK_THAT(indonesian, ContainsSubstring("1.412"));
    CHECK_THAT(indonesian, ContainsSubstring("lang=\"id\""));
}

TEST_CASE("what a till or a kitchen is called cannot become HTML, and nothing inline would be needed") {
    const std::string html = report_html(sample_report(), ReportLanguage::english);
    CHECK_THAT(html, ContainsSubstring("Warung &lt;Ibu&gt; &amp; &quot;Sons&quot;"));
    CHECK(html.find("<Ibu>") == std::string::npos);
    for (const char* inline_thing :
         {"<script", "<style", " style=", " onload=", " onclick=", "http://", "https://"})
        CHECK(html.find(inline_thing) == std::string::npos);
}

TEST_CASE("a long list shows its beginning and says how many more there are") {
    const std::string html = report_html(sample_report(), ReportLanguage::english);
    CHECK(times(html, "Slow-cooked short rib") == 6);
    CHECK_THAT(html, ContainsSubstring("+ 18 more"));
    CHECK_THAT(html, ContainsSubstring("+ 1 more"));  // of nine stations
}

TEST_CASE("a comparison says how much better or worse it was, and nothing where one would not see it") {
    DailyReport report = sample_report();
    const std::string html = report_html(report, ReportLanguage::english);
    CHECK_THAT(html, ContainsSubstring("usual 6:20 <i>+0:32</i>"));
    CHECK_THAT(html, ContainsSubstring("<span class=\"worse\">usual 6:20"));
    CHECK_THAT(html, ContainsSubstring("day before 900 <i>+57%</i>"));
    CHECK_THAT(html, ContainsSubstring("day before 6:52 <i></i>"));
    report.weekdays.reset();
    CHECK(report_html(report, ReportLanguage::english).find("usual ") == std::string::npos);
}

TEST_CASE("a day without orders says so and shows no empty charts") {
    DailyReport report;
    report.day = "2026-11-20";
    const std::string html = report_html(report, ReportLanguage::english);
    CHECK_THAT(html, ContainsSubstring("Nothing was ordered on this day."));
    CHECK(html.find("<svg") == std::string::npos);
}

TEST_CASE("durations, numbers and shares are written as people read them") {
    CHECK(duration_text(59'999) == "0:59");
    CHECK(duration_text(3'599'000) == "59:59");
    CHECK(duration_text(3'723'000) == "1:02:03");
    CHECK(number_text(1'234'567, ReportLanguage::english) == "1,234,567");
    CHECK(number_text(999, ReportLanguage::indonesian) == "999");
    CHECK(share_text({0, 0}, ReportLanguage::english) == "–");
    CHECK(share_text({820, 41}, ReportLanguage::english) == "5.0%");
    CHECK(share_text({820, 41}, ReportLanguage::indonesian) == "5,0%");
    CHECK(share_text({820, 582}, ReportLanguage::english) == "71%");
    CHECK(share_text({7, 7}, ReportLanguage::english) == "100%");
}

TEST_CASE("the sheet prints what the questions about the day answer, and the longest waits of it") {
    FakeFacts facts = a_friday({a_dish(1, "soto", noon, 400 * one_second),
                                a_dish(2, "soto", noon + one_minute, 900 * one_second),
                                a_dish(3, "soto", noon + one_hour, 500 * one_second),
                                a_dish(4, "cola", noon, 20 * one_second, "drink")});
    facts.out = {{"cola", moment(noon - 6 * one_hour), moment(noon - 4 * one_hour)},
                 {"soto", moment(noon + one_hour), {}}};
    const std::string html = answered(facts, "report").body;
    CHECK_THAT(html, ContainsSubstring("Friday, 20 November 2026"));
    CHECK_THAT(html, ContainsSubstring("as of 15:00"));
    CHECK_THAT(html, ContainsSubstring("<dt>Orders</dt><dd><b>4</b>"));
    CHECK_THAT(html, ContainsSubstring("<dt>Longest wait</dt><dd><b>15:00</b>"));
    CHECK_THAT(html,
               ContainsSubstring("<td>The soto</td><td>3</td><td>8:20</td>"));  // cola was made only once
    CHECK_THAT(html, ContainsSubstring("<td>2</td><td>Grill</td><td>12:01</td><td>15:00</td>"));
    CHECK_THAT(html, ContainsSubstring("<td>cola</td><td>before</td><td>08:00</td><td>60</td>"));
    CHECK_THAT(html, ContainsSubstring("<td>soto</td><td>13:00</td><td>still out</td><td>120</td>"));
    CHECK(html.find("class=\"filters\"") == std::string::npos);
}

TEST_CASE("the sheet names its filters, and a day that is over has no hour") {
    FakeFacts facts = a_friday({a_dish(1, "soto", noon, 400 * one_second)});
    facts.opened[0].closed = moment(noon + 10 * one_hour);
    const std::string html =
        answered(facts, "report", "day=2026-11-20&lang=id&station=grill&service=dine_in").body;
    CHECK_THAT(html, ContainsSubstring("Hanya stasiun <b>Grill</b> · layanan <b>makan di tempat</b>"));
    CHECK(html.find("class=\"state\"") == std::string::npos);
}

TEST_CASE("a sheet that cannot be asked for so is refused where it is wrong") {
    FakeFacts facts = a_friday({});
    CHECK(refused(facts, "report", "day=yesterday").path == "/day");
    CHECK(refused(facts, "report", "lang=fr").path == "/lang");
    CHECK_THAT(answered(facts, "report", "day=2026-01-01").body, ContainsSubstring("Nothing was ordered"));
    facts.reach.today.clear();
    CHECK(refused(facts, "report").path == "/day");
}
