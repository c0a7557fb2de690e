"""A clock without a zone shows another moment in each zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from backstride.recordings import NoticeCode
from backstride.recordings.notices import notice
from backstride.walks import on_clock, shown_in
from tests.walks.made import made

S = np.arange(0.0, 601.0)
READ = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "zone", "at"),
    [
        ("2026-05-14T08:00", "Europe/Berlin", "2026-05-14T06:00"),
        ("2026-01-14T08:00", "Europe/Berlin", "2026-01-14T07:00"),
        ("2026-05-14T08:00", "Asia/Kolkata", "2026-05-14T02:30"),
        ("2026-05-14T08:00", "America/St_Johns", "2026-05-14T10:30"),
        ("2026-05-14T08:00", "UTC", "2026-05-14T08:00"),
        # Showed twice in the night that the clocks go back: the first time.
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30"),
        # Never showed in the night that they go forward: as if they had not.
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30"),
    ],
)
def test_what_a_clock_shows_is_a_moment_in_its_zone(read: str, zone: str, at: str) -> None:
    moment = shown_in(datetime.fromisoformat(read).replace(tzinfo=UTC), zone)
    assert moment.isoformat() == f"{at}:00+00:00"


def test_a_recording_takes_the_zone_that_is_told_and_no_other_change() -> None:
    unzoned = replace(
        made(S, cadence_spm=100.0, start=READ), notices=(notice(NoticeCode.TIMES_WITHOUT_ZONE),)
    )
    told = on_clock(unzoned, "Asia/Tokyo")
    assert (unzoned.is_zoned, told.is_zoned) == (False, True)
    assert told.start_utc == datetime(2026, 3, 28, 16, 30, tzinfo=UTC)
    assert told.time_s is unzoned.time_s or (told.time_s == unzoned.time_s).all()
    assert on_clock(told, "Europe/Berlin") is told
    assert on_clock(unzoned, None) is unzoned


def test_a_recording_that_says_its_zone_keeps_it() -> None:
    zoned = made(S, cadence_spm=100.0, start=READ)
    assert on_clock(zoned, "Asia/Tokyo") is zoned
