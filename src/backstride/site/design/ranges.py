"""A difference and how sure it is: two bars and a diamond beside the line of no difference."""

from __future__ import annotations

from backstride.site.design.svg import drawing, element

WIDTH, HEIGHT = 342.0, 84.0
MIDDLE_X, POINT_PX = 171.0, 80.0
MOST = 2.1
"""Points at which a bar is cut: all plots share one scale."""

AXIS_Y, BAR_Y, BAR_HEIGHT = 36.0, 10.0, 16.0


def range_plot(
    best: float | None,
    low_90: float | None,
    high_90: float | None,
    low_50: float | None,
    high_50: float | None,
    *,
    key: str,
    title: str,
    description: str = "",
) -> str:
    """Draw a difference in pain; worse is left, better is right.

    Parameters
    ----------
    best, low_90, high_90, low_50, high_50 : float or None
        Points, above zero is worse. Without `best` the bar is dashed and empty.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.
    """
    parts = [element("path", d=f"M0 {AXIS_Y:g}H{WIDTH:g}", class_="range__axis")]
    for points in (-2, -1, 0, 1, 2):
        x = _x(-points)
        if points:
            parts.append(element("path", d=f"M{x:g} {AXIS_Y - 4:g}v8", class_="range__axis"))
        parts.append(
            element("text", str(abs(points)), x=x, y=58.0, class_="range__text range__text--middle")
        )
    parts.append(
        element("text", "worse after", x=0.0, y=80.0, class_="range__text range__text--quiet")
    )
    parts.append(
        element(
            "text",
            "better after",
            x=WIDTH,
            y=80.0,
            class_="range__text range__text--quiet range__text--end",
        )
    )
    if best is None or low_90 is None or high_90 is None or low_50 is None or high_50 is None:
        parts.append(_bar(-MOST, MOST, "range__unknown"))
        parts.append(_zero())
    else:
        parts.append(_bar(low_90, high_90, "range__wide"))
        parts.append(_bar(low_50, high_50, "range__narrow"))
        parts.append(_zero())
        x, y = _x(best), BAR_Y + BAR_HEIGHT / 2
        outline = f"M{x - 8:.1f} {y:g}L{x:.1f} {y - 11:g}L{x + 8:.1f} {y:g}L{x:.1f} {y + 11:g}Z"
        parts.append(element("path", d=outline, class_="range__best"))
    return drawing(
        WIDTH,
        HEIGHT,
        "".join(parts),
        key=key,
        class_="range",
        title=title,
        description=description,
    )


def _x(points: float) -> float:
    return MIDDLE_X - POINT_PX * max(-MOST, min(MOST, points))


def _zero() -> str:
    return element("path", d=f"M{MIDDLE_X:g} 0V{AXIS_Y + 6:g}", class_="range__zero")


def _bar(low: float, high: float, class_: str) -> str:
    left, right = _x(high), _x(low)
    return element("rect", x=left, y=BAR_Y, width=right - left, height=BAR_HEIGHT, class_=class_)
