"""The diary: the append-only record of one walker, as typed, dated events."""

from backstride.diary.amendments import (
    Amendment,
    amendment_key,
    effective,
    newest,
    standing,
    target,
    wins,
)
from backstride.diary.diary import ConflictError, Diary, Person, WalkPain
from backstride.diary.event import SCHEMA_VERSION, STORED
from backstride.diary.events import (
    EVENT,
    KINDS,
    AnyEvent,
    Correction,
    Event,
    Original,
    Retraction,
    canonical_key,
    same_content,
)
from backstride.diary.file import Added, Stored, append_to_file, read_file
from backstride.diary.intake import Intake, Report, take_in, validate
from backstride.diary.lines import (
    numbered_lines,
    read_event,
    read_line,
    read_lines,
    write_line,
    write_lines,
)
from backstride.diary.person import (
    WEEKDAYS,
    Availability,
    Clearance,
    ClinicianLimit,
    Goal,
    Profile,
    Screening,
    Shoes,
    Weekday,
)
from backstride.diary.problems import LineProblem, Problem
from backstride.diary.schema import schema, schema_text
from backstride.diary.shoes import Pair
from backstride.diary.times import zone_of
from backstride.diary.walk import (
    BaselineWalk,
    Carrying,
    Ground,
    Moment,
    Pain,
    Prescribed,
    Walk,
    WalkKind,
)
from backstride.diary.wellbeing import Absence, CheckIn, Flare, NewSymptom, Questionnaire
from backstride.diary.words import problems_of

__all__ = [
    "EVENT",
    "KINDS",
    "SCHEMA_VERSION",
    "STORED",
    "WEEKDAYS",
    "Absence",
    "Added",
    "Amendment",
    "AnyEvent",
    "Availability",
    "BaselineWalk",
    "Carrying",
    "CheckIn",
    "Clearance",
    "ClinicianLimit",
    "ConflictError",
    "Correction",
    "Diary",
    "Event",
    "Flare",
    "Goal",
    "Ground",
    "Intake",
    "LineProblem",
    "Moment",
    "NewSymptom",
    "Original",
    "Pain",
    "Pair",
    "Person",
    "Prescribed",
    "Problem",
    "Profile",
    "Questionnaire",
    "Report",
    "Retraction",
    "Screening",
    "Shoes",
    "Stored",
    "Walk",
    "WalkKind",
    "WalkPain",
    "Weekday",
    "amendment_key",
    "append_to_file",
    "canonical_key",
    "effective",
    "newest",
    "numbered_lines",
    "problems_of",
    "read_event",
    "read_file",
    "read_line",
    "read_lines",
    "same_content",
    "schema",
    "schema_text",
    "standing",
    "take_in",
    "target",
    "validate",
    "wins",
    "write_line",
    "write_lines",
    "zone_of",
]
