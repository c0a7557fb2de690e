"""Strategies that draw events, amended records, and whole plausible diaries.

``events()`` draws anything the format allows. ``stories()`` draws a walker's weeks in a form
that can be changed in one place: a law such as "more pain never gives a longer walk" compares
a story with ``story.with_day(index, worst=...)``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from hypothesis import strategies as st

from backstride.diary import (
    KINDS,
    LARGEST_SEED,
    WEEKDAYS,
    AnyEvent,
    Correction,
    Diary,
    Flare,
    Original,
    Retraction,
    WalkKind,
)
from tests.diary import factories

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # clocks move by half an hour
    "Pacific/Apia",  # once left out a whole day
    "Africa/Casablanca",  # clocks move twice around Ramadan
    "UTC",
)

FIRST = datetime(2000, 1, 2, tzinfo=UTC)
LAST = datetime(2099, 12, 30, tzinfo=UTC)

# Any event


def texts(most: int = 40) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=most)


def names() -> st.SearchStrategy[str]:
    return texts(20).filter(bool)


def notes() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\r\n"))


def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_nan=False) | st.integers(int(least), int(most))


def moments() -> st.SearchStrategy[datetime]:
    span_s = int((LAST - FIRST).total_seconds())
    whole = st.integers(0, span_s).map(lambda after_s: FIRST + timedelta(seconds=after_s))
    return st.builds(
        lambda moment, us: moment.replace(microsecond=us),
        whole,
        st.just(0) | st.integers(0, 999_999),
    )


NRS = st.integers(0, 10)
KIND: st.SearchStrategy[WalkKind] = st.sampled_from(["easy", "brisk", "intervals", "hills"])


def _days_later() -> st.SearchStrategy[timedelta]:
    return st.timedeltas(timedelta(days=1), timedelta(days=60))


_REQUIRED: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "screening": {
        "answers": st.dictionaries(
            names(), st.sampled_from(["no", "yes", "unsure"]), min_size=1, max_size=5
        )
    },
    "clearance": {"questions": st.lists(names(), min_size=1, max_size=3).map(tuple)},
    "baseline_walk": {"minutes": numbers(1, 1440)},
    "availability": {
        "days": st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple)
    },
    "shoes": {"shoes_id": st.uuids(), "name": names()},
    "walk": {"minutes": numbers(1, 1440)},
    "pain": {
        "moment": st.sampled_from(["before", "during", "after"]),
        "nrs": NRS,
        "walk_id": st.uuids(),
    },
    "absence": {"reason": st.sampled_from(["illness", "travel", "other"])},
    "new_symptom": {"symptom": st.sampled_from(["leg_pain", "calf_pain", "other"])},
    "experiment_start": {
        "question": names(),
        "seed": st.integers(0, LARGEST_SEED),
        "pairs": st.integers(1, 100),
    },
    "experiment_stop": {"experiment_id": st.uuids()},
    "questionnaire": {
        "instrument": names(),
        "answers": st.dictionaries(names(), numbers(-9, 9) | names(), min_size=1, max_size=4),
    },
}
_OPTIONAL: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "profile": {
        "birth_year": st.integers(1900, 2099),
        "height_cm": numbers(100, 230),
        "weight_kg": numbers(25, 300),
        "track": st.sampled_from(["current_pain", "prevention"]),
        "usual_pain": NRS,
        "baseline": st.sampled_from(["measure", "skip"]),
        "usual_cadence_spm": numbers(40, 180),
        "needs": st.lists(names(), max_size=3).map(tuple),
        "region": st.sampled_from(["DE", "GB"]),
    },
    "screening": {"details": st.dictionaries(names(), st.tuples(names()), max_size=2)},
    "clearance": {"cleared": st.booleans(), "by": names()},
    "baseline_walk": {"comfortable": st.booleans()},
    "goal": {
        "words": notes(),
        "half_steps": st.booleans(),
        "personal_steps": st.booleans(),
        "max_walks_per_week": st.integers(3, 7),
        "max_minutes": st.integers(5, 180),
    },
    "if_then_plan": {"cue": notes(), "then": notes(), "barrier": names()},
    "availability": {"time": st.sampled_from(["00:00", "08:30", "23:59"])},
    "shoes": {
        "comfort": NRS,
        "distance_at_start_km": numbers(0, 20000),
        "retired": st.booleans(),
        "note": notes(),
    },
    "walk": {
        "kind": KIND,
        "programme": st.booleans(),
        "prescribed": st.fixed_dictionaries(
            {"minutes": st.integers(1, 180), "protocol": names(), "kind": KIND}
        ),
        "warm_up_min": numbers(0, 120),
        "distance_m": numbers(0, 200_000),
        "cadence_spm": numbers(0, 250),
        "mean_heart_rate_bpm": numbers(20, 250),
        "met_minutes": numbers(0, 50_000),
        "shoes_id": st.uuids(),
        "ground": st.sampled_from(["gravel", "mixed"]),
        "load_kg": numbers(0, 60),
        "recording_sha256": st.binary(min_size=32, max_size=32).map(bytes.hex),
        "note": notes(),
    },
    "check_in": {
        "average_pain": NRS,
        "sleep": NRS,
        "limited_days": st.integers(0, 7),
        "barriers": st.lists(names(), max_size=3).map(tuple),
    },
    "flare": {"note": notes()},
    "new_symptom": {"sure": st.booleans(), "walk_id": st.uuids(), "note": notes()},
    "questionnaire": {"total": numbers(-1000, 1000)},
    "clinician_limit": {
        "max_minutes": st.integers(0, 180),
        "kinds": st.lists(KIND, max_size=4).map(tuple),
        "no_rises": st.booleans(),
    },
    "experiment_start": {"shoes_id": st.uuids()},
    "experiment_stop": {"note": notes()},
    "retraction": {"reason": notes()},
}
ORIGINALS = tuple(name for name in KINDS if name not in ("correction", "retraction"))


@st.composite
def originals(
    draw: st.DrawFn,
    ids: st.SearchStrategy[UUID] | None = None,
    kinds: tuple[str, ...] = ORIGINALS,
) -> Original:
    """Draw an event that says something by itself."""
    kind = draw(st.sampled_from(kinds))
    fields = _common(draw, ids)
    fields |= draw(st.fixed_dictionaries(_REQUIRED.get(kind, {}), optional=_OPTIONAL.get(kind, {})))
    if kind == "walk" and draw(st.booleans()):
        fields["ended_at"] = fields["at"] + timedelta(minutes=fields["minutes"])
    if kind in ("absence", "clinician_limit") and draw(st.booleans()):
        fields["until"] = (fields["at"] + draw(_days_later())).date()
    if kind == "experiment_start" and draw(st.booleans()):
        fields["starts"] = (fields["at"] + draw(_days_later())).date()
    if kind == "pain" and draw(st.booleans()):
        fields |= {"moment": "morning", "walk_id": None}
    event = KINDS[kind].model_validate(fields)
    assert isinstance(event, Original)
    return event


def _common(draw: st.DrawFn, ids: st.SearchStrategy[UUID] | None = None) -> dict[str, Any]:
    return draw(
        st.fixed_dictionaries(
            {
                "id": ids or st.uuids(),
                "at": moments(),
                "zone": st.sampled_from(ZONES),
            },
            optional={"recorded_at": moments(), "source": names()},
        )
    )


@st.composite
def corrections(draw: st.DrawFn, of: st.SearchStrategy[UUID] | None = None) -> Correction:
    """Draw a correction of some event."""
    replacement = draw(originals(of))
    return Correction(**_common(draw), corrects=replacement.id, replacement=replacement)


@st.composite
def retractions(draw: st.DrawFn, of: st.SearchStrategy[UUID] | None = None) -> Retraction:
    """Draw a retraction of some event."""
    optional = draw(st.fixed_dictionaries({}, optional=_OPTIONAL["retraction"]))
    return Retraction(**_common(draw), retracts=draw(of or st.uuids()), **optional)


def events() -> st.SearchStrategy[AnyEvent]:
    """Draw any event of any type."""
    return st.one_of(originals(), corrections(), retractions())


@st.composite
def amended(draw: st.DrawFn) -> list[AnyEvent]:
    """Draw a few events, each under its own id, with amendments of them and of each other."""
    ids = [UUID(int=number) for number in range(1, 13)]
    hours = st.sampled_from([datetime(2026, 5, 14, hour, tzinfo=UTC) for hour in range(4)])
    written: list[AnyEvent] = []
    for event_id in draw(st.lists(st.sampled_from(ids), unique=True, min_size=1)):
        of, at = draw(st.sampled_from(ids)), draw(hours)
        form = draw(st.sampled_from(["original", "correction", "retraction"]))
        if form == "original":
            written.append(Flare(id=event_id, at=at, zone="UTC", note="as it was"))
        elif form == "retraction":
            written.append(Retraction(id=event_id, at=at, zone="UTC", retracts=of))
        else:
            better = Flare(id=of, at=draw(hours), zone="UTC", note=str(event_id))
            written.append(
                Correction(id=event_id, at=at, zone="UTC", corrects=of, replacement=better)
            )
    return written


# Whole plausible diaries


@dataclass(frozen=True)
class StoryDay:
    """One day of a walker; None and False where nothing was written down."""

    morning: int | None = None
    walk_min: int | None = None
    kind: WalkKind = "easy"
    before: int | None = None
    worst: int | None = None
    after: int | None = None
    flare: bool = False
    symptom: str | None = None
    ill: bool = False


@dataclass(frozen=True)
class Story:
    """A walker's days from the first on, changed in one place by ``with_day``."""

    first: date
    track: Literal["current_pain", "prevention"]
    usual_pain: int
    weekdays: tuple[Any, ...]
    days: tuple[StoryDay, ...]

    def with_day(self, index: int, **changes: Any) -> Story:
        """Return the story with another value on one day; all ids stay the same."""
        changed = replace(self.days[index], **changes)
        return replace(self, days=(*self.days[:index], changed, *self.days[index + 1 :]))

    def on(self, index: int) -> date:
        """Return the date of that day."""
        return self.first + timedelta(days=index)

    @property
    def walk_days(self) -> tuple[int, ...]:
        """The indices of the days with a walk."""
        return tuple(index for index, day in enumerate(self.days) if day.walk_min)

    @cached_property
    def events(self) -> tuple[AnyEvent, ...]:
        """The events in the order in which a careful person would write them."""
        first = factories.newcomer(
            self.first, track=self.track, usual_pain=self.usual_pain, weekdays=self.weekdays
        )
        return factories.events(first, *(self._day(index) for index in range(len(self.days))))

    @property
    def diary(self) -> Diary:
        """The diary that holds them."""
        return Diary(self.events)

    def _day(self, index: int) -> tuple[AnyEvent, ...]:
        on, day = self.on(index), self.days[index]
        parts: list[factories.Part] = []
        if day.morning is not None:
            parts.append(factories.morning(on, day.morning))
        if day.walk_min:
            parts.append(
                factories.walk(
                    on,
                    day.walk_min,
                    before=day.before,
                    worst=day.worst,
                    after=day.after,
                    kind=day.kind,
                )
            )
        if day.symptom:
            parts.append(factories.symptom(on, day.symptom))
        if day.flare:
            parts.append(factories.flare(on, at="18:00"))
        if day.ill:
            parts.append(factories.absent(on))
        return factories.events(*parts)


