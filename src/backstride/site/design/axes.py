"""The frame of a chart: where a value and a place stand, and the ruled lines behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from backstride.site.design.svg import element, number

NARROW, WIDE = 342.0, 600.0
"""Width of a chart on a phone, and where there is room, px."""

LEFT, RIGHT = 32.0, 4.0
TOP, FOOT = 14.0, 30.0
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_LINES = 5
"""Ruled lines of a chart (design, section 6)."""


@dataclass(frozen=True, slots=True)
class Axes:
    """A plot with values from 0 or `low` at its foot to `high` at its top.

    Parameters
    ----------
    width, height : float
        Of the whole drawing, px.
    low, high : float
        Values at foot and top.
    step : float
        From one ruled line to the next.
    """

    width: float
    height: float
    low: float
    high: float
    step: float

    @property
    def foot(self) -> float:
        """Return the y of the lowest line."""
        return self.height - FOOT

    @property
    def right(self) -> float:
        """Return the x at which the plot ends."""
        return self.width - RIGHT

    def x(self, share: float) -> float:
        """Return the place of a share of the width, 0 to 1."""
        return LEFT + share * (self.right - LEFT)

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.foot - (value - self.low) / (self.high - self.low) * (self.foot - TOP)

    def ruled(self) -> str:
        """Return the lines and their numbers."""
        count = int((self.high - self.low) / self.step + 1e-9)
        values = [self.low + place * self.step for place in range(count + 1)]
        return "".join(
            element("path", d=f"M{LEFT:g} {number(self.y(each))}H{self.right:g}", class_="rule")
            + label(f"{each:g}", LEFT - 8, self.y(each) + 6, "end")
            for each in values
        )


def label(words: str, x: float, y: float, anchor: str = "middle", class_: str = "label") -> str:
    """Return words in a chart; `anchor` is start, middle or end."""
    return element("text", escape(words), x=x, y=y, text_anchor=anchor, class_=class_)


def rounded_up(most: float) -> tuple[float, float]:
    """Return the top of a scale that holds `most`, and the step of its ruled lines."""
    for step in STEPS:
        lines = ceil(most / step - 1e-9)
        if lines <= MOST_LINES - 1:
            return float(max(lines, 1) * step), float(step)
    return float(most), float(most)


def path_through(points: Sequence[tuple[float, float]]) -> str:
    """Return straight lines through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
