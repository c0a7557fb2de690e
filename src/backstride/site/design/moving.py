"""The walk path under way, drawn so that the page itself can move the position along it."""

from __future__ import annotations

from functools import lru_cache

from backstride.site.design.curve import smooth_curve
from backstride.site.design.path import (
    POSITION_RADIUS,
    UNDER_WIDTH,
    Part,
    backdrop,
    lay,
    textures,
)
from backstride.site.design.scenes import SCENES
from backstride.site.design.svg import circle, drawing, element, number


@lru_cache(maxsize=64)
def moving_plate(scene: str, parts: tuple[Part, ...], *, key: str) -> str:
    """Return the path of a walk at its start, with all that is needed to move on along it.

    The path is there twice, as done and as still to come, and each is shown on its side of
    the position. ``frontend/src/walk/trail.ts`` moves the position and the border between
    the two (``data-here``, ``data-past``, ``data-ahead``) along the line (``data-line``).
    Without scripts it stays at the start.

    Parameters
    ----------
    scene : str
        A key of ``SCENES`` whose path leaves room for the disc at both ends: ``guided``,
        ``interval``.
    parts : tuple of Part
        The walk, in order. Each part gets length by its minutes.
    key : str
        Prefix for ids, unique on the page.

    Raises
    ------
    ValueError
        If there is no part, or a part has no minutes.
    """
    if not parts or any(part.minutes <= 0 for part in parts):
        raise ValueError("a path needs at least one part, and every part needs minutes")
    setting = SCENES[scene]
    curve = smooth_curve(setting.points)
    stretches = lay(parts, curve.length)
    x, y = curve.at(0)
    sides = {
        "past": (0.0, max(0.0, x), "done"),
        "ahead": (x, setting.width - x, "coming"),
    }
    clips, drawn = "", ""
    for name, (left, width, state) in sides.items():
        rect = element(
            "rect", x=left, y=0, width=width, height=setting.height, **{f"data-{name}": ""}
        )
        clips += element("clipPath", rect, id=f"{key}-{name}")
        part = "".join(textures(curve, stretches, ends=setting.ends, state=state))
        drawn += element("g", part, clip_path=f"url(#{key}-{name})")
    line = element(
        "path",
        d=curve.section(0, curve.length),
        class_="path__under",
        stroke_width=UNDER_WIDTH,
        data_line="",
    )
    content = (
        element("defs", clips)
        + backdrop(setting, key)
        + line
        + element("g", drawn, class_="path__drawn")
        + element("g", _disc(), transform=f"translate({number(x)} {number(y)})", data_here="")
    )
    return drawing(setting.width, setting.height, content, key=key, class_=f"plate plate--{scene}")


def _disc() -> str:
    """Return the disc with both its signs; the style sheet shows the hole or the two bars."""
    bars = element("path", d="M-3.5 -5v10M3.5 -5v10", class_="path__bars", stroke_width=3)
    return (
        circle(0, 0, POSITION_RADIUS + 4, "path__halo")
        + circle(0, 0, POSITION_RADIUS, "path__position")
        + circle(0, 0, 4.5, "path__hole")
        + bars
    )
