// The hub's own file, config/brigade.toml, beside good station files and a good menu.
#include "kitchen_files.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    static const KitchenFiles files;
    files.check_with("config/brigade.toml", input);
}

}  // namespace brigade::fuzz
