"""A map as a picture file, for pages without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from backstride.site.design.map_ground import AREAS, LINES, data_of, width_px
from backstride.site.design.map_plate import WIDTH
from backstride.site.design.street_names import street_names
from backstride.site.design.svg import element, number
from backstride.site.design.tokens import design_tokens
from backstride.terrain import Drawn


def map_picture(
    drawn: Sequence[Drawn], width_m: float, *, theme: str, home: tuple[float, float] | None
) -> str:
    """Return a map as a picture file: it stands alone, so it carries the colours of a theme."""
    colours = {key: each["value"] for key, each in design_tokens()["color"][theme].items()}
    fills = {"sea": "water", "green": "park", "water": "water", "building": "bldg"}
    scale = WIDTH / width_m
    parts = [element("rect", width=WIDTH, height=WIDTH, fill=colours["sunk"])]
    for kind in AREAS:
        parts.append(
            element(
                "path",
                d=data_of(drawn, kind, scale) or "M0 0",
                fill=colours[fills[kind]],
                fill_rule="evenodd" if kind == "sea" else None,
            )
        )
    for kind in LINES:
        colour = {"stream": "water", "rail": "edge"}.get(kind, "street")
        parts.append(
            element(
                "path",
                d=data_of(drawn, kind, scale) or "M0 0",
                fill="none",
                stroke=colours[colour],
                stroke_width=width_px(kind, scale),
                stroke_linejoin="round",
            )
        )
    if home is not None:
        parts.append(
            element("circle", cx=home[0] * scale, cy=home[1] * scale, r=9, fill=colours["ink"])
        )
    middle = WIDTH / 2
    clear = [(middle + 8 * step, middle) for step in (-2, -1, 0, 1, 2)]
    for name in street_names(drawn, scale, (0.0, 0.0, WIDTH, WIDTH), clear):
        parts.append(
            element(
                "text",
                escape(name.name),
                transform=name.turned,
                dy=4,
                text_anchor="middle",
                fill=colours["ink"],
                stroke=colours["sunk"],
                stroke_width=3,
                paint_order="stroke",
                font_family="sans-serif",
                font_size=12,
            )
        )
    arms = f"M{middle - 16} {middle}h32M{middle} {middle - 16}v32"
    for colour, width in (("paper", 6.0), ("ink", 2.5)):
        parts.append(element("path", d=arms, stroke=colours[colour], stroke_width=width))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {number(WIDTH)} {number(WIDTH)}" width="390" height="390">'
        f"{''.join(parts)}</svg>"
    )
