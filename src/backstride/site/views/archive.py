"""Everything that is kept about a walker, as one zip archive."""

from __future__ import annotations

import csv
import json
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from django.conf import settings

from backstride.site import store
from backstride.site.views.situation import Situation

IN_MEMORY_BYTES = 4 * 1024 * 1024

DIARY = "diary.jsonl"
README = """Your Backstride data.

diary.jsonl      every entry, one JSON object a line; Backstride reads it again
                 (Settings, "Bring an export back", or: backstride diary import)
walks.csv        your walks and how your back took them, for a spreadsheet
settings.json    how the site looks and speaks
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
        taken: set[str] = set()
        for row in here.walker.recordings.all():
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
