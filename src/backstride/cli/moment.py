"""Times as a person types them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import click

from backstride.diary import MOST_AHEAD

_CLOCK = re.compile(r"^\d{1,2}:\d{2}$")


def moment_of(text: str, zone: str, now: datetime, option: str) -> datetime:
    """Return the moment that a person typed, in UTC.

    Parameters
    ----------
    text : str
        ``08:30`` on today's date, or a date with a time, with or without an offset.
    zone : str
        IANA zone that counts where no offset is given.
    now : datetime
        Says which date today is.
    option : str
        The option it was typed for.

    Raises
    ------
    click.BadParameter
        If it is neither, or lies ahead of now.
    """
    place = ZoneInfo(zone)
    try:
        if _CLOCK.match(text):
            clock = time.fromisoformat(text.zfill(5))
            local = datetime.combine(now.astimezone(place).date(), clock, place)
        else:
            local = datetime.fromisoformat(text)
        moment = (local if local.tzinfo else local.replace(tzinfo=place)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            f"{text!r} is no time. Write 08:30 for today, or 2026-05-14T08:30.",
            param_hint=option,
        ) from error
    if moment > now + MOST_AHEAD:
        raise click.BadParameter(f"{text!r} has not come yet.", param_hint=option)
    return moment
