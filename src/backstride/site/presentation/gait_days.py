"""How somebody walks by their phone's guess: what is usual for each measure, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from backstride.insights import DailyWalking, UsualDay, usual_measure
from backstride.recordings import MEASURES
from backstride.site.design.words import MONTH_NAMES
from backstride.site.presentation.charts import Row, Table
from backstride.site.presentation.done import KM_PER_MILE
from backstride.site.presentation.health_days import MOST_DAYS_FROM, dated

KMH_PER_MPS = 3.6
CM_PER_INCH = 2.54


@dataclass(frozen=True, slots=True)
class Unit:
    """How a measure is written: its factor, decimals and name."""

    factor: float
    decimals: int
    name: str

    def figure(self, value: float) -> str:
        """Return the bare figure."""
        return f"{self.factor * value:.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure is called, in full and at the head of a column, and what it means."""

    name: str
    short: str
    meaning: str
    km: Unit
    mi: Unit

    def unit(self, units: str) -> Unit:
        """Return the unit of somebody's own choice."""
        return self.mi if units == "mi" else self.km


_PERCENT = Unit(1.0, 0, "%")
_TENTHS = Unit(1.0, 1, "%")

NAMED: Mapping[str, Measure] = {
    "walking_speed_mps": Measure(
        "Walking speed",
        "Speed",
        "How fast you go on level ground.",
        Unit(KMH_PER_MPS, 1, "km/h"),
        Unit(KMH_PER_MPS / KM_PER_MILE, 1, "mph"),
    ),
    "step_length_m": Measure(
        "Step length",
        "Step",
        "From where one foot comes down to where the other one does.",
        Unit(100.0, 0, "cm"),
        Unit(100.0 / CM_PER_INCH, 0, "in"),
    ),
    "asymmetry_percent": Measure(
        "Asymmetry",
        "Asymmetry",
        "Of 100 steps, in how many one foot is quicker or slower than the other.",
        _TENTHS,
        _TENTHS,
    ),
    "double_support_percent": Measure(
        "Double support",
        "Double",
        "Of 100 seconds on your way, in how many both feet are on the ground.",
        _PERCENT,
        _PERCENT,
    ),
    "steadiness_percent": Measure(
        "Steadiness",
        "Steadiness",
        "A score from 0 to 100 that the phone works out from the others.",
        _PERCENT,
        _PERCENT,
    ),
}
"""By their names in `recordings.MEASURES`; the phone calls them so too."""


@dataclass(frozen=True, slots=True)
class UsualMeasure:
    """One measure as it is shown.

    Attributes
    ----------
    name, range, days : str
        What it is, its range, and its devices and days.
    figure, unit : str
        Its usual value; empty where too few days have one.
    meaning : str
        What it means, in everyday words.
    """

    name: str
    range: str
    days: str
    figure: str
    unit: str
    meaning: str


def measures_of(days: Sequence[DailyWalking], units: str) -> tuple[UsualMeasure, ...]:
    """Return what is usual for each measure that the files tell; `units` is "km" or "mi"."""
    found = []
    for key in MEASURES:
        usual, named = usual_measure(days, key), NAMED[key]
        if usual is None:
            continue
        unit = named.unit(units)
        figure, sign = (unit.figure(usual.value), unit.name) if usual.known else ("", "")
        found.append(
            UsualMeasure(named.name, _range(usual, unit), _days(usual), figure, sign, named.meaning)
        )
    return tuple(found)


def _range(usual: UsualDay, unit: Unit) -> str:
    low, high = unit.figure(usual.low), unit.figure(usual.high)
    between = f"{low} {unit.name}" if low == high else f"{low} to {high} {unit.name}"
    if not usual.known:
        return f"Not known yet. So far {between}"
    return f"{between} on {'8 days in 10' if usual.days >= MOST_DAYS_FROM else 'all days'}"


def _days(usual: UsualDay) -> str:
    """Return "Phone, 23 days; Watch, 5 days; to 13 May 2026"."""
    named = "; ".join(
        f"{name or 'a device without a name'}, {'one day' if count == 1 else f'{count} days'}"
        for name, count in usual.sources
    )
    return f"{named}; {'on' if usual.days == 1 else 'to'} {dated(usual.last)}"


def by_month(days: Sequence[DailyWalking], units: str) -> Table | None:
    """Return the middle day of each month and measure; None where no measure is told."""
    shown = [key for key in MEASURES if usual_measure(days, key) is not None]
    if not shown:
        return None
    months: dict[tuple[int, int], list[DailyWalking]] = {}
    for each in days:
        months.setdefault((each.day.year, each.day.month), []).append(each)
    rows = []
    for (year, month), inside in sorted(months.items(), reverse=True):
        cells = tuple(_middle(inside, key, units) for key in shown)
        if any(cells):
            filled = tuple(cell or "not known" for cell in cells)
            rows.append(Row(f"{MONTH_NAMES[month - 1]} {year}", filled))
    heads = ("Month", *(NAMED[key].short for key in shown))
    return Table("The middle day of each month, newest first", heads, tuple(rows))


def _middle(days: Sequence[DailyWalking], key: str, units: str) -> str:
    values = [value for each in days if (value := getattr(each.told, key)) is not None]
    unit = NAMED[key].unit(units)
    return f"{unit.figure(median(values))} {unit.name}" if values else ""
