"""The clinician's report as one page of paper: figures, drawings, lines, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from textwrap import shorten
from zoneinfo import ZoneInfo

from backstride.diary import Diary
from backstride.insights import Pattern
from backstride.insights import progress_sentences as progress_words
from backstride.outcomes import Instrument, Scored, comparable, scores
from backstride.outcomes import sentences as outcome_words
from backstride.prescription import Response
from backstride.reports import ClinicianReport, Entry, ReportedWalk, wording
from backstride.site.design import plain_number
from backstride.site.design.walk_columns import LOW_HEIGHT, MOST_COLUMNS, Column, walk_columns
from backstride.site.models import SharedReport
from backstride.site.presentation.charts import (
    Chart,
    Row,
    Table,
    minutes_of,
    pain_of,
    three_walks_of,
)
from backstride.site.presentation.outcomes import course_of
from backstride.site.presentation.sentences import RESPONSE_SLUGS, RESPONSE_WORDS

PAGE_PX = 690.0
"""Width of a drawing across the page, px."""

FIRST_INSTRUMENTS = ("rmdq_24", "odi", "activities")
"""What is drawn, if it was answered; else whatever was answered most often (judgement)."""

MOST_NOTES = 3
"""Notes and patterns that have room (one page, judgement)."""

NOTE_LETTERS = 100
"""Of a note; the whole of it is on the walk's page (one page, judgement)."""

MOST_LINES = 14
HEAD_LINES, RULE_LINES = 2.8, 0.45
LINE_LETTERS, TERM_LETTERS = 31, 17
"""Lines that one of the two columns has room for; what a heading and the space between two
entries take of them; letters that a line holds. Measured on the page."""

