// How far the facts are, as Prometheus reads it: the figures' part of the hub's metrics (docs/monitoring.md).
// Pure.
#pragma once

#include <string>

#include "analytics/fact_source.h"

namespace brigade {

// `coverage` as it was read last; an error means that the facts cannot be had.
std::string figures_metrics(const Result<Coverage>& coverage);

}  // namespace brigade
