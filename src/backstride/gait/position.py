"""Where a sensor is worn."""

from __future__ import annotations

from enum import StrEnum


class Position(StrEnum):
    """Where a sensor is worn, as far as it matters for what can be read from it."""

    BACK = "back"
    WAIST = "waist"
    CHEST = "chest"
    WRIST = "wrist"
    ARM = "arm"
    HAND = "hand"
    POCKET = "pocket"
    BAG = "bag"
    ANKLE = "ankle"
