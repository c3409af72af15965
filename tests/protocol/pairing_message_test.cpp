#include "protocol/pairing_message.h"

#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "base/secret.h"

using namespace brigade;

namespace {

const std::string digest = sha256("anything");
const std::string hex = bytes_to_hex(digest);

template <class T>
std::string path_of(const Read<T>& read) {
    const auto* refusal = std::get_if<Refusal>(&read);
    if (refusal) CHECK_FALSE(refusal->message.empty());
    return refusal ? refusal->path : "read";
}

std::string pair_with(const std::string& field, const std::string& value) {
    std::string text =
        R"({"type":"pair","protocol":1,"role":"kitchen","name":"Grill","version":"1.0","commit":")" + hex +
        R"("})";
    const std::string key = "\"" + field + "\":";
    const std::size_t from = text.find(key) + key.size();
    const std::size_t end = text.find_first_of(",}", from);
    return text.replace(from, end - from, value);
}

}  // namespace

TEST_CASE("what one side of a pairing writes the other reads") {
    const PairRequest request{DeviceRole::pos, "Kasse \"3\" ☕", "1.0", digest};
    CHECK(std::get<PairRequest>(read_pair_request(to_text(request))) == request);
    const PairWaiting waiting{"3", "hub-1", "Warung Ibu", digest, 120};
    CHECK(std::get<PairWaiting>(read_pair_waiting(to_text(waiting))) == waiting);
    CHECK(std::get<PairCommit>(read_pair_commit(to_text(PairCommit{digest}))).commit == digest);
    CHECK(std::get<PairReveal>(read_pair_reveal(to_text(PairReveal{digest}))).key == digest);
    const PairedMessage paired{digest, "d-1", hex, DeviceRole::kitchen, "Grill", "hub-1", {hex, hex}};
    CHECK(std::get<PairedMessage>(read_paired(to_text(paired))) == paired);
}

TEST_CASE("each message of a pairing is known by its type, and nothing else is") {
    CHECK(pairing_type(R"({"type":"pair"})") == PairingType::pair);
    CHECK(pairing_type(R"({"type":"pairing"})") == PairingType::pairing);
    CHECK(pairing_type(R"({"type":"pair.commit"})") == PairingType::commit);
    CHECK(pairing_type(R"({"type":"pair.reveal"})") == PairingType::reveal);
    CHECK(pairing_type(R"({"type":"paired"})") == PairingType::paired);
    for (const char* text : {"", "[]", "{}", R"({"type":7})", R"({"type":"hello"})", R"({"type":"Pair"})"})
        CHECK(pairing_type(text) == PairingType::none);
}

TEST_CASE("a pair message that is wrong is refused with its place") {
    CHECK(path_of(read_pair_request(pair_with("name", "\"Grill\""))) == "read");
    CHECK(path_of(read_pair_request(pair_with("protocol", "2"))) == "/protocol");
    CHECK(path_of(read_pair_request(pair_with("role", "\"chef\""))) == "/role");
    CHECK(path_of(read_pair_request(pair_with("role", "null"))) == "/role");
    CHECK(path_of(read_pair_request(pair_with("name", "\"\""))) == "/name");
    CHECK(path_of(read_pair_request(pair_with("name", "7"))) == "/name");
    CHECK(path_of(read_pair_request(R"({"type":"pair.reveal"})")) == "/type");
    CHECK(path_of(read_pair_request("[]")).empty());
    CHECK(path_of(read_pair_request("no JSON")).empty());
}

TEST_CASE("a name that could be taken for the next line of what is signed is refused") {
    CHECK(path_of(read_pair_request(pair_with("name", R"("Grill\n482913")"))) == "/name");
    CHECK(path_of(read_pair_request(pair_with("name", R"("Grill\u0000")"))) == "/name");
    CHECK(path_of(read_pair_request(pair_with("name", R"("Grill\u007f")"))) == "/name");
    CHECK(path_of(read_pair_request(
              pair_with("name", '"' + std::string(limits::text_chars + 1, 'x') + '"'))) == "/name");
    CHECK_FALSE(is_name(""));
    CHECK_FALSE(is_name("a\xff"));
    CHECK(is_name(std::string(limits::text_chars, 'x')));
}

TEST_CASE("a commit has exactly 64 lower-case hexadecimal digits") {
    auto quoted = [](const std::string& text) { return '"' + text + '"'; };
    std::string upper = hex;
    upper[0] = 'F';
    for (const std::string& wrong : {quoted(""), quoted(hex.substr(2)), quoted(hex + "00"), quoted(upper),
                                     quoted("g" + hex.substr(1)), std::string("null"), std::string("12")})
        CHECK(path_of(read_pair_request(pair_with("commit", wrong))) == "/commit");
}

TEST_CASE("what a hub sends is read as strictly") {
    CHECK(path_of(read_pair_commit(R"({"type":"pair.commit","commit":"00"})")) == "/commit");
    CHECK(path_of(read_pair_reveal(R"({"type":"pair.reveal"})")) == "/key");
    CHECK(path_of(read_pair_waiting(R"({"type":"pairing","id":"1","expires_s":120})")) == "/nonce");
    PairedMessage paired{digest, "d-1", hex, DeviceRole::kitchen, "Grill", "hub-1", {hex}};
    paired.token = hex.substr(2);
    CHECK(path_of(read_paired(to_text(paired))) == "/token");
    paired.token = hex;
    paired.pins = {hex, "aa"};
    CHECK(path_of(read_paired(to_text(paired))) == "/pins/1");
}

TEST_CASE("a code is six ASCII digits") {
    CHECK(is_pairing_code("000000"));
    CHECK(is_pairing_code("482913"));
    for (const char* text : {"", "48291", "4829133", "48291a", " 48291", "-48291", "４８２９１３"})
        CHECK_FALSE(is_pairing_code(text));
}
