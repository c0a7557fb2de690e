"""Apple Health exports: workouts become recordings, days become steps and gait."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from .apple_scan import ASCENT, UNITS, AppleScan, Steps, Workout, scan_apple, stamp
from .assembly import Facts, optional
from .gpx import read_gpx
from .health import Counted, HealthDay, HealthDays, counted_once, steps_of_days
from .limits import Limits
from .notices import RecordingError, RefusalCode, refused
from .points import Table
from .recording import DeviceTotals, Floats, Sport
from .sessions import merged, series, within
from .times import SECOND_US
from .xml_sport import sport_in_words
from .xml_text import number

BLOCK = 256 * 1024
Routes = Callable[[str], bytes | None]
"""Gives the bytes of a route by the path that the export names, or None if there is none."""

_ELSEWHERE = ("Wheelchair",)  # "WheelchairWalkPace" is no walk on foot


def read_apple(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the workouts of an `export.xml` that lies outside of its archive, without routes.

    See `workouts`.
    """
    yield from workouts(scan_apple(_blocks(data), limits), no_route, limits)


def apple_days(blocks: Iterator[bytes], limits: Limits) -> HealthDays:
    """Read steps and gait of each day; see `days_in`."""
    return days_in(scan_apple(blocks, limits))


def days_in(scan: AppleScan) -> HealthDays:
    """Return steps and gait of each day of an export; see `HealthDays`.

    Watches are believed before phones and apps, as they are worn, then sources by the number of
    their steps. The export does not tell the order that the person chose on the phone.

    A measure of gait is on each day of one source alone, for two devices estimate it in two ways:
    of the one with most values in the export, and on a day without it of the next.
    """
    ordered = _ordered(scan)
    counted = counted_once([intervals for _, intervals, _ in ordered])
    steps = steps_of_days(
        (name, days, source.steps) for (name, _, days), source in zip(ordered, counted, strict=True)
    )
    means = _means(scan)
    return HealthDays(
        days=tuple(
            HealthDay(
                date.fromordinal(day),
                sum(count for _, count in steps.get(day, ())),
                steps_by_source=tuple(steps.get(day, ())),
                measured_by=tuple((name, by) for name, (_, by) in means.get(day, {}).items()),
                **{name: value for name, (value, _) in means.get(day, {}).items()},
            )
            for day in sorted(steps.keys() | means.keys())
        ),
        steps_by_source={name: round(float(s.steps.sum())) for name, s, _ in ordered},
        notices=scan.ending,
    )


def _means(scan: AppleScan) -> dict[int, dict[str, tuple[float, str]]]:
    """Return of each day the mean of each measure, and whose values these are."""
    values: dict[tuple[str, str], int] = {}
    for (_, name, source), (_, count) in scan.measures.items():
        values[name, source] = values.get((name, source), 0) + count
    found: dict[int, dict[str, tuple[float, str]]] = {}
    for (day, name, source), (total, count) in sorted(
        scan.measures.items(), key=lambda one: (one[0][0], -values[one[0][1:]], one[0])
    ):
        found.setdefault(day, {}).setdefault(name, (total / count, source))
    return found


