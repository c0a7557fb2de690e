"""Posture cues: which is said when it is time for one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from backstride.guidance.needs import Need, WalkerNeeds

FIRST_AFTER_S = 90
"""The first cue comes once the walk has found its rhythm (judgement)."""

EVERY_S = 270
"""At most one each 4 to 5 minutes (judgement; evidence section 8 says one per 5 min for
sensor cues)."""

LEAST_APART_S = 240


class Theme(BaseModel):
    """One thing to think of while walking, and the ways of saying it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    says: tuple[str, ...] = Field(min_length=2)
    skip_if: tuple[Need, ...] = ()


THEMES: tuple[Theme, ...] = TypeAdapter(tuple[Theme, ...]).validate_python(
    tomllib.loads(
        files("backstride.guidance").joinpath("posture.toml").read_text(encoding="utf-8")
    )["theme"]
)
"""Tall, eyes up, soft shoulders, easy arms, light middle (evidence section 8)."""


def posture_words(person: WalkerNeeds, day: date) -> Iterator[str]:
    """Yield cue after cue without end: the themes in turn, worded differently each time."""
    themes = [each for each in THEMES if not person.needs & set(each.skip_if)]
    nth = day.toordinal()
    while True:
        theme = themes[nth % len(themes)]
        yield theme.says[nth // len(themes) % len(theme.says)]
        nth += 1
