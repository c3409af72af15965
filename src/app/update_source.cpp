#include "app/update_source.h"

#include <fmt/format.h>

#include <iterator>
#include <sstream>

#include "app/run_program.h"
#include "app/update_hub.h"
#include "app/update_release.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

// Nobody's .curlrc, no other scheme by way of a redirection; one that stands still is given up.
constexpr const char* ask_curl =
    "curl --disable --silent --show-error --fail --location --globoff --proto =http,https "
    "--proto-redir =http,https --connect-timeout 10 --speed-limit 1000 --speed-time 30";
constexpr int curl_not_found = 22;  // --fail: the server has no such file, or nothing more of it
constexpr int curl_no_more = 33;    // it cannot give the rest, or there is none

std::vector<std::string> words_in(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

std::string last_line(const std::string& said) {
    const std::size_t end = said.find_last_not_of('\n');
    if (end == said.npos) return "curl says nothing";
    const std::size_t before = said.rfind('\n', end);
    return said.substr(before == said.npos ? 0 : before + 1,
                       end - (before == said.npos ? 0 : before + 1) + 1);
}

Status bring_by_curl(const std::string& address, const std::string& name, const fs::path& to, bool goes_on) {
    std::vector<std::string> words = words_in(ask_curl);
    words.insert(words.end(),
                 {"--max-filesize", std::to_string(update_bytes_max(name)), "--output", to.string()});
    if (goes_on) words.insert(words.end(), {"--continue-at", "-"});
    words.insert(words.end(), {"--", address});
    const auto ran = run_program(words);
    if (!ran) return ran.error();
    if (ran->status == 0) return {};
    if (goes_on && (ran->status == curl_no_more || ran->status == curl_not_found))
        return bring_by_curl(address, name, to, false);
    if (ran->status == curl_not_found) return Error{fmt::format("the server has no {}", name)};
    return Error{last_line(ran->said)};
}

}  // namespace

bool is_update_url(const std::string& from) {
    return from.starts_with("http://") || from.starts_with("https://");
}

UpdateSource from_server(const std::string& url) {
    return {url, [url](const std::string& name, const fs::path& to, bool goes_on) {
                const std::string between = url.ends_with('/') ? "" : "/";
                return bring_by_curl(url + between + name, name, to, goes_on);
            }};
}

UpdateSource from_directory(const fs::path& directory) {
    return {directory.string(), [directory](const std::string& name, const fs::path& to, bool) -> Status {
                std::error_code failed;
                const auto bytes = fs::file_size(directory / name, failed);
                if (failed) return Error{fmt::format("there is no {} in {}", name, directory.string())};
                if (bytes > update_bytes_max(name))
                    return Error{fmt::format("{} is larger than it may be", name)};
                fs::copy_file(directory / name, to, fs::copy_options::overwrite_existing, failed);
                if (failed) return Error{fmt::format("{} cannot be copied: {}", name, failed.message())};
                return {};
            }};
}

Result<UpdateSource> update_source(const UpdateBox& box, const std::string& from,
                                   const ToolArguments& arguments) {
    if (is_update_url(from)) return from_server(from);
    if (from == "hub") {
        auto hub = HubQuestions::open(box, arguments);
        if (!hub) return hub.error();
        return from_hub(*std::move(hub));
    }
    std::error_code ignored;
    if (fs::is_directory(from, ignored)) return from_directory(from);
    return Error{fmt::format("\"{}\" is neither hub, nor http:// or https://, nor a directory", from)};
}

}  // namespace brigade
