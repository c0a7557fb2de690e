from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backstride.diary import EVENT, STORED, Flare, problems_of, zone_of
from tests.diary.strategies import ZONES, moments

BERLIN = "Europe/Berlin"


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


def codes(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [problem.code for problem in problems_of(error.value)]


def test_it_works_out_the_clock_from_the_moment() -> None:
    event = Flare(at=datetime(2026, 5, 14, 22, 30, tzinfo=UTC), zone=BERLIN)
    assert event.local == clock("2026-05-15T00:30:00")
    assert str(event.day) == "2026-05-15"


def test_it_works_out_the_moment_from_the_clock() -> None:
    event = Flare(local=clock("2026-05-14T08:30"), zone=BERLIN)
    assert event.at == datetime(2026, 5, 14, 6, 30, tzinfo=UTC)
    assert event.at.tzinfo is UTC


def test_it_keeps_the_moment_in_utc_whatever_the_offset_given() -> None:
    event = EVENT.validate_json(
        '{"type": "flare", "at": "2026-05-14T01:30:00-05:00", "zone": "Europe/Berlin"}'
    )
    assert event.at.isoformat() == "2026-05-14T06:30:00+00:00"
    assert event.local == clock("2026-05-14T08:30:00")


@pytest.mark.parametrize(
    ("zone", "local", "first", "second"),
    [
        (BERLIN, "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("America/New_York", "2026-11-01T01:15:00", "2026-11-01T05:15:00Z", "2026-11-01T06:15:00Z"),
        (
            "Australia/Lord_Howe",
            "2026-04-05T01:45:00",
            "2026-04-04T14:45:00Z",
            "2026-04-04T15:15:00Z",
        ),
    ],
)
def test_a_clock_time_that_comes_twice_may_mean_either_moment(
    zone: str, local: str, first: str, second: str
) -> None:
    for moment in (first, second):
        event = Flare(at=clock(moment), local=clock(local), zone=zone)
        assert event.at == clock(moment)
    assert Flare(local=clock(local), zone=zone).at == clock(first)


def test_the_second_of_the_two_is_told_apart_by_the_moment_alone() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    event = Flare(at=second, zone=BERLIN)
    assert event.local == clock("2026-10-25T02:30:00")
    assert event.local.fold == 0
    assert EVENT.validate_json(event.model_dump_json()).at == second


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        (BERLIN, "2026-03-29T02:30:00"),
        (BERLIN, "2026-03-29T02:00:00"),
        ("America/New_York", "2026-03-08T02:59:59"),
        ("Australia/Lord_Howe", "2026-10-04T02:15:00"),
        ("Pacific/Apia", "2011-12-30T12:00:00"),
    ],
)
def test_a_clock_time_that_never_came_is_refused_in_words(zone: str, local: str) -> None:
    with pytest.raises(ValidationError) as error:
        Flare(local=clock(local), zone=zone)
    (problem,) = problems_of(error.value)
    assert (problem.code, problem.field) == ("no_such_clock_time", "local")
    assert zone in problem.words
    assert local in problem.words


def test_the_hour_before_and_after_the_change_are_fine() -> None:
    before = Flare(local=clock("2026-03-29T01:59:59"), zone=BERLIN)
    after = Flare(local=clock("2026-03-29T03:00:00"), zone=BERLIN)
    assert after.at - before.at == timedelta(seconds=1)


def test_a_time_that_never_came_is_refused_beside_a_moment_too() -> None:
    with pytest.raises(ValidationError) as error:
        Flare(
            at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            local=clock("2026-03-29T02:30:00"),
            zone=BERLIN,
        )
    assert codes(error) == ["no_such_clock_time"]


def test_moment_clock_and_zone_must_agree() -> None:
    with pytest.raises(ValidationError) as error:
        Flare(
            at=datetime(2026, 5, 14, 6, 30, tzinfo=UTC),
            local=clock("2026-05-14T06:30:00"),
            zone=BERLIN,
        )
    (problem,) = problems_of(error.value)
    assert problem.code == "times_disagree"
    assert "that would be 2026-05-14T08:30:00" in problem.words


def test_fractions_of_a_second_may_differ() -> None:
    event = Flare(
        at=datetime(2026, 5, 14, 6, 30, 0, 700_000, tzinfo=UTC),
        local=clock("2026-05-14T08:30:00"),
        zone=BERLIN,
    )
    assert event.at.microsecond == 700_000


