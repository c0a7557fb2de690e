"""Loops as they are asked for on a page, drawn, and taken along on a walk."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, get_args
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

from backstride.diary import Ground as GroundAnswer
from backstride.site import maps
from backstride.site.design.map_plate import Stop, Way, map_plate
from backstride.site.design.ribbon import ribbon
from backstride.site.kept import note_kept
from backstride.site.models import HomePlace, Walker
from backstride.site.presentation import routes as words
from backstride.site.presentation.done import distance_words
from backstride.site.views.map_view import View, around, in_window, window_of
from backstride.site.views.situation import Situation
from backstride.site.walk_ground import ground_answer, known_grounds, matched_way
from backstride.site.walk_recordings import recording_with_a_way
from backstride.terrain import (
    Ground,
    Loop,
    Offer,
    PlaceError,
    TerrainMap,
    TrackGround,
    Trail,
    Wishes,
    drawn_in,
    ground_words,
    plan_loops,
    profile_of,
)

KEPT = "way"
"""Where the loop that somebody walks is kept, in their session."""

SEAT_STOPS = "seat_stops"
"""Who is told by the safety answers to sit down on the way gets ways with benches."""

MINUTES = (5, 120)
ICONS = {"bench": "bench", "water": "drinking-water", "toilets": "toilets"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which loop is looked at, of which walk.

    ``minutes`` is None for today's; ``benches`` None for what the safety answers ask for.
    """

    letter: str = "A"
    minutes: int | None = None
    no_steps: bool = False
    dark: bool = False
    hike: bool = False
    benches: bool | None = None

    def own(self) -> dict[str, object]:
        """Return what of it stands in an address, without the letter."""
        return {
            "minutes": self.minutes or "",
            "steps": "none" if self.no_steps else "",
            "dark": "1" if self.dark else "",
            "hike": "1" if self.hike else "",
            "benches": {None: "", True: "first", False: "any"}[self.benches],
        }

    def query(self, **more: object) -> str:
        """Return it as the query of an address."""
        parts = {**self.own(), **more}
        return urlencode({name: value for name, value in parts.items() if value})


def asked_of(told: QueryDict) -> Asked:
    """Return what an address or a form asks for."""
    try:
        minutes: int | None = int(told.get("minutes", ""))
    except ValueError:
        minutes = None
    if minutes is not None and not MINUTES[0] <= minutes <= MINUTES[1]:
        minutes = None
    letter = told.get("loop", "A")
    return Asked(
        letter if letter in ("A", "B", "C") else "A",
        minutes,
        "steps" in told and bool(told.get("steps")),
        bool(told.get("dark")),
        bool(told.get("hike")),
        {"first": True, "any": False}.get(told.get("benches", "")),
    )


def benches_first(here: Situation, asked: Asked) -> bool:
    """Return whether ways with benches go first: as asked for, else as the safety answers ask."""
    if asked.benches is not None:
        return asked.benches
    return SEAT_STOPS in here.assessment.adaptations


def home_of(walker: Walker) -> tuple[float, float] | None:
    """Return where a walker's loops begin."""
    home = HomePlace.objects.filter(walker=walker).first()
    return (home.latitude, home.longitude) if home is not None else None


def blur_seed(walker: Walker) -> int:
    """Return what decides how a walker's home is hidden: secret, and always the same."""
    told = salted_hmac("backstride.blur", str(walker.id), algorithm="sha256")
    return int.from_bytes(told.digest()[:8])


def offer_for(
    here: Situation, network: TerrainMap, point: tuple[float, float], asked: Asked
) -> Offer:
    """Return loops from a point; see `backstride.terrain.plan_loops`."""
    return plan_loops(
        network,
        *point,
        asked.minutes or words.minutes_of(here.plan),
        speed_mps=words.speed_of(here.diary),
        wishes=words.wishes_of(
            here.plan,
            no_steps=asked.no_steps,
            dark=asked.dark,
            hike=asked.hike,
            benches=benches_first(here, asked),
        ),
    )


def chosen_of(offer: Offer, letter: str) -> Loop:
    """Return the loop of that letter; the best where there is none."""
    return next((each for each in offer.loops if each.letter == letter), offer.loops[0])


def drawn(
    network: TerrainMap, offer: Offer, chosen: Loop, choices: list[words.Choice], view: View
) -> str:
    """Return the map of loops."""
    window = view.of(around(offer))
    styles = {row.letter: row.style for row in choices}
    order = sorted(offer.loops, key=lambda loop: loop is chosen)
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
        home=in_window(window, (offer.place.latitude, offer.place.longitude)),
        title="Map of the loops from your home",
        description=f"{told}.",
    )


