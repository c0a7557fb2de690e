"""What a virtual walker writes down: answers with noise and gaps, as diary events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from backstride.diary import (
    BaselineWalk,
    Clearance,
    Flare,
    Moment,
    NewSymptom,
    Pain,
    Prescribed,
    Screening,
    Walk,
    zone_of,
)
from backstride.prescription import Kind, Session

_ANY_ID = UUID(int=0)
_ANY_AT = datetime(2024, 1, 1, tzinfo=UTC)
_STAMP = {"id": _ANY_ID, "at": _ANY_AT, "local": _ANY_AT.replace(tzinfo=None), "zone": "UTC"}

# An event is a copy of a valid one with the fields that differ: the values come from this
# package, so checking each again would only cost time. A test validates a sample.
_MORNING = Pain.model_validate({**_STAMP, "moment": Moment.MORNING, "nrs": 0})
_ASKED = MappingProxyType(
    {
        moment: Pain.model_validate({**_STAMP, "moment": moment, "nrs": 0, "walk_id": _ANY_ID})
        for moment in (Moment.BEFORE, Moment.DURING, Moment.AFTER)
    }
)
_WALK = Walk.model_validate({**_STAMP, "minutes": 1, "ended_at": _ANY_AT + timedelta(minutes=2)})
_FLARE = Flare.model_validate(_STAMP)
_BASELINE = BaselineWalk.model_validate({**_STAMP, "minutes": 1})

WalkKind = Literal["easy", "brisk", "intervals", "hills"]
_KINDS: Mapping[Kind, WalkKind] = MappingProxyType(
    {Kind.EASY: "easy", Kind.BRISK: "brisk", Kind.INTERVALS: "intervals", Kind.HILLS: "hills"}
)

Symptom = Literal["saddle_numbness", "bladder_or_bowel", "calf_pain"]
RED_FLAGS: Mapping[Symptom, str] = MappingProxyType(
    {"bladder_or_bowel": "q01", "saddle_numbness": "q02", "calf_pain": "q14"}
)
"""Symptoms a walker may have and the safety question that is then answered with yes."""


@lru_cache(maxsize=1024)
def _prescribed(minutes: int, kind: WalkKind, protocol: str) -> Prescribed:
    return Prescribed.model_construct(minutes=minutes, kind=kind, protocol=protocol, rules=())


def heard(pain: float, noise: float, understates: float) -> int:
    """Return the answer given for a true pain: rounded and clipped to 0-10.

    ``noise`` is in points; ``understates`` is what a stoic person leaves out.
    """
    said = pain + noise - understates
    if said <= 0.0:
        return 0
    return 10 if said >= 10.0 else int(said + 0.5)


def gap(share: float, odds: float) -> float:
    """Return the chance of a missing answer whose odds are multiplied."""
    return odds * share / (1.0 - share + odds * share)


class Pen:
    """Writes one walker's events with growing ids and the right moments.

    Parameters
    ----------
    zone : str
        IANA zone the walker lives in.
    first_id : int
        The ids are ``first_id + 1`` and so on, so that the same walker writes the same ids.
    """

    __slots__ = ("_id", "_midnight", "_midnight_utc", "_utc", "_zone", "day")

    def __init__(self, zone: str, first_id: int) -> None:
        self._zone = zone_of(zone)
        self._utc = zone == "UTC"
        self._id = first_id
        self.day = date.min
        self._midnight = _ANY_AT.replace(tzinfo=None)
        self._midnight_utc = _ANY_AT

    def turn_to(self, day: date) -> None:
        """Open the page of that local day."""
        self.day = day
        self._midnight = datetime.combine(day, time())
        self._midnight_utc = datetime.combine(day, time(), UTC)

    def stamp(self, minute: float) -> dict[str, object]:
        """Return identity and times for an event so many minutes after local midnight."""
        self._id += 1
        since = timedelta(minutes=minute)
        local = self._midnight + since
        if self._utc:
            return {"id": UUID(int=self._id), "at": self._midnight_utc + since, "local": local}
        return {
            "id": UUID(int=self._id),
            "at": self._to_utc(local),
            "local": local,
            "zone": self._zone.key,
        }

    def _to_utc(self, local: datetime) -> datetime:
        return local.replace(tzinfo=UTC if self._utc else self._zone).astimezone(UTC)

    def next_id(self) -> UUID:
        """Return an id for an event that is written later."""
        self._id += 1
        return UUID(int=self._id)

    def morning(self, minute: float, nrs: int) -> Pain:
        """Answer for the morning."""
        return _MORNING.model_copy(update={**self.stamp(minute), "nrs": nrs})

    def asked(self, minute: float, moment: Moment, nrs: int, walk_id: UUID) -> Pain:
        """Answer before, during or after a walk."""
        return _ASKED[moment].model_copy(
            update={**self.stamp(minute), "nrs": nrs, "walk_id": walk_id}
        )

    def walk(
        self, minute: float, walk_id: UUID, minutes: float, asked: Session, protocol: str
    ) -> Walk:
        """Write down a walk that began at that minute of the day."""
        kind: WalkKind = _KINDS[asked.kind]
        stamp = self.stamp(minute)
        ended = timedelta(minutes=minute + minutes)
        return _WALK.model_copy(
            update={
                **stamp,
                "id": walk_id,
                "minutes": minutes,
                "ended_at": self._to_utc(self._midnight + ended),
                "kind": kind,
                "prescribed": _prescribed(asked.minutes, kind, protocol),
            }
        )

    def baseline(self, minute: float, minutes: float) -> BaselineWalk:
        """Write down a comfortable walk before the programme."""
        return _BASELINE.model_copy(update={**self.stamp(minute), "minutes": minutes})

    def bad_day(self, minute: float) -> Flare:
        """Report a bad day."""
        return _FLARE.model_copy(update=self.stamp(minute))

    def answers(self, minute: float, questions: tuple[str, ...], yes: str | None) -> Screening:
        """Answer safety questions: no to all but the one named."""
        answers = dict.fromkeys(questions, "no")
        if yes is not None:
            answers[yes] = "yes"
        return Screening.model_validate(
            {**self.stamp(minute), "zone": self._zone.key, "answers": answers}
        )

    def symptom(self, minute: float, symptom: Symptom) -> NewSymptom:
        """Report something new."""
        return NewSymptom.model_validate(
            {**self.stamp(minute), "zone": self._zone.key, "symptom": symptom}
        )

    def all_clear(self, minute: float, question: str) -> Clearance:
        """Write down that a doctor has looked at an answer."""
        return Clearance.model_validate(
            {**self.stamp(minute), "zone": self._zone.key, "questions": (question,)}
        )
