"""The design tokens: every colour, size, line, motion value and icon path."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def design_tokens() -> dict[str, Any]:
    """Return the whole token file as nested dictionaries.

    Lengths are in CSS pixels at 100% text size. Treat the result as read-only: it is shared.
    """
    text = files("backstride.site.design").joinpath("tokens.json").read_text(encoding="utf-8")
    tokens: dict[str, Any] = json.loads(text)
    return tokens


def colours(theme: str) -> dict[str, str]:
    """Return colour name to hex value for ``"light"`` or ``"dark"``.

    Raises
    ------
    KeyError
        If there is no such theme.
    """
    return {name: str(colour["value"]) for name, colour in design_tokens()["color"][theme].items()}
