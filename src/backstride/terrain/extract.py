"""Reading an OpenStreetMap extract: ways to walk on, places that help, shapes to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from osmium.geom import WKBFactory

from .arrays import Coordinates
from .errors import MapError
from .lines import LineStore
from .rows import AREAS, Extract
from .ways import RELEVANT, way_of

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1."""

NO_WAY = -1

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Time of an object whose time was removed."""

TOLD_EVERY = 4096
"""Objects between two words on the progress."""

HOUSE = "addr:housenumber"
NODE_KEYS = (
    "highway",
    "kerb",
    "barrier",
    "crossing",
    "amenity",
    "man_made",
    "drinking_water",
    "place",
    HOUSE,
)
SHAPE_KEYS = ("building", "natural", "waterway", "leisure", "landuse", "railway", "amenity")

TAGS_THAT_MATTER = tuple(sorted(RELEVANT))
OFTEN = ("highway", "surface", "access", "foot", "footway", "lit", "sidewalk", "smoothness")
SELDOM = tuple(key for key in TAGS_THAT_MATTER if key not in OFTEN)
"""A way without any of these, which the filter tells quickly, is asked for the others only."""

QUARTERS = frozenset(("suburb", "quarter", "neighbourhood", "village", "hamlet", "town"))
"""Kinds of places that tell streets of one name apart; a city holds them all."""

WATER = frozenset(("water", "bay", "strait"))
GREEN_LEISURE = frozenset(("park", "garden", "nature_reserve", "common", "golf_course", "pitch"))
GREEN_LANDUSE = frozenset(
    ("forest", "grass", "meadow", "recreation_ground", "village_green", "cemetery", "allotments")
)
GREEN_NATURAL = frozenset(("wood", "grassland", "scrub", "heath"))
STREAMS = frozenset(("river", "canal", "stream"))
RAILS = frozenset(("rail", "light_rail", "tram", "subway", "narrow_gauge"))


def read_extract(path: Path, progress: Progress | None = None) -> Extract:
    """Read a ``.osm.pbf``, ``.osm`` or ``.osm.bz2`` file in one pass.

    Relations that draw water and parks are looked up before, without the objects in them.

    Raises
    ------
    MapError
        If the file cannot be read, or holds no way that people may walk on.
    """
    if not path.is_file():
        raise MapError(f"There is no file {path}.")
    try:
        reader = _Reader(path, progress)
        reader.run()
    except (RuntimeError, ValueError) as error:
        raise MapError(
            f"{path} cannot be read as an OpenStreetMap extract: {error}. Download it again, "
            "as .osm.pbf."
        ) from error
    if not len(reader.extract.ways):
        raise MapError(
            f"{path} holds no way that people may walk on. Choose an extract of a "
            "place with streets."
        )
    return reader.extract


class _Reader:
    def __init__(self, path: Path, progress: Progress | None) -> None:
        self.path = path
        self.progress = progress or (lambda share: None)
        self.extract = Extract()
        self.wkb = WKBFactory()
        self.meanings: dict[tuple[str | None, ...], int] = {}
        header = osmium.io.Reader(str(path), osmium.osm.NOTHING).header()
        self.extract.date = (
            header.get("osmosis_replication_timestamp") or header.get("timestamp") or ""
        )[:10]
        self.dated = not self.extract.date
        self.newest, self.latest = EPOCH, 0
        self.members: dict[int, tuple[int, str, str]] = {}
        self.rings: dict[int, Coordinates] = {}
        self.seen = 0

    def run(self) -> None:
        self.members = self._areas_of_relations()
        told = osmium.filter.KeyFilter(*NODE_KEYS)
        told.enable_for(osmium.osm.NODE)
        seldom = osmium.filter.KeyFilter(*SELDOM)
        seldom.enable_for(osmium.osm.WAY)
        objects: Iterable[Any] = (
            osmium.FileProcessor(str(self.path), osmium.osm.NODE | osmium.osm.WAY)
            .with_locations()
            .with_filter(told)
            .with_filter(seldom)
            .handler_for_filtered(_Others(self))
        )
        for thing in objects:
            if thing.is_node():
                self._node(thing)
            else:
                self.take(thing, TAGS_THAT_MATTER)
        self._draw_relations(self.members, self.rings)
        self.progress(1.0)
        if self.newest > EPOCH:
            self.extract.date = self.newest.date().isoformat()

    def take(self, way: Any, keys: tuple[str, ...]) -> None:
        """Take in a way, of whose tags only those under some keys say how it is to walk on."""
        if self.members and way.id in self.members:
            line = self._whole_line(way)
            if line is not None:
                self.rings[way.id] = line
        self._way(way, keys)
        self.seen += 1
        if self.seen % TOLD_EVERY == 0:
            # The end is not known before it is reached: each step takes a part of the rest.
            self.progress(1 - 1 / (1 + self.seen / 60_000))

    def _node(self, node: Any) -> None:
        tags = node.tags
        here = node.location
        if not here.valid():
            return
        x, y = here.x, here.y
        if tags.get("highway") == "crossing" or tags.get("crossing") not in (None, "no"):
            self.extract.crossings.append((x, y))
        kerb = tags.get("kerb")
        if kerb in ("raised", "yes", "regular") or (kerb is None and tags.get("barrier") == "kerb"):
            self.extract.kerbs.append((x, y))
        if tags.get("place") in QUARTERS and tags.get("name"):
            self.extract.quarters.append((x, y, tags["name"]))
        house = tags.get(HOUSE)
        if house:
            self.extract.addresses.add(x, y, _street_of(tags), house)
        kind = _point_kind(tags)
        if kind:
            self.extract.points.append((kind, x, y, tags.get("name") or ""))

    def _way(self, way: Any, keys: tuple[str, ...]) -> None:
        tags = way.tags
        if not len(tags):
            return
        if "highway" in tags:
            # Asked for by name: going through all tags of each way takes longer.
            values = tuple(map(tags.get, keys))
            meaning = self.meanings.get(values)
            if meaning is None:
                meaning = self.meanings[values] = self._meaning(zip(keys, values, strict=True))
            if meaning == NO_WAY:
                self._add_shape("road", "", way)
            else:
                ways = self.extract.ways
                ways.add(way.id, meaning, tags.get("name") or "", self._add_lines(ways.lines, way))
                # Changes are numbered in the order of time; reading each time takes longer.
                if self.dated and (not way.changeset or way.changeset > self.latest):
                    self.latest = way.changeset
                    self.newest = max(self.newest, way.timestamp)
            return
        house = tags.get(HOUSE)
        if house:
            self._add_house(way, house)
        kind = _shape_kind(tags)
        if kind:
            self._add_shape(kind, tags.get("name") or "", way)
        point = _point_kind(tags)
        if point:
            line = self._whole_line(way)
            if line is not None:
                x, y = line.mean(axis=0).astype(np.int32)
                self.extract.points.append((point, int(x), int(y), tags.get("name") or ""))

    def _add_house(self, way: Any, number: str) -> None:
        """Keep the number of a house at a point inside: two corners across from each other tell."""
        one, other = way.nodes[0].location, way.nodes[len(way.nodes) // 2].location
        if one.valid() and other.valid():
            x, y = (one.x + other.x) // 2, (one.y + other.y) // 2
            self.extract.addresses.add(x, y, _street_of(way.tags), number)

    def _meaning(self, tags: Iterable[tuple[str, str | None]]) -> int:
        """Return where the meaning of a way with some tags is, or that nobody may walk there."""
        way = way_of({key: value for key, value in tags if value})
        if way is None:
            return NO_WAY
        self.extract.ways.meanings.append(way)
        return len(self.extract.ways.meanings) - 1

    def _add_shape(self, kind: str, name: str, way: Any) -> None:
        if kind in AREAS and not way.is_closed():
            return
        shapes = self.extract.shapes[kind]
        for _ in range(self._add_lines(shapes.lines, way)):
            shapes.name.append(self.extract.shape_names.number(name))

    def _add_lines(self, store: LineStore, way: Any) -> int:
        """Store the shape of a way; return in how many pieces, as nodes may be missing."""
        try:
            store.add_wkb(self.wkb.create_linestring(way))
        except (osmium.InvalidLocationError, RuntimeError):
            pieces = _pieces(way)
            for piece in pieces:
                store.add(piece)
            return len(pieces)
        return 1

    def _whole_line(self, way: Any) -> Coordinates | None:
        pieces = _pieces(way)
        return np.array(pieces[0], dtype=np.int32) if len(pieces) == 1 else None

    def _areas_of_relations(self) -> dict[int, tuple[int, str, str]]:
        """Return, for the outer ways of water and parks: relation, kind and name."""
        members: dict[int, tuple[int, str, str]] = {}
        relations: Iterable[Any] = osmium.FileProcessor(
            str(self.path), osmium.osm.RELATION
        ).with_filter(osmium.filter.KeyFilter(*SHAPE_KEYS))
        for relation in relations:
            kind = _shape_kind(relation.tags)
            if kind in ("water", "green") and relation.tags.get("type") == "multipolygon":
                told = (relation.id, kind, relation.tags.get("name") or "")
                for member in relation.members:
                    if member.type == "w" and member.role in ("outer", ""):
                        members[member.ref] = told
        return members

    def _draw_relations(
        self, members: Mapping[int, tuple[int, str, str]], lines: Mapping[int, Coordinates]
    ) -> None:
        by_relation: dict[tuple[int, str, str], list[Coordinates]] = {}
        for way_id, line in lines.items():
            by_relation.setdefault(members[way_id], []).append(line)
        for (_, kind, name), parts in by_relation.items():
            for ring in _joined(parts):
                if len(ring) > 3 and (ring[0] == ring[-1]).all():
                    self.extract.shapes[kind].name.append(self.extract.shape_names.number(name))
                    self.extract.shapes[kind].lines.add(ring.tolist())


class _Others:
    """Takes in the ways that the filter leaves out."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader

    def way(self, way: Any) -> None:
        """Take in a way with none of the keys that are seldom there."""
        self.reader.take(way, OFTEN)


