"""A made-up town, written as an OpenStreetMap extract.

Thirteen streets from west to east and as many from south to north, about 100 m apart, around
50 N 8 E. The northern rows are smooth asphalt, the fifth row says nothing about its ground, the
southern rows are cobbles. North of it a lane ends blind, 240 m from the grid. Far in the east
lie an islet with one path of 80 m, and another with a ring of 480 m.
"""

from __future__ import annotations

import math
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

SOUTH, WEST = 50.0, 8.0
SIDE = 13
BLOCKS_M = (95, 105, 88, 112, 97, 103, 92, 110, 99, 101, 90, 107)
"""From street to street, the same to the north and to the east."""

METRES_PER_DEGREE = 111_195.0
UNKNOWN_ROW = 4

Tags = dict[str, str]


def at(east_m: float, north_m: float) -> tuple[float, float]:
    """Return latitude and longitude of a point of the town, metres from its corner."""
    latitude = SOUTH + north_m / METRES_PER_DEGREE
    longitude = WEST + east_m / METRES_PER_DEGREE / math.cos(math.radians(SOUTH))
    return latitude, longitude


def block(number: float) -> float:
    """Return how far a street, or a point between two, is from the first one."""
    whole = int(number)
    rest = (number - whole) * BLOCKS_M[whole] if whole < len(BLOCKS_M) else 0.0
    return sum(BLOCKS_M[:whole]) + rest


CORNER = at(block(6), block(8))
"""On asphalt, in the middle."""

LANE_END = at(block(4), block(12) + 240)
PATH = at(5000, 40)
RING = at(6000, 60)


class Town:
    """What is written to the extract."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.relations: list[Relation] = []

    def node(self, east_m: float, north_m: float, **tags: str) -> int:
        """Add a node."""
        latitude, longitude = at(east_m, north_m)
        number = len(self.nodes) + 1
        self.nodes.append(Node(id=number, location=(longitude, latitude), tags=_tags(tags)))
        return number

    def way(self, nodes: list[int], **tags: str) -> int:
        """Add a way."""
        number = 1000 + len(self.ways)
        self.ways.append(
            Way(id=number, nodes=nodes, tags=_tags(tags), timestamp="2024-05-17T08:00:00Z")
        )
        return number

    def ring(self, corners: list[tuple[float, float]], **tags: str) -> int:
        """Add a closed way."""
        nodes = [self.node(*corner) for corner in corners]
        return self.way([*nodes, nodes[0]], **tags)

    def write(self, path: Path) -> Path:
        """Write the extract."""
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for node in self.nodes:
                writer.add_node(node)
            for way in self.ways:
                writer.add_way(way)
            for relation in self.relations:
                writer.add_relation(relation)
        return path


def _tags(tags: Tags) -> Tags:
    """Return tags with the colons that Python names cannot have."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def town() -> Town:
    """Return the town."""
    made = Town()
    corner = {
        (column, row): made.node(block(column), block(row))
        for row in range(SIDE)
        for column in range(SIDE)
    }
    for row in range(SIDE):
        ground: Tags = {"surface": "asphalt", "smoothness": "good", "lit": "yes"}
        if row == UNKNOWN_ROW:
            ground = {}
        elif row < UNKNOWN_ROW:
            ground = {"surface": "sett"}
        made.way(
            [corner[column, row] for column in range(SIDE)],
            highway="residential",
            name=f"{row}. Row",
            **ground,
        )
    for column in range(SIDE):
        line = [corner[column, row] for row in range(SIDE)]
        named = f"{column}. Column"
        made.way(line[: UNKNOWN_ROW + 1], highway="residential", name=named, surface="sett")
        made.way(line[UNKNOWN_ROW:], highway="residential", name=named, surface="asphalt")

    lane = made.node(block(4), block(12) + 240)
    made.way([corner[4, 12], lane], highway="service", name="Blind Lane", surface="asphalt")
    made.way(
        [corner[2, 6], made.node(block(2.5), block(6.5)), corner[3, 7]],
        highway="steps",
        step_count="40",
        incline="up",
    )
    made.way([made.node(5000, 0), made.node(5000, 80)], highway="footway", surface="fine_gravel")
    made.ring(
        [(6000, 0), (6120, 0), (6120, 120), (6000, 120)], highway="footway", surface="asphalt"
    )
    made.way([corner[0, 0], made.node(-500, 0)], highway="motorway")
    made.way([corner[0, 12], made.node(-400, block(12))], highway="service", access="private")

    made.node(block(6.5), block(8) + 8, amenity="bench")
    made.node(block(5.4), block(8) + 8, amenity="bench", name="Bench of the mayor")
    made.node(block(6) + 8, block(8.5), amenity="bench")
    made.node(block(6) + 8, block(7.5), amenity="bench")
    made.node(block(5.5), block(8) - 8, amenity="drinking_water")
    made.node(block(6.5), block(7) - 8, amenity="toilets")
    made.node(block(2.5), block(5) - 8, amenity="toilets", access="private")
    made.ring([(500, 500), (560, 500), (560, 560), (500, 560)], building="yes", name="Town hall")
    made.ring([(620, 620), (700, 620), (700, 700)], leisure="park", name="Castle Park")
    outer = made.ring([(-300, 300), (-100, 300), (-100, 500), (-300, 500)], source="survey")
    made.relations.append(
        Relation(
            id=1,
            members=[("w", outer, "outer")],
            tags={"type": "multipolygon", "natural": "water", "name": "Mill Pond"},
        )
    )
    return made
