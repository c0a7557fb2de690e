"""A walk as a GPX file."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

import numpy as np

from .arrays import metres_between, to_plane
from .loops import Loop
from .names import name_of
from .sampling import Lines
from .trail import runs_of
from .words import words_for

CLOSE_M = 5.0
FIFTH = 0.2

BLUR_M = 200.0
"""Left out around the door of what is shared: so many doors lie within it (judgement)."""

SHIFT = 0.45
"""The middle of what is left out lies this share of the blur beside the door at most, so that
the ends of a line do not lead to it (judgement)."""


def without_home(loop: Loop, seed: int, blur_m: float = BLUR_M) -> Loop:
    """Return a walk without what lies around its beginning, so that it does not lead to a door.

    Parameters
    ----------
    loop : Loop
    seed : int
        Secret, and the same for everything that one home shares: many shared walks then tell
        no more than one.
    blur_m : float

    Notes
    -----
    A circle around a point beside the door is left out, of the line and of its stops; the
    longest piece outside it stays. Of a walk too short for that, the farthest fifth stays.
    """
    home = (float(loop.line[0, 0]), float(loop.line[0, 1]))
    drawn = np.random.default_rng(seed)
    angle, away = drawn.uniform(0, 2 * np.pi), SHIFT * blur_m * np.sqrt(drawn.uniform())
    middle = np.array([np.cos(angle), np.sin(angle)]) * away
    along = np.concatenate([[0.0], np.cumsum(metres_between(loop.line[:-1], loop.line[1:]))])
    # Points close enough that the line does not cross the circle unseen.
    at = np.linspace(0.0, float(along[-1]), max(3, int(along[-1] / CLOSE_M) + 1))
    line = Lines(np.array([0, len(loop.line)]), loop.line).at(np.zeros(len(at), np.int64), at)
    far = np.hypot(*(to_plane(line, home) - middle).T)
    outside = far > blur_m
    if not outside.any():
        outside = far >= np.quantile(far, 1 - FIFTH)
    runs = [(first, last) for first, last in runs_of(outside) if outside[first]]
    first, last = max(runs, key=lambda run: run[1] - run[0])
    low, high = float(at[first]), float(at[last - 1])
    kept = tuple(each for each in loop.amenities if low <= each.at_m <= high)
    # The name is that of the streets that are left: the street of the door may not be among them.
    streets = tuple(
        replace(each, begin_m=max(each.begin_m, low), end_m=min(each.end_m, high))
        for each in loop.ground.stretches
        if each.begin_m < high and each.end_m > low
    )
    inner = loop.line[(along > low) & (along < high)]
    shown = np.concatenate([line[first : first + 1], inner, line[last - 1 : last]])
    ground = replace(loop.ground, stretches=streets)
    return replace(loop, line=shown, amenities=kept, ground=ground)


def gpx_of(loop: Loop, credit: str, *, described: bool = True) -> str:
    """Return a walk as GPX 1.1: one track, its benches and taps as waypoints.

    Parameters
    ----------
    loop : Loop
    credit : str
        Of the map, to stand in the file.
    described : bool
        Whether the words about the whole walk stand in it too; they say how far home is.
    """
    name = escape(f"{loop.letter}: {name_of(loop)}")
    said = escape(" ".join(words_for(loop)) if described else "")
    points = "\n".join(
        f'      <trkpt lat="{latitude:.7f}" lon="{longitude:.7f}"/>'
        for latitude, longitude in loop.points()
    )
    stops = "".join(
        f'  <wpt lat="{each.latitude:.7f}" lon="{each.longitude:.7f}">'
        f"<name>{escape(each.name or each.kind.capitalize())}</name>"
        f"<type>{each.kind}</type></wpt>\n"
        for each in loop.amenities
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Backstride" xmlns="http://www.topografix.com/GPX/1/1">\n'
        f"  <metadata><name>{name}</name><desc>{said}</desc>\n"
        '    <copyright author="OpenStreetMap contributors">'
        "<license>https://www.openstreetmap.org/copyright</license></copyright>\n"
        f"    <keywords>{escape(credit)}</keywords></metadata>\n"
        f"{stops}"
        f"  <trk><name>{name}</name><desc>{said}</desc><trkseg>\n"
        f"{points}\n"
        "  </trkseg></trk>\n"
        "</gpx>\n"
    )
