// The forms that the hub's HTTP answers have: JSON that nobody keeps or guesses the type of, and refusals
// with the status that the contract gives them (docs/protocol.md, "HTTP"). Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "core/refusal.h"
#include "net/http.h"

namespace brigade {

// For an answer of any type that no browser keeps or guesses the type of.
net::HttpHeaders never_kept();
net::HttpAnswer json_answer(int status, std::string body);
// `re` is the request's id, if it had one; `status` replaces the one that belongs to the refusal's code.
net::HttpAnswer refused(const Refusal& refusal, const std::string& re = {}, std::optional<int> status = {});
// `text` is a path or a method, which may be any bytes.
std::string told(const std::string& text);
net::HttpAnswer not_taken(const net::HttpRequest& request, const char* allowed);

}  // namespace brigade
