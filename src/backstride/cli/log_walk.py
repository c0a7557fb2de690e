"""``backstride log``: walks, and how the back takes them."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from backstride.cli import paper
from backstride.cli.entry import HIGHEST, KINDS, MINUTES, NRS, Entry, entry
from backstride.cli.exits import DataProblem
from backstride.diary import (
    Absence,
    BaselineWalk,
    Flare,
    Moment,
    NewSymptom,
    Pain,
    Prescribed,
    Retraction,
    Walk,
)
from backstride.prescription import Plan, default_protocol
from backstride.site.design import minutes as minutes_said
from backstride.site.presentation import sentences

SYMPTOMS = click.Choice(get_args(NewSymptom.model_fields["symptom"].annotation))


@click.command("walk")
@click.argument("minutes", type=MINUTES)
@click.option("--before", type=NRS, help="Pain before the walk, 0 to 10.")
@click.option("--worst", type=NRS, help="The worst on the way, 0 to 10.")
@click.option("--after", type=NRS, help="Pain after the walk, 0 to 10.")
@click.option("--kind", type=KINDS, default="easy", show_default=True)
@click.option("--everyday", is_flag=True, help="Everyday walking, counted apart from the plan.")
@click.option("--distance-m", type=float, help="Distance in metres.")
@click.option("--note", help="A few words for yourself.")
@entry
def walk(
    book: Entry,
    minutes: float,
    before: int | None,
    worst: int | None,
    after: int | None,
    kind: str,
    everyday: bool,
    distance_m: float | None,
    note: str | None,
) -> None:
    """A walk of so many MINUTES, without warm-up and cool-down.

    --at is when it began; without it, the walk is taken to end now. In a terminal you are
    asked for the pain answers you left out; Enter leaves an answer open.
    """
    start = book.given or book.now - timedelta(minutes=minutes)
    end = start + timedelta(minutes=minutes)
    if not everyday and not book.for_program and sys.stdin.isatty():
        before = _ask("before the walk") if before is None else before
        worst = _ask("at its worst on the way") if worst is None else worst
        after = _ask("after the walk") if after is None else after
    same_day = start.astimezone(ZoneInfo(book.zone)).date()
    done = book.make(
        Walk,
        at=start,
        ended_at=end,
        minutes=minutes,
        kind=kind,
        programme=not everyday,
        prescribed=None if everyday else prescribed_on(book.source.plan(same_day)),
        distance_m=distance_m,
        note=note,
    )
    answers = [
        book.make(Pain, at=moment, moment=when, nrs=nrs, walk_id=done.id)
        for when, moment, nrs in (
            (Moment.BEFORE, start, before),
            (Moment.DURING, end, worst),
            (Moment.AFTER, end, after),
        )
        if nrs is not None
    ]
    book.keep([done, *answers], f"A walk of {minutes_said(minutes)}.")
    if not book.for_program:
        _tell_response(book.source.plan(same_day), done.id)


@click.command("morning")
@click.argument("nrs", type=NRS)
@entry
def morning(book: Entry, nrs: int) -> None:
    """How your back is this morning, 0 (no pain) to 10 (the worst you can imagine)."""
    book.keep([book.make(Pain, moment=Moment.MORNING, nrs=nrs)], f"This morning: {nrs} of 10.")


@click.command("pain")
@click.argument("moment", type=click.Choice(["before", "during", "after"]))
@click.argument("nrs", type=NRS)
@click.option("--walk", "walk_id", type=click.UUID, required=True, help="Id of the walk.")
@entry
def pain(book: Entry, moment: str, nrs: int, walk_id: UUID) -> None:
    """A pain answer that belongs to a walk already written down."""
    answer = book.make(Pain, moment=Moment(moment), nrs=nrs, walk_id=walk_id)
    book.keep([answer], f"Pain {moment} the walk: {nrs} of 10.")


@click.command("flare")
@click.option("--note", help="A few words for yourself.")
@entry
def flare(book: Entry, note: str | None) -> None:
    """A bad day, in your own judgement."""
    book.keep([book.make(Flare, note=note)], f"A bad day. {sentences.HURTING}")


@click.command("symptom")
@click.argument("symptom", type=SYMPTOMS)
@click.option("--unsure", is_flag=True, help="You are not sure about it.")
@click.option("--walk", "walk_id", type=click.UUID, help="Id of the walk on which it came.")
@entry
def symptom(book: Entry, symptom: str, unsure: bool, walk_id: UUID | None) -> None:
    """Something new that you noticed. Safety questions follow: backstride screen."""
    noticed = book.make(NewSymptom, symptom=symptom, sure=not unsure, walk_id=walk_id)
    book.keep([noticed], "Noted. Please answer the safety questions now: backstride screen")


@click.command("baseline")
@click.argument("minutes", type=MINUTES)
@click.option("--uncomfortable", is_flag=True, help="It did not stay comfortable.")
@entry
def baseline(book: Entry, minutes: float, uncomfortable: bool) -> None:
    """A comfortable walk before the programme; three of them set the start."""
    event = book.make(BaselineWalk, minutes=minutes, comfortable=not uncomfortable)
    book.keep([event], f"A first walk of {minutes_said(minutes)}.")


@click.command("away")
@click.argument("reason", type=click.Choice(["illness", "travel", "other"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day, if it is known.")
@entry
def away(book: Entry, reason: str, until: datetime | None) -> None:
    """Days on which walking is out of the question."""
    event = book.make(Absence, reason=reason, until=None if until is None else until.date())
    book.keep([event], "Noted. The plan waits for you.")


@click.command("undo")
@click.argument("event_id", metavar="ID", type=click.UUID)
@click.option("--reason", help="Why it does not count.")
@entry
def undo(book: Entry, event_id: UUID, reason: str | None) -> None:
    """Take an entry out of the account. It is kept, and can be seen in an export."""
    if event_id not in book.source.diary():
        raise DataProblem(
            f"There is no entry {event_id} in {book.source.place}. "
            "`backstride diary export` lists them."
        )
    event = book.make(Retraction, retracts=event_id, reason=reason)
    book.keep([event], "It no longer counts.")


def prescribed_on(plan: Plan) -> Prescribed | None:
    """Return what the plan asked for on its day, as it is kept with a walk."""
    session = plan.today.session
    if session is None:
        return None
    return Prescribed(
        minutes=session.minutes,
        kind=session.kind.value,
        protocol=plan.protocol,
        rules=tuple(reason.rule for reason in plan.today.minutes.reasons),
    )


def _tell_response(plan: Plan, walk_id: UUID) -> None:
    judged = next((each for each in plan.walks if each.walk_id == walk_id), None)
    if judged is None or judged.response is None:
        return
    slug = sentences.RESPONSE_SLUGS[judged.response]
    paper.say()
    paper.say(f"{sentences.RESPONSE_WORDS[slug]}. {sentences.response_line(judged.response)}")
    paper.listed(default_protocol().say(reason) for reason in judged.reasons)


def _ask(when: str) -> int | None:
    while True:
        typed = click.prompt(
            f"Your back {when}, 0 to 10 (Enter to leave it out)", default="", show_default=False
        ).strip()
        if not typed:
            return None
        if typed.isdecimal() and int(typed) <= HIGHEST:
            return int(typed)
        click.echo("A whole number from 0 (no pain) to 10 (the worst you can imagine).")
