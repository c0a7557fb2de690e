"""The typed, dated events that make up a diary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    TypeAdapter,
    field_validator,
    model_validator,
)

SCHEMA_VERSION = 1
"""Version of the published file format; a breaking change raises it."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No diary is older: an earlier moment means a clock that was never set (judgement)."""

LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""No diary is younger: a later moment means a clock or a typing slip (judgement)."""

Nrs = Annotated[int, Field(ge=0, le=10, description="Pain on the 0-10 numeric rating scale")]
Rating = Annotated[int, Field(ge=0, le=10)]
Minutes = Annotated[float, Field(gt=0, le=1440)]
Text = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WalkKind = Literal["easy", "brisk", "intervals", "hills"]
Ground = Literal["paved_even", "paved_uneven", "gravel", "grass_or_path", "indoors", "mixed"]
Carrying = Literal["nothing", "both_shoulders", "one_side"]


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return the IANA zone of that name.

    Raises
    ------
    ValueError
        If no zone has that name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"{name!r} is not a time zone; give an IANA name such as Europe/Berlin"
        ) from error


class Moment(StrEnum):
    """When, seen from a walk, a pain answer was given."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"


class _Event(BaseModel):
    """What every event has: an identity, a moment, and where the clock stood.

    ``at`` is the moment in UTC, ``local`` the clock time where the person was and
    ``zone`` the IANA zone that connects them. Either of the two times may be left out on
    entry; it is then worked out from the other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="float")

    rank: ClassVar[int] = 50
    """Order among events of the same moment: what must be known first comes first."""

    v: Literal[1] = Field(default=1, description="Version of the event format")
    id: UUID = Field(default_factory=uuid4, description="Identity; a repeat changes nothing")
    at: AwareDatetime = Field(description="The moment the event is about, UTC")
    local: NaiveDatetime = Field(description="Clock time where the person was")
    zone: str = Field(description="IANA time zone, such as Europe/Berlin", max_length=64)
    recorded_at: AwareDatetime | None = Field(
        default=None, description="When it was entered, if that is known"
    )
    source: Name | None = Field(default=None, description="What entered it: site, cli, a device")

    @model_validator(mode="before")
    @classmethod
    def _complete_times(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "zone" not in data:
            return data
        at, local = data.get("at"), data.get("local")
        if (at is None) == (local is None):
            return data
        zone = data["zone"]
        if not isinstance(zone, str):
            return data
        if local is None:
            moment = _MOMENT.validate_python(at)
            return {**data, "local": moment.astimezone(zone_of(zone)).replace(tzinfo=None)}
        clock = _CLOCK.validate_python(local)
        return {**data, "at": clock.replace(tzinfo=zone_of(zone))}

    @field_validator("at", "recorded_at")
    @classmethod
    def _to_utc(cls, value: datetime | None) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        if not EARLIEST <= moment < LATEST:
            raise ValueError("the moment must lie between the years 2000 and 2100")
        return moment

    @model_validator(mode="after")
    def _times_agree(self) -> Self:
        clock = self.at.astimezone(zone_of(self.zone)).replace(tzinfo=None)
        if abs(clock - self.local) >= timedelta(seconds=1):
            raise ValueError(
                f"local time {self.local.isoformat()} is not {self.at.isoformat()} in "
                f"{self.zone} (that would be {clock.isoformat()})"
            )
        return self

    @property
    def day(self) -> date:
        """The local date the event belongs to."""
        return self.local.date()


_MOMENT: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)
_CLOCK: TypeAdapter[datetime] = TypeAdapter(NaiveDatetime)


class Profile(_Event):
    """Facts about the person; only what is given changes, the rest stays."""

    rank: ClassVar[int] = 0
    type: Literal["profile"] = "profile"
    birth_year: int | None = Field(default=None, ge=1900, le=2099)
    height_cm: float | None = Field(default=None, ge=100, le=230)
    weight_kg: float | None = Field(default=None, ge=25, le=300)
    track: Literal["current_pain", "prevention"] | None = Field(
        default=None, description="Back pain now, or recovered and keeping it so"
    )
    usual_pain: Nrs | None = Field(default=None, description="Usual back pain at the start")
    baseline: Literal["measure", "skip"] | None = Field(
        default=None, description="Whether three comfortable walks set the start dose"
    )
    usual_cadence_spm: float | None = Field(default=None, ge=40, le=180)
    needs: tuple[Name, ...] | None = Field(
        default=None, description="What the stretches and the water advice must respect"
    )
    region: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = Field(
        default=None, description="Country code; sets the emergency number"
    )


class Screening(_Event):
    """Answers to safety questions: each yes, no or unsure."""

    rank: ClassVar[int] = 5
    type: Literal["screening"] = "screening"
    answers: dict[Name, Literal["no", "yes", "unsure"]] = Field(min_length=1, max_length=60)
    details: dict[Name, tuple[Name, ...]] = Field(
        default_factory=dict, description="Chosen options of a question's follow-up"
    )


class Clearance(_Event):
    """A clinician has looked at an answer and says that walking is fine."""

    rank: ClassVar[int] = 6
    type: Literal["clearance"] = "clearance"
    questions: tuple[Name, ...] = Field(
        min_length=1, max_length=60, description="The safety questions it covers"
    )
    cleared: bool = Field(default=True, description="False: asked, and not cleared yet")
    by: Name | None = None


class BaselineWalk(_Event):
    """One comfortable walk before the programme, to find the start dose."""

    rank: ClassVar[int] = 20
    type: Literal["baseline_walk"] = "baseline_walk"
    minutes: Minutes
    comfortable: bool = True


class Goal(_Event):
    """What the person walks for, and how quickly they want to build up."""

    rank: ClassVar[int] = 2
    type: Literal["goal"] = "goal"
    words: Text | None = None
    half_steps: bool | None = Field(
        default=None, description="The person's own choice of smaller steps"
    )
    max_walks_per_week: int | None = Field(default=None, ge=3, le=7)
    max_minutes: int | None = Field(default=None, ge=5, le=180)


class Availability(_Event):
    """The weekdays on which the person can walk, and when."""

    rank: ClassVar[int] = 3
    type: Literal["availability"] = "availability"
    days: tuple[Weekday, ...] = Field(min_length=1, max_length=7)
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None

    @field_validator("days")
    @classmethod
    def _each_once(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if len(set(value)) != len(value):
            raise ValueError("each weekday may be named once")
        return tuple(sorted(value, key=WEEKDAYS.index))


class Shoes(_Event):
    """A pair of shoes, or news of a pair that is known by its ``shoes_id``."""

    rank: ClassVar[int] = 4
    type: Literal["shoes"] = "shoes"
    shoes_id: UUID
    name: Name
    comfort: Rating | None = None
    distance_at_start_km: float = Field(default=0, ge=0, le=20000)
    retired: bool = False
    note: Text | None = None


class Prescribed(BaseModel):
    """What was asked for when a walk began, kept with the walk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    minutes: int = Field(ge=1, le=180)
    kind: WalkKind = "easy"
    protocol: Name = Field(description="Name and version of the protocol")
    rules: tuple[Name, ...] = Field(default=(), description="Ids of the rules behind it")


