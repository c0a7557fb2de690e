"""What a reader tells a person about a file, and the one place for its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class NoticeCode(StrEnum):
    """Something a person should know about a file that was read."""

    TRUNCATED = "truncated"
    UNFINISHED = "unfinished"
    CHECKSUM = "checksum"
    UNREADABLE_REST = "unreadable-rest"
    TRAILING_BYTES = "trailing-bytes"
    NAME_MISMATCH = "name-mismatch"
    TIMES_WITHOUT_ZONE = "times-without-zone"
    NO_TIMES = "no-times"
    CLOCK_NOT_SET = "clock-not-set"
    TIMES_LEFT_OUT = "times-left-out"
    TIMES_SORTED = "times-sorted"
    POSITIONS_LEFT_OUT = "positions-left-out"
    TOTALS_ONLY = "totals-only"
    CADENCE_AS_STRIDES = "cadence-as-strides"
    CADENCE_AS_STEPS = "cadence-as-steps"
    SAME_MEMBER = "same-member"


class RefusalCode(StrEnum):
    """Why a file, or a part of one, was not read."""

    EMPTY = "empty"
    UNREACHABLE = "unreachable"
    NOT_A_RECORDING = "not-a-recording"
    NO_RECORDS = "no-records"
    NO_TRACK = "no-track"
    PLANNED = "planned"
    DOCUMENT_TYPE = "document-type"
    ENCODING = "encoding"
    UNREADABLE = "unreadable"
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"
    TOO_MANY_POINTS = "too-many-points"
    INFLATES_TOO_MUCH = "inflates-too-much"
    TOO_MANY_MEMBERS = "too-many-members"
    LOCKED_MEMBER = "locked-member"
    ARCHIVE_IN_ARCHIVE = "archive-in-archive"
    NO_MEMBERS = "no-members"
    NO_WORKOUTS = "no-workouts"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    STOPPED = "stopped"
    TOO_MANY_SAMPLES = "too-many-samples"
    NO_SAMPLES = "no-samples"
    NO_COLUMNS = "no-columns"
    NO_ROWS = "no-rows"
    FEW_SAMPLES = "few-samples"
    WEB_PAGE = "web-page"
    SPREADSHEET = "spreadsheet"
    JSON = "json"
    OTHER_ARCHIVE = "other-archive"
    ALL_DAY = "all-day"


_NOTICES: Mapping[NoticeCode, str] = {
    NoticeCode.TRUNCATED: "The file stops in the middle. We kept everything up to there.",
    NoticeCode.UNFINISHED: (
        "The recording was never closed, perhaps because the battery ran out. "
        "We kept everything in it."
    ),
    NoticeCode.CHECKSUM: (
        "The file's check number does not fit its content, so a value here or there may be off. "
        "We kept what can be read."
    ),
    NoticeCode.UNREADABLE_REST: (
        "From one place on, the file makes no sense. We kept the part before it."
    ),
    NoticeCode.TRAILING_BYTES: (
        "There is something after the end of the recording that does not belong to it. "
        "We left it out."
    ),
    NoticeCode.NAME_MISMATCH: (
        "The name says {named}, but the content is {found}. We read it as {found}."
    ),
    NoticeCode.TIMES_WITHOUT_ZONE: (
        "The times in this file do not say which time zone they are in. We read them as UTC. "
        "Please check the start time."
    ),
    NoticeCode.NO_TIMES: (
        "The points of this file carry no times, so we kept it as a route: "
        "it has a length, but no duration and no speed."
    ),
    NoticeCode.CLOCK_NOT_SET: (
        "The clock of the device was not set, so the day and the start time are not known. "
        "Please tell us when this was. The minutes are right."
    ),
    NoticeCode.TIMES_LEFT_OUT: (
        "{count} of the points carried a time more than a day away from all the others. "
        "We left those times out."
    ),
    NoticeCode.TIMES_SORTED: (
        "Some points were not in the order of their times. We put them in order."
    ),
    NoticeCode.POSITIONS_LEFT_OUT: (
        "{count} of the points carried a place that is not on Earth. We left those places out."
    ),
    NoticeCode.TOTALS_ONLY: (
        "This file holds the totals of an outing but no points. We kept the totals."
    ),
    NoticeCode.CADENCE_AS_STRIDES: (
        "The file does not name the sport. We took its cadence as one foot's, as watches write it, "
        "and doubled it to steps per minute."
    ),
    NoticeCode.CADENCE_AS_STEPS: (
        "The cadence in this file is too high for one foot, so we took it as steps per minute "
        "and did not double it."
    ),
    NoticeCode.SAME_MEMBER: "This archive holds the same file twice. We read it once.",
}

_REFUSALS: Mapping[RefusalCode, str] = {
    RefusalCode.EMPTY: (
        "This file is empty. Please export the walk again, or copy the file once more."
    ),
    RefusalCode.UNREACHABLE: (
        "We could not open this file: {reason}. Please check that it exists and may be read."
    ),
    RefusalCode.NOT_A_RECORDING: (
        "This is not {expected}. We read FIT, TCX, GPX and KML files, tables of acceleration, zip "
        "archives of them, and the exports of Apple Health, Health Connect, Fitbit, Samsung "
        "Health, Strava and Gadgetbridge. "
        "Please export the walk from your watch or app in one of these."
    ),
    RefusalCode.NO_RECORDS: (
        "This FIT file has no usable records in it: no points and no totals of an outing. "
        "Nothing was imported. Please export the walk again, or enter it by hand."
    ),
    RefusalCode.NO_TRACK: (
        "This file has no track points, so there is no walk in it. Nothing was imported. "
        "Please choose the recorded track when you export, or enter the walk by hand."
    ),
    RefusalCode.PLANNED: (
        "This is a plan for a route, not a recording of a walk. Nothing was imported. "
        "Please export the activity itself."
    ),
    RefusalCode.DOCUMENT_TYPE: (
        "This file declares a document type, which no recording needs and which can hide tricks. "
        "A document type is not allowed here, so we did not read on."
    ),
    RefusalCode.ENCODING: (
        "This file is written in a text encoding that we do not read ({encoding}). "
        "Please export it again as UTF-8."
    ),
    RefusalCode.UNREADABLE: (
        "This file breaks off before its first point, or is not well formed. Nothing was imported. "
        "Please export the walk again."
    ),
    RefusalCode.TOO_DEEP: (
        "This file nests its parts more than {limit} deep, which no recording does, "
        "so we did not read on."
    ),
    RefusalCode.TOO_LARGE: (
        "This file is larger than we read ({limit}). Please export single walks."
    ),
    RefusalCode.TOO_MANY_POINTS: (
        "This file holds more points than we read at once: more than five days of them. "
        "Please export single walks."
    ),
    RefusalCode.INFLATES_TOO_MUCH: (
        "Unpacked, this would be far larger than any recording, so we stopped unpacking it. "
        "Please give us the walk itself, not the archive."
    ),
    RefusalCode.TOO_MANY_MEMBERS: (
        "This archive or chain holds more files than we read at once ({limit}). "
        "Please split it into smaller ones."
    ),
    RefusalCode.LOCKED_MEMBER: (
        "This file in the archive is locked with a password, or packed in a way that we do not "
        "read. Please unpack the archive and give us the file itself."
    ),
    RefusalCode.ARCHIVE_IN_ARCHIVE: (
        "This is an archive inside an archive. "
        "Please unpack the outer one and give us the inner one."
    ),
    RefusalCode.NO_MEMBERS: (
        "This archive has no files in it that we can reach. Please pack it again, "
        "or give us the recordings themselves."
    ),
    RefusalCode.NO_WORKOUTS: (
        "This health export has no workouts in it. Please start a walk as a workout next time, "
        "or enter your walks by hand."
    ),
    RefusalCode.TOO_SLOW: (
        "Reading this file took longer than any recording should, so we stopped. "
        "Please export the walk again, on its own."
    ),
    RefusalCode.TOO_MUCH_MEMORY: (
        "Reading this file needed more memory than any recording should, so we stopped. "
        "Please export the walk again, on its own."
    ),
    RefusalCode.TOO_MANY_SAMPLES: (
        "This file holds more acceleration than we read at once: more than eight hours of it. "
        "Please use `backstride measure`, which reads it piece by piece."
    ),
    RefusalCode.STOPPED: (
        "Reading this file broke off, and we do not know why. Nothing was imported. "
        "Please export the walk again, or give us the file for a look."
    ),
    RefusalCode.ALL_DAY: (
        "This is acceleration of many hours, not of one walk. "
        "Please use `backstride measure`, which finds the walks in it."
    ),
    RefusalCode.NO_SAMPLES: (
        "The phone measured nothing on this walk, so there is nothing to read in this file. "
        "Please enter the walk by hand."
    ),
    RefusalCode.NO_COLUMNS: (
        "This is a table, but none of its columns is named as the time and the axes x, y and z of "
        "acceleration. If it holds acceleration, please name them so in its first line: "
        "time, x, y, z. If it is a list of walks, please export the walks themselves."
    ),
    RefusalCode.NO_ROWS: (
        "This table names a time and three axes of acceleration, but it has fewer than two rows "
        "that we can read. Times may be numbers, or dates like 2024-05-14 07:30:00.25. "
        "Please export it again."
    ),
    RefusalCode.FEW_SAMPLES: (
        "This table has fewer than four rows for each second, too few to find steps in. Perhaps it "
        "holds one value for each second or minute. Please export the acceleration itself."
    ),
    RefusalCode.WEB_PAGE: (
        "This is a web page, not a recording: perhaps you were signed out when you saved it. "
        "Please sign in there and download the walk again."
    ),
    RefusalCode.JSON: (
        "This is a JSON file, as apps write them for programs. Of these we read Fitbit's lists of "
        "exercises alone. Please export the walk itself as FIT, TCX or GPX: most apps can."
    ),
    RefusalCode.SPREADSHEET: (
        "This is a spreadsheet. Please save the table in it as CSV, or choose CSV in the app "
        "that made it, and give us that."
    ),
    RefusalCode.OTHER_ARCHIVE: (
        "This is packed in a way that we do not read. Please unpack it, and give us the files "
        "in it, or a zip archive of them."
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a file that was read all the same.

    Attributes
    ----------
    code : NoticeCode
        What it is, for programs.
    words : str
        What it is, for a person.
    where : str
        The place in the file ("byte 7471", "line 12") or the archive member; may be empty.
    """

    code: NoticeCode
    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file, or one member of an archive, gave nothing, and what to do.

    Attributes
    ----------
    code : RefusalCode
        What it is, for programs.
    words : str
        What is wrong and what to do, for a person.
    where : str
        The place in the file or the archive member; may be empty.
    """

    code: RefusalCode
    words: str
    where: str = ""


class RecordingError(Exception):
    """A reader gives up on a file. `read` turns it into its `refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


def notice(code: NoticeCode, where: str = "", **facts: object) -> Notice:
    """Return the notice of this code, its sentence filled in with `facts`."""
    return Notice(code, _NOTICES[code].format(**facts), where)


def refused(code: RefusalCode, where: str = "", **facts: object) -> RecordingError:
    """Return the error to raise for this code, its sentence filled in with `facts`."""
    return RecordingError(Refusal(code, _REFUSALS[code].format(**facts), where))
