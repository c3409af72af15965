#include "hub/page_files.h"

#include <fmt/format.h>

#include <utility>

#include "base/secret.h"
#include "base/small_file.h"

namespace brigade {
namespace {

constexpr std::size_t tag_bytes = 16;

constexpr std::pair<const char*, const char*> types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".woff2", "font/woff2"},
};

// A file of another type is none of the page's.
const char* type_of(const std::filesystem::path& path) {
    for (const auto& [extension, type] : types)
        if (path.extension() == extension) return type;
    return nullptr;
}

// Scripts from here alone, and none of them may turn text into HTML.
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src "
    "'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types "
    "'none'";

}  // namespace

void add_page_headers(net::HttpAnswer& answer) {
    answer.headers.emplace_back("Content-Security-Policy", policy);
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.headers.emplace_back("X-Frame-Options", "DENY");
    answer.headers.emplace_back("Referrer-Policy", "no-referrer");
    answer.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    answer.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

Result<PageFiles> PageFiles::read(const std::filesystem::path& directory) {
    PageFiles page;
    std::error_code error;
    std::filesystem::directory_iterator entries(directory, error);
    if (error) return page;
    std::error_code ignored;  // what cannot be looked at is no file of the page
    for (const std::filesystem::directory_iterator end; entries != end; entries.increment(error)) {
        if (error) break;
        const auto& entry = *entries;
        const char* type = type_of(entry.path());
        if (!type || !entry.is_regular_file(ignored)) continue;
        if (page.files_.size() >= files_max)
            return Error{fmt::format("{} holds more than {} files", directory.string(), files_max)};
        auto text = read_small_file(entry.path(), file_bytes_max);
        if (!text) return text.error();
        if (!text->has_value()) continue;
        const std::string tag = '"' + bytes_to_hex(sha256(**text).substr(0, tag_bytes)) + '"';
        page.files_.emplace('/' + entry.path().filename().string(), File{type, *std::move(*text), tag});
    }
    if (error) return Error{fmt::format("{} cannot be listed: {}", directory.string(), error.message())};
    return page;
}

std::optional<net::HttpAnswer> PageFiles::answer(const net::HttpRequest& request) const {
    auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
    if (found == files_.end()) return std::nullopt;
    const File& file = found->second;
    const std::string_view known = request.header("If-None-Match");
    const bool unchanged = known.find(file.tag) != std::string_view::npos;
    net::HttpAnswer answer{unchanged ? 304 : 200, file.content_type, unchanged ? std::string() : file.body};
    answer.headers.emplace_back("ETag", file.tag);
    answer.headers.emplace_back("Cache-Control", "no-cache");  // kept, and asked about each time
    add_page_headers(answer);
    return answer;
}

}  // namespace brigade
