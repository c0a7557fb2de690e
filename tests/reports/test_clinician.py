"""The report gathers a period's facts, and invents none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pytest

from backstride.prescription import Response, decide, default_protocol, fold
from backstride.reports import ClinicianReport, clinician_report, wording
from backstride.screening import ADAPTATIONS, ALL_IDS, QUESTIONS, SYMPTOM_QUESTIONS
from tests.diary import factories

MONDAY = "2026-04-06"
SUNDAY = date(2026, 4, 19)


@dataclass
class Said:
    """Safety answers that stand."""

    answers: Mapping[str, Literal["no", "yes", "unsure"]] = field(default_factory=dict)
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    answered_on: Mapping[str, date] = field(default_factory=dict)


def two_weeks(*more: Any) -> tuple[Any, ...]:
    """Six planned days in two weeks; five walks, one of them taken badly."""
    return (
        factories.newcomer(MONDAY, usual_pain=4, weekdays=("mon", "wed", "fri")),
        factories.week(MONDAY, mon=10, wed=10, fri=10, pain=4),
        factories.walk("2026-04-13", 11, before=4, worst=4, after=4, ground="gravel"),
        factories.walk("2026-04-15", 11, before=3, worst=7, after=5, carrying="one_side"),
        factories.morning("2026-04-16", 5),
        *more,
    )


def report_of(
    *parts: Any, on: date = SUNDAY, weeks: int | None = 6, said: Said | None = None
) -> ClinicianReport:
    events = factories.events(*parts)
    return clinician_report(
        factories.diary(*parts),
        decide(fold(events), on),
        default_protocol(),
        said or Said(),
        on=on,
        weeks=weeks,
    )


def lines(entries: tuple[wording.Entry, ...]) -> dict[str, str]:
    return {each.term: each.text for each in entries}


def test_walks_minutes_and_responses_are_counted() -> None:
    report = report_of(two_weeks())
    assert len(report.walks) == 5
    assert report.minutes == 52
    assert report.planned_walks == 3
    assert wording.planned(report) == "done; 3 planned from week 2 on"
    assert report.count(Response.SETTLED) == 4
    assert report.count(Response.SPIKE) == 1
    assert wording.title(report) == "Walking report, weeks 1 to 2"
    assert wording.period(report) == "6 April to 19 April 2026"


def test_only_the_period_is_looked_at() -> None:
    late = two_weeks(factories.symptom("2026-04-08", "leg_pain"), factories.flare("2026-04-07"))
    whole, last = report_of(late), report_of(late, weeks=1)
    assert [each.walk.day.day for each in last.walks] == [13, 15]
    assert (len(whole.symptoms), len(last.symptoms)) == (1, 0)
    assert (len(whole.bad_days), len(last.bad_days)) == (1, 0)
    assert last.planned_walks == 3
    assert wording.title(last) == "Walking report, week 2"


def test_nothing_told_says_no_more_than_was_looked_at() -> None:
    early = two_weeks(factories.symptom("2026-04-08", "leg_pain"))
    assert lines(wording.flags(report_of(early, weeks=1)))["New symptoms"] == "Not in these weeks"
    assert lines(wording.flags(report_of(early, weeks=None)))["New symptoms"] == "Leg pain, 8 April"
    assert lines(wording.flags(report_of(two_weeks(), weeks=None)))["New symptoms"] == "Never told"


def test_what_was_told_before_the_first_walk_is_no_secret() -> None:
    told = (factories.newcomer(MONDAY), factories.symptom("2026-04-08", "leg_pain"))
    flags = lines(wording.flags(report_of(told, on=date(2026, 4, 9))))
    assert flags["New symptoms"] == "Leg pain, 8 April"


def test_days_of_another_year_say_it() -> None:
    told = two_weeks(factories.symptom("2026-04-08", "leg_pain"))
    later = report_of(told, on=date(2027, 1, 5), weeks=None)
    assert lines(wording.flags(later))["New symptoms"] == "Leg pain, 8 April 2026"


def test_nothing_after_the_day_is_in_it() -> None:
    report = report_of(two_weeks(), on=date(2026, 4, 13))
    assert [each.walk.day.day for each in report.walks] == [6, 8, 10, 13]
    assert not report.strong_pain
    assert report.planned_walks == 1


def test_a_walk_that_was_taken_badly_is_told_with_its_figures_and_circumstances() -> None:
    checks = lines(wording.checks(report_of(two_weeks())))
    assert checks["Ease off, 15 April"] == (
        "3 before, 7 at worst, 5 after, 5 next morning. 11 minutes, bag on one side."
    )
    assert checks["Where"].startswith("Gravel 1")
    assert checks["Next morning"] == "Same as before the walk or less after 3 of 4"
    assert checks["Bad days"] == "Not in these weeks"


def test_strong_pain_new_symptoms_and_limits_are_flags() -> None:
    flags = lines(
        wording.flags(
            report_of(
                two_weeks(
                    factories.symptom("2026-04-16", "leg_numbness", sure=False),
                    factories.limit("2026-04-17", max_minutes=12, no_rises=True, by="Dr May"),
                )
            )
        )
    )
    assert flags["Pain 7 or more"] == "15 April (7)"
    assert flags["New symptoms"] == "Leg numbness (not sure), 16 April"
    assert flags["Limit set"] == "At most 12 minutes a walk, no rises, by Dr May"


def test_safety_answers_are_told_with_their_details_and_who_cleared_them() -> None:
    asked = next(each for each in QUESTIONS if each.id == "q15")
    assert asked.follow_up is not None
    option = asked.follow_up.options[0]
    answers: dict[str, Any] = dict.fromkeys(ALL_IDS, "no") | {"q15": "yes"}
    said = Said(
        answers,
        {"q15": (option.id,)},
        frozenset({"q15"}),
        dict.fromkeys(ALL_IDS, date(2026, 4, 6)),
    )
    cleared = factories.cleared("2026-04-07", "q15", by="Dr May")
    flags = lines(wording.flags(report_of(two_weeks(cleared), said=said)))
    assert flags["Safety questions"] == "6 April 2026: 1 of 21 with yes or not sure"
    told = flags[wording.SAFETY["q15"]]
    assert told.startswith(f"Yes: {option.label}")
    assert "Cleared 7 April by Dr May, as entered by the person" in told


def test_a_clearance_of_an_older_answer_is_not_shown() -> None:
    said = Said({"q15": "yes"}, {}, frozenset(), {"q15": date(2026, 4, 10)})
    cleared = factories.cleared("2026-04-07", "q15", by="Dr May")
    assert "Cleared" not in str(wording.flags(report_of(two_weeks(cleared), said=said)))


def test_no_answer_and_no_walk_are_said_as_such() -> None:
    report = report_of(factories.newcomer(MONDAY), on=date(2026, 4, 6))
    flags = lines(wording.flags(report))
    assert flags["Safety questions"] == "Not answered"
    assert flags["New symptoms"] == "Never told"
    assert flags["Pain 7 or more"] == "Never told"
    assert report.walks == ()
    assert report.planned_walks == 0
    assert wording.planned(report) == "done"
    assert wording.title(report) == "Walking report"


def test_long_lists_are_cut_and_counted() -> None:
    flares = factories.flares("2026-04-08", 6)
    checks = lines(wording.checks(report_of(two_weeks(flares))))
    assert checks["Bad days"] == "13 April, 12 April, 11 April, 10 April and 2 more"


@pytest.mark.parametrize("asked", ALL_IDS)
def test_every_safety_question_has_a_few_words(asked: str) -> None:
    assert 3 < len(wording.SAFETY[asked]) < 50


def test_every_symptom_that_can_be_told_has_a_word() -> None:
    assert set(SYMPTOM_QUESTIONS) <= set(wording.SYMPTOMS)


def test_every_adaptation_has_a_few_words() -> None:
    assert set(wording.ADAPTED) == set(ADAPTATIONS)
