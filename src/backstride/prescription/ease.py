"""The way back: which share of the usual length the next walk takes, and why."""

from __future__ import annotations

from typing import NamedTuple

from backstride.prescription.course import Course, Ease
from backstride.prescription.plan import Reason
from backstride.prescription.protocol import Protocol


class Eased(NamedTuple):
    """What the ways back that are under way make of a walk.

    Parameters
    ----------
    share : float
        Share of the usual length, 1 where no way back is under way.
    ceiling : int or None
        Minutes that the walk does not exceed, whatever the share.
    easy : bool
        Whether only an easy walk is allowed.
    reasons : tuple of Reason
        What decided the share, each rule once; empty where no way back is under way.
    """

    share: float
    ceiling: int | None
    easy: bool
    reasons: tuple[Reason, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing makes the walk shorter."""
        return self.share >= 1 and self.ceiling is None


PLAIN = Eased(1.0, None, False, ())


def lapse_ease(course: Course, day: int, protocol: Protocol) -> Ease | None:
    """The way back that days without a walk call for on ``day``; None where none."""
    since = last_active(course)
    if since is None:
        return None
    band = protocol.lapse.band(day - since)
    if band is None:
        return None
    return Ease(
        "ease.lapse",
        ("lapse", since),
        course.count,
        band.shares,
        band.easy_walks > 0,
        since,
        break_days=day - since,
    )


def last_active(course: Course) -> int | None:
    """Ordinal of the last walk, or of the start while there has been none."""
    if course.last_walk_day is None:
        return course.started
    return course.last_walk_day


def eased(
    course: Course,
    day: int,
    protocol: Protocol,
    *,
    ahead: int = 0,
    lapse: bool = True,
    first_day: int | None = None,
) -> Eased:
    """Work out what the ways back make of a coming walk.

    Parameters
    ----------
    course : Course
    day : int
        Ordinal day of the walk.
    protocol : Protocol
    ahead : int
        How many walks are to come before it.
    lapse : bool
        Whether days without a walk count.
    first_day : int, optional
        Ordinal day of the first of the coming walks, up to which days without a walk are
        counted; ``day`` itself where none is to come before it.

    Notes
    -----
    Where several ways back meet, the walk takes the lowest share (evidence section 3).
    """
    eases = course.eases
    if lapse:
        fresh = lapse_ease(course, day if first_day is None else first_day, protocol)
        if fresh is not None:
            eases = (*eases, fresh)
    if not eases:
        return PLAIN
    number = course.count + ahead
    share, ceiling, easy = 1.0, None, False
    found: list[tuple[float, Reason]] = []
    for ease in eases:
        place = number - ease.start
        if place < 0 or place >= len(ease.shares):
            continue
        own = ease.shares[place]
        easy = easy or ease.easy
        if ease.ceiling is not None and (ceiling is None or ease.ceiling < ceiling):
            ceiling = ease.ceiling
        if ease.rule == "ease.lapse":
            inputs: tuple[tuple[str, int], ...] = (
                ("share", round(own * 100)),
                ("days", ease.break_days),
            )
        else:
            inputs = (("share", round(own * 100)),)
        share = min(share, own)
        found.append((own, Reason(ease.rule, inputs)))
    return Eased(share, ceiling, easy, _deciding(found, share))


def _deciding(found: list[tuple[float, Reason]], share: float) -> tuple[Reason, ...]:
    """The reasons behind the lowest share, each rule once; a walk has one share to speak of."""
    reasons: dict[str, Reason] = {}
    for own, reason in found:
        if own == share:
            reasons.setdefault(reason.rule, reason)
    return tuple(reasons.values())


def with_ease(eases: tuple[Ease, ...], ease: Ease) -> tuple[Ease, ...]:
    """Add a way back; one with the same cause is replaced."""
    return (*(old for old in eases if (old.rule, old.key) != (ease.rule, ease.key)), ease)


def without_spent(eases: tuple[Ease, ...], count: int) -> tuple[Ease, ...]:
    """Leave out the ways back that have come to their end after ``count`` walks."""
    if not eases:
        return eases
    return tuple(ease for ease in eases if count - ease.start < len(ease.shares))


def ending(eases: tuple[Ease, ...], count: int) -> Eased | None:
    """What the last walk of a way back takes, where one has come to its end after ``count`` walks.

    The lowest share, where several end with the same walk; None where none does.
    """
    last = [ease.shares[-1] for ease in eases if count - ease.start >= len(ease.shares)]
    return PLAIN._replace(share=min(last)) if last else None


def shortened(minutes: int, taken: Eased, floor_min: int) -> int:
    """Minutes of a walk after the ways back; whole minutes, rounded down.

    Never longer than ``minutes``, and never shorter than the shortest walk worth planning
    unless ``minutes`` itself is.
    """
    base = minutes if taken.ceiling is None else min(minutes, taken.ceiling)
    return min(minutes, max(floor_min, int(base * taken.share + 1e-9)))
