// The small texts that travel inside others: instants, heads, hashes and addresses. What is read must come
// back from its written form as it was.
#include "base/hash.h"
#include "base/time.h"
#include "journal/chain.h"
#include "net/address.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

void check_time(std::string_view text) {
    auto time = parse_time(text);
    if (!time) return;
    auto again = parse_time(format_time(*time));
    BRIGADE_CHECK(again == time, "an instant must come back as it was");
}

void check_head(std::string_view text) {
    if (auto head = head_from_text(text))
        BRIGADE_CHECK(to_text(*head) == text, "a head has one written form");
    if (auto hash = hash_from_hex(text)) BRIGADE_CHECK(to_hex(*hash) == text, "a hash has one written form");
}

void check_address(std::string_view text) {
    auto address = net::parse_listen_address(text);
    if (!address) {
        BRIGADE_CHECK(!address.error().message.empty(), "what is wrong must be said");
        return;
    }
    auto again = net::parse_listen_address(net::to_text(address->host, address->port));
    BRIGADE_CHECK(again && again->host == address->host && again->port == address->port,
                  "an address must come back as it was");
}

void check_url(std::string_view text) {
    auto url = net::parse_hub_url(text);
    BRIGADE_CHECK(url || !url.error().message.empty(), "what is wrong must be said");
    BRIGADE_CHECK(!url || (!url->host.empty() && url->resource.starts_with('/')),
                  "a URL must lead somewhere");
}

}  // namespace

void target(std::string_view input) {
    check_time(input);
    check_head(input);
    check_address(input);
    check_url(input);
}

}  // namespace brigade::fuzz
