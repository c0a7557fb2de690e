"""Numbers of houses: where each is, as far as an extract tells."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Coordinates
from .strings import Names

if TYPE_CHECKING:
    from .network import TerrainMap

LONGEST = 12
"""Letters of the number of a house; more is something else that was written there (judgement)."""

BETWEEN = re.compile(r"[-\N{EN DASH},;/+]")
NOT_SAID = re.compile(r"[\W_]+")


class AddressRows:
    """Addresses as they are read: place, street and number of each, in rows of numbers."""

    def __init__(self) -> None:
        self.texts = Names()
        self._rows = array("i")

    def add(self, x: int, y: int, street: str, number: str) -> None:
        """Add one; without a street, or with something else for a number, it is left out."""
        if street and 0 < len(number) <= LONGEST:
            self._rows.extend((x, y, self.texts.number(street), self.texts.number(number)))

    def arrays(self, names: Names) -> dict[str, NDArray[Any]]:
        """Return the arrays of a map, sorted by street; streets that it lacks are left out."""
        rows = np.frombuffer(self._rows, dtype=np.int32).reshape(-1, 4)
        texts = self.texts.texts()
        street = np.array([names.find(text) for text in texts], dtype=np.int32)[rows[:, 2]]
        order = np.flatnonzero(street > 0)
        order = order[np.argsort(street[order], kind="stable")]
        numbers = rows[order, 3]
        used = np.unique(numbers)
        number = np.zeros(len(texts), dtype=np.int32)
        number[used] = names.numbers(texts[each] for each in used.tolist())
        return {
            "address_points": rows[order, :2],
            "address_street": street[order],
            "address_number": number[numbers],
        }


def houses(network: TerrainMap, street: int, number: str) -> Coordinates:
    """Return where the houses with a number in the streets of a name are; shape (n, 2).

    Parameters
    ----------
    network : TerrainMap
    street : int
        Number of the name.
    number : str
        Of the house, as somebody types it: "12 A" is "12a", and "10" is a part of "10-12".
    """
    arrays = network.arrays
    begin, end = np.searchsorted(arrays.address_street, [street, street + 1]).tolist()
    wanted = _said(number)
    found = [
        each
        for each in range(begin, end)
        if wanted in _numbers(network.name(int(arrays.address_number[each])))
    ]
    return np.asarray(arrays.address_points[found]).reshape(-1, 2)


def _numbers(text: str) -> Iterator[str]:
    yield _said(text)
    for part in BETWEEN.split(text):
        yield _said(part)


def _said(number: str) -> str:
    return NOT_SAID.sub("", number).casefold()
