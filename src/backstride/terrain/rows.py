"""What was read from an extract, held in rows of numbers: a city has millions of points."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .addresses import AddressRows
from .arrays import Coordinates, Indices, Ints
from .lines import LineStore
from .strings import Names
from .ways import Way

SHAPE_KINDS = ("water", "green", "building", "stream", "rail", "road", "coast")
"""Kinds of shapes of the map layer."""

AREAS = SHAPE_KINDS[:3]
"""Kinds that are rings; the others are lines."""

POINT_KINDS = ("bench", "water", "toilets")


class WayRows:
    """Ways to walk on: id, meaning and name of each. Many ways mean the same.

    A way that leaves the extract comes in several pieces.
    """

    def __init__(self) -> None:
        self.names = Names()
        self.lines = LineStore()
        self.meanings: list[Way] = []
        self._ids = array("q")
        self._meaning = array("i")
        self._name = array("i")

    def __len__(self) -> int:
        """Return how many pieces of ways there are."""
        return len(self._ids)

    def add(self, way_id: int, meaning: int, name: str, pieces: int) -> None:
        """Add the pieces of a way, whose lines were added; `meaning` is its place in `meanings`."""
        for _ in range(pieces):
            self._ids.append(way_id)
            self._meaning.append(meaning)
            self._name.append(self.names.number(name))

    def packed(self) -> tuple[Ints, Coordinates]:
        """Hand over where each line starts, and all points; they are not kept."""
        packed = self.lines.packed()
        self.lines = LineStore()
        return packed

    def ids(self) -> Ints:
        """Return the id of each way."""
        return np.frombuffer(self._ids, dtype=np.int64)

    def name(self) -> Indices:
        """Return the number of each way's name in `names`."""
        return np.frombuffer(self._name, dtype=np.int32)

    def each(self, fact: Callable[[Way], Any], kind: Any) -> NDArray[Any]:
        """Return a fact of each way; each meaning is asked once."""
        facts = np.array([fact(meaning) for meaning in self.meanings], dtype=kind)
        return facts[np.frombuffer(self._meaning, dtype=np.int32)]


@dataclass(slots=True)
class ShapeRows:
    """Shapes of one kind, for drawing.

    Attributes
    ----------
    lines : LineStore
        Line or ring of each.
    name : array of int
        Number of its name in the names of all shapes.
    """

    lines: LineStore = field(default_factory=LineStore)
    name: array[int] = field(default_factory=lambda: array("i"))


@dataclass(slots=True)
class Extract:
    """What was read from an extract.

    Attributes
    ----------
    ways : WayRows
    crossings, kerbs : list of (int, int)
        Where a marked crossing and a raised kerb are.
    points : list of (str, int, int, str)
        Kind, longitude, latitude and name of benches, drinking water and toilets.
    addresses : AddressRows
    quarters : list of (int, int, str)
        Longitude, latitude and name of parts of towns and of villages.
    shapes : dict of str to ShapeRows
        What is drawn around the streets, by kind.
    shape_names : Names
    date : str
        Of the data: from the header, else of the newest object; empty if neither says.
    """

    ways: WayRows = field(default_factory=WayRows)
    crossings: list[tuple[int, int]] = field(default_factory=list)
    kerbs: list[tuple[int, int]] = field(default_factory=list)
    points: list[tuple[str, int, int, str]] = field(default_factory=list)
    addresses: AddressRows = field(default_factory=AddressRows)
    quarters: list[tuple[int, int, str]] = field(default_factory=list)
    shapes: dict[str, ShapeRows] = field(
        default_factory=lambda: {kind: ShapeRows() for kind in SHAPE_KINDS}
    )
    shape_names: Names = field(default_factory=Names)
    date: str = ""