def ribbon_of(network: TerrainMap, ground: Ground, trail: Trail, units: str) -> str:
    """Return height and ground along a way."""
    climb = f"{ground.climb_m:.0f} m up" if ground.climb_m is not None else ""
    return ribbon(
        words.pieces_of(ground),
        profile_of(network, trail),
        climb_words=climb,
        length_words=(
            distance_words(ground.length_m / 2, units).split()[0],
            distance_words(ground.length_m, units),
        ),
        title="Height and ground along the way" if climb else "Ground along the way",
        description=words.ribbon_words(ground),
    )


def keep(request: HttpRequest, here: Situation, asked: Asked) -> None:
    """Take a loop along: the walk of the day shows it.

    What it was looked for with is kept, so that it stays the same loop whatever the answers
    before the walk change about the plan.
    """
    point = home_of(here.walker)
    network = maps.map_of(point, maps.known()) if point is not None else None
    if point is None or network is None:
        return
    offer = offer_for(here, network, point, asked)
    loop = chosen_of(offer, asked.letter)
    request.session[KEPT] = {
        "day": here.today.isoformat(),
        "letter": loop.letter,
        "from": point,
        "minutes": asked.minutes or words.minutes_of(here.plan),
        "speed_mps": words.speed_of(here.diary),
        "wishes": asdict(offer.wishes),
        "ground": ground_answer(loop.ground),
    }
    note_kept()


def keep_walked(request: HttpRequest, here: Situation, walk_id: UUID) -> None:
    """Take the way of a recorded walk along: the walk of the day shows it."""
    known = known_grounds(here.walker).get(walk_id)
    request.session[KEPT] = {
        "day": here.today.isoformat(),
        "walk": str(walk_id),
        "ground": known.kind if known is not None else None,
    }
    note_kept()


def kept_ground(request: HttpRequest, here: Situation) -> GroundAnswer | None:
    """Return the ground of the way that was taken along today, as one would answer it."""
    told = _told(request, here)
    ground = told.get("ground") if told is not None else None
    return ground if ground in get_args(GroundAnswer) else None


def kept(request: HttpRequest, here: Situation) -> dict[str, Any] | None:
    """Return the way that was taken along today, drawn and in words; None without one."""
    told = _told(request, here)
    if told is None:
        return None
    if "walk" in told:
        return _kept_walk(here, told["walk"])
    try:
        point = (float(told["from"][0]), float(told["from"][1]))
        network = maps.map_of(point, maps.known())
        if network is None:
            return None
        offer = plan_loops(
            network,
            *point,
            told["minutes"],
            speed_mps=told["speed_mps"],
            wishes=Wishes(**told["wishes"]),
        )
    except (PlaceError, KeyError, TypeError, ValueError):
        # The map is another one since, or the session was written by an older version.
        return None
    chosen = chosen_of(offer, told["letter"])
    only = Offer(offer.place, offer.asked_m, offer.wishes, (chosen,), offer.credit)
    choices = words.choices_of(network, (chosen,), chosen, here.walker.preferences.units)
    return {
        "map": drawn(network, only, chosen, choices, View()),
        "name": choices[0].name,
        "sentences": words.sentences_of(chosen, offer.wishes.gate),
        "credit": offer.credit,
    }


def _kept_walk(here: Situation, walk_id: str) -> dict[str, Any] | None:
    recording = recording_with_a_way(here.walker, UUID(walk_id))
    if recording is None:
        return None
    matched, _ = matched_way(recording.lat_deg, recording.lon_deg)
    if matched is None:
        return None
    network, found = matched
    return {
        "map": drawn_walk(network, found),
        "name": words.walked_name(found),
        "sentences": ground_words(found),
        "credit": found.credit,
    }


def drawn_walk(network: TerrainMap, found: TrackGround) -> str:
    """Return the map of a recorded walk."""
    window = window_of(found.points())
    return map_plate(
        drawn_in(network, window),
        window.width_m,
        ways=[Way("", window.place(found.line), "solid")],
        title="Map of the walk",
        description="The ways it most likely took are the solid line.",
    )


def _told(request: HttpRequest, here: Situation) -> dict[str, Any] | None:
    told = request.session.get(KEPT)
    today = isinstance(told, dict) and told.get("day") == here.today.isoformat()
    return told if today else None