COLUMNS_NOTE = (
    "Each column is one walk, by date. Below it the response: circle, settled; square, hold; "
    "diamond, ease off."
)
WORST_NOTE = "Where worse on the way decided it, the disc stands there."
KEYS = ("before", "after")
NO_WALKS = Entry("Walks", "No walk in these weeks")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure, what stands small behind it, and what it is."""

    value: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a short fact beside it, and entries below."""

    key: str
    title: str
    fact: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the page.

    Parameters
    ----------
    title, period, born : str
    figures : tuple of Figure
    pain, weeks, three_walks, course : Chart or None
        `course` is that of one questionnaire, named by `course_title`; without one, the weeks
        with three walks stand in its place.
    course_title : str
    checks, flags, others, notes, patterns : Section
        `others` are the questionnaires that are not drawn.
    protocol : str
        Name and version.
    short : tuple of (icon, words)
        How the back took the walks, and whether there is a flag: for a narrow page.
    """

    title: str
    period: str
    born: str
    figures: tuple[Figure, ...]
    pain: Chart | None
    weeks: Chart | None
    three_walks: Chart | None
    course: Chart | None
    course_title: str
    checks: Section
    flags: Section
    others: Section
    notes: Section
    patterns: Section
    protocol: str
    short: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> tuple[list[Section], list[Section]]:
        """The sections in two columns, each further one where there is more room."""
        left, right = [self.checks], [self.flags]
        for each in (self.others, self.notes, self.patterns):
            if each.entries:
                (left if _lines(left) <= _lines(right) else right).append(each)
        return left, right

    @property
    def full(self) -> bool:
        """Whether there is so much to say that it takes smaller letters."""
        return max(map(_lines, self.columns)) > MOST_LINES


def _lines(sections: Iterable[Section]) -> float:
    """Return about how many lines a column takes."""
    return sum(
        HEAD_LINES
        + sum(
            RULE_LINES
            + max(ceil(len(each.text) / LINE_LETTERS), ceil(len(each.term) / TERM_LETTERS))
            for each in section.entries
        )
        for section in sections
    )


def paper_of(
    report: ClinicianReport,
    diary: Diary,
    instruments: Iterable[Instrument],
    *,
    with_notes: bool,
    with_questionnaires: bool,
    patterns: Sequence[Pattern] = (),
) -> Paper:
    """Return the page.

    Parameters
    ----------
    report : ClinicianReport
    diary : Diary
        For the questionnaires.
    instruments : iterable of Instrument
    with_notes, with_questionnaires : bool
        What the person lets be seen.
    patterns : sequence of Pattern
        Those the person lets be seen.

    Notes
    -----
    Of each chart `narrow` is drawn where there is room, `wide`, which is lower, where there is
    much to say.
    """
    asked = _answered(report, diary, instruments) if with_questionnaires else []
    drawn = asked[0] if asked else None
    return Paper(
        title=wording.title(report),
        period=wording.period(report),
        born="" if report.birth_year is None else f"born {report.birth_year}",
        figures=_figures(report, drawn),
        pain=_pain(report) if report.walks else None,
        weeks=_weeks(report) if report.weeks else None,
        three_walks=(
            three_walks_of(report.weeks, everything=True) if report.weeks and not drawn else None
        ),
        course=None if drawn is None else course_of(drawn[0], comparable(drawn[1]), drawn[1]),
        course_title="" if drawn is None else drawn[0].name,
        checks=Section(
            "checks",
            "Responses and checks",
            "",
            wording.checks(report) if report.walks else (NO_WALKS,),
        ),
        flags=Section("flags", "Flags", "", wording.flags(report)),
        others=Section(
            "others", "Other questionnaires", "", tuple(_told(*each) for each in asked[1:])
        ),
        notes=Section("own", "Notes on walks", "the newest", _notes(report) if with_notes else ()),
        patterns=Section("patterns", "Patterns so far", "not proof", _patterns(patterns)),
        protocol=report.plan.protocol,
        short=(*_responses(report), ("why", wording.flags_briefly(report))),
    )


def _figures(
    report: ClinicianReport, drawn: tuple[Instrument, tuple[Scored, ...]] | None
) -> tuple[Figure, ...]:
    found = [
        Figure(str(len(report.walks)), "walks", wording.planned(report)),
        Figure(plain_number(round(report.minutes)), "min", "walked, without warm-up and cool-down"),
    ]
    if report.level is not None:
        first, last = report.level
        found.append(Figure(f"{first:.1f}→{last:.1f}", "", "pain before walks, smoothed, 0 to 10"))
    if drawn is not None:
        instrument, told = drawn
        same = comparable(told)
        value = plain_number(same[0].value)
        if len(same) > 1:
            value += f"→{plain_number(same[-1].value)}"
        ends = f"{plain_number(instrument.low)} to {plain_number(instrument.high)}"
        found.append(Figure(value, "", f"{instrument.name}, {ends}"))
    counts = (
        report.count(Response.SETTLED),
        report.count(Response.SORENESS, Response.AMBER),
        report.count(Response.SPIKE),
    )
    found.append(Figure(", ".join(map(str, counts)), "", "settled, hold, ease off"))
    return tuple(found)


def _responses(report: ClinicianReport) -> tuple[tuple[str, str], ...]:
    counts = dict.fromkeys(RESPONSE_WORDS, 0)
    latest = {}
    for each in report.walks:
        if each.response is not None:
            slug = RESPONSE_SLUGS[each.response]
            counts[slug] += 1
            latest[slug] = wording.day_words(each.walk.day)
    settled = counts["settled"]
    told = [("settled", f"{settled} {'walk' if settled == 1 else 'walks'} settled")]
    for slug in ("hold", "ease-off"):
        words = RESPONSE_WORDS[slug].lower()
        if counts[slug]:
            told.append((slug, f"{counts[slug]} {words}, the last on {latest[slug]}"))
        else:
            told.append((slug, f"No {words}"))
    return tuple(told)


def _weeks(report: ClinicianReport) -> Chart:
    chart = minutes_of(report.weeks, everything=True)
    # Here the plan is worked out for every week that is shown.
    kept = tuple(each for each in chart.notes if each != progress_words.PLANNED_LATELY_NOTE)
    return replace(chart, notes=kept)


def _notes(report: ClinicianReport) -> tuple[Entry, ...]:
    return tuple(
        Entry(each.term, shorten(each.text, NOTE_LETTERS, placeholder=" …"))
        for each in wording.notes(report)[:MOST_NOTES]
    )


def _patterns(patterns: Sequence[Pattern]) -> tuple[Entry, ...]:
    """Return what was found, and how many questions have no answer yet."""
    known = [each for each in patterns if each.blocks > 1]
    entries = [
        Entry(each.question.title, f"{each.word}. {each.finding}") for each in known[:MOST_NOTES]
    ]
    open_ones = len(patterns) - len(known)
    if open_ones:
        entries.append(Entry("Cannot tell yet", f"{open_ones} of {len(patterns)} questions"))
    return tuple(entries)


def _pain(report: ClinicianReport) -> Chart:
    """Return the walks one by one; by weeks where there are more than a page has room for."""
    walks = report.walks
    responses = {
        each.walk.id: RESPONSE_SLUGS[each.response] for each in walks if each.response is not None
    }
    if len(walks) > MOST_COLUMNS:
        by_weeks = pain_of(
            [each.taken for each in walks],
            report.trend,
            report.weeks,
            responses,
            report.bad_days,
            everything=True,
        )
        return replace(by_weeks, narrow=by_weeks.wide)
    levels = {point.day: point for point in report.trend.points}
    columns = []
    month = 0
    for each in walks:
        point = levels.get(each.walk.day)
        day = each.walk.day
        columns.append(
            Column(
                f"{day.day}"
                if day.month == month
                else f"{day.day} {wording.MONTHS[day.month - 1][:3]}",
                each.taken.before,
                _after(each),
                None if point is None else point.level,
                None if point is None else point.low,
                None if point is None else point.high,
                responses.get(each.walk.id, ""),
            )
        )
        month = day.month
    table = Table(
        "Each walk, newest first",
        ("Day", "Minutes", "Before", "Worst", "After", "Next morning", "Response"),
        tuple(_row(each) for each in reversed(walks)),
    )
    described = f"{len(walks)} walks, pain before and after each, as in the table."
    high, low = (
        walk_columns(
            columns,
            width=PAGE_PX,
            **height,
            key="report-pain",
            title="Pain before and after each walk",
            description=described,
        )
        for height in ({}, {"height": LOW_HEIGHT})
    )
    worst = any(_after(each) != each.taken.after for each in walks)
    notes = (COLUMNS_NOTE, WORST_NOTE) if worst else (COLUMNS_NOTE,)
    keys = (*KEYS, "trend") if report.trend.points else KEYS
    return Chart(high, low, notes, table, keys)


def _after(each: ReportedWalk) -> int | None:
    """Return the pain after a walk; the worst on the way where that decided the response."""
    after, worst = each.taken.after, each.taken.worst
    if worst is None or each.response in (None, Response.SETTLED):
        return after
    return max(worst, after or 0)


def _row(each: ReportedWalk) -> Row:
    taken = each.taken
    numbers = (taken.before, taken.worst, taken.after, taken.morning)
    response = "" if each.response is None else RESPONSE_WORDS[RESPONSE_SLUGS[each.response]]
    return Row(
        wording.day_words(each.walk.day),
        (
            plain_number(taken.minutes),
            *("not told" if nrs is None else str(nrs) for nrs in numbers),
            response or "no answer",
        ),
    )


def _answered(
    report: ClinicianReport, diary: Diary, instruments: Iterable[Instrument]
) -> list[tuple[Instrument, tuple[Scored, ...]]]:
    """Return the questionnaires that were answered, the one to draw first."""
    told = [(each, scores(diary, each, until=report.on)) for each in instruments]
    known = [(each, found) for each, found in told if found]

    def rank(one: tuple[Instrument, tuple[Scored, ...]]) -> tuple[int, int]:
        name = one[0].id
        place = FIRST_INSTRUMENTS.index(name) if name in FIRST_INSTRUMENTS else 9
        return place, -len(one[1])

    return sorted(known, key=rank)


def _told(instrument: Instrument, told: tuple[Scored, ...]) -> Entry:
    same = comparable(told)
    text = outcome_words.last(instrument, same)
    if len(same) > 1:
        first = same[0]
        text += f" (first {plain_number(first.value)}, {wording.day_words(first.day)})"
    return Entry(instrument.name, text)


def shared_detail(shared: SharedReport, today: date) -> str:
    """Return until when a link opens, what it shows, and whether it was opened."""
    weeks = "all weeks" if shared.weeks is None else f"{shared.weeks} weeks"
    parts = [weeks]
    parts += ["notes"] if shared.notes else []
    parts += ["patterns"] if shared.patterns else []
    parts += ["questionnaires"] if shared.questionnaires else []
    last = shared.expires.astimezone(ZoneInfo(shared.walker.zone)).date()
    return f"Until {progress_words.date_words(last, today)}: {', '.join(parts)}"
