// Orders in files, as `brigade send` takes them: one object, a list, or one object a line.
#include "app/order_files.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    auto orders = parse_orders(input, "orders.json");
    if (!orders) {
        BRIGADE_CHECK(orders.error().message.starts_with("orders.json"), "what is wrong must name the file");
        return;
    }
    for (std::size_t i = 0; i < orders->size(); ++i)
        BRIGADE_CHECK((*orders)[i].index == i + 1, "orders must be counted from one");
}

}  // namespace brigade::fuzz
