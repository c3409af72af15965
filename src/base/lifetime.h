// What an object hands to a loop or a worker may come back after the object has gone: a hub is closed while
// its batch is being written. A call that is guarded by the object's Lifetime does nothing then.
//
// A member of that object. Guarding is for any thread; guarded calls run on the thread that ends the object.
#pragma once

#include <memory>
#include <utility>

namespace brigade {

class Lifetime {
  public:
    template <class Call>
    auto guard(Call call) const {
        return [alive = std::weak_ptr(alive_), call = std::move(call)](auto&&... given) {
            if (!alive.expired()) call(std::forward<decltype(given)>(given)...);
        };
    }

  private:
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace brigade
