"""A walk in words: what there is to know before one sets out."""

from __future__ import annotations

import math

from .evenness import STEPS, UNEVEN_BELOW
from .ground import Ground, Stretch
from .loops import Loop
from .sketch import Shape
from .track import Span, TrackGround

SURFACE_WORDS = {
    "": "ground nobody has described",
    "asphalt": "asphalt",
    "tartan": "a running track",
    "rubber": "rubber",
    "concrete": "concrete",
    "paved": "paved ground",
    "chipseal": "rough asphalt",
    "concrete:plates": "concrete slabs",
    "paving_stones": "paving stones",
    "bricks": "bricks",
    "metal": "metal",
    "artificial_turf": "artificial turf",
    "wood": "wood",
    "compacted": "firm gravel",
    "concrete:lanes": "concrete lanes",
    "fine_gravel": "fine gravel",
    "metal_grid": "metal grid",
    "sett": "cobbles",
    "clay": "clay",
    "woodchips": "wood chips",
    "unpaved": "unpaved ground",
    "dirt": "earth",
    "earth": "earth",
    "ground": "earth",
    "grass_paver": "grass pavers",
    "gravel": "gravel",
    "grass": "grass",
    "shells": "shells",
    "cobblestone": "cobbles",
    "pebblestone": "pebbles",
    "unhewn_cobblestone": "rough cobbles",
    "sand": "sand",
    "stone": "stone",
    "snow": "snow",
    "rock": "rock",
    "stepping_stones": "stepping stones",
    "mud": "mud",
    "ice": "ice",
    STEPS: "steps",
}

PAVED = frozenset(
    (
        *("asphalt", "tartan", "rubber", "concrete", "paved", "chipseal", "concrete:plates"),
        *("paving_stones", "bricks"),
    )
)
COBBLED = frozenset(("sett", "cobblestone", "unhewn_cobblestone", "metal", "metal_grid", "wood"))
"""Hard ground that is laid, but not smooth."""

LOOSE = frozenset(
    (
        *("gravel", "fine_gravel", "compacted", "pebblestone", "shells", "concrete:lanes"),
        *("stone", "rock", "stepping_stones"),
    )
)
"""Ground of small or large stones, tied or not."""

SHORTEST_TOLD_M = 15.0
"""Shorter stretches are only told together (judgement)."""

MOST_STRETCHES = 3
ALL = 0.995


def words_for(loop: Loop) -> tuple[str, ...]:
    """Return what is to be known about a walk, in short sentences, the most important first.

    What is not known is said with its share.
    """
    ground = loop.ground
    said = [
        "There is no way without steps from here." if loop.steps_unavoidable else "",
        _shape(loop),
        *_uneven(ground),
        _known(ground),
        _hills(ground),
        _steps(ground),
        _traffic(ground),
        _light(loop),
        _again(loop),
        _benches(loop),
        *_other(loop),
        f"At the farthest point it is {metres(loop.farthest_home_m)} home.",
    ]
    return tuple(sentence for sentence in said if sentence)


def ground_words(found: TrackGround) -> tuple[str, ...]:
    """Return what a recorded walk went over, in short sentences, with its ranges."""
    ground = found.ground
    said = [
        f"{metres(found.track_m)} recorded, {share(found.on_map_share)} of it on ways of the map.",
        _range_words(found.uneven_by_ways),
        _unknown_words(found),
        *_uneven(ground),
        _known(ground),
        _hills(ground),
        _steps_range(found.steps),
        _traffic(ground),
    ]
    return tuple(sentence for sentence in said if sentence)


def _range_words(uneven: Span) -> str:
    low, high = round(uneven.low * 100), round(uneven.high * 100)
    if low == high:
        return f"About {low} % of it was on uneven ground."
    return f"About {uneven.best * 100:.0f} % of it was on uneven ground, perhaps {low} to {high} %."


def _unknown_words(found: TrackGround) -> str:
    most = round(found.uneven_share.high * 100)
    if most <= round(found.uneven_by_ways.high * 100):
        return ""
    return f"With the ground that the map does not know it may be up to {most} %."


def _steps_range(steps: Span) -> str:
    if not steps.high:
        return ""
    if steps.low == steps.high:
        return f"About {steps.best:.0f} steps."
    return f"About {steps.best:.0f} steps, perhaps {steps.low:.0f} to {steps.high:.0f}."


def metres(distance_m: float) -> str:
    """Return a distance as people say it."""
    if distance_m >= 950:
        return f"{distance_m / 1000:.1f} km"
    step = 50 if distance_m >= 300 else 10
    return f"{max(step, round(distance_m / step) * step)} m"


def share(part: float) -> str:
    """Return a share in percent; neither 0 nor 100 % where that is not quite so."""
    if part <= 0 or part >= 1:
        return f"{100 * part:.0f} %"
    return f"{min(99, max(1, round(100 * part)))} %"


