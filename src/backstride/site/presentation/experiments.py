"""Experiments as they are shown: offered, under way, and with their answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from backstride.diary import Diary
from backstride.insights import (
    USUAL_WALKS,
    Drawn,
    Followed,
    Pattern,
    can_be_offered,
    draw,
    question,
    walks_per_week,
)
from backstride.insights import experiment_sentences as sentences
from backstride.site.design import weekday_day_month
from backstride.site.presentation.patterns import ShownPattern, shown
from backstride.site.presentation.today import Line

SIZES = (7, 10, 14, 20, 30)
"""Pairs that are offered: from the fewest that can answer on (judgement)."""

USUAL = 20
"""Pairs that are chosen at first: a difference of 1 point shows in three of four."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an experiment that has ended says."""

    heading: str
    text: str
    lacking: str
    model: str
    shown: ShownPattern


@dataclass(frozen=True, slots=True)
class Band:
    """What Patterns says about experiments.

    Parameters
    ----------
    heading, text : str
    url : str
        The page of the experiment that runs; empty where none does.
    offers : dict of str to str
        The page that offers an experiment, for each question that can be one now.
    earlier : tuple of Line
    """

    heading: str
    text: str
    url: str
    offers: dict[str, str]
    earlier: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair as a row of the table."""

    number: int
    first: str
    second: str


def sizes_of(diary: Diary, key: str, on: date) -> list[tuple[str, str]]:
    """Return the sizes that are offered, each with what it takes."""
    pace = walks_per_week(diary, key, on=on) or USUAL_WALKS
    drawn = (draw(key, pairs=pairs, walks_per_week=pace, seed=0) for pairs in SIZES)
    return [(str(each.pairs), sentences.size(each)) for each in drawn]


def explained(diary: Diary, key: str, on: date) -> tuple[str, ...]:
    """Return what has to be known beforehand."""
    pace = walks_per_week(diary, key, on=on) or USUAL_WALKS
    usual = draw(key, pairs=USUAL, walks_per_week=pace, seed=0)
    return (sentences.how(question(key)), sentences.offer(usual))


def band_of(
    diary: Diary, patterns: tuple[Pattern, ...], found: tuple[Followed, ...], on: date
) -> Band:
    """Return what Patterns says about experiments: the one that runs, or what can be one."""
    known = found[-1] if found and not found[-1].ended else None
    earlier = tuple(line_of(each) for each in reversed(found) if each is not known)
    if known is not None:
        text = f"{known.question.title}. {sentences.so_far(known)}"
        return Band(sentences.RUNS, text, url_of(known), {}, earlier)
    keys = [each.question.key for each in patterns]
    offers = {key: offer_url(key) for key in keys if can_be_offered(diary, key, on=on)}
    return Band(sentences.TRY, sentences.TRY_TEXT, "", offers, earlier)


def offer_url(key: str) -> str:
    """Return the page that offers an experiment about a question."""
    return reverse("experiment-offer", args=[key])


def url_of(followed: Followed) -> str:
    """Return the page of one experiment."""
    return reverse("experiment", args=[followed.start.id])


def today_line(drawn: Drawn) -> Line | None:
    """Return the row of Today that says what the coin asks for; None where nothing."""
    if drawn.followed is None or not drawn.today:
        return None
    return Line("experiment", sentences.asked_today(drawn.today), url_of(drawn.followed))


def asked_of(drawn: Drawn, diary: Diary) -> dict[str, str]:
    """Return what the check before a walk has filled in because the coin asks for it.

    Parameters
    ----------
    drawn : Drawn
    diary : Diary
    """
    followed = drawn.followed
    if followed is None or not drawn.arms or drawn.plan.on not in drawn.arms:
        return {}
    arm, key = drawn.arms[drawn.plan.on], followed.question.key
    if key == "ground":
        return {"ground": "paved_even" if arm else _other_ground(diary)}
    if key == "shoes":
        pair = followed.start.shoes_id
        others = (each.shoes_id for each in diary.shoes() if each.shoes_id != pair)
        chosen = pair if arm else next(others, None)
        return {} if chosen is None else {"shoes": str(chosen)}
    return {}


def _other_ground(diary: Diary) -> str:
    """Return the other ground that was walked last; a path where there was none."""
    walked = (walk.ground for walk in reversed(diary.walks()))
    return next((each for each in walked if each not in (None, "paved_even", "mixed")), None) or (
        "grass_or_path"
    )


def coming_days(drawn: Drawn) -> tuple[str, ...]:
    """Return what is asked of the coming walks, a line for each day."""
    return tuple(
        sentences.asked_on(weekday_day_month(day), drawn.on(day)) for day in drawn.arms or ()
    )


def line_of(followed: Followed) -> Line:
    """Return an experiment as a row: its question, and how far it has come."""
    said = sentences.heading(followed.question, followed.result) if followed.ended else ""
    return Line("experiment", followed.question.title, url_of(followed), said or _short(followed))


def answer_of(followed: Followed) -> Answer | None:
    """Return what an experiment says; None until it has ended."""
    if not followed.ended:
        return None
    result, effect = followed.result, followed.effect
    return Answer(
        sentences.heading(followed.question, result),
        sentences.result(followed.question, result),
        sentences.lacking(followed),
        sentences.model(followed.question, effect),
        shown(Pattern(followed.question, effect)),
    )


def pairs_of(followed: Followed) -> tuple[PairRow, ...]:
    """Return the pairs so far: what was drawn, and whether it was so. No pain before the end."""
    walks, rows = followed.walks, []
    for number in range(0, len(walks), 2):
        told = [
            sentences.walked(followed.question, each, with_morning=followed.ended)
            for each in walks[number : number + 2]
        ]
        rows.append(PairRow(number // 2 + 1, told[0], told[1] if len(told) > 1 else ""))
    return tuple(rows)


def _short(followed: Followed) -> str:
    return sentences.so_far(followed)
