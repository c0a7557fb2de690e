"""Whether there is room for what is handed in: on the disk, and by a walker's own bound."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from backstride.site import originals
from backstride.site.models import HandedFile, Walker

MB = 1024 * 1024

LEAST_FREE_BYTES = 500 * MB
"""So much of the disk stays free of files, for the diaries (judgement)."""

COPIES = 2
"""Of a file while it is read: as it was laid aside, and as it is kept."""

A_YEAR = timedelta(days=365)
MOST_A_YEAR_BYTES = 2048 * MB
"""Files that programs hand in for one walker within a year (judgement): a walk a day of a
watch that writes down every second is a twentieth of it."""


class NoRoomError(Exception):
    """A file is not taken for want of room; the message says so in words.

    Parameters
    ----------
    words : str
    status : int
        Status of an answer: 507 where the disk is full, 413 where the walker's bound is reached.
    """

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.status = status


def is_short(coming_bytes: int) -> bool:
    """Whether the disk would be left with too little room after so much has come."""
    folder = settings.HOME.folder
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    return free - COPIES * coming_bytes < LEAST_FREE_BYTES


DISK = (
    "There is too little room left on the disk of the computer that runs Backstride. Nothing was "
    "taken, and what was stored before is safe. Make room there, then send it again."
)


def check_disk(coming_bytes: int) -> None:
    """Refuse what the disk has no room for.

    Raises
    ------
    NoRoomError
        If it has none.
    """
    if is_short(coming_bytes):
        raise NoRoomError(DISK, 507)


def check_year(walker: Walker, coming_bytes: int, *, now: datetime) -> None:
    """Refuse what would be more than programs may hand in for a walker within a year.

    Raises
    ------
    NoRoomError
        If it would.
    """
    if kept_within_a_year(walker, now) + coming_bytes > MOST_A_YEAR_BYTES:
        raise NoRoomError(
            f"Within a year programs may hand in {MOST_A_YEAR_BYTES // MB} MB for one person, and "
            "this would be more. Nothing was taken. On the page “I already walked” files can "
            "still be handed in by hand.",
            413,
        )


def kept_within_a_year(walker: Walker, now: datetime) -> int:
    """Return the bytes of a walker's files that came within a year, with those that wait."""
    since = Q(imported_at__gt=now - A_YEAR)
    recordings = walker.recordings.filter(since).values_list("original", "size")
    exports = walker.health_exports.filter(since).values_list("original", "size")
    kept = dict([*recordings, *exports])  # a file with many walks is kept once
    waiting = HandedFile.objects.filter(hand_in__walker=walker, ended=None).exclude(place="")
    places = (originals.laid_aside(each.place) for each in waiting)
    return sum(kept.values()) + sum(path.stat().st_size for path in places if path.exists())
