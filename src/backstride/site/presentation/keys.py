"""A key for uploads, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from backstride.site.design import day_month
from backstride.site.models import UploadKey


def key_detail(key: UploadKey) -> str:
    """Return when a key was made, and when it was last used."""
    used = "not used yet" if key.last_used is None else f"last used on {_dated(key.last_used)}"
    return f"Made on {_dated(key.created)}, {used}"


def _dated(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_month(local.date())} {local.year}, {local:%H:%M}"
