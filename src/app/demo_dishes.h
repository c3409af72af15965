// What the guests of the demo order: dishes of config/menu.toml with what people say about them. Data only.
#pragma once

#include <string_view>
#include <vector>

#include "core/order.h"

namespace brigade {

enum class Course { drink = 0, starter = 1, main = 2, dessert = 3 };

struct Wish {
    ModifierKind kind;
    std::string_view name;
};

struct Dish {
    std::string_view item;
    std::string_view name;
    std::string_view category;
    Course course;
    std::vector<Wish> wishes;
};

const std::vector<Dish>& demo_dishes();

}  // namespace brigade
