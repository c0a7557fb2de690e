"""Height above, ground below, along a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.svg import drawing, element, number

Floats = NDArray[np.float64]
WIDTH = 342.0
CURVE_TOP, CURVE_FOOT = 34.0, 92.0
STRIP_TOP, STRIP_HEIGHT = 98.0, 15.0
LEAST_RISE_M = 12.0
"""The scale of heights covers at least this: what is flat must look flat (judgement)."""

LETTER_PX = 8.6
"""About the width of a letter, to keep words apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one kind of ground.

    Attributes
    ----------
    begin, end : float
        Share of the loop, 0 to 1.
    kind : str
        "paved", "loose", "uneven", "steps" or "unknown".
    words : str
    """

    begin: float
    end: float
    kind: str
    words: str


def ribbon(
    pieces: Sequence[Piece],
    profile: tuple[Floats, Floats] | None,
    *,
    climb_words: str,
    length_words: tuple[str, str],
    title: str,
    description: str,
) -> str:
    """Return the ribbon of a loop as SVG.

    Parameters
    ----------
    pieces : sequence of Piece
        In walking order, without gaps.
    profile : tuple of Floats, optional
        Distances and heights in metres. Without it no height is drawn.
    climb_words : str
        Said at the highest point ("6 m up").
    length_words : tuple of str
        Half of the length and all of it, in words.
    title, description : str
        Text alternative.
    """
    shift = 0.0 if profile is not None else CURVE_FOOT - 12
    top = STRIP_TOP - shift
    content = _curve(profile, climb_words) if profile is not None else ""
    content += _patterns()
    for piece in pieces:
        x, width = piece.begin * WIDTH, (piece.end - piece.begin) * WIDTH
        content += element(
            "rect",
            x=x,
            y=top,
            width=max(width, 0.5),
            height=STRIP_HEIGHT,
            class_=f"ribbon__{piece.kind}",
        )
    content += _labels(pieces, top + STRIP_HEIGHT + 22)
    foot = top + STRIP_HEIGHT + 48
    half, whole = length_words
    for x, words, anchor in (
        (0.0, "0", "start"),
        (WIDTH / 2, half, "middle"),
        (WIDTH, whole, "end"),
    ):
        content += element(
            "text", escape(words), x=x, y=foot, text_anchor=anchor, class_="ribbon__axis"
        )
    return drawing(
        WIDTH,
        foot + 8,
        content,
        key="ribbon",
        class_="ribbon",
        title=title,
        description=description,
    )


def _curve(profile: tuple[Floats, Floats], climb_words: str) -> str:
    along, height = profile
    at = np.linspace(0.0, along[-1], 80)
    level = np.interp(at, along, height)
    # A little smoothing: elevation tiles have steps that no walker would feel.
    level = np.convolve(np.pad(level, 3, mode="edge"), np.full(7, 1 / 7), mode="valid")
    low, span = float(level.min()), max(float(np.ptp(level)), LEAST_RISE_M)
    x = at / along[-1] * WIDTH
    y = CURVE_FOOT - 14 - (level - low) / span * (CURVE_FOOT - 14 - CURVE_TOP)
    line = "M" + "L".join(
        f"{number(float(a))} {number(float(b))}" for a, b in zip(x, y, strict=True)
    )
    area = f"{line}L{number(WIDTH)} {number(CURVE_FOOT)}L0 {number(CURVE_FOOT)}z"
    peak = int(np.argmin(y))
    half = LETTER_PX * len(climb_words) / 2
    where = min(max(float(x[peak]), half), WIDTH - half)
    return (
        element("path", d=area, class_="ribbon__area")
        + element("path", d=line, class_="ribbon__line")
        + element(
            "path",
            d=f"M{number(float(x[peak]))} {number(float(y[peak]) - 2)}v-7",
            class_="ribbon__tick",
        )
        + element(
            "text",
            escape(climb_words),
            x=where,
            y=float(y[peak]) - 14,
            text_anchor="middle",
            class_="ribbon__climb",
        )
    )


def _patterns() -> str:
    dots = element("rect", width=8, height=7.5, class_="ribbon__ground") + "".join(
        element("circle", cx=cx, cy=cy, r=1.3, class_="ribbon__dot")
        for cx, cy in ((2.0, 2.0), (6.0, 5.7))
    )
    hatch = element("rect", width=7, height=7, class_="ribbon__ground") + element(
        "path", d="M-1 1L1 -1M-1 8L8 -1M6 8L8 6", class_="ribbon__hatch"
    )
    parts = "".join(
        element("pattern", inner, id=name, width=w, height=h, patternUnits="userSpaceOnUse")
        for name, inner, w, h in (
            ("ribbon-dots", dots, 8.0, 7.5),
            ("ribbon-hatch", hatch, 7.0, 7.0),
        )
    )
    return element("defs", parts)


def _labels(pieces: Sequence[Piece], y: float) -> str:
    """Return the names of the longest pieces where there is room for them."""
    placed: list[tuple[float, float]] = []
    said = []
    told: set[str] = set()
    # What is not paved is what somebody looks for.
    for piece in sorted(pieces, key=lambda each: (each.kind == "paved", each.begin - each.end)):
        if piece.words in told:
            continue
        half = LETTER_PX * len(piece.words) / 2
        middle = (piece.begin + piece.end) / 2 * WIDTH
        at = min(max(middle, half), WIDTH - half)
        if any(at - half < right + 8 and at + half > left - 8 for left, right in placed):
            continue
        if piece.kind == "paved" and 2 * half > (piece.end - piece.begin) * WIDTH:
            continue
        told.add(piece.words)
        placed.append((at - half, at + half))
        said.append(
            element(
                "text",
                escape(piece.words),
                x=at,
                y=y,
                text_anchor="middle",
                class_="ribbon__name",
            )
        )
    return "".join(said)
