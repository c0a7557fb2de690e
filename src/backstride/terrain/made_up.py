"""A made-up town on a river, to show maps and loops where there is no extract of a real place."""

from __future__ import annotations

import math
import random
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from .arrays import METRES_PER_DEGREE

MIDDLE = (50.35, 8.05)
"""Latitude and longitude of the middle of the town; nothing of it is like what is there."""

TURNED = math.radians(9)
"""The streets do not run quite from west to east."""

COLUMNS_M = (-760, -620, -500, -390, -270, -150, -30, 90, 210, 330, 450, 570, 690, 820)
ROWS_M = (-540, -420, -310, -205, -105, 5, 110, 205, 375, 470, 575, 680)
BANK = 7
"""Row of the promenade; the next one is beyond the river."""

BRIDGES = (4, 8)
PARK = (9, 11, 3, 6)
"""First and last column and row around the park, in which there are no streets."""

ALONG = (
    *("Station Road", "Orchard Street", "Potter Street", "Linden Street", "Church Street"),
    *("Mill Street", "Weir Street", "Ammel Walk", "North Bank", "Hill Street"),
    *("Chapel Street", "Meadow Lane"),
)
ACROSS = (
    *("West Lane", "Forge Lane", "School Lane", "Baker Lane", "Old Bridge Street"),
    *("Tanner Lane", "Market Street", "Castle Lane", "New Bridge Street", "Park Side"),
    *("Garden Street", "Tower Street", "East Lane", "Field Lane"),
)
SETT = frozenset((("across", 7, 3), ("across", 7, 4), ("along", 6, 4), ("along", 7, 4)))
"""Cobbled pieces: kind of street, column and row where they begin."""

UNTAGGED = frozenset((("across", 2, 1), ("across", 2, 2), ("along", 1, 2)))
DOOR = (6, 6)
"""The walks begin beside this corner."""

Spot = tuple[float, float]


def made_up_town(path: Path) -> tuple[float, float]:
    """Write the extract of a made-up town; return latitude and longitude of a door in it.

    Parameters
    ----------
    path : Path
        Of the ``.osm.pbf`` file; one that is there is replaced.
    """
    town = _Town()
    town.streets()
    town.river()
    town.park()
    town.houses()
    town.helps()
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for node in town.nodes:
            writer.add_node(node)
        for way in town.ways:
            writer.add_way(way)
    x, y = town.corners[DOOR]
    return _place((x + 40, y - 4))


