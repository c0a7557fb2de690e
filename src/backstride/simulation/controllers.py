"""Every controller by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backstride.prescription import shipped_protocol
from backstride.simulation.ladders import LADDERS
from backstride.simulation.offer import Controller
from backstride.simulation.ours import Ours

CONTROLLERS: Mapping[str, Controller] = MappingProxyType(
    {
        "ours": Ours(),
        "personal": Ours(shipped_protocol("personal-steps"), "personal"),
        **LADDERS,
    }
)
"""Ours, ours with steps sized by the person's own back, and the plain schedules."""


def controller_of(chosen: str | Controller) -> Controller:
    """Return the controller of that name, or the controller itself.

    Raises
    ------
    ValueError
        If no controller has that name.
    """
    if not isinstance(chosen, str):
        return chosen
    if chosen not in CONTROLLERS:
        raise ValueError(f"{chosen!r} is no controller; choose one of {', '.join(CONTROLLERS)}")
    return CONTROLLERS[chosen]
