#include "app/demo_guests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/demo_dishes.h"

namespace brigade {
namespace {

constexpr std::array guests{"Ana",  "Made",  "Putri", "Wayan", "James", "Siti", "Ketut", "Yuki",
                            "Nina", "Bagus", "Dewi",  "Lukas", "Rina",  "Tom",  "Ayu",   "Arif"};
constexpr std::array servers{"Budi", "Sari", "Agus", "Lestari"};
constexpr std::array allergies{"peanut", "shellfish", "gluten", "dairy", "egg", "sesame"};
constexpr std::array order_notes{"Birthday, candle with the dessert", "All dishes together please",
                                 "Guests are in a hurry", "Child at the table, mild food first"};
constexpr std::array line_notes{"well done", "cut in half", "sauce on the side", "extra napkins",
                                "no chilli at all"};

}  // namespace

DemoGuests::DemoGuests(std::uint32_t seed, std::string run, double speed)
    : random_(seed),
      run_(std::move(run)),
      speed_(speed) {}

bool DemoGuests::chance(double probability) { return std::bernoulli_distribution(probability)(random_); }

int DemoGuests::between(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
}

template <class List>
const auto& DemoGuests::one_of(const List& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<int>(list.size()) - 1))];
}

std::size_t DemoGuests::any_dish(int course) {
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < demo_dishes().size(); ++i)
        if (demo_dishes()[i].course == static_cast<Course>(course)) fitting.push_back(i);
    return one_of(fitting);
}

void DemoGuests::add_wishes(Line& line, std::size_t dish) {
    const std::vector<Wish>& wishes = demo_dishes()[dish].wishes;
    if (!wishes.empty() && chance(0.45)) {
        const Wish& wish = one_of(wishes);
        line.modifiers.push_back({wish.kind, std::string(wish.name)});
    }
    bool cooked = line.category != "drinks" && line.category != "coffee" && line.category != "juices";
    if (cooked && chance(0.06)) line.notes = one_of(line_notes);
}

void DemoGuests::add_line(Order& order, std::size_t dish, int seat) {
    const Dish& chosen = demo_dishes()[dish];
    auto same = std::ranges::find(order.lines, chosen.item, &Line::item);
    if (same != order.lines.end() && same->modifiers.empty() && same->notes.empty()) {
        ++same->quantity;
        same->seat = 0;
        return;
    }
    Line line;
    line.id = std::to_string(order.lines.size() + 1);
    line.item = chosen.item;
    line.name = chosen.name;
    line.category = chosen.category;
    line.course = order.service == Service::dine_in ? static_cast<int>(chosen.course) : 0;
    line.seat = seat;
    add_wishes(line, dish);
    order.lines.push_back(std::move(line));
}

void DemoGuests::order_for(Order& order, int people, double starter, double dessert) {
    bool seats = order.service == Service::dine_in && people > 1;
    for (int person = 1; person <= people; ++person) {
        int seat = seats ? person : 0;
        add_line(order, any_dish(2), seat);
        if (chance(0.85)) add_line(order, any_dish(0), seat);
        if (chance(starter)) add_line(order, any_dish(1), 0);
        if (chance(dessert)) add_line(order, any_dish(3), seat);
    }
}

void DemoGuests::dine_in(Order& order) {
    order.service = Service::dine_in;
    order.table = std::to_string(between(1, 24));
    order.server = one_of(servers);
    order.covers = between(1, 4);
    if (chance(0.08)) order.priority = Priority::vip;
    if (chance(0.07)) order.notes = one_of(order_notes);
    order_for(order, order.covers, 0.3, 0.25);
}

void DemoGuests::counter(Order& order) {
    order.service = order.channel == "kiosk" && chance(0.5) ? Service::self_order : Service::takeaway;
    order.guest = one_of(guests);
    order_for(order, between(1, 2), 0.15, 0.2);
}

void DemoGuests::delivery(Order& order) {
    order.service = Service::delivery;
    order.guest = one_of(guests);
    order.reference = fmt::format("GF-{}", between(1000, 9999));
    order_for(order, between(1, 3), 0.3, 0.3);
    if (chance(0.15))
        order.promised_at = order.placed_at + static_cast<TimeMs>(between(15, 25) * 60'000 / speed_);
}

void DemoGuests::add_worries(Order& order) {
    if (!chance(0.1)) return;
    std::string allergy = one_of(allergies);
    order.allergies.push_back(allergy);
    order.lines.front().modifiers.push_back({ModifierKind::allergy, allergy});
}

Order DemoGuests::next_order(const DemoTerminalKind& terminal, TimeMs now) {
    ++count_;
    Order order;
    order.id = fmt::format("demo-{}-{}", run_, count_);
    order.number = terminal.prefix + std::to_string(count_ % 1000);
    order.placed_at = now;
    order.channel = terminal.channel;
    if (terminal.channel.ends_with("food"))
        delivery(order);
    else if (terminal.channel == "pos" && chance(0.8))
        dine_in(order);
    else
        counter(order);
    add_worries(order);
    return order;
}

Order DemoGuests::changed(Order order) {
    Line& line = chance(0.5) ? order.lines.front() : order.lines.back();
    int choice = between(1, 3);
    if (choice == 1) ++line.quantity;
    if (choice == 2) line.modifiers.push_back({ModifierKind::option, "Takeaway box"});
    if (choice == 3) add_line(order, any_dish(0), 0);
    return order;
}

}  // namespace brigade
