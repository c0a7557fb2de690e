"""Routes: loops from one's door on the map of this installation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.site import maps
from backstride.site.design.map_plate import Stop, Way, map_picture, map_plate
from backstride.site.design.ribbon import ribbon
from backstride.site.forms.entry import errors_of
from backstride.site.forms.routes import MapForm, PlaceForm
from backstride.site.models import HomePlace
from backstride.site.presentation import routes as words
from backstride.site.presentation.done import distance_words
from backstride.site.request import WalkerRequest
from backstride.site.views.map_view import View, around, in_window, moves_of, square, view_of
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.terrain import (
    Loop,
    MapError,
    Offer,
    PlaceError,
    TerrainMap,
    Window,
    Wishes,
    drawn_in,
    gpx_of,
    place_at,
    plan_loops,
    profile_of,
)

SHOWN_WALKS = 12
ICONS = {"bench": "bench", "water": "drinking-water", "toilets": "toilets"}
MINUTES = (5, 120)


@require_http_methods(["GET", "POST"])
def routes(request: WalkerRequest) -> HttpResponse:
    """Show loops from home; before that, how to get a map and where home is."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if request.method == "POST":
        return _told(request, here)
    home = HomePlace.objects.filter(walker=here.walker).first()
    point = (home.latitude, home.longitude) if home is not None else None
    there = maps.known()
    network = maps.map_of(point, there)
    if "picture" in request.GET:
        return _picture(request, network or maps.map_of(None, there), point)
    if not there:
        return _without_map(request, here, MapForm())
    if point is None or network is None or "home" in request.GET:
        return _choose_home(request, here, network or there[0], point)
    return _loops(request, here, network, point)


def _told(request: WalkerRequest, here: Situation) -> HttpResponse:
    """Take a map, or a home."""
    match request.POST.get("act"):
        case "map":
            return _take_map(request, here)
        case "build":
            try:
                maps.build(request.POST.get("name", ""))
            except MapError as error:
                messages.error(request, str(error))
            return redirect("routes")
        case "home":
            return _take_home(request, here)
        case "forget":
            HomePlace.objects.filter(walker=here.walker).delete()
            return redirect("routes")
    raise Http404("there is nothing else to tell this page")


def _take_map(request: WalkerRequest, here: Situation) -> HttpResponse:
    form = MapForm(request.POST, request.FILES)
    if form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["extract"]
        try:
            maps.take(upload)
        except MapError as error:
            form.add_error("extract", str(error))
        else:
            return redirect("routes")
    return _without_map(request, here, form)


def _take_home(request: WalkerRequest, here: Situation) -> HttpResponse:
    there = maps.known()
    if not there:
        return redirect("routes")
    home = HomePlace.objects.filter(walker=here.walker).first()
    point = (home.latitude, home.longitude) if home is not None else None
    form = PlaceForm(request.POST)
    if form.is_valid():
        chosen = (form.cleaned_data["latitude"], form.cleaned_data["longitude"])
    else:
        network = maps.map_of(point, there) or there[0]
        window = view_of(request.POST).of(square(network, point))
        chosen = _clicked(request.POST, window)
    target = maps.map_of(chosen, there)
    try:
        if target is None:
            raise PlaceError("This place is not on the map. Choose a place on it.")
        place_at(target, *chosen)
    except PlaceError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('routes')}?{view_of(request.POST).query(home=1)}")
    HomePlace.objects.update_or_create(
        walker=here.walker, defaults={"latitude": chosen[0], "longitude": chosen[1]}
    )
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


SIDE_PX = 320
"""The picture on which home is chosen has this side at every width: what is clicked must be
known without scripts."""


def _without_map(request: HttpRequest, here: Situation, form: MapForm) -> HttpResponse:
    context = {
        **_common(here),
        "form": form,
        "errors": errors_of(form),
        "folder": str(maps.folder()),
        "waiting": maps.waiting(),
        "broken": maps.broken(),
    }
    status = 200 if not form.is_bound else 422
    return render(request, "backstride/pages/routes_map.html", context, status=status)


def _choose_home(
    request: WalkerRequest,
    here: Situation,
    network: TerrainMap,
    point: tuple[float, float] | None,
) -> HttpResponse:
    view = view_of(request.GET)
    context = {
        **_common(here),
        "picture_url": f"?{view.query(picture=1, theme=_theme(here))}",
        "moves": moves_of(view, square(network, point), home=1),
        "view": view,
        "credit": network.about.credit,
        "source": network.about.source,
        "has_home": point is not None,
        "elsewhere": point is not None and maps.map_of(point, maps.known()) is None,
        "side": SIDE_PX,
    }
    return render(request, "backstride/pages/routes_home.html", context)


def _theme(here: Situation) -> str:
    """Return the theme of the picture; one that follows the device is light."""
    return "dark" if here.walker.preferences.theme == "dark" else ""


