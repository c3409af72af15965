#include "hub/metric_text.h"

#include <fmt/format.h>

#include <iterator>

namespace brigade {

void put_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP brigade_{0} {2}\n# TYPE brigade_{0} {1}\n", name, type,
                   help);
}

void put_value(std::string& out, std::string_view name, std::string_view labels, double value) {
    const std::string where = labels.empty() ? std::string() : fmt::format("{{{}}}", labels);
    fmt::format_to(std::back_inserter(out), "brigade_{}{} {:.15g}\n", name, where, value);
}

void put(std::string& out, std::string_view name, std::string_view type, std::string_view help,
         double value) {
    put_metric(out, name, type, help);
    put_value(out, name, {}, value);
}

std::string label(std::string_view name, std::string_view value) {
    std::string text = fmt::format("{}=\"", name);
    for (char c : value) {
        if (c == '\\' || c == '"') text += '\\';
        if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text + '"';
}

}  // namespace brigade
