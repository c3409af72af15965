#include "analytics/figures_metrics.h"

#include <fmt/format.h>

namespace brigade {
namespace {

std::string gauge(const char* name, const char* help, Seq value) {
    return fmt::format(
        "# HELP brigade_figures_{0} {1}\n# TYPE brigade_figures_{0} gauge\nbrigade_figures_{0} {2}\n", name,
        help, value);
}

}  // namespace

std::string figures_metrics(const Result<Coverage>& coverage) {
    const Coverage known = coverage ? *coverage : Coverage{};
    const Seq lag = known.journal_seq > known.seq ? known.journal_seq - known.seq : 0;
    const bool ok = coverage && known.trouble.empty();
    return gauge("ok", "1 while the managers' facts can be written and read", ok ? 1 : 0) +
           gauge("lag_events", "Events of the journal that are not in the facts yet", lag) +
           gauge("rebuilding", "1 while the facts are made anew", known.rebuilding ? 1 : 0);
}

}  // namespace brigade