def _picture(
    request: HttpRequest, network: TerrainMap | None, point: tuple[float, float] | None
) -> HttpResponse:
    if network is None:
        raise Http404("there is no map yet")
    window = view_of(request.GET).of(square(network, point))
    theme = "dark" if request.GET.get("theme") == "dark" else "light"
    at = None if point is None else in_window(window, point)
    svg = map_picture(drawn_in(network, window), window.width_m, theme=theme, home=at)
    return HttpResponse(svg, content_type="image/svg+xml")


def _loops(
    request: WalkerRequest, here: Situation, network: TerrainMap, point: tuple[float, float]
) -> HttpResponse:
    minutes = _minutes(request.GET) or words.minutes_of(here.plan)
    wishes = Wishes(
        stage=words.stage_of(here.plan),
        no_steps="steps" in request.GET,
        dark="dark" in request.GET,
    )
    try:
        offer = plan_loops(
            network, *point, minutes, speed_mps=words.speed_of(here.diary), wishes=wishes
        )
    except PlaceError as error:
        messages.error(request, str(error))
        return _choose_home(request, here, network, point)
    letter = request.GET.get("loop", "A")
    chosen = next((each for each in offer.loops if each.letter == letter), offer.loops[0])
    if "gpx" in request.GET:
        return _gpx(chosen, offer)
    view = view_of(request.GET)
    own = {
        "minutes": _minutes(request.GET) or "",
        "steps": "none" if wishes.no_steps else "",
        "dark": "1" if wishes.dark else "",
    }
    units = here.walker.preferences.units
    choices = words.choices_of(offer.loops, chosen, units)
    context = {
        **_common(here),
        "heading": words.heading_of(offer.loops, minutes),
        "map": _drawn(network, offer, chosen, choices, view),
        "moves": moves_of(view, around(offer), loop=chosen.letter, **own),
        "choices": [
            {"row": row, "url": f"?{View().query(loop=row.letter, **own)}"} for row in choices
        ],
        "name": next(row.name for row in choices if row.chosen),
        "ribbon": _ribbon(network, chosen, units),
        "helps": words.helps_of(chosen),
        "sentences": words.sentences_of(chosen),
        "gpx_url": f"?{View().query(loop=chosen.letter, gpx=1, **own)}",
        "credit": offer.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "walk_url": reverse("walk-before"),
        "home_url": "?home=1",
        "steps_url": f"?{urlencode({'steps': 'none'})}" if not wishes.no_steps else "?",
        "no_steps": wishes.no_steps,
        "walks": _own_walks(here, units),
    }
    return render(request, "backstride/pages/routes.html", context)


def _drawn(
    network: TerrainMap, offer: Offer, chosen: Loop, choices: list[words.Choice], view: View
) -> str:
    window = view.of(around(offer))
    styles = {row.letter: row.style for row in choices}
    order = sorted(offer.loops, key=lambda loop: loop is chosen)
    home = in_window(window, (offer.place.latitude, offer.place.longitude))
    stops = []
    for each in chosen.amenities:
        east, south = in_window(window, (each.latitude, each.longitude))
        stops.append(Stop(ICONS[each.kind], east, south))
    told = "; ".join(f"{row.letter}, {row.name}, is the {row.line}" for row in choices)
    return map_plate(
        drawn_in(network, window),
        window.width_m,
        ways=[Way(x.letter, window.place(x.line), styles[x.letter]) for x in order],
        stops=stops,
        home=home,
        title="Map of the loops from your home",
        description=f"{told}.",
    )


def _ribbon(network: TerrainMap, loop: Loop, units: str) -> str:
    ground = loop.ground
    climb = f"{ground.climb_m:.0f} m up" if ground.climb_m is not None else ""
    return ribbon(
        words.pieces_of(loop),
        profile_of(network, loop.trail),
        climb_words=climb,
        length_words=(
            distance_words(loop.length_m / 2, units).split()[0],
            distance_words(loop.length_m, units),
        ),
        title="Height and ground along the loop" if climb else "Ground along the loop",
        description=words.ribbon_words(loop),
    )


def _gpx(loop: Loop, offer: Offer) -> HttpResponse:
    response = HttpResponse(gpx_of(loop, offer.credit), content_type="application/gpx+xml")
    name = f"loop-{loop.letter.lower()}-{round(loop.minutes)}-minutes.gpx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _own_walks(here: Situation, units: str) -> list[dict[str, Any]]:
    walks = [walk for walk in reversed(here.diary.walks()) if walk.distance_m is not None]
    return [
        {
            "url": reverse("walk-page", args=[walk.id]),
            "label": distance_words(walk.distance_m or 0, units),
            "walk": walk,
        }
        for walk in walks[:SHOWN_WALKS]
    ]


def _common(here: Situation) -> dict[str, Any]:
    return {
        "current": "routes",
        "settings_url": reverse("settings"),
        "file_url": reverse("walked-file"),
        "walks": _own_walks(here, here.walker.preferences.units),
    }


def _minutes(told: QueryDict) -> int | None:
    try:
        given = int(told.get("minutes", ""))
    except ValueError:
        return None
    return given if MINUTES[0] <= given <= MINUTES[1] else None
