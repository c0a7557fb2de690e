"""What was measured in a file, in words and tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from backstride.cli import paper
from backstride.cli.health_days_table import say_days
from backstride.cli.listed_files import ListedFile, printable
from backstride.cli.measured_lean import clock

MOST_MINUTES = 60
"""Rows of the table of lean. Judgement: an hour is what a walk lasts at most."""

_UNITS = (
    ("minutes", "{:.1f} minutes"),
    ("walking_min", "{:.1f} of them walking"),
    ("distance_m", "{:.0f} m"),
    ("steps", "{:.0f} steps"),
    ("mean_cadence_spm", "{:.0f} steps a minute"),
    ("mean_heart_rate_bpm", "{:.0f} beats a minute"),
)


def say_measured(each: dict[str, Any], file: ListedFile, newest: int) -> None:
    """Print what was measured.

    Parameters
    ----------
    each : dict
        As it is told to a program.
    file : ListedFile
        Where it was found.
    newest : int
        How many days of a health export.
    """
    err = each["kind"] == "refused"
    paper.say(f"{_name(each, file)}: {_facts(each)}", err=err)
    told = _told(each.get("parts", ()))
    if told:
        paper.say(told, indent=4)
    if each["kind"] == "days":
        say_days(each, newest)
    if each.get("lean"):
        _say_lean(each["lean"])
    if each.get("lean_refused"):
        paper.say(f"Lean: {each['lean_refused']}", indent=4, err=True)
    for notice in each["notices"]:
        paper.say(notice, indent=4, err=err)


def _name(each: dict[str, Any], file: ListedFile) -> str:
    """Return the file's name, and after it the member's if it is an archive."""
    if not each["name"] or each["name"] == file.path.name:
        return file.shown
    return f"{file.shown}: {printable(each['name'])}"


def _facts(each: dict[str, Any]) -> str:
    if each["kind"] == "refused":
        return str(each["words"])
    if each["kind"] == "same":
        return "left out"
    if each["kind"] == "days":
        count = len(each["days"])
        return "one day of steps" if count == 1 else f"{count:,} days of steps"
    facts = [text.format(each[key]) for key, text in _UNITS if each.get(key) is not None]
    began = f" (began {_moment(each['start_utc'])})" if each["start_utc"] and facts else ""
    return (", ".join(facts) or "nothing that can be measured") + began


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M} UTC"


def _told(parts: Sequence[dict[str, Any]]) -> str:
    """Return the parts in a few words, each kind with its minutes."""
    minutes: dict[str, list[float]] = {}
    for part in parts:
        kind = part["kind"] if part["is_sure"] else f"perhaps {part['kind']}"
        minutes.setdefault(kind, []).append((part["end_s"] - part["start_s"]) / 60.0)
    told = []
    for kind, spans in minutes.items():
        times = f"{len(spans)} times " if len(spans) > 1 else ""
        told.append(f"{times}{kind} ({sum(spans):.1f} min)")
    return ", ".join(told)


def _say_lean(told: dict[str, Any]) -> None:
    span = f"{clock(told['upright_start_s'])} to {clock(told['upright_end_s'])}"
    paper.say(
        f"Lean of the {told['position']}: {told['mean_change_deg']:.0f} degrees from your own "
        f"upright ({span}) on average, in {told['walking_min']:.1f} minutes of walking; more than "
        f"{told['limit_deg']:.0f} degrees for {told['beyond_share']:.0%} of them.",
        indent=4,
    )
    paper.line(f"{'from':>7}  {'degrees':>7}  over {told['limit_deg']:.0f}", indent=4)
    for minute in told["minutes"][:MOST_MINUTES]:
        paper.line(
            f"{clock(minute['start_s']):>7}  {minute['mean_change_deg']:>7.1f}  "
            f"{minute['beyond_share']:>7.0%}",
            indent=4,
        )
    left = len(told["minutes"]) - MOST_MINUTES
    if left > 0:
        paper.say(f"And {left} more minutes; --json tells all of them.", indent=4)
    paper.say(told["words"], indent=4)
