"""One entry for the diary: where and when it is written, and how that is said."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

import click
from pydantic import BaseModel, ValidationError

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.moment import moment_of
from backstride.cli.source import Source, check_zone, json_option, with_diary
from backstride.diary import AnyEvent, WalkKind, problems_of


class Minutes(click.FloatRange):
    """Minutes of a walk: more than none, and no more than a day has."""

    def __init__(self) -> None:
        super().__init__(0, 1440, min_open=True)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; "nan" lies within every range, and is none."""
        minutes = float(super().convert(value, param, ctx))
        if math.isnan(minutes):
            self.fail(f"{value!r} is no number of minutes.", param, ctx)
        return minutes


MINUTES = Minutes()
HIGHEST = 10
NRS = click.IntRange(0, HIGHEST)
"""Pain and other ratings, 0 to 10."""

KINDS = click.Choice(get_args(WalkKind))

E = TypeVar("E", bound=BaseModel)


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