def _shape(loop: Loop) -> str:
    length, time = metres(loop.length_m), f"{loop.minutes:.0f} minutes"
    match loop.shape:
        case Shape.LOOP:
            return f"A loop of {length}, about {time}."
        case Shape.STEM_AND_LOOP:
            return (
                f"{metres(loop.stem_m)} to a loop, around it, and back the same way: {length}, "
                f"about {time}."
            )
        case Shape.ROUNDS:
            lead = f"{metres(loop.stem_m)} to a short loop, then " if loop.stem_m > 1 else ""
            return (
                f"{lead}{loop.rounds} rounds: {length}, about {time}."
                if lead
                else f"{loop.rounds} rounds of a short loop: {length}, about {time}."
            )
        case Shape.THERE_AND_BACK if loop.rounds > 1:
            return (
                f"The way from here is short. There and back {loop.rounds} times: {length}, "
                f"about {time}."
            )
    return f"There and back the same way: {length}, about {time}."


def _uneven(ground: Ground) -> list[str]:
    """Return sentences on known uneven stretches, the longest first."""
    rough: dict[tuple[str, str], float] = {}
    for stretch in ground.stretches:
        if _is_rough(stretch):
            key = (stretch.surface, stretch.name)
            rough[key] = rough.get(key, 0.0) + stretch.length_m
    if not rough:
        return []
    longest = sorted(rough, key=lambda key: (-rough[key], key))
    told = [key for key in longest if rough[key] >= SHORTEST_TOLD_M][:MOST_STRETCHES]
    sentences = [
        f"{metres(rough[key])} of {_ground_words(key[0])}{f' on {key[1]}' if key[1] else ''}."
        for key in told
    ]
    rest = sum(metres_ for key, metres_ in rough.items() if key not in told)
    if rest >= SHORTEST_TOLD_M:
        more = "more " if told else ""
        sentences.append(f"{metres(rest)} {more}of uneven ground in short pieces.")
    return sentences


def _is_rough(stretch: Stretch) -> bool:
    return stretch.evenness < UNEVEN_BELOW and stretch.surface not in ("", STEPS)


def _ground_words(surface: str) -> str:
    words = SURFACE_WORDS[surface]
    return f"rough {words}" if surface in PAVED and not words.startswith("rough") else words


def _known(ground: Ground) -> str:
    paved = sum(length for surface, length in ground.surface_m.items() if surface in PAVED)
    unknown = 1 - ground.known_share
    if unknown >= ALL:
        return "Nobody has described the ground of this walk."
    lead = f"{share(paved / ground.length_m)} is paved"
    if paved >= ALL * ground.length_m:
        return "All of it is paved."
    if unknown < 1 - ALL:
        return f"{lead}; the ground is known all the way."
    return f"{lead}; the ground is unknown for {share(unknown)}."


def _hills(ground: Ground) -> str:
    if ground.slope95 is None or ground.slope_known_share < 1 - ALL:
        return "How steep it is is unknown."
    climb = f"{ground.climb_m:.0f} m up. " if ground.climb_m is not None else ""
    steep = (
        "Flat nearly everywhere"
        if ground.slope95 < 0.02
        else f"Nearly all of it is less steep than {_percent_up(ground.slope95)} %"
    )
    unknown = 1 - ground.slope_known_share
    rest = f"; unknown for {share(unknown)}" if unknown > 1 - ALL else ""
    return f"{climb}{steep}{rest}."


def _percent_up(slope: float) -> int:
    return math.ceil(slope * 100 - 1e-6)


def _steps(ground: Ground) -> str:
    if not ground.steps:
        return ""
    return f"About {ground.steps} steps." if ground.steps > 1 else "One step."


def _traffic(ground: Ground) -> str:
    parts = []
    if ground.beside_traffic_m >= SHORTEST_TOLD_M:
        parts.append(f"{metres(ground.beside_traffic_m)} beside traffic")
    crossings = round(ground.crossings)
    if crossings:
        parts.append("one road to cross" if crossings == 1 else f"{crossings} roads to cross")
    if not parts:
        return "No road with more than little traffic."
    told = ", ".join(parts)
    return f"{told[0].upper()}{told[1:]}."


def _light(loop: Loop) -> str:
    ground = loop.ground
    if ground.light_known_share < 1 - ALL:
        return "Whether it is lit is unknown."
    if ground.lit_share >= ALL:
        return "Lit all the way."
    unknown = 1 - ground.light_known_share
    rest = f"; unknown for {share(unknown)}" if unknown > 1 - ALL else ""
    return f"Lit for {share(ground.lit_share)}{rest}."


def _again(loop: Loop) -> str:
    if loop.shape in (Shape.LOOP, Shape.STEM_AND_LOOP) and loop.repeated_m >= SHORTEST_TOLD_M:
        return f"{metres(loop.repeated_m)} are walked twice."
    return ""


def _benches(loop: Loop) -> str:
    benches = [each for each in loop.amenities if each.kind == "bench"]
    if not benches:
        return "No bench on the map along the way."
    count = "One bench" if len(benches) == 1 else f"{len(benches)} benches"
    first = f"after {metres(benches[0].at_m)}"
    lead = f"{count}, {first}" if len(benches) == 1 else f"{count}, the first {first}"
    return f"{lead}; {metres(loop.without_bench_m)} without one at most."


def _other(loop: Loop) -> list[str]:
    said = []
    for kind, words in (("water", "Drinking water"), ("toilets", "Toilets")):
        places = [metres(each.at_m) for each in loop.amenities if each.kind == kind]
        if places:
            said.append(f"{words} after {' and '.join(places[:3])}.")
    return said
