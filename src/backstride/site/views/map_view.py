"""Which part of a map is shown, and the links that move it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from backstride.site.design.map_plate import BAND, HEIGHT, WIDTH
from backstride.terrain import Offer, TerrainMap, Window

LEFT_PX, RIGHT_PX, HIGH_PX = 36.0, 320.0, 232.0
"""Loops lie between these lines, and are as high as this at most: at the right side of the map are
the buttons that move it."""

FIRST_WIDTH_M = 2500.0
"""Shown of a map before a home is set."""

HOME_WIDTH_M = 600.0
"""Shown around a home that is set, where another one is looked for: with names of streets."""

NEAREST_ZOOM, FARTHEST_ZOOM = -6, 7
ZOOM_STEP = 1.6
MOVE = 0.4
"""Share of the window that one step moves it."""

FARTHEST_MOVE_M = 500_000
"""Across the largest extract that is built here; a street is looked for in all of it."""

NARROWEST_M, WIDEST_M = 150.0, 20_000.0
LEAST_M_PER_PX = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """How a map is moved from where it starts.

    Places are not in the address, only how far it was moved: addresses stay in the history of
    a browser.

    Attributes
    ----------
    zoom : int
        Steps out; negative ones lead nearer.
    east_m, south_m : int
    """

    zoom: int = 0
    east_m: int = 0
    south_m: int = 0

    def of(self, start: Window) -> Window:
        """Return the window that a start leads to."""
        width = min(max(start.width_m * ZOOM_STEP**self.zoom, NARROWEST_M), WIDEST_M)
        latitude, longitude = start.point(
            start.width_m / 2 + self.east_m, start.height_m / 2 + self.south_m
        )
        return Window(latitude, longitude, width, width * start.height_m / start.width_m)

    def query(self, **more: object) -> str:
        """Return the view as the query of an address."""
        own = {"zoom": self.zoom, "east": self.east_m, "south": self.south_m, **more}
        return urlencode({name: value for name, value in own.items() if value not in (0, "")})


def view_of(told: QueryDict) -> View:
    """Return the view that an address or a form asks for."""
    return View(
        zoom=_whole(told, "zoom", NEAREST_ZOOM, FARTHEST_ZOOM),
        east_m=_whole(told, "east", -FARTHEST_MOVE_M, FARTHEST_MOVE_M),
        south_m=_whole(told, "south", -FARTHEST_MOVE_M, FARTHEST_MOVE_M),
    )


def view_to(start: Window, point: tuple[float, float]) -> View:
    """Return the view that has a point in its middle, near enough for names of streets."""
    east, south = in_window(start, point)
    zoom = round(math.log(HOME_WIDTH_M / start.width_m, ZOOM_STEP))
    return View(
        min(max(zoom, NEAREST_ZOOM), FARTHEST_ZOOM),
        round(east - start.width_m / 2),
        round(south - start.height_m / 2),
    )


def moves_of(view: View, start: Window, **more: object) -> list[dict[str, Any]]:
    """Return the links that move a map.

    One that would show nothing else has no address; it keeps its place, so that the others keep
    theirs.
    """
    z, e, s = view.zoom, view.east_m, view.south_m
    window = view.of(start)
    across = round(MOVE * window.width_m)
    down = round(MOVE * min(window.height_m, window.width_m * BAND / WIDTH))
    ways = (
        ("Nearer", "+", View(z - 1, e, s)),
        ("Farther", "\N{MINUS SIGN}", View(z + 1, e, s)),
        ("North", "\N{UPWARDS ARROW}", View(z, e, s - down)),
        ("South", "\N{DOWNWARDS ARROW}", View(z, e, s + down)),
        ("West", "\N{LEFTWARDS ARROW}", View(z, e - across, s)),
        ("East", "\N{RIGHTWARDS ARROW}", View(z, e + across, s)),
    )
    return [
        {
            "label": label,
            "sign": sign,
            "url": f"?{after.query(**more)}" if _shows_other(after, view, start) else "",
            "zooms": after.zoom != z,
        }
        for label, sign, after in ways
    ]


def shown_of(view: View, start: Window, **more: object) -> dict[str, Any]:
    """Return what scripts have to know of a map to pull it: see `frontend/src/parts/map.ts`."""
    return {
        "zoom": view.zoom,
        "east": view.east_m,
        "south": view.south_m,
        "metres": round(view.of(start).width_m, 1),
        "nearest": min(z for z in range(NEAREST_ZOOM, 1) if _is_own(z, start)),
        "farthest": max(z for z in range(FARTHEST_ZOOM + 1) if _is_own(z, start)),
        "query": urlencode({name: value for name, value in more.items() if value}),
    }


def _shows_other(after: View, before: View, start: Window) -> bool:
    return after.zoom == before.zoom or _is_own(after.zoom, start)


def _is_own(zoom: int, start: Window) -> bool:
    """Return whether a zoom is one of those there are, and not beyond the last width."""
    if not NEAREST_ZOOM <= zoom <= FARTHEST_ZOOM:
        return False
    inner = zoom + 1 if zoom < 0 else zoom - 1
    return zoom == 0 or View(zoom).of(start).width_m != View(inner).of(start).width_m


def around(offer: Offer) -> Window:
    """Return what shows all loops, in the shape of the plate."""
    return window_of([point for loop in offer.loops for point in loop.points()])


def window_of(points: Sequence[tuple[float, float]]) -> Window:
    """Return what shows all of some points, in the shape of the plate."""
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    middle = Window((south + north) / 2, (west + east) / 2, 1.0, 1.0)
    right, down = in_window(middle, (south, east))
    left, up = in_window(middle, (north, west))
    metres = max((right - left) / (RIGHT_PX - LEFT_PX), (down - up) / HIGH_PX, LEAST_M_PER_PX)
    width, height = WIDTH * metres, HEIGHT * metres
    # The middle of the plate is further to the east than the middle of the loops.
    east = (WIDTH - LEFT_PX - RIGHT_PX) / 2 * metres
    latitude, longitude = middle.point(0.5 + east, 0.5)
    return Window(latitude, longitude, width, height)


def square(network: TerrainMap, point: tuple[float, float] | None) -> Window:
    """Return where home is looked for: around the home that is set, else amid the streets."""
    latitude, longitude = point if point is not None else network.middle()
    width = FIRST_WIDTH_M if point is None else HOME_WIDTH_M
    return Window(latitude, longitude, width, width)


def as_plate(window: Window) -> Window:
    """Return a window with the same middle and width, in the shape of the plate."""
    return replace(window, height_m=window.width_m * HEIGHT / WIDTH)


def in_window(window: Window, point: tuple[float, float]) -> tuple[float, float]:
    """Return metres to the east and to the south of the north-west corner."""
    return window.place_degrees([point])[0]


def _whole(told: QueryDict, name: str, low: int, high: int) -> int:
    try:
        return min(max(int(told.get(name, "0")), low), high)
    except ValueError:
        return 0
