"""Tags and filters of the templates: icons, drawings, answers of a field, dates, minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from backstride.site import design

register = template.Library()

_WIDE_WORD = 5
"""Letters of a word that fit below a day when the day before has a word too."""


def _safe(text: str) -> SafeString:
    # The design package escapes every word it is given; what it returns is markup.
    return mark_safe(text)  # noqa: S308


@register.simple_tag
def icon(name: str, label: str = "", size: int = 24) -> SafeString:
    """Draw an icon: ``{% icon "shoes" %}``. With ``label`` it speaks; size 20, 24, 30, 40 or 46."""
    return _safe(design.icon_svg(name, label=label, class_="" if size == 24 else f"icon--{size}"))


@register.simple_tag
def drawn(markup: str) -> SafeString:
    """Place a drawing that the design package has made already."""
    return _safe(markup)


@register.simple_tag
def logo() -> SafeString:
    """Draw the mark beside the name."""
    return _safe(design.logo_svg())


@register.simple_tag
def walk_plate(
    scene: str,
    parts: Iterable[design.Part],
    elapsed_min: float | None = None,
    paused: bool = False,
    title: str = "",
    description: str = "",
) -> SafeString:
    """Draw the path of a walk: ``{% walk_plate "today" parts title=... %}``."""
    drawn = design.walk_plate(
        scene,
        tuple(parts),
        elapsed_min=elapsed_min,
        paused=paused,
        key=f"{scene}-path",
        title=title,
        description=description,
    )
    return _safe(drawn)


@register.simple_tag
def morning_plate(title: str = "", description: str = "") -> SafeString:
    """Draw the path from yesterday's walk to this morning."""
    return _safe(design.morning_plate(title=title, description=description))


@register.simple_tag
def welcome_plate() -> SafeString:
    """Draw the winding path of the first page; decoration."""
    return _safe(design.welcome_plate())


@register.simple_tag
def plan_plate(
    milestones: Iterable[design.Milestone],
    scene: str = "plan",
    title: str = "",
    description: str = "",
) -> SafeString:
    """Draw the climb of the programme with its stops."""
    return _safe(
        design.plan_plate(tuple(milestones), scene=scene, title=title, description=description)
    )


@register.simple_tag
def question_path(number: int, count: int) -> SafeString:
    """Draw how far a run of questions is."""
    return _safe(design.question_path(number, count))


@register.simple_tag
def week_path(days: Iterable[Any]) -> SafeString:
    """Draw the line through the days of a week; ``days`` as in ``week_strip.html``."""
    states = tuple(design.DayState(_get(day, "state")) for day in days)
    today = next((index for index, day in enumerate(days) if _get(day, "is_today")), None)
    return _safe(design.week_path(states, today))


@register.simple_tag
def word_places(days: Iterable[Any]) -> list[str]:
    """Return how the word below each day stands: plain, aside of its neighbour, or only spoken.

    The classes go behind ``week__word``. A column is narrower than "planned".
    """
    words = [str(_get(day, "word") or "") for day in days]
    places = []
    for before, word in pairwise(["", *words]):
        if word and word == before:
            places.append(" week__word--again")
        elif before and len(word) > _WIDE_WORD:
            places.append(" week__word--aside")
        else:
            places.append("")
    return places


@register.simple_tag
def step_path(steps: Iterable[Any], now: int, response: str) -> SafeString:
    """Draw the line of a step figure; ``steps`` as in ``step_figure.html``."""
    return _safe(design.step_path(tuple(_get(step, "minutes") for step in steps), now, response))


@register.simple_tag
def step_drops(steps: Iterable[Any], response: str) -> tuple[int, ...]:
    """Return how far each stop of a step figure lies below the highest, px."""
    return design.step_drops(tuple(_get(step, "minutes") for step in steps), response)


@register.simple_tag
def swatch(kind: str, state: str = "done") -> SafeString:
    """Draw the texture of a part of a walk as a short line for a legend."""
    return _safe(design.swatch(design.PartKind(kind), state))


@register.simple_tag
def pain_bands() -> tuple[design.PainBand, ...]:
    """Return the four rows of the pain keys."""
    return design.PAIN_BANDS


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer of a form field, ready to be drawn.

    Attributes
    ----------
    value, label, id : str
        What is sent, what is read, and the id of its input.
    checked : bool
        Whether it is the field's present value.
    """

    value: str
    label: str
    id: str
    checked: bool


@register.filter
def answers(field: BoundField) -> list[Answer]:
    """Return the choices of a bound field, without the empty one."""
    value = field.value()
    chosen = {str(item) for item in value} if isinstance(value, list | tuple) else {str(value)}
    choices = getattr(field.field, "choices", ())
    return [
        Answer(str(key), str(label), f"{field.auto_id}_{index}", str(key) in chosen)
        for index, (key, label) in enumerate(
            (key, label) for key, label in choices if key not in ("", None)
        )
    ]


@register.filter
def is_score(field: BoundField, score: int) -> bool:
    """Whether a field's present value is this pain score."""
    return str(field.value()) == str(score)


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of a field's hint and errors, for ``aria-describedby``."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def spoken_pain(score: int) -> str:
    """Return "4 of 10, moderate, it gets in the way"."""
    return design.spoken_pain(score)


@register.filter
def at_index(items: Any, index: int) -> Any:
    """Return ``items[index]``."""
    return items[index]


@register.filter
def day_month(day: date, today: date | None = None) -> str:
    """Return "25 April"; with its year where `today` is given and lies in another one."""
    return _with_year(design.day_month(day), day, today)


@register.filter
def weekday_day_month(day: date, today: date | None = None) -> str:
    """Return "Thursday 14 May"; with its year as for :func:`day_month`."""
    return _with_year(design.weekday_day_month(day), day, today)


def _with_year(words: str, day: date, today: date | None) -> str:
    return words if today is None or today.year == day.year else f"{words} {day.year}"


@register.filter
def weekday(day: date) -> str:
    """Return "Thursday"."""
    return design.weekday(day)


@register.filter
def short_weekday(day: date) -> str:
    """Return "Thu"."""
    return design.short_weekday(day)


@register.filter
def minutes(value: float) -> str:
    """Return "14 minutes" or "1 minute"."""
    return design.minutes(value)


@register.filter
def plain_number(value: float) -> str:
    """Return 14 for 14.0, 4.5 for 4.5."""
    return design.plain_number(value)


@register.filter
def number_word(value: int) -> str:
    """Return "three" for 3."""
    return design.number_word(value)


def _get(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)