def _pieces(way: Any) -> list[list[tuple[int, int]]]:
    pieces: list[list[tuple[int, int]]] = [[]]
    for node in way.nodes:
        if not node.location.valid():
            pieces.append([])
        elif not pieces[-1] or pieces[-1][-1] != (node.x, node.y):
            pieces[-1].append((node.x, node.y))
    return [piece for piece in pieces if len(piece) > 1]


def _joined(parts: list[Coordinates]) -> list[Coordinates]:
    """Join lines end to end to rings."""
    ends = [(tuple(part[0].tolist()), tuple(part[-1].tolist())) for part in parts]
    at: dict[tuple[int, ...], list[int]] = {}
    for number, both in enumerate(ends):
        for point in set(both):
            at.setdefault(point, []).append(number)
    rings: list[Coordinates] = []
    used = [False] * len(parts)
    for number, (begin, end) in enumerate(ends):
        if used[number]:
            continue
        used[number] = True
        line = [parts[number]]
        while end != begin and (other := _unused(at[end], used)) is not None:
            used[other] = True
            ahead = ends[other][0] == end
            line.append((parts[other] if ahead else parts[other][::-1])[1:])
            end = ends[other][1 if ahead else 0]  # noqa: PLW2901 - the line grows at its end
        rings.append(np.concatenate(line))
    return rings


