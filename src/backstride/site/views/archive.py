"""Everything that is kept about a walker, as one zip archive."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from django.conf import settings

from backstride.insights import DailyWalking
from backstride.recordings import MEASURES
from backstride.site import health_days, store
from backstride.site.models import HealthExport, StoredRecording
from backstride.site.views.situation import Situation

IN_MEMORY_BYTES = 4 * 1024 * 1024

DIARY = "diary.jsonl"
README = """Your Backstride data.

diary.jsonl      every entry, one JSON object a line; Backstride reads it again
                 (Settings, "Bring an export back", or: backstride diary import)
walks.csv        your walks and how your back took them, for a spreadsheet
settings.json    how the site looks and speaks
days.csv         steps and gait of each day, where a health export told them
recordings/      the files from your watch or phone, as they came
"""


def archive_of(here: Situation) -> IO[bytes]:
    """Return the archive, ready to be read from its start."""
    # Handed on to the response, which closes it.
    out = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  # closed by the response
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr(DIARY, "".join(store.lines(here.walker)))
        archive.writestr("walks.csv", _walks(here))
        archive.writestr("settings.json", _preferences(here))
        days = health_days.known_days(here.walker, here.today)
        if days:
            archive.writestr("days.csv", _days(days))
        taken: set[str] = set()
        kept: Iterable[StoredRecording | HealthExport] = chain(
            here.walker.recordings.all(), here.walker.health_exports.all()
        )
        for row in kept:
            path = settings.HOME.recordings / row.original
            if row.original in taken or not path.is_file():
                continue
            taken.add(row.original)
            archive.write(path, f"recordings/{len(taken):04d}-{_safe(row.name)}")
    out.seek(0)
    return out


def _walks(here: Situation) -> str:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["start", "zone", "minutes", "kind", "distance_m", "before", "worst", "after", "note"]
    )
    for walk in here.diary.walks():
        pain = here.diary.pain_of(walk.id)
        local = walk.at.astimezone(ZoneInfo(walk.zone))
        rows.writerow(
            [
                local.isoformat(timespec="minutes"),
                walk.zone,
                f"{walk.minutes:g}",
                walk.kind,
                "" if walk.distance_m is None else f"{walk.distance_m:.0f}",
                *("" if each is None else each for each in (pain.before, pain.worst, pain.after)),
                _plain(walk.note or ""),
            ]
        )
    return out.getvalue()


def _days(days: Iterable[DailyWalking]) -> str:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["day", "whole", "steps", *MEASURES, "steps_from", "measured_by"])
    for each in days:
        told = each.told
        counted = (f"{source} {n:.0f}" for source, n in told.steps_by_source if n >= 0.5)
        measures = (getattr(told, name) for name in MEASURES)
        rows.writerow(
            [
                told.day.isoformat(),
                "yes" if each.whole else "no",
                f"{told.steps:.0f}" if told.steps > 0 else "",
                *("" if value is None else f"{value:.4g}" for value in measures),
                _plain("; ".join(counted)),
                _plain("; ".join(f"{name} {source}" for name, source in told.measured_by)),
            ]
        )
    return out.getvalue()


def _plain(text: str) -> str:
    """Return a note that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _preferences(here: Situation) -> str:
    kept = here.walker.preferences
    named = ("zone", "theme", "text_size", "units", "spoken_cues", "posture_cues")
    return json.dumps({name: getattr(kept, name) for name in named}, indent=1)


def _safe(name: str) -> str:
    """Return a file's name without anything that could lead out of the archive's folder."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char if char.isalnum() or char in "._- " else "_" for char in base)
    return kept.lstrip(".")[:80] or "recording"
