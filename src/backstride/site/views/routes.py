"""Routes: loops from one's door on the map of this installation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.site import maps
from backstride.site.design.map_picture import map_picture
from backstride.site.design.map_plate import map_plate
from backstride.site.forms.entry import errors_of
from backstride.site.forms.routes import PlaceForm, StreetForm
from backstride.site.kept import note_kept
from backstride.site.models import HomePlace, StoredRecording
from backstride.site.presentation import routes as words
from backstride.site.presentation.done import distance_words
from backstride.site.presentation.today import no_walk
from backstride.site.request import WalkerRequest
from backstride.site.views.map_adding import adding_page, told_about_maps
from backstride.site.views.map_view import (
    around,
    as_plate,
    in_window,
    moves_of,
    shown_of,
    view_of,
)
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.site.views.street_search import (
    ON,
    home_window,
    map_looked_at,
    number_of,
    streets_found,
)
from backstride.site.views.walked_way import walked_way
from backstride.site.views.ways import (
    asked_of,
    benches_first,
    blur_seed,
    chosen_of,
    drawn,
    home_of,
    keep,
    keep_walked,
    offer_for,
    ribbon_of,
)
from backstride.site.walk_ground import known_grounds
from backstride.terrain import (
    Loop,
    Offer,
    PlaceError,
    TerrainMap,
    Window,
    drawn_in,
    gpx_of,
    place_at,
    without_home,
)

SHOWN_WALKS = 12


@require_http_methods(["GET", "POST"])
def routes(request: WalkerRequest) -> HttpResponse:
    """Show loops from home; before that, how to get a map and where home is."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if request.method == "POST":
        return _told(request, here)
    if "walk" in request.GET:
        return walked_way(request, here, request.GET["walk"])
    point = home_of(here.walker)
    there = maps.known()
    network = maps.map_of(point, there)
    looked_at = map_looked_at(request.GET, there) or network
    if "picture" in request.GET:
        return _picture(request, looked_at or maps.map_of(None, there), point)
    if not there or "map" in request.GET:
        return adding_page(request, _common(here))
    if point is None or network is None or "home" in request.GET:
        return _choose_home(request, here, looked_at or there[0], point)
    return _loops(request, here, network, point)


def _told(request: WalkerRequest, here: Situation) -> HttpResponse:
    """Take a map, a home, or a loop along."""
    about_maps = told_about_maps(request, _common(here))
    if about_maps is not None:
        return about_maps
    match request.POST.get("act"):
        case "home":
            return _take_home(request, here)
        case "street":
            return _look_for_street(request, here)
        case "walk":
            try:
                keep(request, here, asked_of(request.POST))
            except PlaceError as error:
                messages.error(request, str(error))
                return redirect("routes")
            return redirect("walk-before")
        case "again":
            try:
                keep_walked(request, here, UUID(request.POST.get("walk", "")))
            except ValueError:
                raise Http404("there is no such walk") from None
            return redirect("walk-before")
        case "forget":
            HomePlace.objects.filter(walker=here.walker).delete()
            note_kept()
            return redirect("routes")
    raise Http404("there is nothing else to tell this page")


def _take_home(request: WalkerRequest, here: Situation) -> HttpResponse:
    there = maps.known()
    if not there:
        return redirect("routes")
    point = home_of(here.walker)
    form = PlaceForm(request.POST)
    if form.is_valid():
        chosen = (form.cleaned_data["latitude"], form.cleaned_data["longitude"])
    else:
        network = map_looked_at(request.POST, there) or maps.map_of(point, there)
        window = view_of(request.POST).of(home_window(network or there[0], point))
        chosen = _clicked(request.POST, window)
    target = maps.map_of(chosen, there)
    try:
        if target is None:
            raise PlaceError("This place is not on the map. Choose a place on it.")
        place_at(target, *chosen)
    except PlaceError as error:
        messages.error(request, str(error))
        back = view_of(request.POST).query(home=1, on=request.POST.get(ON, ""))
        return redirect(f"{reverse('routes')}?{back}")
    HomePlace.objects.update_or_create(
        walker=here.walker, defaults={"latitude": chosen[0], "longitude": chosen[1]}
    )
    note_kept()
    return redirect("routes")


def _clicked(told: QueryDict, window: Window) -> tuple[float, float]:
    """Return where on the picture somebody clicked; by keyboard its middle."""
    try:
        x, y = float(told.get("spot.x", "0")), float(told.get("spot.y", "0"))
    except ValueError:
        x, y = 0.0, 0.0
    if not (0 < x <= SIDE_PX and 0 < y <= SIDE_PX):
        x = y = SIDE_PX / 2
    metres = window.width_m / SIDE_PX
    return window.point(x * metres, y * metres)


def _look_for_street(request: WalkerRequest, here: Situation) -> HttpResponse:
    """Show the streets that are called as somebody typed; the map stays where it was."""
    there = maps.known()
    if not there:
        return redirect("routes")
    point = home_of(here.walker)
    network = map_looked_at(request.POST, there) or maps.map_of(point, there)
    form = StreetForm(request.POST)
    return _choose_home(request, here, network or there[0], point, form)


SIDE_PX = 320
"""Without scripts home is chosen on a picture with this side at every width: what is clicked must
be known."""


