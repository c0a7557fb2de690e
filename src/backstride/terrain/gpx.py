"""A walk as a GPX file."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

import numpy as np

from .arrays import metres_between
from .loops import Loop
from .sampling import Lines
from .words import name_of, words_for

BLUR_M = 200.0
"""Left out at both ends of what is shared: so many doors lie within it (judgement)."""


def without_home(loop: Loop, blur_m: float = BLUR_M) -> Loop:
    """Return a walk without its beginning and end, so that it does not lead to a door.

    Of a walk that is too short for it, the middle fifth is left.
    """
    step = metres_between(loop.line[:-1], loop.line[1:])
    along = np.concatenate([[0.0], np.cumsum(step)])
    blur = min(blur_m, 0.4 * float(along[-1]))
    low, high = blur, float(along[-1]) - blur
    inner = loop.line[(along > low) & (along < high)]
    ends = Lines(np.array([0, len(loop.line)]), loop.line).at(
        np.array([0, 0]), np.array([low, high])
    )
    kept = tuple(each for each in loop.amenities if low <= each.at_m <= high)
    return replace(loop, line=np.concatenate([ends[:1], inner, ends[1:]]), amenities=kept)


def gpx_of(loop: Loop, credit: str) -> str:
    """Return a walk as GPX 1.1: one track, its benches and taps as waypoints.

    Parameters
    ----------
    loop : Loop
    credit : str
        Of the map, to stand in the file.
    """
    name = escape(f"{loop.letter}: {name_of(loop)}")
    said = escape(" ".join(words_for(loop)))
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