class _Town:
    def __init__(self) -> None:
        self.chance = random.Random(8)
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.corners = {
            (column, row): (x + self.chance.uniform(-9, 9), y + self.chance.uniform(-7, 7))
            for column, x in enumerate(COLUMNS_M)
            for row, y in enumerate(ROWS_M)
        }
        self.corner_nodes = {where: self.node(spot) for where, spot in self.corners.items()}

    def node(self, spot: Spot, **tags: str) -> int:
        latitude, longitude = _place(spot)
        number = len(self.nodes) + 1
        self.nodes.append(Node(id=number, location=(longitude, latitude), tags=tags))
        return number

    def way(self, nodes: list[int], **tags: str) -> None:
        stamp = "2026-05-01T00:00:00Z"
        number = len(self.ways) + 1
        self.ways.append(Way(id=number, nodes=nodes, tags=tags, timestamp=stamp))

    def ring(self, spots: list[Spot], **tags: str) -> None:
        nodes = [self.node(spot) for spot in spots]
        self.way([*nodes, nodes[0]], **tags)

    def streets(self) -> None:
        for row, name in enumerate(ALONG):
            for column in range(len(COLUMNS_M) - 1):
                if not _in_park(column + 0.5, row):
                    self._street(("along", column, row), (column + 1, row), name)
        for column, name in enumerate(ACROSS):
            for row in range(len(ROWS_M) - 1):
                over = row == BANK
                if not _in_park(column, row + 0.5) and (not over or column in BRIDGES):
                    self._street(("across", column, row), (column, row + 1), name)

    def _street(self, begins: tuple[str, int, int], end: tuple[int, int], name: str) -> None:
        kind, column, row = begins
        tags = {"highway": "residential", "surface": "asphalt", "lit": "yes", "name": name}
        if kind == "along" and row == BANK:
            tags |= {"highway": "footway", "surface": "asphalt" if column < 8 else "fine_gravel"}
        if begins in SETT:
            tags |= {"surface": "sett", "highway": "living_street"}
        if begins in UNTAGGED:
            del tags["surface"], tags["lit"]
        if kind == "across" and column in BRIDGES:
            tags |= {"highway": "tertiary", "sidewalk": "both"}
            if row == BANK:
                tags["bridge"] = "yes"
        here, there = self.corners[column, row], self.corners[end]
        slope = (_height(there) - _height(here)) / math.dist(here, there)
        nodes = [self.corner_nodes[column, row], self.corner_nodes[end]]
        self.way(nodes, **tags, incline=f"{100 * slope:.1f}%")

    def river(self) -> None:
        across = range(-1400, 1401, 100)
        south = [(float(x), _bank(x) - 42) for x in across]
        north = [(float(x), _bank(x) + 42) for x in across]
        self.ring([*south, *north[::-1]], natural="water", name="River Ammel")

    def park(self) -> None:
        west, east, low, high = (self.corners[PARK[a], PARK[b]] for a, b in _PARK_CORNERS)
        self.ring([west, east, high, low], leisure="park", name="Castle Park")
        middle = ((west[0] + high[0]) / 2, (west[1] + high[1]) / 2)
        bend = [(middle[0] - 70, middle[1] + 25), middle, (middle[0] + 60, middle[1] - 30)]
        inner = [self.node(spot) for spot in bend]
        tags = {"highway": "footway", "surface": "fine_gravel", "lit": "no"}
        self.way([self.corner_nodes[PARK[0], 5], *inner, self.corner_nodes[PARK[1], 4]], **tags)
        self.way([inner[1], self.corner_nodes[10, PARK[3]]], **tags)
        pond = [(50 * math.cos(a / 2), 28 * math.sin(a / 2)) for a in range(12)]
        shift = (middle[0] + 35, middle[1] - 95)
        self.ring([(x + shift[0], y + shift[1]) for x, y in pond], natural="water")
        self.ring(
            [(-790, -150), (-640, -170), (-650, -60), (-780, -40)], landuse="recreation_ground"
        )

    def houses(self) -> None:
        """Fill the blocks with houses along the streets, and leave the courts free."""
        for column in range(len(COLUMNS_M) - 1):
            for row in range(len(ROWS_M) - 1):
                if row == BANK or _in_park(column + 0.5, row + 0.5):
                    continue
                west, south = self.corners[column, row]
                east, north = self.corners[column + 1, row + 1]
                for base, up in ((south + 13, 1), (north - 13, -1)):
                    self._terrace(west + 14, east - 14, base, up)
        x, y = self.corners[7, 4]
        self.ring(
            [(x + 20, y + 18), (x + 62, y + 22), (x + 60, y + 40), (x + 18, y + 36)],
            building="church",
            name="St Anne",
        )

    def _terrace(self, west: float, east: float, base: float, up: int) -> None:
        at = west
        while at < east - 12:
            width = min(self.chance.uniform(12, 30), east - at)
            deep = up * self.chance.uniform(14, 26)
            if self.chance.random() < 0.86:
                spots = [
                    (at, base),
                    (at + width, base),
                    (at + width, base + deep),
                    (at, base + deep),
                ]
                self.ring(spots, building="yes")
            at += width + self.chance.choice((0.5, 0.5, 0.5, 7.0))

    def helps(self) -> None:
        for column, row, east in ((3, BANK, 55), (6, BANK, 60), (9, BANK, 20), (5, 4, 30)):
            x, y = self.corners[column, row]
            self.node((x + east, y + 4), amenity="bench")
        x, y = self.corners[10, PARK[3]]
        self.node((x - 20, y - 60), amenity="bench", name="Bench by the pond")
        x, y = self.corners[4, BANK]
        self.node((x + 12, y - 8), amenity="drinking_water", name="Weir tap")
        x, y = self.corners[7, 4]
        self.node((x + 14, y + 10), amenity="toilets", name="by the church")


_PARK_CORNERS = ((0, 2), (1, 2), (0, 3), (1, 3))
"""Positions in `PARK` of the columns and rows of its corners."""


def _in_park(column: float, row: float) -> bool:
    """Return whether a piece of a street lies in the park, its edges left out."""
    west, east, south, north = PARK
    return west < column < east and south < row < north


def _bank(x: float) -> float:
    """Return where the middle of the river is."""
    return (ROWS_M[BANK] + ROWS_M[BANK + 1]) / 2 + 16 * math.sin(x / 330)


def _height(spot: Spot) -> float:
    """Return the height of the ground: low at the river, and a hill in the south-west."""
    x, y = spot
    hill = 14 * math.exp(-(((x + 420) / 380) ** 2) - ((y + 330) / 260) ** 2)
    return hill + 5 * (1 - math.exp(-(((y - 290) / 200) ** 2)))


def _place(spot: Spot) -> tuple[float, float]:
    """Return latitude and longitude of a place in the town."""
    x, y = spot
    east = x * math.cos(TURNED) - y * math.sin(TURNED)
    north = x * math.sin(TURNED) + y * math.cos(TURNED)
    latitude = MIDDLE[0] + north / METRES_PER_DEGREE
    return latitude, MIDDLE[1] + east / METRES_PER_DEGREE / math.cos(math.radians(MIDDLE[0]))