def _choose_home(
    request: WalkerRequest,
    here: Situation,
    network: TerrainMap,
    point: tuple[float, float] | None,
    form: StreetForm | None = None,
) -> HttpResponse:
    # A search comes by POST, so that the name of a street stays in no address.
    view = view_of(request.GET if form is None else request.POST)
    form = StreetForm() if form is None else form
    on = number_of(network, point)
    start = as_plate(home_window(network, point))
    window = view.of(start)
    context = {
        **_common(here),
        "map": map_plate(
            drawn_in(network, window),
            window.width_m,
            home=None if point is None else in_window(window, point),
            cross=True,
            title="Map: the place where you start is in its middle, under the cross",
        ),
        "shown": shown_of(view, start, home=1, on=on),
        "picture_url": f"?{view.query(picture=1, on=on, theme=_theme(here))}",
        "moves": moves_of(view, start, home=1, on=on),
        "on": on,
        "form": form,
        "errors": errors_of(form),
        "found": streets_found(form, network, point, view, here.walker.preferences.units),
        "view": view,
        "credit": network.about.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "has_home": point is not None,
        "elsewhere": point is not None and maps.map_of(point, maps.known()) is None,
        "side": SIDE_PX,
    }
    status = 422 if form.errors else 200
    return render(request, "backstride/pages/routes_home.html", context, status=status)


def _theme(here: Situation) -> str:
    """Return the theme of the picture; one that follows the device is light."""
    return "dark" if here.walker.preferences.theme == "dark" else ""


def _picture(
    request: HttpRequest, network: TerrainMap | None, point: tuple[float, float] | None
) -> HttpResponse:
    if network is None:
        raise Http404("there is no map yet")
    window = view_of(request.GET).of(home_window(network, point))
    theme = "dark" if request.GET.get("theme") == "dark" else "light"
    at = None if point is None else in_window(window, point)
    svg = map_picture(drawn_in(network, window), window.width_m, theme=theme, home=at)
    return HttpResponse(svg, content_type="image/svg+xml")


def _loops(
    request: WalkerRequest, here: Situation, network: TerrainMap, point: tuple[float, float]
) -> HttpResponse:
    asked = asked_of(request.GET)
    try:
        offer = offer_for(here, network, point, asked)
    except PlaceError as error:
        messages.error(request, str(error))
        return _choose_home(request, here, network, point)
    chosen = chosen_of(offer, asked.letter)
    if "gpx" in request.GET:
        blurred = request.GET["gpx"] == "share"
        shared = without_home(chosen, blur_seed(here.walker)) if blurred else chosen
        return _gpx(shared, offer, described=not blurred)
    view = view_of(request.GET)
    benches = benches_first(here, asked)
    units = here.walker.preferences.units
    choices = words.choices_of(network, offer.loops, chosen, units)
    context = {
        **_common(here),
        "heading": words.heading_of(offer.loops, asked.minutes or words.minutes_of(here.plan)),
        "map": drawn(network, offer, chosen, choices, view),
        "moves": moves_of(view, around(offer), loop=chosen.letter, **asked.own()),
        "shown": shown_of(view, around(offer), loop=chosen.letter, **asked.own()),
        "moved": bool(view.east_m or view.south_m),
        "choices": [{"row": row, "url": f"?{asked.query(loop=row.letter)}"} for row in choices],
        "act_label": f"Walk this {words.noun_of(chosen)}",
        "along": f"Along this {words.noun_of(chosen)}",
        "name": next(row.name for row in choices if row.chosen),
        "ribbon": ribbon_of(network, chosen.ground, chosen.trail, units),
        "helps": words.helps_of(chosen),
        "sentences": words.sentences_of(chosen, offer.wishes.gate),
        "gpx_url": f"?{asked.query(loop=chosen.letter, gpx=1)}",
        "share_url": f"?{asked.query(loop=chosen.letter, gpx='share')}",
        "credit": offer.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "hidden": {**asked.own(), "loop": chosen.letter},
        "home_url": "?home=1",
        "steps_url": f"?{replace(asked, no_steps=not asked.no_steps).query()}",
        "no_steps": asked.no_steps,
        "dark_url": f"?{replace(asked, dark=not asked.dark).query()}",
        "dark": asked.dark,
        "benches_url": f"?{replace(asked, benches=not benches).query()}",
        "benches": benches,
        "hike_url": f"?{replace(asked, hike=not asked.hike).query()}"
        if words.on_hills(here.plan)
        else "",
        "hike": asked.hike,
    }
    return render(request, "backstride/pages/routes.html", context)


def _gpx(loop: Loop, offer: Offer, *, described: bool) -> HttpResponse:
    data = gpx_of(loop, offer.credit, described=described)
    response = HttpResponse(data, content_type="application/gpx+xml")
    name = f"loop-{loop.letter.lower()}-{round(loop.minutes)}-minutes.gpx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _own_walks(here: Situation, units: str) -> list[dict[str, Any]]:
    """Return walks with a distance; those with a track lead to their way on the map."""
    walks = [walk for walk in reversed(here.diary.walks()) if walk.distance_m is not None]
    shown = walks[:SHOWN_WALKS]
    recorded = StoredRecording.objects.filter(
        walker=here.walker, walk_id__in=[walk.id for walk in shown]
    )
    grounds = known_grounds(here.walker)
    tracked = set(recorded.values_list("walk_id", flat=True)) if maps.known() else set()
    return [
        {
            "url": f"?walk={walk.id}"
            if walk.id in tracked
            else reverse("walk-page", args=[walk.id]),
            "label": distance_words(walk.distance_m or 0, units),
            "ground": grounds[walk.id].words if walk.id in grounds else "",
            "walk": walk,
        }
        for walk in shown
    ]


def _common(here: Situation) -> dict[str, Any]:
    return {
        "current": "routes",
        "settings_url": reverse("settings"),
        "file_url": reverse("walked-file"),
        "walks": _own_walks(here, here.walker.preferences.units),
        "no_walk": no_walk(here.plan),
    }
