"""How tables name the columns of time and acceleration, in the languages of phones."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_NAME = 100
"""A longer name of a column is none: nothing is looked for in it. Judgement."""

_UNIT = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_INSIDE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_AXIS = re.compile(r"(a|acc|accel|accelerometer|acceleration)?([xyz])")
_IN_GRAVITIES = re.compile(r"gf([xyz])")

_TIME_BEGINS = (
    "time", "elapsed", "epoc", "unix", "seconds", "zeit", "uhrzeit", "temps", "horodat", "heure",
    "tiempo", "tempo", "hora", "tijd", "tidpunkt", "czas", "aika", "zaman", "időpont",
    "врем", "時間", "時刻", "时间", "시간",
)  # fmt: skip
_TIMES = {"tid", "čas", "cas", "ora", "idő", "timestamp", "zeitstempel"}
_NO_TIMES = {"zone", "timezone", "zeitzone", "timer"}
_DATES = {"date", "datum", "fecha", "data", "dato", "päivä", "tarih", "дата", "日付", "日期"}

_UNITS_S = (
    ({"ns", "nanos", "nanoseconds"}, 1e-9),
    ({"us", "µs", "μs", "micros", "microseconds"}, 1e-6),
    ({"ms", "msec", "millis", "milliseconds"}, 1e-3),
    ({"s", "sec", "secs", "second", "seconds", "sekunden", "secondes"}, 1.0),
)
_ACCELERATION_BEGINS = (
    "acc", "acel", "accél", "beschl", "versnel", "przysp", "zrychl", "kiihty", "ivme", "gyorsul",
    "ускор", "加速", "가속",
)  # fmt: skip
_OTHER_BEGINS = (
    "gyr", "mag", "rot", "orient", "grav", "quat", "angular", "winkel", "compass", "pos", "loc",
)  # fmt: skip
_WITHOUT_GRAVITY = {"linear", "lineare", "linéaire", "lineal", "user", "ohne", "sans", "sin"}
_NEUTRAL = {
    "axis", "achse", "axe", "eje", "asse", "eixo", "as", "os", "raw", "data", "sensor", "value",
    "m", "s", "s2", "s²", "ms2", "mps2", "g", "mg", "the",
}  # fmt: skip
# Words and beginnings of words: judgement, from the apps' own languages.


def times_in(names: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the columns that are named like a time, in their order."""
    return tuple(k for k, name in enumerate(names) if _is_time(_words(name)))


def unit_in(name: str) -> float | None:
    """Return the unit that the name of a column of times tells, in seconds; None if it tells none.

    In brackets, or as a word of the name: "time (ms)", "seconds_elapsed".
    """
    found = set(_WORD.findall(_INSIDE.sub(" ", name[:LONGEST_NAME]).lower()))
    return next((unit_s for words, unit_s in _UNITS_S if found & words), None)


def date_in(names: Sequence[str]) -> int | None:
    """Return the place of a column with the date alone; None if there is none."""
    return next((k for k, name in enumerate(names) if set(_words(name)[:1]) & _DATES), None)


def axes_in(names: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the places of x, y and z of the acceleration; None if they are not named.

    Of several, those with gravity come before those without it, and else the first ones.
    """
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for place, name in enumerate(names):
        told = _axis(name)
        if told is not None:
            kind, axis = told
            found.setdefault(kind, {}).setdefault(axis, place)
    triples = [(kind, axes) for kind, axes in found.items() if len(axes) == len("xyz")]
    if not triples:
        return None
    _, axes = min(triples, key=lambda each: (_rank(each[0]), min(each[1].values())))
    return axes["x"], axes["y"], axes["z"]


def _words(name: str) -> list[str]:
    if len(name) > LONGEST_NAME:
        return []
    plain = _UNIT.sub("", name.strip().strip('"').lstrip("#").strip())
    return _WORD.findall(_INSIDE.sub(" ", plain).lower())


def _is_time(words: Sequence[str]) -> bool:
    if not words or set(words) & _NO_TIMES:
        return False
    if words[0] == "t" or list(words[:2]) == ["relative", "time"]:  # but "aT" is a total
        return True
    return words[0].startswith(_TIME_BEGINS) or bool(set(words) & _TIMES)


def _axis(name: str) -> tuple[tuple[str, ...], str] | None:
    """Return what an axis belongs to and which it is; None if it is none of acceleration."""
    whole = _IN_GRAVITIES.fullmatch(name.strip().strip('"').lower())
    if whole is not None:
        return ("acceleration",), whole[1]
    words = _words(name)
    hits = [(word, hit) for word in words if (hit := _AXIS.fullmatch(word))]
    if len(hits) != 1:
        return None
    (word, hit), kind = hits[0], []
    kind = [each for each in words if each != word and each not in _NEUTRAL]
    kind += ["acceleration"] if hit[1] else []
    if any(each.startswith(_OTHER_BEGINS) for each in kind):
        return None
    if kind and not any(each.startswith(_ACCELERATION_BEGINS) for each in kind):
        return None
    return tuple(kind), hit[2]


def _rank(kind: tuple[str, ...]) -> int:
    """Return how well axes of a kind serve: named acceleration, unnamed, without gravity."""
    if set(kind) & _WITHOUT_GRAVITY:
        return 2
    return 0 if kind else 1
