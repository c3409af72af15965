// What a window is made of; only window*.cpp include this. Taken apart in reverse.
#pragma once

#include <SDL.h>
#include <imgui.h>

#include <condition_variable>
#include <mutex>

#include "ui/panes.h"
#include "ui/window.h"

namespace brigade::ui {

struct Window::Parts {
    struct Pane {
        PixelArea area;
        Theme theme = Theme::dark;
        Density density = Density::normal;
        Viewing viewing;
        Look look = {};
        Shift shift = {};
        std::optional<std::int64_t> finger = {};  // that is down here; one at a time
        std::uint64_t finger_at_ms = 0;
        float touch_x = 0, touch_y = 0;  // where the picture that is presented stands on the glass
        std::unique_ptr<ImDrawList> list = {};
    };

    ~Parts();
    Status open_display();
    Status open_picture_in_memory();
    Status open_imgui();
    void follow_size();
    void follow_panel();
    void make_looks();
    void make_textures();  // after which none of what they held is known
    void keep_picture();
    void follow(const SDL_Event& event);
    bool find_pane(Input& input);
    void begin_list(Pane& pane);
    Viewing viewing_of(const Pane& pane) const;
    void gather();
    Colour ground() const;  // under all panes
    bool show_picture();
    void send(const std::vector<PixelArea>& areas);

    WindowOptions options;
    bool sdl = false, imgui = false, backend = false, driver_waits = false;
    bool takes_text = false;  // keys that print letters come as text
    SDL_Window* window = nullptr;
    SDL_Surface* surface = nullptr;
    SDL_Renderer* renderer = nullptr;
    bool software = false;        // then the renderer itself keeps the picture
    SDL_Texture* kept = nullptr;  // else it is drawn on this; null: it is drawn whole each time
    std::vector<Piece> picture;   // presented last
    Changed changed;
    int width = 0, height = 0;
    float panel_in = 0;  // the panel's own word for its diagonal
    std::vector<Pane> panes;
    std::vector<PixelArea> pane_areas;
    std::optional<std::size_t> marked;
    bool presented = false;
    bool again = false;  // the next picture is sent, whatever it looks like
    Fonts fonts;

    std::mutex mutex;  // guards woken
    std::condition_variable wakes;
    bool woken = false;
};

}  // namespace brigade::ui
