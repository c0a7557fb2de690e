"""Loops in rows and words, and what is drawn of them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from backstride.diary import Diary, Walk
from backstride.prescription import Kind, Plan
from backstride.site.design.ribbon import Piece
from backstride.site.presentation.done import distance_words
from backstride.terrain import (
    DEFAULT_SPEED_MPS,
    PAVED,
    SURFACE_WORDS,
    UNEVEN_BELOW,
    Gate,
    Ground,
    Loop,
    Shape,
    Stretch,
    TerrainMap,
    TrackGround,
    Wishes,
    metres,
    names_of,
    share,
    words_for,
)

WALKS_FOR_SPEED = 8
"""The latest walks whose speed counts (judgement)."""

SLOWEST_MPS, FASTEST_MPS = 0.5, 2.2
"""A walk outside of this was measured wrongly, or was no walk (judgement)."""

LEAST_PIECE = 0.015
"""Shorter pieces of the ribbon are drawn with their neighbour: they would be no wider than a
line."""

LINE_WORDS = {"solid": "solid line", "dashed": "dashed line", "dotted": "dotted line"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A loop in the list."""

    letter: str
    name: str
    detail: str
    minutes: int
    chosen: bool
    style: str
    line: str


@dataclass(frozen=True, slots=True)
class Help:
    """A row about benches, water or toilets."""

    icon: str
    label: str


def speed_of(diary: Diary) -> float:
    """Return the walker's own speed in m/s, from walks with a distance; else the usual one."""
    speeds = [
        walk.distance_m / (60 * over_min)
        for walk in diary.walks()
        if walk.distance_m is not None and (over_min := _over_min(walk)) > 0
    ]
    usable = [each for each in speeds if SLOWEST_MPS <= each <= FASTEST_MPS]
    return statistics.median(usable[-WALKS_FOR_SPEED:]) if usable else DEFAULT_SPEED_MPS


def _over_min(walk: Walk) -> float:
    """Return the minutes that the distance of a walk is of: its warm-up and cool-down count."""
    if walk.moving_min:
        return walk.moving_min
    if walk.ended_at is not None:
        return (walk.ended_at - walk.at).total_seconds() / 60
    return walk.minutes + (walk.warm_up_min or 0) + (walk.cool_down_min or 0)


def minutes_of(plan: Plan) -> int:
    """Return how long today's walk is; on a day without one, the next walk."""
    session = plan.today.short or plan.today.session
    if session is None and plan.next_walk is not None:
        session = plan.next_walk.session
    return session.minutes if session is not None else 10


def on_hills(plan: Plan) -> bool:
    """Return whether today's walk, or the next one, is on hills: then the programme opened them."""
    session = plan.today.short or plan.today.session
    if session is None and plan.next_walk is not None:
        session = plan.next_walk.session
    return session is not None and session.kind is Kind.HILLS


def wishes_of(
    plan: Plan, *, no_steps: bool, dark: bool, hike: bool, benches: bool = False
) -> Wishes:
    """Return what the walk of the day asks of its way.

    Even ground, unless the walk is on gentle hills; a hike only there, and by day.
    """
    hills = on_hills(plan)
    stage = 1 if not hills else 3 if hike and not dark else 2
    return Wishes(stage=stage, no_steps=no_steps, dark=dark, hills=hills, benches=benches)


def heading_of(loops: Sequence[Loop], minutes: int) -> str:
    """Return "Three loops for a 24-minute walk"."""
    count = {1: "One", 2: "Two", 3: "Three"}[len(loops)]
    noun = "loop" if all(noun_of(loop) == "loop" for loop in loops) else "way"
    count = f"{count} {noun}{'s' if len(loops) > 1 else ''}"
    article = "an" if str(minutes).startswith("8") or minutes in (11, 18) else "a"
    return f"{count} for {article} {minutes}-minute walk"


def noun_of(loop: Loop) -> str:
    """Return "loop", or "way" for one there and back and for rounds."""
    return "loop" if loop.shape in (Shape.LOOP, Shape.STEM_AND_LOOP) else "way"


def choices_of(
    network: TerrainMap, loops: Sequence[Loop], chosen: Loop, units: str
) -> list[Choice]:
    """Return the rows of the list; the chosen loop has the solid line."""
    others = iter(("dashed", "dotted"))
    rows = []
    for loop, name in zip(loops, names_of(loops, network), strict=True):
        style = "solid" if loop is chosen else next(others)
        rows.append(
            Choice(
                letter=loop.letter,
                name=name,
                detail=_detail(loop, units),
                minutes=round(loop.minutes),
                chosen=loop is chosen,
                style=style,
                line=LINE_WORDS[style],
            )
        )
    return rows


