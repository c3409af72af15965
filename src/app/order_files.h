// Orders in files, as people keep them: one object, a list of objects, or one object a line. Pure but for the
// reading of the file.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace brigade {

struct FileOrder {
    std::string file;
    std::size_t index = 0;  // from 1
    boost::json::object order;

    std::string number() const;  // as the order gives it, for a person; may be empty
};

// Whether an order is good is the hub's to say; here it must only be an object that fits a message.
Result<std::vector<FileOrder>> parse_orders(std::string_view text, const std::string& file);

// "-" is standard input.
Result<std::vector<FileOrder>> read_orders(const std::string& file);

}  // namespace brigade
