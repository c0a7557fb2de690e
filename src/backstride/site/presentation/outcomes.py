"""Questionnaires as they are shown: what is due, the latest answer, and the course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from backstride.diary import Diary
from backstride.insights import progress_sentences as days
from backstride.outcomes import (
    Instrument,
    Scored,
    answered_on,
    comparable,
    due_instruments,
    scores,
    sentences,
)
from backstride.site.design.axes import NARROW, WIDE
from backstride.site.design.pain_charts import scores_chart
from backstride.site.presentation.charts import Chart, Row, Table
from backstride.site.presentation.today import Line


@dataclass(frozen=True, slots=True)
class Course:
    """An instrument that was answered, with its course."""

    name: str
    latest: str
    chart: Chart


def quiet_line(
    diary: Diary, instruments: tuple[Instrument, ...], on: date, started: date | None
) -> Line | None:
    """Return the line of Today for the questions that have waited longest; at most one a day."""
    if answered_on(diary, instruments, on):
        return None
    waiting = due_instruments(diary, instruments, on, started=started)
    if not waiting:
        return None
    first = waiting[0]
    words = sentences.today_line(max(1, len(first.items)))
    return Line("note", words, reverse("outcome", args=[first.id]), first.name)


def rows_of(
    diary: Diary, instruments: Iterable[Instrument], due: tuple[Instrument, ...], on: date
) -> tuple[list[Line], list[Line]]:
    """Return what is asked now, and everything else, each with its latest answer."""
    asked = [
        Line("note", each.name, reverse("outcome", args=[each.id]), sentences.schedule(each))
        for each in due
    ]
    others = [
        Line(
            "note",
            each.name,
            reverse("outcome", args=[each.id]),
            sentences.last(each, scores(diary, each, until=on)),
        )
        for each in instruments
        if each not in due
    ]
    return asked, others


def courses_of(diary: Diary, instruments: Iterable[Instrument], on: date) -> list[Course]:
    """Return every instrument that was answered, with its drawing, words and table."""
    found = []
    for instrument in instruments:
        told = scores(diary, instrument, until=on)
        if told:
            chart = course_of(instrument, comparable(told), told)
            found.append(Course(instrument.name, sentences.last(instrument, told), chart))
    return found


def course_of(
    instrument: Instrument, told: tuple[Scored, ...], all_told: tuple[Scored, ...]
) -> Chart:
    """Return the course of an instrument.

    Parameters
    ----------
    instrument : Instrument
    told : tuple of Scored
        About the same things; at least one.
    all_told : tuple of Scored
        All of them, for the table.
    """
    first, last = told[0], told[-1]
    span = max((last.day - first.day).days, 1)
    worth = None
    if len(told) > 1 and instrument.success is None:
        worth = instrument.worth(first.value, of_one=first.of_one or last.of_one)
    goal = instrument.success
    if worth is not None:
        goal = first.value + (worth if instrument.better == "higher" else -worth)
    if goal is not None and not instrument.low <= goal <= instrument.high:
        goal = None
    places = [((each.day - first.day).days / span, each.value) for each in told]
    said = sentences.changed(instrument, told)
    narrow, wide = (
        scores_chart(
            places,
            low=instrument.low,
            high=instrument.high,
            goal=goal,
            ends=(days.day_words(first.day), days.day_words(last.day)),
            width=width,
            key=f"{instrument.id}-{name}",
            title=instrument.name,
            description=said,
        )
        for name, width in (("narrow", NARROW), ("wide", WIDE))
    )
    notes = [said, sentences.which_end(instrument)]
    notes += [sentences.GOAL_LINE] if goal is not None else []
    if last.words:
        notes.insert(0, f"{'; '.join(last.words)}.")
    return Chart(narrow, wide, tuple(notes), _table(instrument, all_told))


def _table(instrument: Instrument, told: tuple[Scored, ...]) -> Table:
    heads = ("Day", "Score", "About") if instrument.chosen else ("Day", "Score")
    rows = [
        Row(
            days.day_words(each.day),
            (
                sentences.value(instrument, each.value),
                *(("; ".join(each.words),) if instrument.chosen else ()),
            ),
        )
        for each in reversed(told)
    ]
    return Table(f"{instrument.name}, newest first", heads, tuple(rows))
