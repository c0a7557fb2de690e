"""Where a command finds its diary: the site's database, or a file of JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from backstride.cli.exits import DataProblem, InstallationProblem
from backstride.diary import EARLIEST, LATEST, AnyEvent, Diary, append_to_file, read_file, zone_of
from backstride.prescription import Plan, fold

if TYPE_CHECKING:
    from backstride.insights import Drawn

HALF_LINE = "cut_in_half"
"""Code of the problem that a stopped program leaves behind."""


class Source(Protocol):
    """A diary that commands read and add to."""

    place: str
    """Where it is, in words."""

    def now(self) -> datetime:
        """Return the present moment, UTC."""

    def zone(self) -> str:
        """Return the IANA zone the walker is in."""

    def diary(self) -> Diary:
        """Return all that is stored."""

    def drawn(self, on: date) -> Drawn:
        """Return the plan for a day, with what an experiment asks of its walks."""

    def plan(self, on: date) -> Plan:
        """Return the plan for a day."""

    def append(self, events: Sequence[AnyEvent]) -> tuple[UUID, ...]:
        """Store events, on the disk when it returns; return the ids of those that are new."""


class FileSource:
    """A diary in a file of JSON Lines, one event a line.

    Parameters
    ----------
    path : Path
        The file. It is made with the first event.
    advises : bool
        Whether somebody walks by what is worked out. Then every line has to be read.
    """

    def __init__(self, path: Path, *, advises: bool = True) -> None:
        self.path = path
        self.place = str(path)
        self._advises = advises
        self._told = False

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return datetime.now(UTC)

    def zone(self) -> str:
        """Return the zone of the last event, or the machine's."""
        from backstride.site.zones import system_zone

        events = self.diary().events
        return events[-1].zone if events else system_zone()

    def diary(self) -> Diary:
        """Return the diary in the file; an empty one where there is no file yet.

        Half a line at the end, left by a program that was stopped while it wrote, is told and
        passed over. With any other line that cannot be read, no walk is worked out: it might
        have been an answer that asks for a doctor.
        """
        try:
            stored = read_file(self.path)
        except OSError as error:
            raise DataProblem(f"{self.path} cannot be read: {error.strerror or error}.") from error
        said = [f"{self.path}: {problem}" for problem in stored.problems]
        if stored.more_problems:
            said.append(f"... and {stored.more_problems} more.")
        unread = any(problem.code != HALF_LINE for problem in stored.problems)
        if unread and (self._advises or not stored.diary.events):
            raise DataProblem("\n".join(said))
        if said and not self._told:
            click.echo("\n".join(said), err=True)
            self._told = True
        return stored.diary

    def drawn(self, on: date) -> Drawn:
        """Return the plan for a day, with what an experiment asks of its walks."""
        from backstride.insights import drawn_on

        diary = self.diary()
        return drawn_on(diary, fold(diary), on)

    def plan(self, on: date) -> Plan:
        """Return the plan for a day."""
        return self.drawn(on).plan

    def append(self, events: Sequence[AnyEvent]) -> tuple[UUID, ...]:
        """Add lines to the end of the file; what is there stays as it is."""
        try:
            added = append_to_file(self.path, events)
        except OSError as error:
            raise DataProblem(
                f"{self.path} cannot be written: {error.strerror or error}."
            ) from error
        except ValueError as error:
            raise DataProblem(f"{self.path}: {error}") from error
        return tuple(event.id for event in added.new)


class SiteSource:
    """The owner's diary in the site's database."""

    def __init__(self) -> None:
        open_installation()
        from backstride.site import accounts, store

        self._store = store
        self.walker = store.walker_of(accounts.owner())
        self.place = "your diary"

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        from backstride.site import clock

        return clock.now()

    def zone(self) -> str:
        """Return the zone from the preferences."""
        return self.walker.zone

    def diary(self) -> Diary:
        """Return all that is stored."""
        return self._store.diary(self.walker)

    def drawn(self, on: date) -> Drawn:
        """Return the plan for a day, with what an experiment asks of its walks."""
        return self._store.drawn(self.walker, on)

    def plan(self, on: date) -> Plan:
        """Return the plan for a day."""
        return self.drawn(on).plan

    def append(self, events: Sequence[AnyEvent]) -> tuple[UUID, ...]:
        """Store events in the database."""
        appended = self._store.append(self.walker, events, source="cli")
        if appended.conflicts:
            raise DataProblem(
                f"Another event is stored under {', '.join(map(str, appended.conflicts))}, and "
                "stays. Give the new event an id of its own, or write a correction."
            )
        return appended.new


def open_installation() -> tuple[str, ...]:
    """Load the site and make its database ready; return what should be put right some time.

    Raises
    ------
    InstallationProblem
        If something has to be put right first.
    """
    from backstride.site import start

    try:
        start.set_up()
        return start.prepare()
    except (start.InstallationError, OSError, ValueError) as error:
        raise InstallationProblem(str(error)) from error


def today_of(source: Source) -> date:
    """Return the date where the walker is."""
    return source.now().astimezone(ZoneInfo(source.zone())).date()


def with_diary(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--diary`` and, as `source`, the diary it names."""

    @click.option(
        "--diary",
        "diary_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Work on this file of JSON Lines instead of the site's database.",
    )
    @wraps(command)
    def wrapped(*args: Any, diary_file: Path | None, **kwargs: Any) -> Any:
        source: Source = SiteSource() if diary_file is None else FileSource(diary_file)
        return command(*args, source=source, **kwargs)

    return wrapped


def _day(context: click.Context, option: click.Parameter, value: datetime | None) -> date | None:
    if value is None:
        return None
    if not EARLIEST.date() <= value.date() <= LATEST.date():
        raise click.BadParameter(
            f"{value.date()} is no day of a diary; give one from {EARLIEST.year} to {LATEST.year}."
        )
    return value.date()


def on_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--on``: a day, today where it is left out."""
    return click.option(
        "--on",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_day,
        help="Another day, such as 2026-05-14.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--json``."""
    return click.option("--json", "for_program", is_flag=True, help="Print JSON, for a program.")(
        command
    )


def check_zone(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is no time zone."""
    if value is not None:
        try:
            zone_of(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value
