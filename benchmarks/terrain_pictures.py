"""Draw loops from random starts, to be looked at.

    python -m benchmarks.terrain_pictures OUT.png AREA.osm.pbf [--elevation DIR] [--starts 4]

One sheet for an area: each map shows the three loops of a start, as the site draws them, and
says what they are. Needs the built style sheets and the Chromium of the browser tests.
"""

from __future__ import annotations

import argparse
import base64
import re
import tempfile
from html import escape
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright
from tools.chromium import find
from tools.palette import reduced

from backstride.site.design.map_plate import Way, map_plate
from backstride.site.views.map_view import around, in_window
from backstride.terrain import (
    DEFAULT_SPEED_MPS,
    Offer,
    TerrainMap,
    build_map,
    drawn_in,
    load_map,
    plan_loops_at,
    share,
)
from benchmarks.terrain_loops import built_up

BUILT = Path(__file__).resolve().parent.parent / "src/backstride/site/static/backstride/built"
URL = re.compile(r"url\([\"']?([^\"')]+\.woff2)[\"']?\)")
COLOURS = 64
"""Enough for a map; more are shades along its edges."""

STYLES = ("dotted", "dashed", "solid")
STYLE = (
    ".loop-sheet{padding:12px;display:grid;grid-template-columns:390px 390px;gap:14px;"
    "font-size:13px;line-height:1.35}.loop-sheet p{margin:4px 0}"
)
MINUTES = (20, 30, 45, 60)


def plate_of(network: TerrainMap, offer: Offer) -> str:
    """Return the map of the loops from a start."""
    window = around(offer)
    ways = [
        Way(loop.letter, window.place(loop.line), style)
        for loop, style in zip(offer.loops[::-1], STYLES[-len(offer.loops) :], strict=True)
    ]
    return map_plate(
        drawn_in(network, window),
        window.width_m,
        ways=ways,
        home=in_window(window, (offer.place.latitude, offer.place.longitude)),
        title="Loops",
    )


def words_of(offer: Offer) -> str:
    """Return a line for each loop."""
    lines = []
    for loop in offer.loops:
        ground = loop.ground
        lines.append(
            f"{loop.letter}: {loop.shape.value}, {loop.length_m / 1000:.2f} km, "
            f"{share(ground.uneven_m / ground.length_m)} uneven, "
            f"{share(1 - ground.known_share)} unknown, "
            f"{loop.corridor_m:.0f} m beside itself, cost {loop.cost:.2f}"
        )
    asked = f"<strong>{offer.asked_m / DEFAULT_SPEED_MPS / 60:.0f} minutes asked</strong>"
    return asked + "".join(f"<br>{escape(line)}" for line in lines)


def fonts() -> str:
    """Return the style sheet of the site's fonts, with the fonts in it."""

    def inside(found: re.Match[str]) -> str:
        font = (BUILT / found[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(font).decode('ascii')})"

    return URL.sub(inside, (BUILT / "fonts.css").read_text(encoding="utf-8"))


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("area", type=Path)
    parser.add_argument("--elevation", type=Path)
    parser.add_argument("--starts", type=int, default=4)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build_map(options.area, Path(folder) / "map", elevation=options.elevation)
        network = load_map(Path(folder) / "map")
        places = built_up(network, options.starts, np.random.default_rng(options.seed))
        parts = []
        for place, minutes in zip(places, MINUTES, strict=False):
            offer = plan_loops_at(network, place, minutes)
            plate = f'<div class="map-frame">{plate_of(network, offer)}</div>'
            parts.append(f"<div>{plate}<p>{words_of(offer)}</p></div>")
        credit = f"{network.about.credit} {network.about.source}"
        sheet = (
            f'<!doctype html><html data-theme="light"><style>{STYLE}</style><body>'
            f'<div class="loop-sheet">{"".join(parts)}<p>{escape(credit)}</p></div></body>'
        )
        chromium = find()
        if not chromium:
            parser.exit(1, "There is no Chromium: see python -m tools.chromium\n")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 820, "height": 600})
            page.set_content(sheet)
            page.add_style_tag(content=(BUILT / "main.css").read_text(encoding="utf-8"))
            page.add_style_tag(content=fonts())
            page.evaluate("document.fonts.ready")
            options.out.write_bytes(reduced(page, page.screenshot(full_page=True), COLOURS))
            browser.close()


if __name__ == "__main__":
    main()
