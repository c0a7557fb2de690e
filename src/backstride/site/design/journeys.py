"""Paths that are not one walk: the morning after, the welcome, the questions, the programme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from backstride.site.design.curve import smooth_curve
from backstride.site.design.path import (
    END_RADIUS,
    JOIN_RADIUS,
    START_RADIUS,
    PartKind,
    backdrop,
    dots,
    position_disc,
    texture,
    under_stroke,
)
from backstride.site.design.scenes import SCENES
from backstride.site.design.svg import circle, drawing, element

_MORNING_POINT = 6
_QUESTIONS = (
    (3.5, 21.0),
    (30, 19.3),
    (64, 17),
    (104, 19.5),
    (150, 13.2),
    (190, 10.6),
    (224, 12.3),
    (262, 7),
    (300, 3.6),
    (339, 3),
)
"""Points of the question path on a plate of 342 by 26, px."""


@lru_cache(maxsize=8)
def morning_plate(*, key: str = "morning", title: str = "", description: str = "") -> str:
    """Return yesterday's walk leading to this morning, and the days to come as dots."""
    scene = SCENES["morning"]
    curve = smooth_curve(scene.points)
    now = curve.lengths[_MORNING_POINT * (len(curve.lengths) - 1) // len(curve.pieces)]
    x, y = curve.at(now)
    path = texture(curve, PartKind.WALK, 0, now - 16, "done")
    path += dots(curve, now + 24, curve.length, class_="path__dots path__dots--done")
    ring = (
        circle(x, y, 17, "path__halo")
        + circle(x, y, 12, "path__ring", 3)
        + circle(x, y, 5, "path__start")
    )
    content = (
        backdrop(scene, key)
        + under_stroke(curve.section(0, curve.length))
        + element("g", path + ring, class_="path__drawn")
    )
    return drawing(
        scene.width,
        scene.height,
        content,
        key=key,
        class_="plate plate--morning",
        title=title,
        description=description,
    )


@lru_cache(maxsize=8)
def welcome_plate(*, key: str = "welcome", title: str = "", description: str = "") -> str:
    """Return the winding path of the first page: a few dots, then a long line off the page."""
    scene = SCENES["welcome"]
    curve = smooth_curve(scene.points)
    join = curve.length * 0.2
    path = dots(
        curve, START_RADIUS + 11, join - 15, class_="path__dots path__dots--done", every=12.5
    )
    path += texture(curve, PartKind.WALK, join, curve.length, "done")
    path += circle(*curve.at(0), START_RADIUS + 1.5, "path__start") + circle(
        *curve.at(join), JOIN_RADIUS + 1, "path__ring", 2.5
    )
    content = (
        backdrop(scene, key)
        + under_stroke(curve.section(0, curve.length))
        + element("g", path, class_="path__drawn")
    )
    return drawing(
        scene.width,
        scene.height,
        content,
        key=key,
        class_="plate plate--welcome",
        title=title,
        description=description,
    )


@lru_cache(maxsize=64)
def question_path(number: int, count: int, *, key: str = "questions") -> str:
    """Return the counter of a run of questions.

    It is decoration: "Question 11 of 20" stands above it.

    Raises
    ------
    ValueError
        If ``number`` is not between 1 and ``count``.
    """
    if not 1 <= number <= count:
        raise ValueError(f"question {number} of {count} does not exist")
    curve = smooth_curve(_QUESTIONS)
    now = curve.length * number / count
    content = element(
        "path",
        d=curve.section(0, now),
        class_="path__part path__part--done path__part--round",
        stroke_width=6,
    )
    content += dots(
        curve,
        now + 9,
        curve.length - 6,
        class_="path__dots path__dots--coming",
        radius=2.1,
        every=9.2,
    )
    return drawing(342, 26, content, key=key, class_="question-path")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stop of the programme on the climb.

    Attributes
    ----------
    label : str
        A word or two, for example "brisk". May be empty.
    state : str
        ``start``, ``now``, ``coming`` or ``goal``.
    share : float
        Where it lies on the climb, 0 to 1.
    """

    label: str
    state: str
    share: float


@lru_cache(maxsize=64)
def plan_plate(
    milestones: tuple[Milestone, ...],
    *,
    scene: str = "plan",
    title: str = "",
    description: str = "",
) -> str:
    """Return the climb of the whole programme: walked, here, to come, with a label at each stop.

    ``scene`` is ``plan`` or ``plan-wide``.

    Raises
    ------
    ValueError
        If there are no milestones or they are not in order.
    """
    shares = [stop.share for stop in milestones]
    if not shares or shares != sorted(shares) or shares[0] < 0 or shares[-1] > 1:
        raise ValueError("milestones must lie in order between 0 and 1")
    setting = SCENES[scene]
    key = scene
    curve = smooth_curve(setting.points)
    now = next((stop.share for stop in milestones if stop.state == "now"), 0.0) * curve.length
    stops = sorted({stop.share * curve.length for stop in milestones} | {now})
    path = texture(curve, PartKind.WALK, 0, now, "done")
    for before, after in pairwise(stops):
        if before >= now:
            clear = 24 if before == now else 15
            path += dots(
                curve,
                before + clear,
                after - 15,
                class_="path__dots path__dots--coming",
                radius=2.8,
                every=9.6,
            )
    marks = labels = ""
    for stop in milestones:
        x, y = curve.at(stop.share * curve.length)
        marks += _mark(stop.state, x, y)
        labels += _label(stop, x, y, setting.width)
    content = backdrop(setting, key) + under_stroke(curve.section(0, curve.length))
    content += element("g", path + marks, class_="path__drawn") + labels
    return drawing(
        setting.width,
        setting.height,
        content,
        key=key,
        class_=f"plate plate--{scene}",
        title=title,
        description=description,
    )


def _mark(state: str, x: float, y: float) -> str:
    if state == "start":
        return circle(x, y, START_RADIUS, "path__start")
    if state == "now":
        return position_disc((x, y))
    ring = "path__ring" if state == "goal" else "path__ring path__ring--coming"
    return circle(x, y, END_RADIUS - 1, ring, 2.5)


def _label(stop: Milestone, x: float, y: float, width: float) -> str:
    if not stop.label:
        return ""
    if stop.state == "start":
        return _text(stop.label, x - 9, y + 26, "start", "plate__label")
    if stop.state == "now":
        return _text(stop.label, x - 18, y - 27, "start", "plate__label plate__label--strong")
    if stop.state == "goal":
        return _text(
            stop.label, min(x + 16, width), y - 24, "end", "plate__label plate__label--strong"
        )
    return _text(stop.label, x + 14, y + 31, "middle", "plate__label")


def _text(label: str, x: float, y: float, anchor: str, class_: str) -> str:
    return element("text", escape(label), x=x, y=y, text_anchor=anchor, class_=class_)
