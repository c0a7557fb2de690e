"""Which walks of a week are brisk, in intervals or on hills, and which stay easy."""

from __future__ import annotations

from functools import lru_cache

from backstride.prescription.course import Course, Dose, WalkRecord
from backstride.prescription.plan import Response
from backstride.prescription.protocol import Protocol
from backstride.prescription.session import Kind, Rung, Session


def open_kinds(dose: Dose, allowed: frozenset[str] | None) -> tuple[Kind, ...]:
    """The varied kinds that are open and allowed, in the order in which they opened."""
    return _open_kinds(dose.brisk, dose.rung >= 0, dose.hills, allowed)


@lru_cache(maxsize=64)
def _open_kinds(
    brisk: bool, intervals: bool, hills: bool, allowed: frozenset[str] | None
) -> tuple[Kind, ...]:
    kinds = {Kind.BRISK: brisk, Kind.INTERVALS: intervals, Kind.HILLS: hills}
    return tuple(
        kind for kind, is_open in kinds.items() if is_open and (allowed is None or kind in allowed)
    )


def calm_since_spike(walks: tuple[WalkRecord, ...], settled_needed: int) -> bool:
    """Whether enough walks have settled since the last spike for anything but easy walks."""
    settled = 0
    for walk in reversed(walks):
        if walk.response is Response.SPIKE:
            return settled >= settled_needed
        settled += walk.response is Response.SETTLED
        if settled >= settled_needed:
            return True
    return True


def kind_of(place: int, walks: int, week_number: int, kinds: tuple[Kind, ...]) -> Kind:
    """The kind of the walk at ``place`` (from 0) among the ``walks`` of a week.

    Every second walk is a varied one, so that an easy walk lies before each; the open kinds
    take turns from week to week. Judgement.
    """
    if not kinds or place % 2 == 0 or walks < 2:
        return Kind.EASY
    slots = walks // 2
    turn = week_number * slots + place // 2
    return kinds[turn % len(kinds)]


def session_of(kind: Kind, minutes: int, dose: Dose, protocol: Protocol) -> Session:
    """Fill the minutes of a walk of that kind.

    Brisk parts and intervals lie within the minutes, with easy walking before and after
    them; a walk too short for its step of the ladder takes the highest step that fits, and
    one too short for any stays easy.
    """
    rules = protocol.variety
    room = minutes * 60 - rules.lead_s
    if kind is Kind.BRISK:
        brisk = rules.brisk
        repeats = min(brisk.repeats, room // (brisk.brisk_s + brisk.easy_s))
        if repeats >= 1:
            return Session(minutes, kind, Rung(repeats, brisk.brisk_s, brisk.easy_s))
        return Session(minutes)
    if kind is Kind.INTERVALS:
        for rung in reversed(rules.ladder[: dose.rung + 1]):
            if rung.total_s <= room:
                return Session(minutes, kind, rung)
        return Session(minutes)
    return Session(minutes, kind)


def only_easy(course: Course, protocol: Protocol) -> bool:
    """Whether a recent spike keeps walks easy."""
    return not calm_since_spike(course.walks, protocol.ease.settled_before_variety)
