#include "app/demo_dishes.h"

namespace brigade {

const std::vector<Dish>& demo_dishes() {
    using enum ModifierKind;
    using enum Course;
    static const std::vector<Dish> dishes{
        {"es-teh", "Es Teh Manis", "drinks", drink, {{without, "sugar"}, {option, "Large"}}},
        {"es-jeruk", "Es Jeruk", "drinks", drink, {{without, "ice"}, {extra, "lime"}}},
        {"es-kelapa", "Es Kelapa Muda", "drinks", drink, {{without, "sugar"}}},
        {"teh-tarik", "Teh Tarik", "drinks", drink, {{substitute, "oat milk"}}},
        {"cola", "Cola", "drinks", drink, {{without, "ice"}}},
        {"mineral-water", "Mineral Water", "drinks", drink, {{option, "Sparkling"}}},
        {"kopi-tubruk", "Kopi Tubruk", "coffee", drink, {{without, "sugar"}}},
        {"kopi-susu", "Es Kopi Susu", "coffee", drink, {{substitute, "oat milk"}, {extra, "shot"}}},
        {"cappuccino", "Cappuccino", "coffee", drink, {{substitute, "soy milk"}, {option, "Decaf"}}},
        {"jus-alpukat", "Jus Alpukat", "juices", drink, {{without, "chocolate"}}},
        {"jus-mangga", "Jus Mangga", "juices", drink, {{without, "ice"}}},
        {"chicken-wings", "Chicken Wings", "grill", starter, {{option, "Extra hot"}, {extra, "blue cheese dip"}}},
        {"satay-ayam", "Satay Ayam", "grill", starter, {{without, "peanut sauce"}, {extra, "lontong"}}},
        {"lumpia", "Lumpia Semarang", "sides", starter, {{without, "shrimp"}}},
        {"tahu-isi", "Tahu Isi", "sides", starter, {{extra, "chilli"}}},
        {"soto-ayam", "Soto Ayam", "soups", starter, {{without, "egg"}, {extra, "lime"}}},
        {"gado-gado", "Gado-Gado", "sides", starter, {{without, "krupuk"}, {option, "Sauce apart"}}},
        {"burger-classic", "Classic Burger", "burgers", main, {{without, "onion"}, {extra, "cheese"}, {option, "Make it a meal"}}},
        {"burger-double", "Double Burger", "burgers", main, {{without, "pickles"}, {extra, "bacon"}, {option, "Make it a meal"}}},
        {"burger-tempeh", "Tempeh Burger", "burgers", main, {{substitute, "lettuce wrap"}, {without, "mayonnaise"}}},
        {"ribeye-300", "Ribeye 300 g", "grill", main, {{option, "Medium rare"}, {option, "Well done"}, {extra, "pepper sauce"}}},
        {"sirloin-200", "Sirloin 200 g", "grill", main, {{option, "Medium"}, {substitute, "salad for fries"}}},
        {"ayam-bakar", "Ayam Bakar", "grill", main, {{option, "Leg"}, {extra, "sambal"}}},
        {"ikan-bakar", "Ikan Bakar Jimbaran", "grill", main, {{option, "Filleted"}}},
        {"nasi-goreng", "Nasi Goreng", "rice", main, {{option, "Mild"}, {extra, "fried egg"}, {without, "shrimp paste"}}},
        {"nasi-goreng-seafood", "Nasi Goreng Seafood", "rice", main, {{without, "squid"}, {option, "Extra hot"}}},
        {"nasi-campur", "Nasi Campur Bali", "rice", main, {{without, "sambal matah"}}},
        {"mie-goreng", "Mie Goreng Jawa", "noodles", main, {{without, "egg"}, {extra, "vegetables"}}},
        {"fries", "French Fries", "sides", main, {{option, "Large"}, {extra, "mayonnaise"}}},
        {"cendol", "Cendol", "desserts", dessert, {{without, "jackfruit"}}},
        {"es-campur", "Es Campur", "desserts", dessert, {{without, "condensed milk"}}},
        {"pisang-goreng", "Pisang Goreng", "desserts", dessert, {{extra, "cheese"}, {extra, "chocolate"}}},
        {"klepon", "Klepon", "desserts", dessert, {}},
        {"lava-cake", "Chocolate Lava Cake", "desserts", dessert, {{extra, "ice cream"}}},
    };
    return dishes;
}

}  // namespace brigade