@pytest.mark.parametrize(
    "name",
    ["Mars/Olympus", "", "Europe", "../../etc/passwd", "/etc/localtime", "right/Europe/Berlin",
     "posix/UTC", "localtime", "Europe/Berlin\x00", "CEST+9", "a" * 300],
)  # fmt: skip
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone; give an IANA name"):
        zone_of(name)
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python({"type": "flare", "at": "2026-05-14T06:30:00Z", "zone": name})
    assert codes(error) in (["wrong_zone"], ["impossible_value"])


@pytest.mark.parametrize("field", ["at", "recorded_at"])
@pytest.mark.parametrize(
    "moment",
    ["1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-12:00", "2100-01-01T00:30:00+00:00"],
)  # fmt: skip
def test_a_moment_of_another_century_is_refused(field: str, moment: str) -> None:
    line = {"type": "flare", "zone": BERLIN, "at": "2026-05-14T06:30:00Z", field: moment}
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python(line)
    (problem,) = problems_of(error.value)
    assert problem.field == field
    assert "between the years 2000 and 2100" in problem.words


@pytest.mark.parametrize(
    "local", ["0001-01-01T00:00:00", "9999-12-31T23:59:59", "1999-12-31T22:00"]
)
def test_a_clock_time_of_another_century_is_refused(local: str) -> None:
    with pytest.raises(ValidationError, match="between the years 2000 and 2100"):
        EVENT.validate_python({"type": "flare", "zone": "Asia/Kolkata", "local": local})


def test_one_of_the_two_times_is_needed() -> None:
    with pytest.raises(ValidationError) as error:
        Flare(zone=BERLIN)
    (problem,) = problems_of(error.value)
    assert (problem.code, problem.field) == ("missing", "at")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", 1_778_740_200),
        ("at", "1778740200"),
        ("at", "2026-05-14"),
        ("at", "2026-05-14T06:30:00"),
        ("at", "2026-05-14 06:30:00Z"),
        ("at", "2026-05-14T06:30:00+25:00"),
        ("at", "2026-02-30T06:30:00Z"),
        ("at", "2026-05-14T24:30:00Z"),
        ("at", "٢٠٢٦-05-14T06:30:00Z"),
        ("at", None),
        ("local", "2026-05-14T08:30:00Z"),
        ("local", "14.05.2026 08:30"),
        ("local", 5),
        ("local", None),
    ],
)
def test_a_time_in_another_form_is_refused_and_the_field_named(field: str, value: object) -> None:
    other = {"at": {"local": "2026-05-14T08:30:00"}, "local": {}}[field]
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python({"type": "flare", "zone": BERLIN, field: value, **other})
    assert [problem.field for problem in problems_of(error.value)] == [field]


def test_a_wrong_zone_is_the_only_complaint_about_a_time_left_out() -> None:
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python({"type": "flare", "at": "2026-05-14T06:30:00Z", "zone": "Mars/X"})
    assert [problem.field for problem in problems_of(error.value)] == ["zone"]


def test_what_is_stored_is_not_compared_again() -> None:
    line = (
        '{"type": "flare", "zone": "Asia/Almaty", "at": "2026-05-14T06:30:00Z",'
        ' "local": "2026-05-14T12:30:00"}'
    )
    with pytest.raises(ValidationError):
        EVENT.validate_json(line)
    event = EVENT.validate_json(line, context=STORED)
    assert (event.at.hour, event.local.hour) == (6, 12)
    with pytest.raises(ValidationError):
        EVENT.validate_json(line.replace("Asia/Almaty", "Asia/Atlantis"), context=STORED)


@given(moments(), st.sampled_from(ZONES))
def test_every_moment_has_a_clock_time_that_is_accepted(moment: datetime, zone: str) -> None:
    event = Flare(at=moment, zone=zone)
    assert event.local == moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert Flare(at=moment, local=event.local, zone=zone).at == moment


@given(moments(), st.sampled_from(ZONES))
def test_a_clock_time_alone_means_a_moment_at_which_the_clock_shows_it(
    moment: datetime, zone: str
) -> None:
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    event = Flare(local=shown, zone=zone)
    assert event.at <= moment
    assert event.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown
