#include <imgui.h>

#include "ui/canvas.h"

namespace brigade::ui {
namespace {

ImU32 packed(Colour colour) { return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha); }

}  // namespace

void Canvas::dot(float x, float y, float size, Colour colour) {
    list_->AddCircleFilled({x, y}, size / 2, packed(colour), 32);
}

void Canvas::ring(float x, float y, float size, Colour colour, float thickness) {
    list_->AddCircle({x, y}, size / 2 - thickness / 2, packed(colour), 32, thickness);
}

void Canvas::triangle_up(float x, float y, float size, Colour colour) {
    const float half = size / 2;
    list_->AddTriangleFilled({x, y - half * 0.9F}, {x + half, y + half * 0.85F}, {x - half, y + half * 0.85F},
                             packed(colour));
}

void Canvas::triangle_right(float x, float y, float size, Colour colour) {
    const float half = size / 2;
    list_->AddTriangleFilled({x - half * 0.7F, y - half}, {x + half, y}, {x - half * 0.7F, y + half},
                             packed(colour));
}

void Canvas::diamond(float x, float y, float size, Colour colour) {
    const float half = size / 2;
    list_->AddQuadFilled({x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}, packed(colour));
}

void Canvas::tick(float x, float y, float size, Colour colour, float thickness) {
    const float half = size / 2;
    const ImVec2 points[] = {{x - half * 0.8F, y + half * 0.1F},
                             {x - half * 0.2F, y + half * 0.65F},
                             {x + half * 0.85F, y - half * 0.65F}};
    list_->AddPolyline(points, 3, packed(colour), ImDrawFlags_None, thickness);
}

void Canvas::arrow(float x, float y, float size, Colour colour, float thickness) {
    const float half = size / 2;
    const ImVec2 head[] = {
        {x + half * 0.25F, y - half * 0.6F}, {x + half * 0.9F, y}, {x + half * 0.25F, y + half * 0.6F}};
    list_->AddLine({x - half * 0.9F, y}, {x + half * 0.85F, y}, packed(colour), thickness);
    list_->AddPolyline(head, 3, packed(colour), ImDrawFlags_None, thickness);
}

}  // namespace brigade::ui
