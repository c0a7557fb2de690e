"""How even the ground of a way is, from its OpenStreetMap tags.

All figures are judgement: OpenStreetMap defines ``smoothness`` by wheels, so it follows
bumps best; ``surface`` names what bumps are made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

UNEVEN_BELOW = 0.75
"""Ground below this counts as uneven (judgement: the gate of the first stage)."""

SURFACE = {
    **dict.fromkeys(("asphalt", "tartan", "rubber"), 1.00),
    "concrete": 0.98,
    **dict.fromkeys(("paved", "chipseal"), 0.92),
    "concrete:plates": 0.90,
    "paving_stones": 0.88,
    **dict.fromkeys(("bricks", "metal", "artificial_turf"), 0.85),
    "wood": 0.82,
    **dict.fromkeys(("compacted", "concrete:lanes"), 0.80),
    "fine_gravel": 0.72,
    "metal_grid": 0.70,
    **dict.fromkeys(("sett", "clay"), 0.65),
    "woodchips": 0.60,
    **dict.fromkeys(("unpaved", "dirt", "earth", "ground", "grass_paver"), 0.55),
    **dict.fromkeys(("gravel", "grass", "shells", "cobblestone"), 0.50),
    "pebblestone": 0.45,
    "unhewn_cobblestone": 0.35,
    **dict.fromkeys(("sand", "stone", "snow"), 0.30),
    "rock": 0.25,
    "stepping_stones": 0.20,
    "mud": 0.15,
    "ice": 0.05,
}

SAME_SURFACE = {
    "brick": "bricks",
    "cobblestone:flattened": "sett",
    "paving_stones:lanes": "concrete:lanes",
    "paving_stone": "paving_stones",
    "pebbles": "pebblestone",
    "bare_rock": "rock",
    "soil": "earth",
    "tarmac": "asphalt",
    "acrylic": "tartan",
    "grass_pavers": "grass_paver",
}
"""Other spellings that mappers use for the same ground (judgement)."""

SMOOTHNESS = {
    "excellent": 1.0,
    "good": 0.93,
    "intermediate": 0.78,
    "bad": 0.55,
    "very_bad": 0.35,
    "horrible": 0.20,
    "very_horrible": 0.10,
    "impassable": 0.0,
}

TRACKTYPE = {"grade1": 0.92, "grade2": 0.75, "grade3": 0.60, "grade4": 0.45, "grade5": 0.30}

SAC_CAP = {
    "strolling": 0.75,
    "hiking": 0.60,
    "mountain_hiking": 0.35,
    "demanding_mountain_hiking": 0.15,
    "alpine_hiking": 0.0,
    "demanding_alpine_hiking": 0.0,
    "difficult_alpine_hiking": 0.0,
}

TRAIL_VISIBILITY = {
    "excellent": 1.0,
    "good": 1.0,
    "intermediate": 0.85,
    "bad": 0.6,
    "horrible": 0.4,
    "no": 0.4,
}

DEFAULT = {
    "pedestrian": 0.95,
    **dict.fromkeys(("living_street", "cycleway"), 0.92),
    **dict.fromkeys(("footway", "residential"), 0.90),
    "service": 0.88,
    **dict.fromkeys(("tertiary", "secondary", "primary", "trunk"), 0.85),
    "unclassified": 0.80,
    **dict.fromkeys(("path", "track"), 0.55),
    "bridleway": 0.45,
    "steps": 0.15,
}
"""Where nothing is tagged. Secondary and primary roads are taken as tertiary ones."""

DEFAULT_SIDEWALK = 0.92
DEFAULT_OTHER = 0.80
HANDRAIL = 0.15
"""Ways of other kinds, and what a handrail adds to steps (judgement)."""

DARK_FACTOR = 0.8
WET_FACTOR = 0.9
WET_SLIPPERY_FACTOR = 0.75
"""What evenness is multiplied with after dark where no lamp is, and on wet ground (judgement)."""

WET_SLIPPERY = frozenset(
    (
        *("wood", "metal", "metal_grid", "stone", "rock", "sett", "cobblestone"),
        *("unhewn_cobblestone", "pebblestone", "stepping_stones"),
    )
)
"""Wood, metal and stone, worse in the wet than other ground."""

STEPS = "steps"
"""Named as a surface where people climb stairs, whatever they are made of."""


class KnownBy(StrEnum):
    """What the evenness of a way rests on."""

    SMOOTHNESS = "smoothness"
    SURFACE = "surface"
    TRACKTYPE = "tracktype"
    DEFAULT = "default"

    @property
    def confidence(self) -> float:
        """Return how far to trust it, 0 to 1."""
        return {"smoothness": 1.0, "surface": 0.8, "tracktype": 0.6, "default": 0.3}[self.value]


@dataclass(frozen=True, slots=True)
class Evenness:
    """How even a way is.

    Attributes
    ----------
    value : float
        0 (nobody walks there) to 1 (like a gymnasium), on a dry day, in the light.
    known_by : KnownBy
        DEFAULT means that nothing is tagged: the value is a guess from the kind of way.
    surface : str
        The tagged surface, in the words of OpenStreetMap; empty where unknown.
    """

    value: float
    known_by: KnownBy
    surface: str = ""

    @property
    def confidence(self) -> float:
        """Return how far to trust the value, 0 to 1."""
        return self.known_by.confidence

    @property
    def known(self) -> bool:
        """Return whether something about the ground is tagged."""
        return self.known_by is not KnownBy.DEFAULT


def evenness_of(tags: Mapping[str, str], *, dark: bool = False, wet: bool = False) -> Evenness:
    """Return how even a way is.

    Parameters
    ----------
    tags : mapping of str to str
        Tags of the way, as in OpenStreetMap.
    dark : bool
        After dark, a way without light is harder to judge.
    wet : bool
        Wet ground is slippery, wood, metal and stone most of all.

    Notes
    -----
    ``0.6 smoothness + 0.4 surface`` where both are tagged, else the one that is, else
    ``tracktype``, else the kind of way. A hiking scale caps it, poor visibility of a trail
    and unlit dark lower it, ``wheelchair`` sets a floor or a ceiling. All judgement.

    Deviation: steps stay steps, whatever they are made of; a handrail makes them better.
    """
    surface = surface_of(tags)
    by_surface = SURFACE.get(surface)
    by_smoothness = SMOOTHNESS.get(tags.get("smoothness", ""))
    by_track = TRACKTYPE.get(tags.get("tracktype", ""))
    stairs = tags.get("highway") == STEPS
    if stairs:
        value, known_by = DEFAULT[STEPS], KnownBy.DEFAULT
        if _has_handrail(tags):
            value += HANDRAIL
        if by_surface is not None or by_smoothness is not None:
            known_by = KnownBy.SURFACE if by_smoothness is None else KnownBy.SMOOTHNESS
    elif by_smoothness is not None and by_surface is not None:
        value, known_by = 0.6 * by_smoothness + 0.4 * by_surface, KnownBy.SMOOTHNESS
    elif by_smoothness is not None:
        value, known_by = by_smoothness, KnownBy.SMOOTHNESS
    elif by_surface is not None:
        value, known_by = by_surface, KnownBy.SURFACE
    elif by_track is not None:
        value, known_by = by_track, KnownBy.TRACKTYPE
    else:
        value, known_by = _default(tags), KnownBy.DEFAULT
    value = min(value, SAC_CAP.get(tags.get("sac_scale", ""), 1.0))
    value *= TRAIL_VISIBILITY.get(tags.get("trail_visibility", ""), 1.0)
    if not stairs:
        value = _by_wheelchair(value, tags.get("wheelchair", ""))
    if dark and tags.get("lit") == "no":
        value *= DARK_FACTOR
    if wet:
        value *= wet_factor(surface)
    return Evenness(value, known_by, surface if by_surface is not None else "")


def surface_of(tags: Mapping[str, str]) -> str:
    """Return the surface people on foot walk on, in one spelling; empty if not tagged.

    The tag of a pavement beside a road goes before that of the road; of several surfaces in
    one tag the least even counts.
    """
    for key in ("footway:surface", "sidewalk:surface", "sidewalk:both:surface", "surface"):
        given = tags.get(key)
        if given:
            options = [SAME_SURFACE.get(each.strip(), each.strip()) for each in given.split(";")]
            known = [each for each in options if each in SURFACE]
            if known:
                return min(known, key=lambda each: SURFACE[each])
    return ""


def wet_factor(surface: str) -> float:
    """Return what evenness is multiplied with when the ground is wet."""
    return WET_SLIPPERY_FACTOR if surface in WET_SLIPPERY else WET_FACTOR


def _default(tags: Mapping[str, str]) -> float:
    highway = tags.get("highway", "")
    if highway == "footway" and tags.get("footway") == "sidewalk":
        return DEFAULT_SIDEWALK
    return DEFAULT.get(highway.removesuffix("_link"), DEFAULT_OTHER)


def _has_handrail(tags: Mapping[str, str]) -> bool:
    keys = ("handrail", "handrail:left", "handrail:right", "handrail:center")
    return any(tags.get(key, "no") not in ("no", "") for key in keys)


def _by_wheelchair(value: float, tag: str) -> float:
    match tag:
        case "yes" | "designated":
            return max(value, 0.80)
        case "limited":
            return min(max(value, 0.5), 0.8)
        case "no":
            return min(value, 0.70)
    return value
