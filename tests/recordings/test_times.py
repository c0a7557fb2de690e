"""Times as XML formats write them, and which to believe."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.recordings.times import DAY_US, NO_TIME, believable, parse_time, to_utc

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-06-27T22:29:07.0002Z", datetime(2013, 6, 27, 22, 29, 7, 200, tzinfo=UTC)),
        ("2013-06-27T22:29:07.5Z", datetime(2013, 6, 27, 22, 29, 7, 500_000, tzinfo=UTC)),
        ("2013-06-27T22:29:07,25Z", datetime(2013, 6, 27, 22, 29, 7, 250_000, tzinfo=UTC)),
        ("2013-06-27T22:29:07.123456789Z", datetime(2013, 6, 27, 22, 29, 7, 123_457, tzinfo=UTC)),
        ("2013-06-27T22:29:07Z", datetime(2013, 6, 27, 22, 29, 7, tzinfo=UTC)),
        ("2013-06-27t22:29:07z", datetime(2013, 6, 27, 22, 29, 7, tzinfo=UTC)),
        (" 2013-06-27 22:29:07 +00:00 ", datetime(2013, 6, 27, 22, 29, 7, tzinfo=UTC)),
        ("2021-01-07T21:51:59.179+01:15", datetime(2021, 1, 7, 20, 36, 59, 179_000, tzinfo=UTC)),
        ("2021-01-07T21:51:59-0330", datetime(2021, 1, 8, 1, 21, 59, tzinfo=UTC)),
        ("2021-01-07T21:51:59+01", datetime(2021, 1, 7, 20, 51, 59, tzinfo=UTC)),
        ("2021-01-07T21:51+01:00", datetime(2021, 1, 7, 20, 51, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_it_reads_every_way_of_writing_a_time(text: str, expected: datetime) -> None:
    assert parse_time(text) == (micros(expected), True)


def test_a_time_without_a_zone_is_utc_and_says_so() -> None:
    assert parse_time("2024-03-31T02:30:00") == (
        micros(datetime(2024, 3, 31, 2, 30, tzinfo=UTC)),
        False,
    )


@pytest.mark.parametrize(
    "text",
    ["", "now", "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2024-01-01T25:00:00Z",
     "2024-01-01", "2024-01-01T00:00:00+99:00", "٢٠٢٤-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
     "2024-01-01T00:00:00ZZ"],
)  # fmt: skip
def test_what_is_not_a_time_is_none(text: str) -> None:
    assert parse_time(text) == (NO_TIME, False)


@given(
    st.datetimes(datetime(1999, 1, 1), datetime(2099, 12, 30)),  # noqa: DTZ001 - the zone comes next
    st.integers(-14 * 60, 14 * 60),
)
def test_it_reads_any_moment_in_any_zone(moment: datetime, offset_min: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    parsed, said = parse_time(zoned.isoformat())
    assert said
    assert parsed == micros(zoned)
    assert to_utc(parsed) == zoned


def test_a_clock_that_was_not_set_shows_no_time() -> None:
    assert to_utc(micros(datetime(1990, 7, 18, tzinfo=UTC))) is None
    assert to_utc(micros(datetime(1970, 1, 1, tzinfo=UTC))) is None
    assert to_utc(micros(datetime(1999, 1, 1, tzinfo=UTC))) == datetime(1999, 1, 1, tzinfo=UTC)


def test_times_of_a_long_hike_are_all_believed() -> None:
    times = np.arange(0, 3 * DAY_US, DAY_US // 4, dtype=np.int64)
    kept, notices = believable(times)
    assert kept.tolist() == times.tolist()
    assert not notices


def test_times_away_from_the_most_are_not() -> None:
    times = np.array([NO_TIME, 10, 20, 30, 30 + 2 * DAY_US, -5 * DAY_US], dtype=np.int64)
    kept, (told,) = believable(times)
    assert kept.tolist() == [NO_TIME, 10, 20, 30, NO_TIME, NO_TIME]
    assert told.words.startswith("2 of the points")


def test_a_moment_beyond_any_clock_is_no_time() -> None:
    leap_at_the_end_of_the_calendar, _ = parse_time("9999-12-31T23:59:60Z")
    assert to_utc(leap_at_the_end_of_the_calendar) is None
    assert to_utc(micros(datetime(2100, 1, 1, tzinfo=UTC))) is None
    last = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert to_utc(micros(last)) == last
