// The Asio side of EventLoop, for the files of this room that open sockets.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>
#include <optional>

namespace brigade::net {

struct LoopParts {
    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
    std::optional<boost::asio::signal_set> signals;
    std::function<void(int)> signal_call;
};

}  // namespace brigade::net
