#include "hub/figures_api.h"

#include <memory>

#include "base/limits.h"
#include "hub/http_answer.h"
#include "hub/page_files.h"

namespace brigade {
namespace {

constexpr DurationMs later_ms = 2'000;

// Tills and screens have no business with how the kitchen did.
bool may_ask(const Asker& asker) { return !asker.device || manages(*asker.device); }

net::HttpAnswer come_again() {
    return refused(
        {ErrorCode::rate_limited, "", "too much that was asked for has not been read yet", {}, later_ms});
}

net::HttpAnswer whole_answer(Figures::Answer&& given) {
    net::HttpAnswer answer{200, std::move(given.content_type), std::move(given.body), never_kept()};
    if (answer.content_type.starts_with("text/html")) {
        answer.headers = {{"Cache-Control", "no-store"}};
        add_page_headers(answer);
    }
    if (!given.file_name.empty())
        answer.headers.emplace_back("Content-Disposition",
                                    "attachment; filename=\"" + given.file_name + "\"");
    return answer;
}

}  // namespace

bool FiguresApi::has_room_for(std::size_t bytes) const {
    return unsent_bytes_() + bytes <= limits::figures_unsent_bytes;
}

net::HttpAnswer FiguresApi::answer_of(std::variant<Figures::Answer, Refusal>&& told) const {
    if (const auto* refusal = std::get_if<Refusal>(&told)) return refused(*refusal);
    auto& given = std::get<Figures::Answer>(told);
    return has_room_for(given.body.size()) ? whole_answer(std::move(given)) : come_again();
}

void FiguresApi::answer(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply) {
    if (!may_ask(asker))
        return reply.answer(
            refused({ErrorCode::not_allowed, "", "the figures are for managers; ask with a manager's token"},
                    {}, 403));
    if (!figures_)
        return reply.answer(refused({ErrorCode::invalid_message, "", "this hub keeps no figures"}, {}, 404));
    if (!has_room_for(0)) return reply.answer(come_again());
    auto shared = std::make_shared<net::HttpReply>(std::move(reply));
    figures_->ask(request.path.substr(figures_path.size()), request.query,
                  lifetime_.guard([this, shared](std::variant<Figures::Answer, Refusal> told) {
                      shared->answer(answer_of(std::move(told)));
                  }));
}

}  // namespace brigade