class Walk(_Event):
    """A walk that was done. ``at`` is its start, ``minutes`` what counts against the plan."""

    rank: ClassVar[int] = 20
    type: Literal["walk"] = "walk"
    minutes: Minutes = Field(description="Minutes of walking, without warm-up and cool-down")
    ended_at: AwareDatetime | None = Field(default=None, description="End, UTC")
    kind: WalkKind = "easy"
    programme: bool = Field(
        default=True, description="False for everyday walking that is counted apart"
    )
    prescribed: Prescribed | None = None
    warm_up_min: float | None = Field(default=None, ge=0, le=120)
    cool_down_min: float | None = Field(default=None, ge=0, le=120)
    moving_min: float | None = Field(default=None, ge=0, le=1440)
    elapsed_min: float | None = Field(default=None, ge=0, le=2880)
    distance_m: float | None = Field(default=None, ge=0, le=200_000)
    cadence_spm: float | None = Field(default=None, ge=0, le=250)
    mean_heart_rate_bpm: float | None = Field(default=None, ge=20, le=250)
    ascent_m: float | None = Field(default=None, ge=0, le=9000)
    met_minutes: float | None = Field(default=None, ge=0)
    shoes_id: UUID | None = None
    ground: Ground | None = None
    carrying: Carrying | None = None
    load_kg: float | None = Field(default=None, ge=0, le=60)
    talk: Literal["sing", "sentences", "few_words", "hardly"] | None = None
    went: Literal["better", "as_expected", "harder"] | None = None
    recording_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    note: Text | None = None

    @field_validator("ended_at")
    @classmethod
    def _end_to_utc(cls, value: datetime | None) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    @model_validator(mode="after")
    def _end_follows_start(self) -> Self:
        if self.ended_at is not None and self.ended_at < self.at:
            raise ValueError(
                f"the walk ends ({self.ended_at.isoformat()}) before it starts "
                f"({self.at.isoformat()})"
            )
        if self.ended_at is not None:
            span_min = (self.ended_at - self.at).total_seconds() / 60
            if self.minutes > span_min + 1:
                raise ValueError(
                    f"{self.minutes:g} minutes of walking do not fit between start and end "
                    f"({span_min:.1f} minutes)"
                )
        return self