@st.composite
def story_days(draw: st.DrawFn, usual: int, *, easy: bool = False) -> StoryDay:
    """Draw a day around a usual pain; mostly calm, now and then not."""

    def answer(spread: int, *, given: int = 5) -> int | None:
        """Draw an answer; one time in ``given`` it was not given."""
        if draw(st.integers(1, given)) == given:
            return None
        return min(10, max(0, usual + draw(st.integers(-1, spread))))

    morning = answer(1)
    walks = draw(st.booleans())
    return StoryDay(
        morning=morning,
        walk_min=draw(st.integers(3, 45)) if walks else None,
        kind="easy" if easy else draw(KIND),
        before=answer(1, given=8) if walks else None,
        worst=answer(4, given=8) if walks else None,
        after=answer(2, given=8) if walks else None,
        flare=draw(st.integers(1, 15)) == 15,
        symptom=draw(st.sampled_from([*[None] * 30, "leg_pain", "calf_pain", "dizziness"])),
        ill=draw(st.integers(1, 40)) == 40,
    )


@st.composite
def stories(draw: st.DrawFn, *, min_days: int = 1, max_days: int = 42, easy: bool = False) -> Story:
    """Draw a walker's first days or weeks.

    Parameters
    ----------
    min_days, max_days : int
        Length in days.
    easy : bool
        Whether every walk is an easy one.
    """
    usual = draw(st.integers(0, 8))
    length = draw(st.integers(min_days, max_days))
    drawn = st.lists(story_days(usual, easy=easy), min_size=length, max_size=length)
    return Story(
        first=date(2026, 3, 2) + timedelta(days=draw(st.integers(0, 60))),
        track="prevention" if usual <= 1 and draw(st.booleans()) else "current_pain",
        usual_pain=usual,
        weekdays=tuple(
            sorted(draw(st.sets(st.sampled_from(WEEKDAYS), min_size=3)), key=WEEKDAYS.index)
        ),
        days=tuple(draw(drawn)),
    )
