// A value or the reason why there is none. Bad input and operating errors travel as results, so that a
// caller cannot forget them; exceptions stay inside the libraries that throw them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace brigade {

// The usual error: one sentence that says what is wrong and, where it helps, what to do.
struct Error {
    std::string message;
};

template <class T, class E = Error>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() & { return get(); }
    const T& operator*() const& { return const_cast<Result*>(this)->get(); }
    T&& operator*() && { return std::move(get()); }
    T* operator->() { return &get(); }
    const T* operator->() const { return &const_cast<Result*>(this)->get(); }

    const E& error() const {
        BRIGADE_CHECK(state_.index() == 1, "error() of a result that holds a value");
        return *std::get_if<1>(&state_);
    }

  private:
    T& get() {
        BRIGADE_CHECK(state_.index() == 0, "value of a result that holds an error");
        return *std::get_if<0>(&state_);
    }
    std::variant<T, E> state_;
};

// For work that yields nothing but may fail.
template <class E>
class [[nodiscard]] Result<void, E> {
  public:
    Result() = default;
    Result(E error) : error_(std::move(error)) {}

    explicit operator bool() const { return !error_; }
    const E& error() const {
        BRIGADE_CHECK(error_.has_value(), "error() of a success");
        return *error_;
    }

  private:
    std::optional<E> error_;
};

using Status = Result<void, Error>;

}  // namespace brigade
