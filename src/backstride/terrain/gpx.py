"""A walk as a GPX file."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .loops import Loop
from .words import name_of, words_for


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
