"""What lies under the loops of a map: sea, water, parks, houses and streets, as paths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.svg import element
from backstride.terrain import Drawn

Floats = NDArray[np.float64]

FINEST_PX = 1.2
"""Points closer than this are drawn as one."""

AREAS = ("sea", "green", "water", "building")
LINES = ("stream", "rail", "road", "path", "street", "wide")

WIDTHS_M = {"stream": 5.0, "rail": 2.0, "road": 12.0, "path": 3.0, "street": 8.0, "wide": 13.0}
"""Width of lines on the ground, about as wide as such ways are (judgement)."""

THIN_PX, THICK_PX = 0.8, 11.0


def map_ground(drawn: Sequence[Drawn], scale: float) -> str:
    """Return all areas and lines, as paths that take their colours from the page."""
    found = []
    for kind in AREAS:
        data = data_of(drawn, kind, scale)
        if data:
            rule = "evenodd" if kind == "sea" else None
            found.append(element("path", d=data, class_=f"map__{kind}", fill_rule=rule))
    for kind in LINES:
        data = data_of(drawn, kind, scale)
        if data:
            found.append(
                element("path", d=data, class_=f"map__{kind}", stroke_width=width_px(kind, scale))
            )
    return "".join(found)


def width_px(kind: str, scale: float) -> float:
    """Return how wide a line of a kind is drawn."""
    return min(max(WIDTHS_M[kind] * scale, THIN_PX), THICK_PX)


def data_of(drawn: Sequence[Drawn], kind: str, scale: float) -> str:
    """Return the path of everything of one kind."""
    parts = []
    for each in drawn:
        if each.kind != kind:
            continue
        points = thinned(each.points * scale)
        if kind == "building" and float(np.ptp(points, axis=0).max()) < 2 * FINEST_PX:
            continue
        parts.append(line_of(points) + ("z" if each.is_area else ""))
    return "".join(parts)


def thinned(points: Floats) -> Floats:
    """Return a line without points that are too close to be seen."""
    if len(points) <= 2:
        return points
    step = np.hypot(*np.diff(points, axis=0).T)
    keep = np.ones(len(points), dtype=bool)
    since = 0.0
    for at in range(1, len(points) - 1):
        since += float(step[at - 1])
        keep[at] = since >= FINEST_PX
        if keep[at]:
            since = 0.0
    return np.asarray(points[keep])


def line_of(points: Floats) -> str:
    """Return a line as the data of a path."""
    tenths = np.rint(points * 10).astype(np.int64).tolist()
    (x, y), *rest = tenths
    return f"M{x / 10:g} {y / 10:g}" + "".join(f"L{x / 10:g} {y / 10:g}" for x, y in rest)
