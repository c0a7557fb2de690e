"""The days of a phone's health export: steps and gait as the devices themselves tell them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase
from typing import Any

from backstride.cli import paper
from backstride.cli.listed_files import printable
from backstride.recordings import MEASURES, HealthDay, HealthDays

NEWEST = 28
"""Days that are shown unless more are asked for: four weeks. Judgement."""

ESTIMATES = (
    "All of it is the devices' own estimate; we measured none of it. A device that lay on a table "
    "counted nothing. Steps that two devices counted at once count once."
)

Told = tuple[str, str, str, Callable[[float], str]]

_COLUMNS: tuple[Told, ...] = (
    ("walking_speed_mps", "speed", "km/h", lambda mps: f"{mps * 3.6:.1f}"),
    ("step_length_m", "step", "cm", lambda m: f"{m * 100:.0f}"),
    ("asymmetry_percent", "uneven", "%", lambda percent: f"{percent:.1f}"),
    ("double_support_percent", "both feet", "%", lambda percent: f"{percent:.0f}"),
    ("steadiness_percent", "steadiness", "%", lambda percent: f"{percent:.0f}"),
)
"""Each measure: its name, the head of its column, the unit shown, and how its number is."""

_WORDS = {
    "speed": "walking speed",
    "step": "length of a step",
    "uneven": "share of steps in which one foot moves at another speed than the other",
    "both feet": "share of a stride with both feet on the ground",
    "steadiness": "the phone's own score",
}


def days_told(found: HealthDays) -> dict[str, Any]:
    """Return the days of an export as they are told to a program, in SI units.

    Parameters
    ----------
    found : HealthDays

    Returns
    -------
    dict
        `days`, each with its date, steps and measures, and which source these are of; and
        `written_by_source`, what each wrote, overlap included.
    """
    return {
        "estimates": ESTIMATES,
        "written_by_source": dict(found.steps_by_source),
        "days": [_told(day) for day in found.days],
    }


def _told(day: HealthDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "steps": round(day.steps),
        "steps_by_source": {name: round(steps) for name, steps in day.steps_by_source},
        **{measure: getattr(day, measure) for measure in MEASURES},
        "measured_by": dict(day.measured_by),
    }


def say_days(told: dict[str, Any], newest: int) -> None:
    """Print the newest days as a table, and of which source what is.

    Parameters
    ----------
    told : dict
        As from `days_told`.
    newest : int
        How many days.
    """
    days = told["days"][-newest:]
    letters = _letters(days)
    columns = [each for each in _COLUMNS if any(day[each[0]] is not None for day in days)]
    heads = ["day", "steps", *(head for _, head, _, _ in columns), "from"]
    units = ["", "", *(unit for _, _, unit, _ in columns), ""]
    rows = [_row(day, columns, letters) for day in days]
    widths = [max(map(len, column)) for column in zip(heads, units, *rows, strict=True)]
    for row in (heads, *([units] if columns else ()), *rows):
        paper.line(_line(row, widths), indent=4)
    if len(days) < len(told["days"]):
        first = told["days"][0]["day"]
        paper.say(
            f"The newest {len(days)} of {len(told['days'])} days, which begin on {first}; "
            "--days shows more, --json all.",
            indent=4,
        )
    paper.say(_sources(days, letters), indent=4)
    meant = [f"{head}: {_WORDS[head]}" for _, head, _, _ in columns]
    if meant:
        paper.say(f"{'; '.join(meant)}.".capitalize(), indent=4)
    paper.say(told["estimates"], indent=4)


def _row(day: dict[str, Any], columns: Sequence[Told], letters: dict[str, str]) -> list[str]:
    cells = [day["day"], f"{day['steps']:,}"]
    cells += ["–" if day[name] is None else tell(day[name]) for name, _, _, tell in columns]
    return [*cells, " ".join(letters[name] for name in letters if name in _used(day))]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle, last = row
    cells = [first.ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
    return "  ".join([*cells, last]).rstrip()


def _used(day: dict[str, Any]) -> set[str]:
    """Return the sources of which something of the day is."""
    return {name for name, steps in day["steps_by_source"].items() if steps} | set(
        day["measured_by"].values()
    )


def _letters(days: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Give each source that the days are of a letter, the one with most steps the first."""
    steps: dict[str, int] = {}
    for day in days:
        for name in _used(day):
            steps[name] = steps.get(name, 0) + day["steps_by_source"].get(name, 0)
    ordered = sorted(steps, key=lambda name: (-steps[name], name))
    alphabet = [*ascii_uppercase, *(f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(ordered, alphabet, strict=False))


def _sources(days: Sequence[dict[str, Any]], letters: dict[str, str]) -> str:
    told = []
    for name, letter in letters.items():
        gave = [f"{sum(day['steps_by_source'].get(name, 0) for day in days):,} steps"]
        gave += [
            head
            for measure, head, _, _ in _COLUMNS
            if any(day["measured_by"].get(measure) == name for day in days)
        ]
        told.append(f"{letter} is {printable(name) or 'without a name'} ({', '.join(gave)})")
    return f"{'; '.join(told)}."
