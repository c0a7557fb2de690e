"""``backstride log``: write something into the diary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import click
from pydantic import BaseModel, ValidationError

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.moment import moment_of
from backstride.cli.source import Source, check_zone, json_option, with_diary
from backstride.diary import (
    WEEKDAYS,
    Absence,
    AnyEvent,
    Availability,
    BaselineWalk,
    CheckIn,
    Clearance,
    ClinicianLimit,
    Flare,
    Goal,
    Moment,
    NewSymptom,
    Pain,
    Prescribed,
    Profile,
    Questionnaire,
    Retraction,
    Walk,
    WalkKind,
    problems_of,
)
from backstride.prescription import Plan, default_protocol
from backstride.screening import ALL_IDS
from backstride.site.design import minutes as minutes_said
from backstride.site.presentation import sentences

HIGHEST = 10
NRS = click.IntRange(0, HIGHEST)
E = TypeVar("E", bound=BaseModel)

KINDS = click.Choice(get_args(WalkKind))
SYMPTOMS = click.Choice(get_args(NewSymptom.model_fields["symptom"].annotation))


@click.group("log")
def log() -> None:
    """Write a walk, a pain answer, a bad day or anything else into the diary.

    Nothing is overwritten: each command adds an entry and prints its id. To take one back,
    use `backstride log undo`.
    """


class Entry:
    """Where and when something is written down.

    Parameters
    ----------
    source : Source
    zone : str
        IANA zone of the moment.
    at : datetime or None
        The moment the entry is about, UTC; None for now.
    for_program : bool
    """

    def __init__(self, source: Source, zone: str, at: datetime | None, for_program: bool) -> None:
        self.source = source
        self.zone = zone
        self.given = at
        self.now = source.now()
        self.for_program = for_program

    @property
    def at(self) -> datetime:
        """The moment, UTC."""
        return self.given or self.now

    @property
    def day(self) -> date:
        """The local date of the moment."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    def make(self, event: type[E], /, at: datetime | None = None, **facts: Any) -> E:
        """Return an event of that type at the moment of the entry, or at another.

        Raises
        ------
        DataProblem
            If the facts do not make such an event.
        """
        entered = {"at": at or self.at, "zone": self.zone}
        entered |= {"recorded_at": self.now, "source": "cli"}
        try:
            return event.model_validate({**entered, **facts})
        except ValidationError as error:
            raise DataProblem("\n".join(str(each) for each in problems_of(error))) from error

    def keep(self, events: Sequence[AnyEvent], words: str) -> None:
        """Store events and say so."""
        self.source.append(events)
        if self.for_program:
            paper.as_json({"stored": [{"id": str(each.id), "type": each.type} for each in events]})
            return
        paper.say(words)
        paper.say(f"Stored in {self.source.place} as {events[0].id}.")