def _unused(numbers: list[int], used: list[bool]) -> int | None:
    """Take numbers out until one is found that is not used."""
    while numbers:
        if not used[number := numbers.pop()]:
            return number
    return None


def _street_of(tags: Any) -> str:
    return tags.get("addr:street") or tags.get("addr:place") or ""


def _point_kind(tags: Any) -> str:
    match tags.get("amenity"):
        case "bench":
            return "bench"
        case "drinking_water" | "water_point":
            return "water"
        case "fountain" if tags.get("drinking_water") == "yes":
            return "water"
        case "toilets" if tags.get("access") not in ("private", "no", "customers"):
            return "toilets"
    if tags.get("man_made") == "water_tap" and tags.get("drinking_water") == "yes":
        return "water"
    return ""


def _shape_kind(tags: Any) -> str:
    if "building" in tags:
        return "building"
    if tags.get("natural") in WATER or tags.get("waterway") in ("riverbank", "dock"):
        return "water"
    if (
        tags.get("leisure") in GREEN_LEISURE
        or tags.get("landuse") in GREEN_LANDUSE
        or tags.get("natural") in GREEN_NATURAL
    ):
        return "green"
    if tags.get("natural") == "coastline":
        return "coast"
    if tags.get("waterway") in STREAMS:
        return "stream"
    if tags.get("railway") in RAILS:
        return "rail"
    return ""
