"""Where a walker starts: from trial walks, or from the standard start."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from backstride.prescription.course import Course, Dose
from backstride.prescription.plan import Reason
from backstride.prescription.protocol import Protocol


class StartDose(NamedTuple):
    """The first dose and the rule that set it."""

    dose: Dose
    reason: Reason


def measured(course: Course, protocol: Protocol) -> tuple[float, ...]:
    """Minutes of the comfortable trial walks that count: the first three within the window."""
    if not course.baseline:
        return ()
    rules = protocol.start
    first = course.baseline[0][0]
    return tuple(minutes for day, minutes in course.baseline if day < first + rules.baseline_days)[
        : rules.baseline_walks
    ]


def trial_days(course: Course) -> tuple[int, ...]:
    """Days of all trial walks so far, the uncomfortable ones too, in order."""
    return tuple(sorted((*(day for day, _ in course.baseline), *course.uncomfortable)))


def measuring(course: Course, day: int, protocol: Protocol) -> bool:
    """Whether trial walks are still to come on a day.

    Who found none of three trial walks comfortable is not asked for more of them.
    """
    rules = protocol.start
    if course.baseline_choice == "skip":
        return False
    trials = trial_days(course)
    if not trials:
        return course.baseline_choice == "measure"
    if len(measured(course, protocol)) >= rules.baseline_walks:
        return False
    if not course.baseline and len(trials) >= rules.baseline_walks:
        return False
    return day < trials[0] + rules.baseline_days


def start_dose(course: Course, usual: float | None, protocol: Protocol) -> StartDose:
    """Work out the first dose.

    Parameters
    ----------
    course : Course
    usual : float or None
        Usual pain as far as it is known.
    protocol : Protocol

    Notes
    -----
    Evidence section 3: ``B`` is the median of three comfortable trial walks (with one or
    two, their mean) and the start is ``clip(0.7 B, 5, 15)`` minutes, rounded down, on
    three days. Without trial walks: 10 minutes, for prevention 15; 5 with pain of 7 or
    more or an RMDQ of 14 or more, and where no trial walk was comfortable (judgement).
    """
    rules = protocol.start
    walks = rules.walks_per_week
    trial = measured(course, protocol)
    if trial:
        whole = len(trial) >= rules.baseline_walks
        baseline = median(trial) if whole else sum(trial) / len(trial)
        minutes = int(rules.baseline_share * baseline + 1e-9)
        minutes = min(rules.highest_min, max(rules.lowest_min, minutes))
        reason = Reason("start.baseline", (("baseline", round(baseline, 1)), ("minutes", minutes)))
        return StartDose(Dose(minutes, walks), reason)
    if course.uncomfortable:
        minutes = rules.lowest_min
        reason = Reason("start.uncomfortable", (("minutes", minutes),))
        return StartDose(Dose(minutes, walks), reason)
    painful = (usual is not None and usual >= rules.painful_from_nrs) or (
        course.rmdq is not None and course.rmdq >= rules.painful_from_rmdq
    )
    if painful:
        minutes = rules.painful_min
        return StartDose(Dose(minutes, walks), Reason("start.painful", (("minutes", minutes),)))
    prevention = course.track == "prevention"
    minutes = rules.default_prevention_min if prevention else rules.default_min
    return StartDose(Dose(minutes, walks), Reason("start.default", (("minutes", minutes),)))
