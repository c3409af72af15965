// A cook before a screen: the real station's model, the picture as it is drawn, the real controls; and hands
// that know nothing but a bump bar's keys, or nothing but places on the panel. The hub is the test's. Time at
// the screen goes on by looking: a second at each look, so that what is pressed then was seen.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "station/bar_keys.h"
#include "station/serial_bar.h"
#include "station/troubles.h"
#include "ui/controls.h"
#include "ui/screen.h"
#include "ui/sound.h"
#include "ui/window.h"

namespace brigade::hands {

class Cook {
  public:
    Cook(net::EventLoop& loop, Mailbox& mailbox);
    virtual ~Cook() = default;

    // Draws what there is, twice within a second.
    void look();
    // A cloth over the whole panel; true if anything came of it.
    bool wipe();
    const ui::View& view() const { return controls_.view(); }
    const ui::Frame& frame() const { return frame_; }
    const ScreenTicket& ticket(const std::string& order) const;
    // What this screen tells to be wrong, the picture's own troubles too.
    std::vector<Trouble> troubles() const;

    virtual void choose(const std::string& order) = 0;
    virtual void choose_line(const std::string& order, const std::string& line) = 0;
    // With the key, or the place, that stands for it; where there is none, through the menu.
    virtual void use(Function function) = 0;
    // Closes what lies over the tickets: with cancel, or by a touch beside it.
    virtual void leave() = 0;
    // In a list that asks: the entry with this id.
    virtual void pick(const std::string& id) = 0;
    // In the menu, the entry with this function: about the chosen ticket, or about the screen.
    virtual void pick(Function function, bool of_screen) = 0;
    virtual void type(const std::string& text) = 0;  // on the keyboard on the screen, and DONE
    // On the device page.
    virtual void use_device_key(const std::string& row, ui::DeviceKey key) = 0;
    // From anywhere to the page on which a bump bar is learned; and its end, with what was learned.
    virtual void open_lesson() = 0;
    virtual void keep_lesson() = 0;
    // A key of the bar that is learned goes down and up.
    void teach(KeyCode key);
    virtual void digits(const std::string& pin) = 0;  // on the keypad, and its key that sends

  protected:
    void post(std::optional<Action> action);
    std::size_t place_in_menu(Function function, std::optional<bool> of_screen = {}) const;
    std::size_t place_in_menu(const std::string& id) const;

    ui::Controls controls_;
    TimeMs now_ms_;

  private:
    void draw();

    net::EventLoop& loop_;
    Mailbox& mailbox_;
    std::unique_ptr<ui::Window> window_;
    ui::Words words_;
    ui::Screen screen_;
    ui::Speaker speaker_;
    ui::Sound sound_;
    ui::Frame frame_;
};

class BarCook : public Cook {
  public:
    BarCook(net::EventLoop& loop, Mailbox& mailbox, const BarProfile& profile);

    void choose(const std::string& order) override;
    void choose_line(const std::string& order, const std::string& line) override;
    void use(Function function) override;
    void leave() override;
    void pick(const std::string& id) override;
    void pick(Function function, bool of_screen) override;
    void type(const std::string& text) override;
    void open_lesson() override;
    void keep_lesson() override;
    void use_device_key(const std::string& row, ui::DeviceKey key) override;
    void digits(const std::string& pin) override;

  private:
    bool has(Function function) const;
    void strike(Function function);
    void strike_one_of(Function function, Function otherwise);
    void change(KeyCode key, KeyChange change);
    void move_to(std::size_t place);

    BarProfile profile_;
    BarKeys keys_;
    SerialLetters letters_;  // in place of the keys, where it sends them
};

class TouchCook : public Cook {
  public:
    using Cook::Cook;

    void choose(const std::string& order) override;
    void choose_line(const std::string& order, const std::string& line) override;
    void use(Function function) override;
    void leave() override;
    void pick(const std::string& id) override;
    void pick(Function function, bool of_screen) override;
    void type(const std::string& text) override;
    void open_lesson() override;
    void keep_lesson() override;
    void use_device_key(const std::string& row, ui::DeviceKey key) override;
    void digits(const std::string& pin) override;

  private:
    template <class Test>
    const ui::Hit* find(Test test) const;
    void tap(const ui::Hit& hit);
    void rest_on_ticket();
    void tap_menu(std::size_t place);
    void swipe(bool next);
};

}  // namespace brigade::hands
