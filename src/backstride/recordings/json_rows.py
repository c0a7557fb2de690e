"""A JSON list of objects, as exports of services write their rows."""

from __future__ import annotations

import json
from typing import Any

from .limits import Limits
from .notices import RefusalCode, refused

PARTS_OF_ROW = 4
"""Objects and lists for each row that are read at least: a heart rate is two objects. Judgement."""


def json_rows(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """Return the objects of a list; none if it is no list.

    Raises
    ------
    RecordingError
        If it is no JSON, or has more parts than the limits allow. They are counted before anything
        is built, as an empty object takes thirty times its two characters.
    """
    parts = data.count(b"{") + data.count(b"[")
    if parts > limits.max_items // PARTS_OF_ROW or data.count(b",") > limits.max_items:
        raise refused(RefusalCode.TOO_MANY_POINTS)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refused(RefusalCode.UNREADABLE) from error
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
