"""Recordings that are handed in: kept, read, and counted once."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstride.diary import Moment, Walk
from backstride.site import importing, store
from backstride.site.home import Home
from backstride.site.imported import Imported, Outcome
from backstride.site.models import StoredRecording, Walker
from backstride.site.originals import columns_at
from backstride.walks import Answers, Open
from tests.diary import factories as make
from tests.recordings import motion_writer as motion
from tests.recordings import samples
from tests.recordings.xml_writer import archive, iso, point, walk_gpx

LATER = datetime(2026, 5, 14, 7, 0, tzinfo=UTC)

WALK = "tcx/walk_other_4laps.tcx"
WALK_START = datetime(2018, 10, 1, 15, 0, 44, tzinfo=UTC)


@pytest.fixture
def recordings(data_dir: Path) -> Path:
    return data_dir / "recordings"


def take(walker: Walker, path: Path) -> tuple[Imported, ...]:
    return importing.take(walker, path.read_bytes(), name=path.name, now=LATER)


def row_of(became: Imported) -> StoredRecording:
    assert became.recording_id is not None
    return StoredRecording.objects.get(pk=became.recording_id)


def take_one(walker: Walker, path: Path) -> Imported:
    (became,) = take(walker, path)
    return became


def test_a_walk_of_75_minutes_is_in_the_diary(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / WALK)
    (walk,) = store.diary(walker).walks()
    assert became.outcome is Outcome.IMPORTED
    assert became.words == "75 minutes on 1 October 2018."
    assert (became.walk_id, became.day) == (walk.id, date(2018, 10, 1))
    assert walk.at == WALK_START
    assert walk.minutes == pytest.approx(4495.153 / 60, abs=1 / 60)
    assert walk.distance_m == pytest.approx(3988.82, abs=0.01)
    assert walk.mean_heart_rate_bpm == pytest.approx(88.388, abs=0.001)
    assert (walk.source, walk.zone, walk.programme) == ("recording", "Europe/Berlin", True)


def test_the_file_is_kept_as_it_came_and_for_its_owner_only(
    walker: Walker, recordings: Path, home: Home
) -> None:
    take_one(walker, recordings / WALK)
    row = StoredRecording.objects.get()
    kept = home.recordings / row.original
    assert kept.read_bytes() == (recordings / WALK).read_bytes()
    assert len(columns_at(row.columns)) == 660
    for path in home.recordings.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077


def test_the_same_file_twice_is_one_walk(walker: Walker, recordings: Path) -> None:
    first = take_one(walker, recordings / WALK)
    second = take_one(walker, recordings / WALK)
    assert second.outcome is Outcome.SAME
    assert second.walk_id == first.walk_id
    assert len(store.diary(walker)) == 1
    assert StoredRecording.objects.count() == 1


def test_the_same_recording_in_two_formats_is_one_walk(walker: Walker, recordings: Path) -> None:
    first = take_one(walker, recordings / "tcx/run_fenix6_20210119.tcx")
    assert first.open == (Open.ON_FOOT,)
    row = row_of(first)
    importing.answer(row, Answers(on_foot=True), now=LATER)
    second = take_one(walker, recordings / "gpx/run_fenix6_20210119.gpx")
    assert second.outcome is Outcome.SAME
    assert "run_fenix6_20210119.tcx" in second.words
    assert len(store.diary(walker).walks()) == 1


def test_one_outing_with_two_watches_is_one_walk(walker: Walker, recordings: Path) -> None:
    for name in ("run_fenix6_20210507.fit", "run_coros_pace2_20210507.fit"):
        became = take_one(walker, recordings / "fit" / name)
        if became.outcome is Outcome.OPEN:
            row = row_of(became)
            became = importing.answer(row, Answers(on_foot=True), now=LATER)
    assert became.outcome is Outcome.SAME
    assert "from another device" in became.words
    assert len(store.diary(walker).walks()) == 1


def test_a_ride_is_not_taken_as_a_walk(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "fit/bike_wahoo_elemnt.fit")
    assert became.outcome is Outcome.NOT_A_WALK
    assert "a ride" in became.words
    assert len(store.diary(walker)) == 0


def test_a_run_asks_whether_it_counts(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "fit/run_coros_pace2_20210507.fit")
    assert became.outcome is Outcome.OPEN
    assert became.open == (Open.ON_FOOT,)
    assert len(store.diary(walker)) == 0
    assert importing.waiting(walker) == (became,)


def test_an_answer_of_no_counts_nowhere(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "fit/run_coros_pace2_20210507.fit")
    row = row_of(became)
    answered = importing.answer(row, Answers(on_foot=False), now=LATER)
    assert answered.outcome is Outcome.NOT_A_WALK
    assert len(store.diary(walker)) == 0
    assert importing.waiting(walker) == ()


def test_a_recording_whose_clock_was_not_set_asks_when_it_was(
    walker: Walker, recordings: Path
) -> None:
    became = take_one(walker, recordings / "fit/run_fr70_compressed_speed.fit")
    assert set(became.open) == {Open.ON_FOOT, Open.START}
    row = row_of(became)
    start = make.utc("2026-05-10", "10:00")
    answered = importing.answer(row, Answers(on_foot=True, start=start), now=LATER)
    assert answered.outcome is Outcome.IMPORTED
    assert answered.day == date(2026, 5, 10)
    (walk,) = store.diary(walker).walks()
    assert walk.at == start


def unzoned(seconds: int = 900) -> bytes:
    """A walk whose device wrote what its clock showed: 08:00 on 31 March 2024."""
    return walk_gpx(seconds, lambda second: point(second, time=iso(second).removesuffix("Z")))


def test_a_clock_without_a_zone_is_asked_about_and_moves_no_walk(walker: Walker) -> None:
    (became,) = importing.take(walker, unzoned(), name="logger.gpx", now=LATER)
    assert (became.outcome, became.open, became.notices) == (Outcome.OPEN, (Open.CLOCK,), ())
    assert store.diary(walker).walks() == ()
    row = row_of(became)
    read = columns_at(row.columns)
    answered = importing.answer(row, Answers(clock="Asia/Kolkata"), now=LATER)
    assert answered.outcome is Outcome.IMPORTED
    (walk,) = store.diary(walker).walks()
    assert walk.at == datetime(2024, 3, 31, 2, 30, tzinfo=UTC)
    row.refresh_from_db()
    assert row.starts == walk.at
    assert columns_at(row.columns).start_utc == walk.at
    assert (columns_at(row.columns).time_s == read.time_s).all()
    # The same file again is the same walk, and so is another file of it that knows its zone.
    (again,) = importing.take(walker, unzoned(), name="logger.gpx", now=LATER)
    assert (again.outcome, again.walk_id) == (Outcome.SAME, walk.id)
    zoned = walk_gpx(900, lambda second: point(second, time=iso(second - 19_800)))
    (other,) = importing.take(walker, zoned, name="watch.gpx", now=LATER)
    assert (other.outcome, other.walk_id) == (Outcome.SAME, walk.id)


def test_a_clock_can_be_told_beforehand(walker: Walker) -> None:
    told = Answers(clock="Europe/Berlin")
    (became,) = importing.take(walker, unzoned(), name="logger.gpx", now=LATER, answers=told)
    assert became.outcome is Outcome.IMPORTED
    (walk,) = store.diary(walker).walks()
    assert walk.at == datetime(2024, 3, 31, 6, 0, tzinfo=UTC)
    # Of a file that says its zone it changes nothing.
    zoned = walk_gpx(700, lambda second: point(second, time=iso(second + 86_400)))
    importing.take(walker, zoned, name="watch.gpx", now=LATER, answers=told)
    assert store.diary(walker).walks()[-1].at == datetime(2024, 4, 1, 8, 0, tzinfo=UTC)


def test_another_clock_told_later_moves_nothing_that_is_written_down(walker: Walker) -> None:
    for clock in ("Asia/Kolkata", "America/New_York"):
        told = Answers(clock=clock)
        (became,) = importing.take(walker, unzoned(), name="a.gpx", now=LATER, answers=told)
    assert became.outcome is Outcome.SAME
    (walk,) = store.diary(walker).walks()
    assert columns_at(row_of(became).columns).start_utc == walk.at


def test_a_clock_that_is_told_to_a_file_that_waits_goes_on_with_it(walker: Walker) -> None:
    importing.take(walker, unzoned(), name="logger.gpx", now=LATER)
    told = Answers(clock="Europe/Berlin")
    (became,) = importing.take(walker, unzoned(), name="logger.gpx", now=LATER, answers=told)
    assert became.outcome is Outcome.IMPORTED
    assert store.diary(walker).walks()[0].at == datetime(2024, 3, 31, 6, 0, tzinfo=UTC)


def test_one_answer_tells_the_clocks_of_all_that_wait(walker: Walker) -> None:
    for number in range(3):
        data = unzoned(900 + number).replace(b"2024-03-31", f"2024-04-0{number + 1}".encode())
        importing.take(walker, data, name=f"{number}.gpx", now=LATER)
    first = importing.waiting(walker)[0]
    importing.answer(row_of(first), Answers(clock="UTC"), now=LATER)
    told = importing.answer_clocks(walker, "Europe/Berlin", now=LATER)
    assert [each.outcome for each in told] == [Outcome.IMPORTED] * 2
    assert sorted(walk.at.hour for walk in store.diary(walker).walks()) == [6, 6, 8]
    assert importing.waiting(walker) == ()


@pytest.mark.parametrize("on_foot", [True, False])
def test_nobody_is_asked_twice_about_one_outing(
    walker: Walker, recordings: Path, on_foot: bool
) -> None:
    names = ("run_fenix6_20210507.fit", "run_coros_pace2_20210507.fit")
    first, second = (take_one(walker, recordings / "fit" / name) for name in names)
    assert [first.open, second.open] == [(Open.ON_FOOT,)] * 2
    assert "same outing as run_fenix6_20210507.fit: one answer settles both" in second.words
    told = importing.answer_outing(row_of(first), Answers(on_foot=on_foot), now=LATER)
    assert [each.name for each in told] == list(names)
    assert importing.waiting(walker) == ()
    beside = row_of(second).outcome["outcome"]
    assert beside == (Outcome.SAME if on_foot else Outcome.NOT_A_WALK)
    assert len(store.diary(walker).walks()) == int(on_foot)


def test_one_answer_settles_a_file_of_the_same_points_whose_clock_tells_no_zone(
    walker: Walker,
) -> None:
    slip = 50  # seconds: of so short a recording it is asked whether it was a walk
    zoned = walk_gpx(slip, lambda second: point(second, time=iso(second - 19_800)))
    (first,) = importing.take(walker, zoned, name="watch.gpx", now=LATER)
    (second,) = importing.take(walker, unzoned(slip), name="logger.gpx", now=LATER)
    assert Open.CLOCK in second.open
    assert "watch.gpx" in second.words
    told = importing.answer_outing(row_of(first), Answers(on_foot=True, minutes=1.0), now=LATER)
    assert [each.outcome for each in told] == [Outcome.IMPORTED, Outcome.SAME]
    assert len(store.diary(walker).walks()) == 1


def test_answering_half_leaves_the_other_half_open(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "fit/run_fr70_compressed_speed.fit")
    row = row_of(became)
    answered = importing.answer(row, Answers(on_foot=True), now=LATER)
    assert answered.open == (Open.START,)


def test_what_was_said_once_is_not_asked_again(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "fit/run_fr70_compressed_speed.fit")
    row = row_of(became)
    start = make.utc("2026-05-10", "10:00")
    asked = []
    for said in (
        Answers(on_foot=False),
        Answers(on_foot=True),
        Answers(start=start, zone="Europe/London"),
    ):
        became = importing.answer(row, said, now=LATER)
        asked.append((became.outcome, became.open))
    assert asked == [
        (Outcome.NOT_A_WALK, ()),
        (Outcome.OPEN, (Open.START,)),
        (Outcome.IMPORTED, ()),
    ]
    (walk,) = store.diary(walker).walks()
    assert (walk.at, walk.zone) == (start, "Europe/London")


def test_an_unzoned_run_that_was_left_out_can_be_a_walk_after_all(walker: Walker) -> None:
    data = unzoned().replace(b"walking", b"running")
    (became,) = importing.take(walker, data, name="logger.gpx", now=LATER)
    assert became.open == (Open.ON_FOOT, Open.CLOCK)
    row = row_of(became)
    for said in (Answers(on_foot=False), Answers(on_foot=True), Answers(clock="UTC")):
        became = importing.answer(row, said, now=LATER)
    assert became.outcome is Outcome.IMPORTED
    assert store.diary(walker).walks()[0].at == datetime(2024, 3, 31, 8, 0, tzinfo=UTC)


def test_a_route_without_times_asks_for_start_and_minutes(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / "malformed/gpx_no_time.gpx")
    assert became.outcome is Outcome.OPEN
    assert {Open.START, Open.MINUTES} <= set(became.open)
    row = row_of(became)
    answers = Answers(on_foot=True, start=make.utc("2026-05-10", "10:00"), minutes=12)
    assert importing.answer(row, answers, now=LATER).outcome is Outcome.IMPORTED
    (walk,) = store.diary(walker).walks()
    assert walk.minutes == 12
    assert walk.distance_m == pytest.approx(65.6, abs=0.5)


def test_a_recording_from_the_future_asks_when_it_was(walker: Walker, recordings: Path) -> None:
    path = recordings / WALK
    (became,) = importing.take(
        walker, path.read_bytes(), name=path.name, now=WALK_START - timedelta(days=2)
    )
    assert became.open == (Open.START,)


def test_a_file_that_cannot_be_read_changes_nothing(
    walker: Walker, recordings: Path, home: Home
) -> None:
    became = take_one(walker, recordings / "malformed/text_named.fit")
    assert became.outcome is Outcome.REFUSED
    assert became.words
    assert not StoredRecording.objects.exists()
    assert not home.recordings.exists()


def test_two_walks_in_one_file_are_two(walker: Walker, recordings: Path) -> None:
    became = take(walker, recordings / "malformed/chained_walk_then_run.fit")
    assert [each.open[0] for each in became] == [Open.ON_FOOT, Open.ON_FOOT]
    assert StoredRecording.objects.count() == 2
    assert len({row.original for row in StoredRecording.objects.all()}) == 1


@pytest.mark.parametrize("seconds", [2, 13, 20, 59])
def test_less_than_a_minute_asks_how_long_it_was(walker: Walker, seconds: int) -> None:
    (became,) = importing.take(walker, walk_gpx(seconds), name="slip.gpx", now=LATER)
    assert became.open == (Open.ON_FOOT, Open.MINUTES)
    assert "less than a minute" in became.words
    told = importing.answer(row_of(became), Answers(on_foot=True, minutes=9), now=LATER)
    assert (told.outcome, told.minutes) == (Outcome.IMPORTED, 9)


def test_one_bad_member_of_an_archive_does_not_stop_the_others(
    walker: Walker, recordings: Path
) -> None:
    became = take(walker, recordings / "malformed/zip_path_traversal.zip")
    outcomes = {each.outcome for each in became}
    assert Outcome.IMPORTED in outcomes or Outcome.OPEN in outcomes
    assert StoredRecording.objects.exists()


@pytest.mark.parametrize("folder", ["fit", "tcx", "gpx", "malformed"])
def test_every_file_gives_a_result_in_words(walker: Walker, recordings: Path, folder: str) -> None:
    for path in sorted((recordings / folder).iterdir()):
        for became in take(walker, path):
            assert became.words, path
            without = became.outcome in (Outcome.REFUSED, Outcome.DAYS)
            assert without == (became.recording_id is None), path


def test_a_walk_told_by_hand_and_then_recorded_counts_once(
    walker: Walker, recordings: Path
) -> None:
    told = make.walk("2018-10-01", 70, at="17:00", before=3, worst=4, after=3)
    store.append(walker, make.events(told), source="test")
    became = take_one(walker, recordings / WALK)
    assert became.outcome is Outcome.JOINED
    (walk,) = store.diary(walker).walks()
    assert walk.id == make.events(told)[0].id == became.walk_id
    assert walk.minutes == 70
    assert walk.distance_m == pytest.approx(3988.82, abs=0.01)
    assert store.diary(walker).pain_of(walk.id).worst == 4


def test_a_walk_told_by_hand_at_another_time_is_another_walk(
    walker: Walker, recordings: Path
) -> None:
    store.append(walker, make.events(make.walk("2018-10-01", 30, at="08:00")), source="test")
    assert take_one(walker, recordings / WALK).outcome is Outcome.IMPORTED
    assert len(store.diary(walker).walks()) == 2


def test_a_walk_that_came_with_a_diary_from_elsewhere_is_known(
    walker: Walker, other_walker: Walker, recordings: Path
) -> None:
    take_one(walker, recordings / WALK)
    store.append(other_walker, store.diary(walker).raw, source="import")
    became = take_one(other_walker, recordings / WALK)
    assert became.outcome is Outcome.SAME
    assert len(store.diary(other_walker).walks()) == 1


def test_a_walk_that_was_taken_back_stays_out(walker: Walker, recordings: Path) -> None:
    take_one(walker, recordings / WALK)
    (walk,) = store.diary(walker).walks()
    store.append(walker, [make.retraction(walk, on="2026-05-14")], source="test")
    assert take_one(walker, recordings / WALK).outcome is Outcome.SAME
    assert store.diary(walker).walks() == ()


def test_two_people_may_hand_in_the_same_file(
    walker: Walker, other_walker: Walker, recordings: Path
) -> None:
    take_one(walker, recordings / WALK)
    assert take_one(other_walker, recordings / WALK).outcome is Outcome.IMPORTED
    store.forget(walker)
    assert len(store.diary(other_walker).walks()) == 1


@pytest.mark.django_db(transaction=True)
def test_forgetting_removes_the_files_of_that_walker_alone(recordings: Path, home: Home) -> None:
    from backstride.site import accounts
    from backstride.site.models import User
    from tests.site.conftest import in_berlin

    walker = in_berlin(accounts.owner())
    other = in_berlin(User.objects.create(username="other"))
    take_one(walker, recordings / WALK)
    take_one(other, recordings / WALK)
    gone = walker.id
    store.forget(walker)
    assert {path.name for path in home.recordings.iterdir()} == {str(other.id)}
    assert not (home.recordings / str(gone)).exists()
    store.forget(other)


@pytest.mark.parametrize("how", ["from the disk", "from memory"])
def test_each_table_of_an_archive_has_its_own_steps(
    walker: Walker, tmp_path: Path, how: str
) -> None:
    """Two tables of the same length, and what a phone of ours measured, in one archive."""
    walking = samples.table(rows=3000)
    still = b"time,x,y,z\n" + b"".join(b"%.2f,0,0,1\n" % (k / 50) for k in range(3000))
    measured = b"".join(motion.pieces(motion.walking(range(60)), 500))
    packed = archive({"still.csv": still, "acc.csv": walking, "phone.bsmo": measured})
    if how == "from the disk":
        path = tmp_path / "tables.zip"
        path.write_bytes(packed)
        list(importing.take_path(walker, path, name="tables.zip", now=LATER))
    else:
        importing.take(walker, packed, name="tables.zip", now=LATER)
    steps = {
        row.name: columns_at(row.columns).totals.steps for row in StoredRecording.objects.all()
    }
    assert steps["still.csv"] in (None, 0)
    assert steps["acc.csv"] == pytest.approx(1.8 * 60, abs=4)
    assert steps["phone.bsmo"] == pytest.approx(120, abs=4)


def test_pain_answers_can_follow_the_imported_walk(walker: Walker, recordings: Path) -> None:
    became = take_one(walker, recordings / WALK)
    (walk,) = store.diary(walker).of(Walk)
    store.append(walker, [make.pain_of(walk, Moment.AFTER, 3, 80)], source="test")
    assert became.walk_id is not None
    assert store.diary(walker).pain_of(became.walk_id).after == 3


@pytest.mark.parametrize("year", ["1999", "2101", "9999"])
def test_a_time_that_no_diary_takes_is_asked_for(walker: Walker, year: str) -> None:
    data = walk_gpx(600).replace(b"2024-03-31", f"{year}-12-31".encode())
    (became,) = importing.take(walker, data, name="clock.gpx", now=LATER)
    assert became.outcome is Outcome.OPEN
    assert Open.START in became.open
    too_early = Answers(on_foot=True, start=datetime(1990, 5, 1, 8, tzinfo=UTC), minutes=10)
    again = importing.answer(row_of(became), too_early, now=LATER)
    assert (again.outcome, again.open) == (Outcome.OPEN, (Open.START,))
    assert "2000" in again.words
    told = Answers(on_foot=True, start=datetime(2026, 5, 1, 8, tzinfo=UTC), minutes=10)
    assert importing.answer(row_of(became), told, now=LATER).outcome is Outcome.IMPORTED
