"""Steps of days, weeks or months: a bar for each, gaps where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.site.design.axes import LEFT, Axes, label, rounded_up
from backstride.site.design.svg import drawing, element

HEIGHT = 210.0
BAR_SHARE = 0.76
WIDEST_BAR = 44.0
FEWEST_SLOTS = 7
"""So that the first day is not as wide as the page."""

OPEN_LINE = 2.5
CHAR_PX, GAP_PX = 8.8, 12.0
"""Width of a letter of a label, and the least room between two labels."""

THOUSAND = 1000.0


@dataclass(frozen=True, slots=True)
class StepBar:
    """One bar; `steps` is None where nothing is known, `name` is written below where it fits."""

    steps: float | None
    open: bool
    name: str = ""


def steps_chart(
    bars: Sequence[StepBar], *, width: float, key: str, title: str, description: str
) -> str:
    """Draw bars in thousands of steps.

    Parameters
    ----------
    bars : sequence of StepBar
        Oldest first; at least one.
    width : float
        Of the drawing, px.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.
    """
    high, step = rounded_up(max(max(bar.steps or 0.0 for bar in bars) / THOUSAND, 1.0))
    axes = Axes(width, HEIGHT, 0.0, high, step)
    slot = 1 / max(len(bars), FEWEST_SLOTS)
    wide = min(BAR_SHARE * slot * (axes.right - LEFT), WIDEST_BAR)
    parts = [axes.ruled()]
    for place, bar in enumerate(bars):
        if bar.steps is not None:
            middle = axes.x((place + 0.5) * slot)
            parts.append(_bar(middle, axes.y(bar.steps / THOUSAND), wide, axes.foot, bar.open))
    parts.append(_names(bars, axes, slot))
    return drawing(
        width,
        HEIGHT,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


def _bar(middle: float, top: float, wide: float, foot: float, is_open: bool) -> str:
    """Return a bar; one of a day that was not over is an outline, drawn inside its own width."""
    if is_open and wide > 2 * OPEN_LINE:
        inset = OPEN_LINE / 2
        return element(
            "rect",
            x=middle - wide / 2 + inset,
            y=min(top + inset, foot),
            width=wide - OPEN_LINE,
            height=max(foot - top - inset, 0.0),
            class_="bar bar--running",
        )
    return element("rect", x=middle - wide / 2, y=top, width=wide, height=foot - top, class_="bar")


def _names(bars: Sequence[StepBar], axes: Axes, slot: float) -> str:
    """Return the names below, the newest first and as many as there is room for."""
    parts: list[str] = []
    free = axes.width
    for place in reversed(range(len(bars))):
        name = bars[place].name
        half = len(name) * CHAR_PX / 2
        middle = min(max(axes.x((place + 0.5) * slot), half), axes.width - half)
        if name and middle + half <= free:
            parts.append(label(name, middle, axes.height - 6))
            free = middle - half - GAP_PX
    return "".join(reversed(parts))
