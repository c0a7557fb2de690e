"""What the person and the clinician allow, resolved for one day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from backstride.diary import WEEKDAYS
from backstride.prescription.course import Course, Limits
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS
from backstride.prescription.session import Kind

_INDEX = {name: index for index, name in enumerate(WEEKDAYS)}


def available_days(course: Course, protocol: Protocol, walks: int) -> tuple[int, ...]:
    """Weekdays the person can walk on, 0 for Monday.

    Where the person named none: the protocol's days, and any other once more walks are due.
    """
    if course.week_days:
        return course.week_days
    default = tuple(sorted(_INDEX[name] for name in protocol.schedule.default_days))  # type: ignore[index]  # names are checked when the protocol is read
    return default if walks <= len(default) else tuple(range(DAYS))


def away_on(course: Course, day: int) -> bool:
    """Whether the person has said that walking is out of the question on a day."""
    return any(begins <= day <= ends for begins, ends, _ in course.absences)


def limits_on(course: Course, day: int) -> Limits:
    """Resolve the limits that hold on a day.

    A walker who names fewer than three days is held to those; the person's own limits and
    the clinician's are both kept, the stricter one counts. Where the clinician names the
    kinds of walk, that decides; else some stay closed by the person's own answers.
    """
    walks = len(course.week_days) or DAYS
    if course.goal_walks is not None:
        walks = min(walks, course.goal_walks)
    minutes = course.goal_minutes
    limit = course.limit
    if limit is None or (limit.until is not None and limit.until < date.fromordinal(day)):
        return _own_limits(minutes, walks, course.closed)
    by_clinician = False
    if limit.max_minutes is not None and (minutes is None or limit.max_minutes <= minutes):
        minutes, by_clinician = limit.max_minutes, True
    if limit.max_walks_per_week is not None:
        by_clinician = by_clinician or limit.max_walks_per_week < walks
        walks = min(walks, limit.max_walks_per_week)
    if limit.max_minutes == 0:
        walks = 0
    if limit.max_week_minutes is not None:
        # A walk has at least a minute.
        walks = min(walks, limit.max_week_minutes)
    kinds = _kinds_but(course.closed) if limit.kinds is None else frozenset(limit.kinds)
    return Limits(minutes, walks, limit.max_week_minutes, kinds, limit.no_rises, by_clinician)


@lru_cache(maxsize=256)
def _own_limits(minutes: int | None, walks: int, closed: frozenset[str]) -> Limits:
    """The limits that the person has set, where no clinician has."""
    return Limits(minutes, walks, None, _kinds_but(closed), False, False)


def _kinds_but(closed: frozenset[str]) -> frozenset[str] | None:
    """The kinds of walk that are left; None where none is closed."""
    return frozenset(kind.value for kind in Kind) - closed if closed else None
