import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from backstride.diary import AnyEvent, Diary, Flare, take_in, validate, write_line
from backstride.diary.intake import MAX_PROBLEMS
from tests.diary.factories import (
    correction,
    diary,
    events,
    flare,
    flares,
    newcomer,
    retraction,
    walk,
    week,
)

DONE = walk("2026-05-14", 20)[0]
OTHER = DONE.model_copy(update={"minutes": 9.0})
WEEK = events(newcomer("2026-05-11"), week("2026-05-11", mon=10, wed=10, fri=10, pain=4))


def file_of(*lines: AnyEvent | str) -> io.BytesIO:
    text = (line + "\n" if isinstance(line, str) else write_line(line) for line in lines)
    return io.BytesIO("".join(text).encode())


def test_it_takes_what_is_new_in_the_order_of_the_file() -> None:
    intake = take_in(file_of(*WEEK))
    assert intake.events == WEEK
    assert not intake.refused
    assert (intake.repeated, intake.problems, intake.more_problems) == (0, (), 0)


def test_the_same_file_twice_brings_nothing_new() -> None:
    again = take_in(file_of(*WEEK), Diary(WEEK))
    assert (again.events, again.repeated, again.refused) == ((), len(WEEK), False)


def test_an_event_that_stands_in_a_file_twice_counts_once() -> None:
    intake = take_in(file_of(DONE, DONE, DONE))
    assert (intake.events, intake.repeated, intake.refused) == ((DONE,), 2, False)


def test_one_bad_line_takes_nothing() -> None:
    intake = take_in(file_of(DONE, "nonsense", flare("2026-05-15")))
    assert intake.refused
    assert intake.events == ()
    assert [problem.line_number for problem in intake.problems] == [2]


def test_the_good_lines_are_taken_when_asked_for() -> None:
    intake = take_in(file_of(DONE, "nonsense", flare("2026-05-15")), take_good=True)
    assert not intake.refused
    assert intake.events == (DONE, flare("2026-05-15"))
    assert [problem.line_number for problem in intake.problems] == [2]


def test_an_id_that_says_something_else_further_down_is_a_problem() -> None:
    (problem,) = take_in(file_of(flare("2026-05-13"), DONE, OTHER)).problems
    assert (problem.line_number, problem.code, problem.field) == (3, "other_content", "id")
    assert "the walk of 2026-05-14 on line 2" in problem.words


def test_an_id_that_says_something_else_in_the_diary_is_a_problem_and_the_first_stays() -> None:
    known = diary(DONE)
    intake = take_in(file_of(OTHER, flare("2026-05-15")), known, take_good=True)
    (problem,) = intake.problems
    assert "in the diary" in problem.words
    assert known.extend(intake.events).walks() == (DONE,)


def test_problems_are_listed_up_to_a_limit_and_counted_beyond() -> None:
    intake = take_in(file_of(DONE, *["nonsense"] * 50))
    assert (len(intake.problems), intake.more_problems) == (MAX_PROBLEMS, 50 - MAX_PROBLEMS)
    short = take_in(file_of(DONE, *["nonsense"] * 50), max_problems=3)
    assert (len(short.problems), short.more_problems) == (3, 47)


def test_that_a_file_is_no_diary_is_listed_whatever_the_limit() -> None:
    intake = take_in(file_of(*["nonsense"] * 3000), max_problems=2, take_good=True)
    assert [problem.code for problem in intake.problems] == ["not_json", "not_json", "not_a_diary"]
    assert intake.more_problems == 998


def test_more_events_than_a_life_has_are_not_read() -> None:
    intake = take_in(file_of(*flares("2026-05-01", 12)), max_events=10)
    assert intake.refused
    (problem,) = intake.problems
    assert (problem.line_number, problem.code) == (11, "too_many")


def test_what_is_known_does_not_count_towards_that() -> None:
    known = flares("2026-05-01", 12)
    assert not take_in(file_of(*known), Diary(known), max_events=10).refused


def test_an_empty_file_is_fine() -> None:
    assert take_in(io.BytesIO(b"")).events == ()
    assert validate(io.BytesIO(b"")).ok


def test_a_report_says_what_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_bytes(file_of(*WEEK, WEEK[0]).getvalue())
    report = validate(path)
    assert report.ok
    assert dict(report.counts) == {
        "pain": 16,
        "walk": 3,
        "profile": 1,
        "availability": 1,
        "screening": 1,
    }
    assert next(iter(report.counts)) == "pain"
    assert (report.events, report.repeated) == (22, 1)
    assert (report.first_day, report.last_day) == (date(2026, 5, 11), date(2026, 5, 17))


def test_a_report_names_the_problems_and_still_counts_the_rest() -> None:
    report = validate(file_of(DONE, "nonsense", DONE, OTHER))
    assert not report.ok
    assert [problem.line_number for problem in report.problems] == [2, 4]
    assert dict(report.counts) == {"walk": 1}


def test_a_report_goes_by_the_days_that_count() -> None:
    gone = flare("2026-07-01")
    report = validate(file_of(DONE, gone, retraction(gone)))
    assert report.last_day == date(2026, 5, 14)
    assert report.counts["flare"] == 1


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        validate(tmp_path / "none.jsonl")


def test_pretty_printed_json_is_explained() -> None:
    text = json.dumps(json.loads(write_line(DONE)), indent=2)
    report = validate(io.BytesIO(text.encode()))
    assert report.problems[0].code == "cut_in_half"
    assert report.events == 0


@pytest.mark.parametrize("field", ["at", "recorded_at"])
def test_what_is_stamped_ahead_of_now_is_not_taken_and_says_why(field: str) -> None:
    told = flare("2026-05-14")
    now = told.at
    near, far = (
        Flare.model_validate(
            {**told.model_dump(exclude={"local"}), field: now + timedelta(minutes=ahead)}
        )
        for ahead in (10, 11)
    )
    assert take_in(file_of(near), now=now).events == (near,)
    assert take_in(file_of(far)).events == (far,)
    intake = take_in(file_of(WEEK[0], far), now=now)
    (problem,) = intake.problems
    assert (intake.events, intake.refused) == ((), True)
    assert (problem.code, problem.field, problem.line_number) == ("ahead_of_now", field, 2)
    assert "Set the clock" in str(problem)


def test_a_correction_brings_nothing_from_ahead() -> None:
    changed = correction(DONE, at="09:00", starts="21:00")
    (problem,) = take_in(file_of(changed), now=changed.at).problems
    assert problem.field == "replacement.at"
