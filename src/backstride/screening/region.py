"""Whom to call, by country."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call: its name, the digits as printed, and where we have it from."""

    name: str
    number: str
    source: str

    @property
    def dial(self) -> str:
        """The number without spaces, for a ``tel:`` link."""
        return self.number.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Region:
    """Whom to call in one country.

    ``emergency`` and ``crisis`` are None where we do not know a number for sure; the
    words then speak of "your emergency number".
    """

    code: str | None
    emergency: Line | None
    crisis: Line | None

    @property
    def call_emergency(self) -> str:
        """Words for the button: "Call 112"."""
        return f"Call {self.emergency.number if self.emergency else 'your emergency number'}"

    @property
    def call_crisis(self) -> str:
        """Words for the button to somebody to talk to; the emergency number at least."""
        return f"Call {self.crisis.number}" if self.crisis else self.call_emergency


def _lines(kind: str) -> dict[str, Line]:
    text = files("backstride.screening").joinpath("regions.toml").read_text(encoding="utf-8")
    return {
        code: Line(entry.get("name", "Emergency number"), entry["number"], entry["source"])
        for entry in tomllib.loads(text)[kind]
        for code in entry["codes"]
    }


_EMERGENCY = _lines("emergency")
_CRISIS = _lines("crisis")

REGIONS: tuple[str, ...] = tuple(sorted(_EMERGENCY))
"""Country codes with a known emergency number."""


def region(code: str | None) -> Region:
    """Return whom to call in the country of that code.

    Parameters
    ----------
    code : str or None
        ISO 3166-1 alpha-2, in either case; None where it is not known.

    Returns
    -------
    Region
        Without numbers where the country is not in our list.
    """
    key = None if code is None else code.strip().upper()
    if key is None:
        return Region(None, None, None)
    return Region(key, _EMERGENCY.get(key), _CRISIS.get(key))
