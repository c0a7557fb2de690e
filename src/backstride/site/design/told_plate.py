"""What was asked and what was done: two paths over the same hills, on one scale of minutes."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from backstride.site.design.curve import Curve, smooth_curve
from backstride.site.design.path import (
    Part,
    backdrop,
    end_marks,
    joints,
    lay,
    textures,
    under_stroke,
)
from backstride.site.design.scenes import SCENES
from backstride.site.design.svg import drawing, element

APART_PX = 46.0
"""What was asked runs this far above what was done."""

LABEL_UP_PX = 17.0


@lru_cache(maxsize=256)
def told_plate(
    scene: str,
    asked: tuple[Part, ...],
    done: tuple[Part, ...],
    *,
    title: str,
    description: str = "",
) -> str:
    """Return two paths, the upper as it was asked and the lower as it was walked.

    Parameters
    ----------
    scene : str
        ``told`` or ``told-wide``.
    asked, done : tuple of Part
        In order. A minute is as long on both; the longer one fills the plate.
    title, description : str
        Text alternative.

    Raises
    ------
    ValueError
        If one of them has no part, or a part has no minutes.
    """
    if not asked or not done or any(part.minutes <= 0 for part in (*asked, *done)):
        raise ValueError("both paths need at least one part, and every part needs minutes")
    setting = SCENES[scene]
    lower = smooth_curve(setting.points)
    upper = smooth_curve(tuple((x, y - APART_PX) for x, y in setting.points))
    longest = max(sum(part.minutes for part in parts) for parts in (asked, done))
    content = backdrop(setting, scene)
    for curve, parts, name, state in (
        (upper, asked, "Asked", "coming"),
        (lower, done, "Walked", "done"),
    ):
        length = curve.length * sum(part.minutes for part in parts) / longest
        content += _path(curve, parts, length, state) + _label(curve, name, state)
    return drawing(
        setting.width,
        setting.height,
        content,
        key=scene,
        class_=f"plate plate--{scene}",
        title=title,
        description=description,
    )


def _path(curve: Curve, parts: tuple[Part, ...], length: float, state: str) -> str:
    coming = state == "coming"
    ring = "path__ring path__ring--coming" if coming else "path__ring"
    disc = "path__dots--coming" if coming else "path__start"
    stretches = lay(parts, length)
    drawn = (
        "".join(textures(curve, stretches, ends=True, state=state))
        + "".join(joints(curve, stretches, ring))
        + end_marks(curve, length, start=disc, ring=ring)
    )
    return under_stroke(curve.section(0, length)) + element("g", drawn, class_="path__drawn")


def _label(curve: Curve, name: str, state: str) -> str:
    x, y = curve.at(0)
    strong = "" if state == "coming" else " plate__label--strong"
    return element("text", escape(name), x=x - 9, y=y - LABEL_UP_PX, class_=f"plate__label{strong}")
