// The menu, beside a good configuration that names it.
#include "kitchen_files.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    static const KitchenFiles files;
    files.check_with("config/menu.toml", input);
}

}  // namespace brigade::fuzz
