"""The walk that is under way: what was asked for when it began, kept until it is saved."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from backstride.diary import Carrying, Diary, Ground, Prescribed
from backstride.guidance import Heat
from backstride.prescription import Kind, Rung, Session

KEY = "begun"
KEPT = 5
"""Walks kept at once (judgement): who begins anew may still come back to the last one."""


CORRECTS_MIN = 30
"""So long the check before a walk that was not gone on with may be answered anew (judgement)."""

SPARE_MIN = 60
"""So long after its minutes a walk is still under way: warm-up, stretches, rests (judgement)."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A walk that has begun.

    Parameters
    ----------
    walk_id : UUID
        The id that its entry in the diary will have.
    at, day : datetime, date
        When it began: UTC, and the walker's date.
    session : Session
        What is walked; perhaps shorter than what was asked for.
    prescribed : Prescribed or None
        What the plan asked for; None where it asked for nothing.
    heat, shoes_id, ground, carrying, leg
        What was answered before it.
    set_out : bool
        Whether the person went on to the walk after the check.
    entry : UUID or None
        Identity of the form of the check, so that it can be answered anew.
    """

    walk_id: UUID
    at: datetime
    day: date
    session: Session
    prescribed: Prescribed | None
    heat: Heat | None = None
    shoes_id: UUID | None = None
    ground: Ground | None = None
    carrying: Carrying | None = None
    leg: str = "no"
    set_out: bool = False
    entry: UUID | None = None


def remember(request: HttpRequest, begun: Begun) -> None:
    """Keep a walk that has begun with the person's session."""
    walks = dict(request.session.get(KEY, {}))
    walks.pop(str(begun.walk_id), None)
    kept = dict([*walks.items(), (str(begun.walk_id), _written(begun))][-KEPT:])
    request.session[KEY] = kept


def recall(request: HttpRequest, walk_id: UUID) -> Begun | None:
    """Return the walk that began under that id; None where it is not known here."""
    written = request.session.get(KEY, {}).get(str(walk_id))
    return None if written is None else _read(walk_id, written)


def forget(request: HttpRequest, walk_id: UUID) -> None:
    """Forget that a walk began: it was not walked."""
    walks = dict(request.session.get(KEY, {}))
    walks.pop(str(walk_id), None)
    request.session[KEY] = walks


def _written(begun: Begun) -> dict[str, Any]:
    rung = begun.session.rung
    return {
        "at": begun.at.isoformat(),
        "minutes": begun.session.minutes,
        "kind": begun.session.kind.value,
        "rung": None if rung is None else asdict(rung),
        "prescribed": None
        if begun.prescribed is None
        else begun.prescribed.model_dump(mode="json"),
        "heat": begun.heat,
        "shoes_id": None if begun.shoes_id is None else str(begun.shoes_id),
        "ground": begun.ground,
        "carrying": begun.carrying,
        "leg": begun.leg,
        "day": begun.day.isoformat(),
        "set_out": begun.set_out,
        "entry": None if begun.entry is None else str(begun.entry),
    }


def _read(walk_id: UUID, written: dict[str, Any]) -> Begun:
    rung, prescribed = written["rung"], written["prescribed"]
    return Begun(
        walk_id=walk_id,
        at=datetime.fromisoformat(written["at"]),
        session=Session(
            minutes=written["minutes"],
            kind=Kind(written["kind"]),
            rung=None if rung is None else Rung(**rung),
        ),
        prescribed=None if prescribed is None else Prescribed.model_validate(prescribed),
        heat=None if written["heat"] is None else Heat(written["heat"]),
        shoes_id=None if written["shoes_id"] is None else UUID(written["shoes_id"]),
        ground=written["ground"],
        carrying=written["carrying"],
        leg=written["leg"],
        day=date.fromisoformat(written["day"]),
        set_out=written["set_out"],
        entry=UUID(written["entry"]) if written.get("entry") else None,
    )


def answered_just_now(request: HttpRequest, now: datetime) -> UUID | None:
    """Return the form of a check that was answered a moment ago, before setting out.

    Who comes back to the page then puts the answer right; it is not a second walk.
    """
    latest = None
    for walk_id, written in request.session.get(KEY, {}).items():
        begun = _read(UUID(walk_id), written)
        ends = begun.at + timedelta(minutes=CORRECTS_MIN)
        if not begun.set_out and begun.at <= now < ends:
            latest = begun.entry
    return latest


def unsaved(request: HttpRequest, diary: Diary, today: date) -> list[UUID]:
    """Return the walks that began today, were gone on, and were not written down yet."""
    found = []
    for walk_id, written in request.session.get(KEY, {}).items():
        begun = _read(UUID(walk_id), written)
        if begun.set_out and begun.walk_id not in diary and begun.day == today:
            found.append(begun.walk_id)
    return found


def running(request: HttpRequest, diary: Diary, now: datetime) -> UUID | None:
    """Return the walk that is under way here: gone on, not written down, begun not long ago.

    The one that began last, where there are several; None where there is none. A walk that
    was left lying long ago holds up no other.
    """
    latest = None
    for walk_id, written in request.session.get(KEY, {}).items():
        begun = _read(UUID(walk_id), written)
        ends = begun.at + timedelta(minutes=begun.session.minutes + SPARE_MIN)
        if begun.set_out and begun.walk_id not in diary and begun.at <= now < ends:
            latest = begun.walk_id
    return latest