def workouts(scan: AppleScan, routes: Routes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Give the workouts of an export as rows and facts.

    Rows are the points of its routes and the heart rates in its time, in order, with an empty one
    at its start and end where nothing was written then. Steps are those of
    all sources in its time, each moment counted once.

    Parameters
    ----------
    scan : AppleScan
        What was kept of the export.
    routes : callable
        Gives the bytes of a route.
    limits : Limits
        Bounds on each route.

    Raises
    ------
    RecordingError
        If there is no workout.
    """
    found = [(workout, *times) for workout in scan.workouts if (times := _times(workout))]
    if not found:
        raise refused(RefusalCode.UNREADABLE if scan.ending else RefusalCode.NO_WORKOUTS)
    heart_s, heart_bpm = np.asarray(scan.heart_s), np.asarray(scan.heart_bpm)
    order = np.argsort(heart_s, kind="stable")
    heart_s, heart_bpm = heart_s[order], heart_bpm[order]
    steps = _steps(scan, np.array([times for _, *times in found]))
    for (workout, start_s, end_s), count in zip(found, steps, strict=True):
        part = within(heart_s, start_s, end_s)
        heart = series(heart_s[part], {"heart_rate_bpm": heart_bpm[part].astype(np.float64)})
        table = merged([heart, *_routes(workout, routes, limits)], start_s, end_s)
        if len(table) > limits.max_points:
            raise refused(RefusalCode.TOO_MANY_POINTS)
        facts = _facts(workout, start_s, end_s)
        on_foot = count > 0 and facts.sport.on_foot
        facts.totals = replace(facts.totals, strides=round(count / 2.0) if on_foot else None)
        facts.notices += scan.ending
        yield table, facts


def _times(workout: Workout) -> tuple[float, float] | None:
    start = stamp(workout.attributes.get("startDate", ""))
    end = stamp(workout.attributes.get("endDate", ""))
    return None if start is None or end is None or end[0] < start[0] else (start[0], end[0])


def _steps(scan: AppleScan, windows: Floats) -> Floats:
    """Return the steps in each window (rows of start and end), each moment counted once."""
    total = np.zeros(len(windows))
    for source in counted_once([intervals for _, intervals, _ in _ordered(scan)]):
        total += source.within(windows[:, 0], windows[:, 1])
    return total


def _blocks(data: bytes) -> Iterator[bytes]:
    return (data[at : at + BLOCK] for at in range(0, len(data), BLOCK))


def no_route(path: str) -> None:
    """Give nothing, for an export that came without its routes."""
    return None


def _ordered(scan: AppleScan) -> list[tuple[str, Counted, Floats]]:
    """Return the sources of steps, the most believed first: name, intervals, day of each."""
    told = [(name, source, *_intervals(source)) for name, source in scan.steps.items()]
    told.sort(key=lambda one: (not one[1].is_watch, -float(one[2].steps.sum()), one[0]))
    return [(name, intervals, days) for name, _, intervals, days in told]


def _intervals(source: Steps) -> tuple[Counted, Floats]:
    start_s = np.asarray(source.start_s)
    end_s = start_s + np.asarray(source.length_s)
    order = np.lexsort((end_s, start_s))
    steps = np.asarray(source.steps, dtype=np.float64)
    days = np.asarray(source.day, dtype=np.float64)
    return Counted(start_s[order], end_s[order], steps[order]), days[order]


def _routes(workout: Workout, routes: Routes, limits: Limits) -> Iterator[Table]:
    for path in workout.routes:
        data = routes(path)
        if data is None:
            continue
        try:
            yield from (table for table, _ in read_gpx(data, limits))
        except RecordingError:  # a route that cannot be read leaves the workout as it is
            continue


def _facts(workout: Workout, start_s: float, end_s: float) -> Facts:
    told, found = workout.attributes, {**workout.parts, **workout.statistics}
    kind = told.get("workoutActivityType", "").removeprefix("HKWorkoutActivityType")
    distance = [s for name, s in found.items() if name.startswith("Distance")]
    energy, heart = found.get("ActiveEnergyBurned"), found.get("HeartRate", [])
    whole = workout.metadata.get(ASCENT)
    pairs = map(str.split, [whole] if whole else workout.ascents)
    ascents = [_in_si(*pair) for pair in pairs if len(pair) == 2]  # "4520 cm"
    return Facts(
        start=round(start_s * SECOND_US),
        sport=_sport(kind),
        sport_text=kind,
        device=told.get("sourceName", "")[:200],
        pauses=_pauses(workout, end_s),
        totals=DeviceTotals(
            elapsed_s=end_s - start_s,
            timer_s=_in_si(told.get("duration"), told.get("durationUnit", "min")),
            distance_m=(
                _sum(distance[0])
                if distance
                else _in_si(told.get("totalDistance"), told.get("totalDistanceUnit", ""))
            ),
            ascent_m=sum(filter(None, ascents)) if ascents else None,
            mean_heart_rate_bpm=_mean(heart),
            max_heart_rate_bpm=optional(
                max((number(each.get("maximum")) for each in heart), default=math.nan)
            ),
            energy_kcal=(
                _sum(energy)
                if energy
                else _in_si(told.get("totalEnergyBurned"), told.get("totalEnergyBurnedUnit", ""))
            ),
        ),
    )


def _sport(kind: str) -> Sport:
    if kind.startswith(_ELSEWHERE):
        return Sport.ELSE
    sport = sport_in_words(kind)
    return Sport.ELSE if sport is Sport.UNKNOWN and kind not in ("", "Other") else sport


def _in_si(value: str | None, unit: str) -> float | None:
    return optional(number(value) * UNITS.get(unit, math.nan))


def _sum(statistics: Sequence[Mapping[str, str]]) -> float | None:
    """Add up a quantity; phones may tell it for one stretch after the other."""
    told = [_in_si(each.get("sum"), each.get("unit", "")) for each in statistics]
    known = [value for value in told if value is not None]
    return sum(known) if known else None


def _mean(statistics: Sequence[Mapping[str, str]]) -> float | None:
    """Return the mean over the stretches, by their length where that is told."""
    pairs = []
    for each in statistics:
        start, end = stamp(each.get("startDate", "")), stamp(each.get("endDate", ""))
        length_s = end[0] - start[0] if start is not None and end is not None else 0.0
        value = optional(number(each.get("average")))
        if value is not None:
            pairs.append((value, max(length_s, 1.0)))
    whole = sum(length_s for _, length_s in pairs)
    return sum(value * length_s for value, length_s in pairs) / whole if pairs else None


def _pauses(workout: Workout, end_s: float) -> list[tuple[int, int]]:
    """Return the pauses; one that is never resumed lasts to the end."""
    pauses, began = [], None
    for kind, when_s in sorted(workout.events, key=lambda event: event[1]):
        if kind in ("Pause", "MotionPaused"):
            began = when_s if began is None else began
        elif kind in ("Resume", "MotionResumed") and began is not None:
            pauses.append((began, when_s))
            began = None
    if began is not None and began < end_s:
        pauses.append((began, end_s))
    return [(round(a * SECOND_US), round(b * SECOND_US)) for a, b in pauses]
