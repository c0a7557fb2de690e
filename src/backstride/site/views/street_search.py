"""Looking for one's street on the maps of this installation. No request leaves the machine."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from backstride.site import maps
from backstride.site.forms.routes import StreetForm
from backstride.site.presentation import streets as words
from backstride.site.views.map_view import View, as_plate, square, view_to
from backstride.terrain import StreetsFound, TerrainMap, Window, find_streets

MOST = 12
"""Streets in the list (judgement): a screen and a half on a phone."""

ON = "on"
"""Which of several maps is looked at, counted from 1; in addresses and forms."""


def map_looked_at(told: QueryDict, there: list[TerrainMap]) -> TerrainMap | None:
    """Return the map that an address or a form names, if it names one."""
    number = told.get(ON, "")
    if number.isascii() and number.isdigit() and 0 < len(number) < 4:
        at = int(number) - 1
        return there[at] if 0 <= at < len(there) else None
    return None


def number_of(network: TerrainMap, point: tuple[float, float] | None) -> int:
    """Return the number of a map for addresses; 0 for the one that is shown without any."""
    there = maps.known()
    own = maps.map_of(point, there) or (there[0] if there else None)
    return 0 if network is own or network not in there else there.index(network) + 1


def home_window(network: TerrainMap, point: tuple[float, float] | None) -> Window:
    """Return where home is looked for: not around one that is on no map, or on another one."""
    return square(network, point if maps.map_of(point, maps.known()) is network else None)


def streets_found(
    form: StreetForm,
    network: TerrainMap,
    point: tuple[float, float] | None,
    view: View,
    units: str,
) -> dict[str, Any]:
    """Return what the page shows of a search: nothing where no street was asked for.

    The map that is shown is looked at first, then the others.
    """
    if not form.is_bound or not form.is_valid():
        return {}
    there = maps.known()
    text = form.cleaned_data["street"]
    all_found: list[tuple[TerrainMap, StreetsFound]] = []
    for each in [network, *(other for other in there if other is not network)]:
        start = as_plate(home_window(each, point))
        window = view.of(start) if each is network else start
        middle = window.point(window.width_m / 2, window.height_m / 2)
        all_found.append((each, find_streets(each, text, middle, most=MOST)))
    exact = [pair for pair in all_found if pair[1].streets and not pair[1].only_alike]
    shown = exact or [pair for pair in all_found if pair[1].streets]
    rows = []
    for each, found in shown:
        start = as_plate(home_window(each, point))
        named = each.about.source.split(".")[0] if each is not network else ""
        for street in found.streets:
            view_there = view_to(start, (street.latitude, street.longitude))
            query = view_there.query(home=1, on=number_of(each, point))
            detail = words.detail_of(street, units, named)
            rows.append(words.StreetRow(words.name_of(street), detail, f"?{query}#look"))
    together = StreetsFound(
        tuple(street for _, found in shown for street in found.streets)[:MOST],
        sum(found.more for _, found in shown) + max(0, len(rows) - MOST),
        next((found.number for _, found in shown if found.number), ""),
        only_alike=bool(shown) and not exact,
    )
    return {
        "heading": words.heading_of(together),
        "note": words.note_of(together),
        "rows": rows[:MOST],
    }