def entry(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of every entry and, as `book`, the place to write."""

    @click.option("--at", help="When it was: 08:30 (today), or 2026-05-14T08:30. Now if left out.")
    @click.option("--zone", callback=check_zone, help="Time zone, such as Europe/Berlin.")
    @json_option
    @with_diary
    @wraps(command)
    def wrapped(
        *args: Any, source: Source, at: str | None, zone: str | None, for_program: bool, **kw: Any
    ) -> Any:
        where = zone or source.zone()
        moment = None if at is None else moment_of(at, where, source.now(), "--at")
        return command(*args, book=Entry(source, where, moment, for_program), **kw)

    return wrapped


@log.command("walk")
@click.argument("minutes", type=click.FloatRange(0, 1440, min_open=True))
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


@log.command("morning")
@click.argument("nrs", type=NRS)
@entry
def morning(book: Entry, nrs: int) -> None:
    """How your back is this morning, 0 (no pain) to 10 (the worst you can imagine)."""
    book.keep([book.make(Pain, moment=Moment.MORNING, nrs=nrs)], f"This morning: {nrs} of 10.")


@log.command("pain")
@click.argument("moment", type=click.Choice(["before", "during", "after"]))
@click.argument("nrs", type=NRS)
@click.option("--walk", "walk_id", type=click.UUID, required=True, help="Id of the walk.")
@entry
def pain(book: Entry, moment: str, nrs: int, walk_id: UUID) -> None:
    """A pain answer that belongs to a walk already written down."""
    answer = book.make(Pain, moment=Moment(moment), nrs=nrs, walk_id=walk_id)
    book.keep([answer], f"Pain {moment} the walk: {nrs} of 10.")


@log.command("flare")
@click.option("--note", help="A few words for yourself.")
@entry
def flare(book: Entry, note: str | None) -> None:
    """A bad day, in your own judgement."""
    book.keep([book.make(Flare, note=note)], f"A bad day. {sentences.HURTING}")


@log.command("symptom")
@click.argument("symptom", type=SYMPTOMS)
@click.option("--unsure", is_flag=True, help="You are not sure about it.")
@click.option("--walk", "walk_id", type=click.UUID, help="Id of the walk on which it came.")
@entry
def symptom(book: Entry, symptom: str, unsure: bool, walk_id: UUID | None) -> None:
    """Something new that you noticed. Safety questions follow: backstride screen."""
    noticed = book.make(NewSymptom, symptom=symptom, sure=not unsure, walk_id=walk_id)
    book.keep([noticed], "Noted. Please answer the safety questions now: backstride screen")


@log.command("baseline")
@click.argument("minutes", type=click.FloatRange(0, 1440, min_open=True))
@click.option("--uncomfortable", is_flag=True, help="It did not stay comfortable.")
@entry
def baseline(book: Entry, minutes: float, uncomfortable: bool) -> None:
    """A comfortable walk before the programme; three of them set the start."""
    event = book.make(BaselineWalk, minutes=minutes, comfortable=not uncomfortable)
    book.keep([event], f"A first walk of {minutes_said(minutes)}.")


@log.command("away")
@click.argument("reason", type=click.Choice(["illness", "travel", "other"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day, if it is known.")
@entry
def away(book: Entry, reason: str, until: datetime | None) -> None:
    """Days on which walking is out of the question."""
    event = book.make(Absence, reason=reason, until=None if until is None else until.date())
    book.keep([event], "Noted. The plan waits for you.")


@log.command("check-in")
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


@log.command("profile")
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


@log.command("days")
@click.argument("days", nargs=-1, required=True, type=click.Choice(WEEKDAYS))
@click.option("--time", "clock", help="When you usually walk, such as 08:30.")
@entry
def days(book: Entry, days: tuple[str, ...], clock: str | None) -> None:
    """The weekdays on which you can walk: mon wed fri."""
    event = book.make(Availability, days=days, time=clock)
    book.keep([event], f"Noted: {', '.join(event.days)}.")


@log.command("goal")
@click.argument("words", required=False)
@click.option(
    "--half-steps/--full-steps", default=None, help="Grow in half steps, or in full ones."
)
@click.option("--max-walks-per-week", type=click.IntRange(3, 7))
@click.option("--max-minutes", type=click.IntRange(5, 180))
@entry
def goal(book: Entry, **facts: Any) -> None:
    """What you walk for, and how quickly you want to build up."""
    book.keep([book.make(Goal, **facts)], "Noted.")


@log.command("cleared")
@click.argument("questions", nargs=-1, required=True, type=click.Choice(ALL_IDS))
@click.option("--not-yet", is_flag=True, help="A clinician has looked, and does not clear it yet.")
@click.option("--by", help="Who has looked at it.")
@entry
def cleared(book: Entry, questions: tuple[str, ...], not_yet: bool, by: str | None) -> None:
    """A clinician has looked at safety answers (q11 q13) and says that walking is fine."""
    event = book.make(Clearance, questions=questions, cleared=not not_yet, by=by)
    book.keep([event], "Noted.")


@log.command("limit")
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


@log.command("questionnaire")
@click.argument("instrument")
@click.option("--total", type=float, required=True)
@entry
def questionnaire(book: Entry, instrument: str, total: float) -> None:
    """The total of a questionnaire, such as `rmdq --total 9`."""
    event = book.make(Questionnaire, instrument=instrument, total=total)
    book.keep([event], "Noted.")


@log.command("undo")
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
    paper.say(f"{sentences.RESPONSE_WORDS[slug]}. {sentences.RESPONSE_LINES[slug]}")
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
