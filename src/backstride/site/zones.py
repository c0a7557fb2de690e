"""Time zones: which there are, and which one this machine is in."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError

UNKNOWN = "UTC"
"""Where the machine does not say which zone it is in."""


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Return the names to choose from, in order: places by region, and UTC."""
    return tuple(sorted(name for name in available_timezones() if "/" in name or name == UNKNOWN))


def validate_zone(name: str) -> None:
    """Refuse a name that is no IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(f"{name!r} is not a time zone. Choose one such as Europe/Berlin.")


def system_zone() -> str:
    """Return the IANA name of the machine's time zone; UTC where it is not known."""
    asked = settings.MACHINE_TZ if settings.configured else os.environ.get("TZ", "")
    named = asked.removeprefix(":")
    _, _, linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    written = Path("/etc/timezone")
    last = written.read_text(errors="replace").strip() if written.is_file() else ""
    known = available_timezones()
    return next((name for name in (named, linked, last) if name in known), UNKNOWN)