def _detail(loop: Loop, units: str) -> str:
    ground = loop.ground
    paved = sum(length for name, length in ground.surface_m.items() if name in PAVED)
    parts = [distance_words(loop.length_m, units)]
    if ground.known_share < 0.005:
        parts.append("ground not described")
    elif paved >= 0.995 * ground.length_m:
        parts.append("all paved")
    else:
        parts.append(f"{share(paved / ground.length_m)} paved")
        if ground.known_share < 0.995:
            parts.append(f"{share(1 - ground.known_share)} unknown")
    if ground.climb_m is not None:
        parts.append(f"{ground.climb_m:.0f} m up")
    if ground.steps:
        parts.append(f"{ground.steps} steps")
    # A number and its sign stay on one line.
    return ", ".join(parts).replace(" %", "\N{NO-BREAK SPACE}%")


def walked_name(found: TrackGround) -> str:
    """Return the name of a recorded way: the street it followed longest."""
    lengths: dict[str, float] = {}
    for stretch in found.ground.stretches:
        if stretch.name:
            lengths[stretch.name] = lengths.get(stretch.name, 0.0) + stretch.length_m
    return max(lengths, key=lambda name: lengths[name], default="The way you walked before")


def helps_of(loop: Loop) -> list[Help]:
    """Return rows about benches, water and toilets on the way."""
    rows = []
    benches = [each for each in loop.amenities if each.kind == "bench"]
    if benches:
        count = "One bench" if len(benches) == 1 else f"{len(benches)} benches"
        first = "after" if len(benches) == 1 else "the first after"
        rows.append(
            Help(
                "bench",
                f"{count}, {first} {metres(benches[0].at_m)}; "
                f"at most {metres(loop.without_bench_m)} without one",
            )
        )
    else:
        rows.append(Help("bench", "No bench on the map along the way"))
    for kind, icon, words in (
        ("water", "drinking-water", "Drinking water"),
        ("toilets", "toilets", "Toilets"),
    ):
        found = [each for each in loop.amenities if each.kind == kind]
        if found:
            named = f", {found[0].name}" if found[0].name else ""
            rows.append(Help(icon, f"{words} after {metres(found[0].at_m)}{named}"))
    return rows


ROUGHER = "More uneven or steeper than your walks ask for now."


def sentences_of(loop: Loop, gate: Gate) -> list[str]:
    """Return what else there is to know; benches, water and toilets have rows of their own."""
    told = ("bench", "Drinking water", "Toilets")
    said = [each for each in words_for(loop) if not any(word in each for word in told)]
    return [*said[:1], ROUGHER, *said[1:]] if loop.ground.passes(gate) is False else said


def pieces_of(ground: Ground) -> list[Piece]:
    """Return the ground of a way for its ribbon."""
    length = ground.length_m
    merged: list[tuple[float, float, str, str]] = []
    for stretch in ground.stretches:
        kind, words = _kind(stretch), _words(stretch)
        begin, end = stretch.begin_m / length, stretch.end_m / length
        if merged and (merged[-1][2], merged[-1][3]) == (kind, words):
            merged[-1] = (merged[-1][0], end, kind, words)
        elif merged and end - begin < LEAST_PIECE and kind == "paved":
            merged[-1] = (merged[-1][0], end, *merged[-1][2:])
        else:
            merged.append((begin, end, kind, words))
    return [Piece(*each) for each in merged]


def ribbon_words(ground: Ground) -> str:
    """Return the ribbon in words, for those who do not see it."""
    length = ground.length_m
    parts = [
        f"{metres((piece.end - piece.begin) * length)} {piece.words}" for piece in pieces_of(ground)
    ]
    return f"In walking order: {', '.join(parts)}."


def _kind(stretch: Stretch) -> str:
    if stretch.surface == "steps":
        return "steps"
    if not stretch.surface:
        return "unknown"
    if stretch.evenness < UNEVEN_BELOW:
        return "uneven"
    return "paved" if stretch.surface in PAVED else "loose"


def _words(stretch: Stretch) -> str:
    if not stretch.surface:
        return "unknown"
    if stretch.surface in PAVED:
        return "paved" if stretch.evenness >= UNEVEN_BELOW else "rough paving"
    return SURFACE_WORDS[stretch.surface]
