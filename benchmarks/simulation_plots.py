"""The comparison of controllers as two drawings (SVG), in the colours of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from backstride.simulation import Summary

INK, QUIET, RULE, PAPER = "#1A201B", "#434A41", "#D6D1C2", "#F6F4EC"
STYLES: Mapping[str, tuple[str, str, str]] = {
    "ours": ("#3E5C3F", "3", ""),
    "personal": ("#1F4E79", "3", ""),
    "ladder10": ("#8A3B2A", "1.6", "6 3"),
    "thirty_five": ("#7A5A00", "1.6", "2 3"),
    "plain_advice": ("#6B4A7D", "1.6", "8 3 2 3"),
    "tolerance80": ("#434A41", "1.6", "1 2"),
}
"""Colour, width and dashes of each controller: told apart without colour as well."""

NAMES: Mapping[str, str] = {
    "ours": "Backstride, the rules",
    "personal": "Backstride, personal steps",
    "ladder10": "+10 % a week",
    "thirty_five": "30 min, five times",
    "plain_advice": "plain advice",
    "tolerance80": "80 % of tolerance, +10 %",
}

_WIDTH, _HEIGHT, _LEFT, _TOP = 300, 220, 46, 34


def _frame(width: float, height: float, title: str, about: str, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-labelledby="t d" '
        'font-family="Atkinson Hyperlegible Next, Verdana, sans-serif" font-size="12">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(about)}</desc>\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'
    )


def _line(points: Sequence[tuple[float, float]], controller: str) -> str:
    colour, width, dashes = STYLES[controller]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dashes}" stroke-linejoin="round"/>'
    )


def minutes_by_week(
    curves: Mapping[str, Mapping[str, Sequence[float]]], cases: Sequence[str]
) -> str:
    """Draw the median minutes of each week: a panel per case, a line per controller."""
    weeks = max(len(each) for by in curves.values() for each in by.values())
    most = 160.0
    body: list[str] = []
    for place, case in enumerate(cases):
        left = _LEFT + place * (_WIDTH + 30)
        foot = _TOP + _HEIGHT
        body.append(_text(left, _TOP - 14, case))
        for tick in (0, 50, 100, 150):
            y = foot - _HEIGHT * tick / most
            body.append(
                f'<line x1="{left}" x2="{left + _WIDTH}" y1="{y:.1f}" y2="{y:.1f}" '
                f'stroke="{RULE}"/>'
            )
            body.append(_text(left - 6, y + 4, str(tick), anchor="end", fill=QUIET))
        for week in (1, 4, 8, 12, weeks):
            x = left + _WIDTH * (week - 1) / (weeks - 1)
            body.append(_text(x, foot + 16, str(week), anchor="middle", fill=QUIET))
        for controller, values in curves[case].items():
            points = [
                (left + _WIDTH * index / (weeks - 1), foot - _HEIGHT * min(value, most) / most)
                for index, value in enumerate(values)
            ]
            body.append(_line(points, controller))
    legend_y = _TOP + _HEIGHT + 44
    for place, (controller, name) in enumerate(NAMES.items()):
        x, y = _LEFT + (place % 3) * 300, legend_y + (place // 3) * 22
        body.append(_line([(x, y - 4), (x + 34, y - 4)], controller))
        body.append(_text(x + 42, y, name))
    width = _LEFT + len(cases) * (_WIDTH + 30)
    return _frame(
        width,
        legend_y + 40,
        "Minutes walked per week, by week of the programme",
        "Median of the virtual walkers still there; the same figures are in the table.",
        body,
    )


def spikes_against_minutes(found: Sequence[Summary], cases: Sequence[str]) -> str:
    """Draw a dot per controller and case: minutes in week 12 across, spike walks upward."""
    body: list[str] = []
    for place, case in enumerate(cases):
        left, foot = _LEFT + place * (_WIDTH + 30), _TOP + _HEIGHT
        of_case = [each for each in found if each.case == case]
        most = max(0.02, *(each.spike_share for each in of_case)) * 1.1
        body.append(_text(left, _TOP - 14, case))
        for step in range(5):
            y = foot - _HEIGHT * step / 4
            share = 100 * most * step / 4
            body.append(
                f'<line x1="{left}" x2="{left + _WIDTH}" y1="{y:.1f}" y2="{y:.1f}" '
                f'stroke="{RULE}"/>'
            )
            body.append(_text(left - 6, y + 4, f"{share:.1f}", anchor="end", fill=QUIET))
        for tick in (0, 50, 100, 150):
            x = left + _WIDTH * tick / 160
            body.append(_text(x, foot + 16, str(tick), anchor="middle", fill=QUIET))
        for number, each in enumerate(of_case, start=1):
            x = left + _WIDTH * min(each.minutes[12], 160) / 160
            y = foot - _HEIGHT * each.spike_share / most
            colour = STYLES[each.controller][0]
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{colour}"/>')
            body.append(_text(x, y + 4, str(number), anchor="middle", fill=PAPER))
    legend_y = _TOP + _HEIGHT + 44
    for place, (controller, name) in enumerate(NAMES.items()):
        x, y = _LEFT + (place % 3) * 300, legend_y + (place // 3) * 24
        body.append(f'<circle cx="{x + 9}" cy="{y - 4}" r="9" fill="{STYLES[controller][0]}"/>')
        body.append(_text(x + 9, y, str(place + 1), anchor="middle", fill=PAPER))
        body.append(_text(x + 26, y, name))
    return _frame(
        _LEFT + len(cases) * (_WIDTH + 30),
        legend_y + 42,
        "Spike walks in percent against minutes in week 12",
        "Each dot is a controller; the same figures are in the table.",
        body,
    )
