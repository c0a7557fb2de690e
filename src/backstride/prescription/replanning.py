"""What may fit better once somebody has said what got in the way."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

Change = Literal["days", "slower", "none"]


@dataclass(frozen=True, slots=True)
class Replan:
    """What is offered for one obstacle.

    Parameters
    ----------
    words : str
    change : str
        ``days`` (other days or another time), ``slower`` (half steps or an own limit) or
        ``none``.
    cue, then : str or None
        An if-then plan to begin from: "When <cue>, I <then>.".
    """

    words: str
    change: Change
    cue: str | None = None
    then: str | None = None


@dataclass(frozen=True, slots=True)
class Replanning:
    """What is offered for every obstacle, and where it comes from."""

    grade: Literal["E", "R", "J"]
    source: str
    barriers: dict[str, Replan]


_REPLANNING: TypeAdapter[Replanning] = TypeAdapter(Replanning)


@lru_cache(maxsize=1)
def replanning() -> Replanning:
    """Read what Backstride ships."""
    shipped = files("backstride.prescription").joinpath("replanning.toml")
    return _REPLANNING.validate_python(tomllib.loads(shipped.read_text(encoding="utf-8")))


def replans_for(barriers: Iterable[str]) -> tuple[tuple[str, Replan], ...]:
    """Return what may fit better, in the order told; an obstacle we do not know is passed over."""
    known = replanning().barriers
    return tuple((name, known[name]) for name in dict.fromkeys(barriers) if name in known)
