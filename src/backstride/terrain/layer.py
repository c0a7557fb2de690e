"""What is drawn of a map: water, green, buildings and streets in a rectangle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import METRES_PER_DEGREE, SCALE, Coordinates, Floats, to_plane
from .coast import sea_in
from .network import TerrainMap
from .rows import AREAS, SHAPE_KINDS
from .ways import KIND_CODE

WIDE_FROM = KIND_CODE["tertiary"]
STREET_FROM = KIND_CODE["service"]
STREETS = (KIND_CODE["living_street"], KIND_CODE["pedestrian"])


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of a map.

    Attributes
    ----------
    latitude, longitude : float
        Of its middle, degrees.
    width_m, height_m : float
    """

    latitude: float
    longitude: float
    width_m: float
    height_m: float

    @property
    def origin(self) -> tuple[float, float]:
        """Return its middle in coordinates."""
        return self.longitude * SCALE, self.latitude * SCALE

    def place(self, points: Coordinates) -> Floats:
        """Return metres from its north-west corner, to the east and to the south."""
        plane = to_plane(points, self.origin)
        east = plane[:, 0] + self.width_m / 2
        south = self.height_m / 2 - plane[:, 1]
        return np.asarray(np.column_stack([east, south]))

    def place_degrees(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return the same for latitudes and longitudes in degrees."""
        pairs = np.rint(np.array([(x, y) for y, x in points]) * SCALE).astype(np.int32)
        return [(float(east), float(south)) for east, south in self.place(pairs)]

    def point(self, east_m: float, south_m: float) -> tuple[float, float]:
        """Return latitude and longitude of a place in it, metres from its north-west corner."""
        north = (self.height_m / 2 - south_m) / METRES_PER_DEGREE
        east = (east_m - self.width_m / 2) / METRES_PER_DEGREE
        return self.latitude + north, self.longitude + east / math.cos(math.radians(self.latitude))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line or ring.

    Attributes
    ----------
    kind : str
        "sea", "water", "green", "building", "stream", "rail", "road", "wide", "street" or
        "path". Where a ring of the sea lies in another it is land.
    name : str
        Empty where it has none.
    points : Floats
        Metres from the north-west corner, shape (n, 2).
    is_area : bool
    """

    kind: str
    name: str
    points: Floats
    is_area: bool


def drawn_in(network: TerrainMap, window: Window) -> list[Drawn]:
    """Return what lies in a rectangle: sea and areas first, then streets, the widest last."""
    x, y = window.origin
    half_y = window.height_m / 2 / METRES_PER_DEGREE * SCALE
    half_x = window.width_m / 2 / METRES_PER_DEGREE * SCALE / np.cos(np.radians(window.latitude))
    west, east, south, north = x - half_x, x + half_x, y - half_y, y + half_y
    arrays = network.arrays
    box = arrays.layer_box
    seen = (box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south)
    found, coasts = [], []
    order = {"green": 0, "water": 1, "stream": 2, "building": 3, "rail": 4, "road": 5}
    for number in np.flatnonzero(seen):
        begin, end = int(arrays.layer_starts[number]), int(arrays.layer_starts[number + 1])
        kind = SHAPE_KINDS[int(arrays.layer_kind[number])]
        points = window.place(arrays.layer_points[begin:end])
        if kind == "coast":
            coasts.append(points)
            continue
        name = network.name(int(arrays.layer_name[number]))
        found.append(Drawn(kind=kind, name=name, points=points, is_area=kind in AREAS))
    found.sort(key=lambda each: order[each.kind])
    sea = sea_in(coasts, (window.width_m, window.height_m))
    found = [*(Drawn(kind="sea", name="", points=ring, is_area=True) for ring in sea), *found]
    edges = network.edges_in((west, south, east, north))
    for edge in edges[np.argsort(arrays.edge_kind[edges], kind="stable")]:
        found.append(
            Drawn(
                kind=_street(int(arrays.edge_kind[edge])),
                name=network.name(int(arrays.edge_name[edge])),
                points=window.place(network.shape_of(int(edge))),
                is_area=False,
            )
        )
    return found


def _street(kind: int) -> str:
    if kind >= WIDE_FROM:
        return "wide"
    return "street" if kind >= STREET_FROM or kind in STREETS else "path"
