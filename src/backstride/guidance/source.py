"""Where the numbers of a timeline come from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Source(BaseModel):
    """One reason behind a number: plain words, grade and origin.

    Parameters
    ----------
    words : str
        The rule as a sentence to the person.
    grade : str
        E established, R reported, J our judgement.
    source : str
        The publication, or that it is our own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    grade: Literal["E", "R", "J"]
    source: str


SOURCES: Mapping[str, Source] = TypeAdapter(dict[str, Source]).validate_python(
    tomllib.loads(files("backstride.guidance").joinpath("sources.toml").read_text(encoding="utf-8"))
)
"""Source ids, as they stand in ``because``, and what they mean."""
