// What a window is made of; only window*.cpp include this. Taken apart in reverse.
#pragma once

#include <SDL.h>

#include <condition_variable>
#include <mutex>

#include "ui/window.h"

namespace brigade::ui {

struct Window::Parts {
    ~Parts();
    Status open_display();
    Status open_picture_in_memory();
    Status open_imgui();
    void follow_size();
    void render();

    WindowOptions options;
    bool sdl = false, imgui = false, backend = false, driver_waits = false;
    SDL_Window* window = nullptr;
    SDL_Surface* surface = nullptr;
    SDL_Renderer* renderer = nullptr;
    int width = 0, height = 0;
    Look look;
    Fonts fonts;

    std::mutex mutex;  // guards woken
    std::condition_variable wakes;
    bool woken = false;
};

}  // namespace brigade::ui
