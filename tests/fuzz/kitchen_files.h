// A good configuration in a directory of its own, of which a target replaces one file by its input. What is
// read must either be a configuration that the hub can journal and that can be written and read again, or a
// list of problems that a person can act on. Owned by its target; one thread.
#pragma once

#include <string>
#include <string_view>

#include "support/temporary_directory.h"

namespace brigade::fuzz {

class KitchenFiles {
  public:
    KitchenFiles();

    // Reads the configuration with `text` in the place of the file `name`, checks what came of it, and puts
    // the good file back.
    void check_with(const std::string& name, std::string_view text) const;

  private:
    test::TemporaryDirectory directory_;
};

}  // namespace brigade::fuzz
