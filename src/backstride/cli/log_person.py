"""``backstride log``: what is written down about the person, apart from walks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from backstride.cli.entry import KINDS, NRS, Entry, entry
from backstride.diary import (
    WEEKDAYS,
    Availability,
    CheckIn,
    Clearance,
    ClinicianLimit,
    Goal,
    IfThenPlan,
    Profile,
    Questionnaire,
)
from backstride.prescription import if_then_words
from backstride.screening import ALL_IDS


@click.command("check-in")
@click.option("--average-pain", type=NRS, help="Average of the last 7 days, 0 to 10.")
@click.option("--sleep", type=NRS, help="0 (very poor) to 10 (very good).")
@click.option("--confidence", type=NRS, help="How sure you are of the coming week, 0 to 10.")
@click.option("--limited-days", type=click.IntRange(0, 7), help="Days that your back limited.")
@click.option("--work-days-lost", type=click.IntRange(0, 7))
@click.option("--barrier", "barriers", multiple=True, help="What got in the way; may be repeated.")
@click.option("--note")
@entry
def check_in(book: Entry, **facts: Any) -> None:
    """How the week was."""
    book.keep([book.make(CheckIn, **facts)], "Noted.")


@click.command("profile")
@click.option("--birth-year", type=int)
@click.option("--height-cm", type=float)
@click.option("--weight-kg", type=float)
@click.option("--track", type=click.Choice(["current_pain", "prevention"]))
@click.option("--usual-pain", type=NRS, help="Your usual back pain, 0 to 10.")
@click.option(
    "--baseline", type=click.Choice(["measure", "skip"]), help="Whether walks set the start."
)
@click.option("--region", help="Country code, such as DE; sets the emergency number.")
@entry
def profile(book: Entry, **facts: Any) -> None:
    """Facts about you; only what you give changes."""
    if facts["region"]:
        facts["region"] = facts["region"].upper()
    book.keep([book.make(Profile, **facts)], "Noted.")


@click.command("days")
@click.argument("days", nargs=-1, required=True, type=click.Choice(WEEKDAYS))
@click.option("--time", "clock", help="When you usually walk, such as 08:30.")
@entry
def days(book: Entry, days: tuple[str, ...], clock: str | None) -> None:
    """The weekdays on which you can walk: mon wed fri."""
    event = book.make(Availability, days=days, time=clock)
    book.keep([event], f"Noted: {', '.join(event.days)}.")


@click.command("goal")
@click.argument("words", required=False)
@click.option(
    "--half-steps/--full-steps", default=None, help="Grow in half steps, or in full ones."
)
@click.option(
    "--personal-steps/--usual-steps",
    default=None,
    help="Size the steps by what your back has shown, or by the rules alone.",
)
@click.option("--max-walks-per-week", type=click.IntRange(3, 7))
@click.option("--max-minutes", type=click.IntRange(5, 180))
@entry
def goal(book: Entry, **facts: Any) -> None:
    """What you walk for, and how quickly you want to build up."""
    book.keep([book.make(Goal, **facts)], "Noted.")


@click.command("if-then")
@click.argument("cue", required=False)
@click.argument("then", required=False)
@click.option("--barrier", help="The obstacle it answers, such as weather.")
@entry
def if_then(book: Entry, cue: str | None, then: str | None, barrier: str | None) -> None:
    """When CUE, I THEN: "it rains" "walk indoors". Without a cue the plan is taken away."""
    event = book.make(IfThenPlan, cue=cue, then=then, barrier=barrier)
    book.keep([event], "Taken away." if cue is None else if_then_words(event))


@click.command("cleared")
@click.argument("questions", nargs=-1, required=True, type=click.Choice(ALL_IDS))
@click.option("--not-yet", is_flag=True, help="A clinician has looked, and does not clear it yet.")
@click.option("--by", help="Who has looked at it.")
@entry
def cleared(book: Entry, questions: tuple[str, ...], not_yet: bool, by: str | None) -> None:
    """A clinician has looked at safety answers (q11 q13) and says that walking is fine."""
    event = book.make(Clearance, questions=questions, cleared=not not_yet, by=by)
    book.keep([event], "Noted.")


@click.command("limit")
@click.option("--max-minutes", type=click.IntRange(0, 180), help="Minutes of one walk.")
@click.option("--max-walks-per-week", type=click.IntRange(0, 14))
@click.option("--max-week-minutes", type=click.IntRange(0, 2000))
@click.option("--kind", "kinds", multiple=True, type=KINDS, help="A kind allowed; may be repeated.")
@click.option("--no-rises", is_flag=True, help="The walks do not grow.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day on which it holds.")
@click.option("--by", help="Who set it.")
@entry
def limit(book: Entry, kinds: tuple[str, ...], until: datetime | None, **facts: Any) -> None:
    """Limits that a clinician set for you."""
    event = book.make(
        ClinicianLimit,
        kinds=kinds or None,
        until=None if until is None else until.date(),
        **facts,
    )
    book.keep([event], "Noted. The plan keeps within it.")


@click.command("questionnaire")
@click.argument("instrument")
@click.option("--total", type=float, required=True)
@entry
def questionnaire(book: Entry, instrument: str, total: float) -> None:
    """The total of a questionnaire, such as `rmdq --total 9`."""
    event = book.make(Questionnaire, instrument=instrument, total=total)
    book.keep([event], "Noted.")
