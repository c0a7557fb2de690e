"""What every event has: an identity, a moment, and where the clock stood."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID, uuid4

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from backstride.diary.times import (
    Clock,
    Instant,
    Zone,
    agree,
    clock_at,
    complete,
    moment_of,
    zone_of,
)

SCHEMA_VERSION = 1
"""Version of the published file format; a breaking change raises it."""

# Control characters are refused: they have no meaning in a note, a terminal would obey them,
# and PostgreSQL cannot keep the first of them. Notes may have tabs and line ends.
NAME_PATTERN = r"^[^\x00-\x1f\x7f-\x9f]*$"
TEXT_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"

Whole = Annotated[int, Field(strict=True)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
YesNo = Annotated[bool, Field(strict=True)]
Nrs = Annotated[Whole, Field(ge=0, le=10, description="Pain on the 0-10 numeric rating scale")]
Rating = Annotated[Whole, Field(ge=0, le=10)]
Minutes = Annotated[Number, Field(gt=0, le=1440)]
Text = Annotated[str, Field(max_length=2000, pattern=TEXT_PATTERN)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NAME_PATTERN)]

ID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"


def _read_id(value: Any) -> UUID:
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _ID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("not_an_id", "not an id")


_ID = re.compile(ID_PATTERN)

# Other ways to write a UUID (without dashes, in braces) would give one id several forms.
Id = Annotated[
    UUID,
    BeforeValidator(_read_id),
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": ID_PATTERN}),
]
"""The identity of an event or of a pair of shoes."""

STORED = {"stored": True}
"""Context for ``EVENT`` when it reads what was checked before it was stored.

Countries change their clocks, sometimes with a week's notice, and a machine may learn of it
later. What was written down in the meantime must stay readable: its moment, clock time and
zone are then not compared again.
"""

_NOT_GIVEN = datetime.min.replace(tzinfo=UTC)
"""Stands for a time that is worked out from the other; never part of a finished event."""


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


class DiaryEvent(BaseModel):
    """What every event has.

    ``at`` is the moment in UTC, ``local`` the clock time where the person was and
    ``zone`` the IANA zone that connects them. Either of the two times may be left out on
    entry; it is then worked out from the other. A clock time that occurs twice, when clocks
    go back, is taken as the first of the two; give ``at`` to mean the second.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    rank: ClassVar[int] = 50
    """Order among events of the same moment: what must be known first comes first."""

    v: Literal[1] = Field(default=1, description="Version of the event format")
    id: Id = Field(default_factory=uuid4, description="Identity; a repeat changes nothing")
    at: Instant = Field(
        default=_NOT_GIVEN,
        description="The moment the event is about, UTC",
        json_schema_extra=_without_default,
    )
    local: Clock = Field(
        default=_NOT_GIVEN,
        description="Clock time where the person was",
        json_schema_extra=_without_default,
    )
    zone: Zone = Field(description="IANA time zone, such as Europe/Berlin", max_length=64)
    recorded_at: Instant | None = Field(
        default=None, description="When it was entered, if that is known"
    )
    source: Name | None = Field(default=None, description="What entered it: site, cli, a device")

    @field_validator("v", mode="before")
    @classmethod
    def _of_this_version(cls, value: Any) -> Any:
        if value != SCHEMA_VERSION or isinstance(value, bool):
            raise PydanticCustomError(
                "wrong_version", "version {version}", {"version": str(value)[:20]}
            )
        return SCHEMA_VERSION

    @model_validator(mode="before")
    @classmethod
    def _complete_times(cls, data: Any) -> Any:
        return complete(data) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _times_agree(self, info: ValidationInfo) -> Self:
        if self.at is _NOT_GIVEN or self.local is _NOT_GIVEN:
            raise PydanticCustomError("no_time", "neither at nor local is given", {"field": "at"})
        zone = zone_of(self.zone)
        if info.context == STORED or agree(self.local, self.at, zone):
            return self
        if not agree(self.local, moment_of(self.local, zone), zone):
            raise PydanticCustomError(
                "no_such_clock_time",
                "clocks in {zone} never showed {local}: they went forward over it",
                {"field": "local", "local": self.local.isoformat(), "zone": self.zone},
            )
        raise PydanticCustomError(
            "times_disagree",
            "{local} is not {at} in {zone} (that would be {clock})",
            {
                "field": "local",
                "local": self.local.isoformat(),
                "at": self.at.isoformat(),
                "zone": self.zone,
                "clock": clock_at(self.at, zone).isoformat(),
            },
        )

    @property
    def day(self) -> date:
        """The local date the event belongs to."""
        return self.local.date()
