"""The days of health exports: kept beside the original, and put together for reading."""

from __future__ import annotations

import logging
from collections.abc import Set
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from backstride.insights import DailyWalking, HealthFile, daily_walking
from backstride.recordings import (
    Format,
    HealthDays,
    ReadResult,
    RecordingError,
    RefusalCode,
    read_health_days_apart,
    read_kept_health_days,
    write_health_days,
)
from backstride.site import originals
from backstride.site.design import day_month
from backstride.site.imported import Imported, Outcome
from backstride.site.kept import note_kept
from backstride.site.models import HealthExport, Walker

log = logging.getLogger(__name__)

STORES = frozenset({Format.APPLE_HEALTH, Format.HEALTH_CONNECT, Format.SAMSUNG_HEALTH})
"""Formats that tell of whole days as well."""

WALKERS_AT_HAND = 8
"""So many walkers' days stay put together (judgement): a household, and ten years of each are a few
MB."""

NO_WALKS = "There are no workouts in it, so no walk came with it."
AGAIN = "They are here already."


def may_hold_days(formats: Set[Format]) -> bool:
    """Whether a file is worth a second look for its days, by the formats of what it gave.

    One that gave nothing may be a health export whose walks could not be read.
    """
    return not formats or not STORES.isdisjoint(formats)


def is_walkless(result: ReadResult) -> bool:
    """Whether an export was refused for nothing but having no walks."""
    codes = {refusal.code for refusal in result.refusals}
    return not result.recordings and codes == {RefusalCode.NO_WORKOUTS}


def take_days(
    walker: Walker,
    given: bytes | Path,
    *,
    name: str,
    now: datetime,
    beside_walks: bool,
    found: HealthDays | None = None,
) -> Imported | None:
    """Keep the days of a health export, and the export; None where the file has none.

    Parameters
    ----------
    walker : Walker
    given : bytes or Path
        The file that was handed in, or where it lies.
    name : str
        Its name, to tell about.
    now : datetime
        The present moment.
    beside_walks : bool
        Whether walks were read from the same file.
    found : HealthDays or None
        Its days, where they were read with the walks; None: they are read now.

    Notes
    -----
    The original is on the disk before its days are, and these before the row: whatever is cut off
    in between is done again with the file, which waits until all of it is read.
    """
    found = read_health_days_apart(given) if found is None else found
    if not found.days:
        return None
    if isinstance(given, Path):
        original, size = originals.keep_file(walker, given), given.stat().st_size
    else:
        original, size = originals.keep_original(walker, given), len(given)
    digest = original.rsplit("/", 1)[-1]
    days = _keep(walker, digest, found)
    with transaction.atomic():
        _, is_new = HealthExport.objects.get_or_create(
            walker=walker,
            digest=digest,
            defaults={
                "name": name[:200],
                "size": size,
                "original": original,
                "days": days,
                "first": found.days[0].day,
                "last": found.days[-1].day,
                "count": len(found.days),
                "imported_at": now,
            },
        )
    words = counted_words(len(found.days), found.days[0].day, found.days[-1].day)
    if not is_new:
        return Imported(name, Outcome.SAME, f"{words} {AGAIN}")
    words = f"Also {words[0].lower()}{words[1:]}" if beside_walks else f"{words} {NO_WALKS}"
    return Imported(name, Outcome.DAYS, words, tuple(each.words for each in found.notices))


def counted_words(count: int, first: date, last: date) -> str:
    """Return "412 days of steps, from 3 March 2023 to 14 May 2026."."""
    if count == 1:
        return f"One day of steps, {_dated(first)}."
    return f"{count:,} days of steps, from {_dated(first)} to {_dated(last)}."


def known_days(walker: Walker, until: date) -> tuple[DailyWalking, ...]:
    """Return every day that the walker's exports tell of, each once."""
    files = tuple((row.pk, row.imported_at, _written(row)) for row in walker.health_exports.all())
    # Days that are lost are read from the export, and have no time of their own to know them by.
    at_hand = all(written for _, _, written in files)
    return _put_together(files, until) if at_hand else _put_together.__wrapped__(files, until)


@lru_cache(maxsize=WALKERS_AT_HAND)
def _put_together(
    files: tuple[tuple[int, datetime, int], ...], until: date
) -> tuple[DailyWalking, ...]:
    """Put the days of some exports together, once until one of them is another."""
    rows = HealthExport.objects.filter(pk__in=[pk for pk, _, _ in files])
    return daily_walking((HealthFile(_days_of(row), row.imported_at) for row in rows), until)


def _written(row: HealthExport) -> int:
    """Return when the days of an export were written, in nanoseconds; 0 where they are lost."""
    try:
        place: Path = settings.HOME.recordings / row.days
        return place.stat().st_mtime_ns
    except OSError:
        return 0


def has_walks(row: HealthExport) -> bool:
    """Whether walks or other recordings came from the same file."""
    return row.walker.recordings.filter(original=row.original).exists()


def forget(row: HealthExport) -> bool:
    """Forget the days of an export; return whether the file itself went too.

    It stays where walks of the diary were read from it.
    """
    let_go()
    original, stays = row.original, has_walks(row)
    with transaction.atomic():
        transaction.on_commit(lambda: originals.throw_away(row.days))
        if not stays:
            transaction.on_commit(lambda: originals.throw_away(original))
        HealthExport.objects.filter(pk=row.pk).delete()
    note_kept()
    return not stays


def let_go() -> None:
    """Forget what was put together: days that somebody deletes stay nowhere."""
    _put_together.cache_clear()


def _keep(walker: Walker, digest: str, found: HealthDays) -> str:
    """Write the days anew each time they were read: the reader may know more by now."""
    out = BytesIO()
    write_health_days(found, out)
    return originals.keep_days(walker, digest, out.getvalue())


def _days_of(row: HealthExport) -> HealthDays:
    """Return the days of an export; where they are lost, they are read from it once more."""
    place: Any = settings.HOME.recordings / row.days
    try:
        return read_kept_health_days(place)
    except (RecordingError, OSError):
        log.warning("the days at %s cannot be read; they are taken from the export", row.days)
    found = read_health_days_apart(settings.HOME.recordings / row.original)
    if found.days:
        _keep(row.walker, row.digest, found)
    return found


def _dated(day: date) -> str:
    return f"{day_month(day)} {day.year}"
