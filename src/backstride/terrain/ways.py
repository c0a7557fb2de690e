"""Which ways people may walk on, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .evenness import SURFACE, Evenness, evenness_of
from .incline import Incline, parse_incline

KINDS = (
    "other",
    "pedestrian",
    "footway",
    "sidewalk",
    "crossing",
    "path",
    "steps",
    "living_street",
    "cycleway",
    "track",
    "bridleway",
    "service",
    "residential",
    "unclassified",
    "tertiary",
    "secondary",
    "primary",
    "trunk",
)
"""Kinds of ways; arrays hold the position in this list."""

KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
SURFACES = ("", *SURFACE)
SURFACE_CODE = {surface: code for code, surface in enumerate(SURFACES)}

TRAFFIC = {
    "living_street": 0.10,
    "service": 0.15,
    "cycleway": 0.15,
    "track": 0.05,
    "residential": 0.25,
    "unclassified": 0.45,
    "tertiary": 0.60,
    "secondary": 0.80,
    "primary": 1.00,
    "trunk": 1.00,
}
"""Motor traffic beside a walker, 0 none to 1 a main road (judgement)."""

SIDEWALK_CALMS = 0.6
"""A pavement keeps the traffic at a distance (judgement)."""

SEPARATE_WORSENS = 1.5
"""The pavement is a way of its own: on this one people walk among the cars (judgement)."""

NEVER = frozenset(
    (
        *("motorway", "motorway_link", "construction", "proposed", "planned", "raceway"),
        *("bus_guideway", "busway", "abandoned", "razed", "disused", "elevator", "corridor"),
        *("rest_area", "services", "escape", "platform", "emergency_bay", "no"),
    )
)
FORBIDDEN = frozenset(("no", "private", "use_sidepath", "customers", "military", "delivery"))
ALLOWED = frozenset(("yes", "designated", "permissive", "official", "destination"))
SIDEWALKS = frozenset(("both", "left", "right", "yes"))

RELEVANT = frozenset(
    (
        *("highway", "footway", "path", "cycleway", "foot", "access", "surface"),
        *("smoothness", "tracktype", "sac_scale", "trail_visibility", "wheelchair", "lit"),
        *("incline", "step_count", "handrail", "handrail:left", "handrail:right"),
        *("handrail:center", "sidewalk", "sidewalk:left", "sidewalk:right", "sidewalk:both"),
        *("footway:surface", "sidewalk:surface", "sidewalk:both:surface", "bridge", "tunnel"),
        *("indoor"),
    )
)
"""Keys that decide what a way is to a walker."""


@dataclass(frozen=True, slots=True)
class Way:
    """What the tags of a way say to a walker.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    evenness : Evenness
    traffic : float
        0 none to 1 a main road.
    lit : int
        1 yes, 0 no, -1 not tagged.
    incline : Incline or None
    step_count : int
        Tagged number of steps; 0 where not tagged.
    crossing : bool
        The way leads across a road.
    off_ground : bool
        A bridge or a tunnel: the height of the ground says nothing about it.
    """

    kind: str
    evenness: Evenness
    traffic: float
    lit: int
    incline: Incline | None
    step_count: int
    crossing: bool
    off_ground: bool


def way_of(tags: Mapping[str, str]) -> Way | None:
    """Return what a way is to a walker, or None where nobody may walk."""
    if not is_walkable(tags):
        return None
    kind = _kind(tags)
    steps = tags.get("step_count", "")
    return Way(
        kind=kind,
        evenness=evenness_of(tags),
        traffic=_traffic(kind, tags),
        lit=_lit(tags.get("lit")),
        incline=parse_incline(tags["incline"]) if "incline" in tags else None,
        step_count=min(int(steps), 2000) if steps.isdecimal() else 0,
        crossing=kind == "crossing",
        off_ground=tags.get("bridge", "no") != "no" or tags.get("tunnel", "no") != "no",
    )


def is_walkable(tags: Mapping[str, str]) -> bool:
    """Return whether people on foot may use a way, as far as its tags say.

    Notes
    -----
    ``foot`` goes before ``access``. Cycle ways and bridle ways are open unless ``foot`` says
    no; trunk roads are closed unless ``foot`` or a pavement opens them. Indoor ways are
    left out.
    """
    highway = tags.get("highway", "")
    foot = tags.get("foot", "")
    if not highway or highway in NEVER or foot in FORBIDDEN or tags.get("indoor") == "yes":
        return False
    if foot not in ALLOWED:
        if tags.get("access", "") in FORBIDDEN:
            return False
        if highway.startswith("trunk") and tags.get("sidewalk", "") not in SIDEWALKS:
            return False
    return True


def _kind(tags: Mapping[str, str]) -> str:
    highway = tags["highway"].removesuffix("_link")
    if "crossing" in (tags.get("footway"), tags.get("path"), tags.get("cycleway")):
        return "crossing"
    if highway == "footway" and tags.get("footway") == "sidewalk":
        return "sidewalk"
    if highway in ("road", "unsurfaced"):
        return "unclassified"
    return highway if highway in KIND_CODE else "other"


def _traffic(kind: str, tags: Mapping[str, str]) -> float:
    traffic = TRAFFIC.get(kind, 0.0)
    if "separate" in (tags.get("sidewalk"), tags.get("sidewalk:both")):
        return min(1.0, traffic * SEPARATE_WORSENS)
    if tags.get("sidewalk") in SIDEWALKS or "yes" in (
        tags.get("sidewalk:left"),
        tags.get("sidewalk:right"),
        tags.get("sidewalk:both"),
    ):
        return traffic * SIDEWALK_CALMS
    return traffic


def _lit(tag: str | None) -> int:
    if tag is None:
        return -1
    return 0 if tag in ("no", "disused") else 1