class Pain(_Event):
    """A pain answer: before, during (the worst on the way), after, or next morning."""

    rank: ClassVar[int] = 10
    type: Literal["pain"] = "pain"
    moment: Moment
    nrs: Nrs
    walk_id: UUID | None = Field(
        default=None, description="The walk it belongs to; needed but for a morning"
    )

    @model_validator(mode="after")
    def _names_its_walk(self) -> Self:
        if self.moment is not Moment.MORNING and self.walk_id is None:
            raise ValueError(f"a pain answer {self.moment.value} a walk needs its walk_id")
        return self


class CheckIn(_Event):
    """How the week was: sleep, confidence, limited days, what got in the way."""

    type: Literal["check_in"] = "check_in"
    average_pain: Nrs | None = None
    sleep: Rating | None = None
    confidence: Rating | None = None
    limited_days: int | None = Field(default=None, ge=0, le=7)
    work_days_lost: int | None = Field(default=None, ge=0, le=7)
    barriers: tuple[Name, ...] = ()
    note: Text | None = None


class Flare(_Event):
    """A bad day, in the person's own judgement."""

    rank: ClassVar[int] = 8
    type: Literal["flare"] = "flare"
    note: Text | None = None


class Absence(_Event):
    """Days on which walking is out of the question: illness, travel or something else."""

    rank: ClassVar[int] = 7
    type: Literal["absence"] = "absence"
    reason: Literal["illness", "travel", "other"]
    until: date | None = Field(default=None, description="Last day, if it is known")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.day:
            raise ValueError(f"it ends ({self.until}) before it begins ({self.day})")
        return self


class NewSymptom(_Event):
    """Something new that was noticed, on a walk or apart from one."""

    rank: ClassVar[int] = 30
    type: Literal["new_symptom"] = "new_symptom"
    symptom: Literal[
        "leg_pain",
        "leg_numbness",
        "leg_weakness",
        "saddle_numbness",
        "bladder_or_bowel",
        "calf_pain",
        "chest_pain",
        "palpitations",
        "breathlessness",
        "dizziness",
        "other",
    ]
    sure: bool = Field(default=True, description="False: the person is not sure")
    walk_id: UUID | None = None
    note: Text | None = None


class Questionnaire(_Event):
    """A questionnaire's result: a total, or the answers of a known instrument."""

    type: Literal["questionnaire"] = "questionnaire"
    instrument: Name
    total: float | None = Field(default=None, ge=-1000, le=1000)
    answers: dict[Name, float | str] = Field(default_factory=dict, max_length=200)

    @model_validator(mode="after")
    def _has_a_result(self) -> Self:
        if self.total is None and not self.answers:
            raise ValueError("give the total or the answers")
        return self


class ClinicianLimit(_Event):
    """Limits that a clinician sets for this person; each new one replaces the last."""

    rank: ClassVar[int] = 1
    type: Literal["clinician_limit"] = "clinician_limit"
    max_minutes: int | None = Field(default=None, ge=0, le=180)
    max_walks_per_week: int | None = Field(default=None, ge=0, le=14)
    max_week_minutes: int | None = Field(default=None, ge=0, le=2000)
    kinds: tuple[WalkKind, ...] | None = Field(default=None, description="Kinds allowed")
    no_rises: bool = False
    until: date | None = None
    by: Name | None = None
    note: Text | None = None


class Correction(_Event):
    """Replaces an earlier event by a better version of it; both are kept."""

    rank: ClassVar[int] = 90
    type: Literal["correction"] = "correction"
    corrects: UUID
    replacement: Annotated[Original, Field(discriminator="type")]

    @model_validator(mode="after")
    def _keeps_the_identity(self) -> Self:
        if self.replacement.id != self.corrects:
            raise ValueError("the replacement must carry the id of the event it corrects")
        return self


class Retraction(_Event):
    """Takes an earlier event out of the account; it is kept and can be seen."""

    rank: ClassVar[int] = 91
    type: Literal["retraction"] = "retraction"
    retracts: UUID
    reason: Text | None = None


Original = (
    Profile
    | Screening
    | Clearance
    | BaselineWalk
    | Goal
    | Availability
    | Shoes
    | Walk
    | Pain
    | CheckIn
    | Flare
    | Absence
    | NewSymptom
    | Questionnaire
    | ClinicianLimit
)
Event = Annotated[Original | Correction | Retraction, Field(discriminator="type")]
AnyEvent = Original | Correction | Retraction

Correction.model_rebuild()
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(Event)


def canonical_key(event: AnyEvent) -> tuple[datetime, int, UUID]:
    """Return the key of the canonical order: moment, then rank of the type, then id.

    Ordering by it makes everything that is derived from a diary independent of the order
    in which its events arrived.
    """
    return (event.at, event.rank, event.id)
