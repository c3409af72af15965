#include "ui/keys.h"

#include <SDL.h>

namespace brigade::ui {

Function function_of(const SDL_Keysym& key) {
    if (key.scancode >= SDL_SCANCODE_1 && key.scancode <= SDL_SCANCODE_9)
        return position(key.scancode - SDL_SCANCODE_1 + 1);
    if (key.scancode >= SDL_SCANCODE_KP_1 && key.scancode <= SDL_SCANCODE_KP_9)
        return position(key.scancode - SDL_SCANCODE_KP_1 + 1);
    if (key.scancode == SDL_SCANCODE_0 || key.scancode == SDL_SCANCODE_KP_0) return Function::zero;
    switch (key.sym) {
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return Function::bump;
        case SDLK_SPACE:
            return Function::start;
        case SDLK_l:
            return Function::bump_line;
        case SDLK_UP:
            return Function::up;
        case SDLK_DOWN:
            return Function::down;
        case SDLK_LEFT:
            return Function::left;
        case SDLK_RIGHT:
            return Function::right;
        case SDLK_BACKSPACE:
            return Function::recall;
        case SDLK_u:
            return Function::undo;
        case SDLK_c:
            return Function::confirm;
        case SDLK_f:
            return Function::fire_course;
        case SDLK_PAGEDOWN:
            return Function::page_next;
        case SDLK_PAGEUP:
            return Function::page_previous;
        case SDLK_F9:
            return Function::devices;
        case SDLK_F10:
            return Function::cook;
        case SDLK_o:
        case SDLK_KP_PLUS:
            return Function::one_done;
        case SDLK_h:
            return Function::hold;
        case SDLK_r:
            return Function::rush;
        case SDLK_t:
            return Function::transfer;
        case SDLK_x:
            return Function::unavailable;
        case SDLK_a:
            return Function::all_day;
        case SDLK_v:
            return Function::view;
        case SDLK_w:
            return Function::filter;
        case SDLK_m:
        case SDLK_MENU:
            return Function::menu;
        case SDLK_F7:
            return Function::lock;
        case SDLK_F6:
            return Function::figures;
        case SDLK_F8:
            return Function::setup;
        case SDLK_ESCAPE:
            return Function::cancel;
        default:
            return Function::none;
    }
}

}  // namespace brigade::ui
