"""Looking for a street by its name, among the names that the walking network has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .addresses import houses
from .arrays import SCALE, Floats, Indices, Ints, to_plane
from .names import side_of
from .network import TerrainMap
from .quarters import is_called, quarter_by
from .spelling import folded, parted, spellings

APART_M = 300.0
"""Pieces of one name with a wider gap between them are streets of their own (judgement)."""

INSIDE_LETTERS = 3
"""With fewer letters a name must begin, or have a word that begins, with them (judgement)."""

ALIKE = 0.8
"""How alike two spellings are at least, of 1, where nothing was found as it was written
(judgement; a name of ten letters with two of them wrong)."""

LENGTHS_APART = 2
NEIGHBOURS = 2

EXACT, BEGINS, WORD_BEGINS, INSIDE, ALL_WORDS = range(5)
NOT = ALL_WORDS + 1


@dataclass(frozen=True, slots=True)
class Street:
    """A street, or one of several of the same name.

    Attributes
    ----------
    name : str
    latitude, longitude : float
        A point on it near its middle, or of the house that was asked for, degrees.
    length_m : float
    meets : tuple of str
        The longest other streets that it meets, two at most.
    quarter : str
        The part of a town, or the village, whose point is nearest; empty where none is known.
    away_m : float
        From the point that was looked around to the middle of the street.
    side : str
        In which direction that is: "north-east".
    house : str
        The number of the house that was asked for, where the map knows it; else empty.
    """

    name: str
    latitude: float
    longitude: float
    length_m: float
    meets: tuple[str, ...]
    quarter: str
    away_m: float
    side: str
    house: str = ""


@dataclass(frozen=True, slots=True)
class StreetsFound:
    """What a search found, the likeliest first.

    Attributes
    ----------
    streets : tuple of Street
    more : int
        Others that fit too and are not among them.
    number : str
        Of a house, left out of the name to find them; empty where none was.
    only_alike : bool
        Whether they are only spelled alike.
    """

    streets: tuple[Street, ...] = ()
    more: int = 0
    number: str = ""
    only_alike: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of streets by their numbers, and how they are compared."""

    numbers: Ints
    spelled: tuple[tuple[str, ...], ...]
    length_m: Floats


_indexes: WeakKeyDictionary[TerrainMap, _Index] = WeakKeyDictionary()


def find_streets(
    network: TerrainMap, text: str, around: tuple[float, float], *, most: int = 12
) -> StreetsFound:
    """Return the streets of a map whose name is, begins with, or holds a text.

    Names are read when a map is first asked, and kept with it. Case, accents and short forms
    do not matter. Of those that fit equally well the ones in a quarter that is named behind a
    comma come first, then the nearest. Streets of one name that lie more than 300 m apart are
    told as several.

    Parameters
    ----------
    network : TerrainMap
    text : str
        As somebody types it, perhaps with the number of a house, a comma and the name of a quarter
        or a town behind.
    around : tuple of float
        Latitude and longitude of the point from which nearness is reckoned.
    most : int
        Streets that are returned at most.
    """
    index = _index_of(network)
    quarter = folded(text.partition(",")[2])
    for alike in (False, True):
        for wanted, house in _asked(text):
            ranks = _alike(index, wanted) if alike else _ranks(index, wanted)
            if (ranks < NOT).any():
                streets, more = _found(network, index, ranks, around, most, house, quarter)
                return StreetsFound(streets, more, house, alike)
    return StreetsFound()


def _index_of(network: TerrainMap) -> _Index:
    index = _indexes.get(network)
    if index is None:
        arrays = network.arrays
        metres = np.bincount(arrays.edge_name, weights=arrays.edge_length).astype(np.float64)
        numbers = np.flatnonzero(metres)
        numbers = numbers[numbers > 0]
        spelled = tuple(spellings(network.name(number)) for number in numbers.tolist())
        index = _indexes[network] = _Index(numbers, spelled, metres)
    return index


def _asked(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Return what is looked for until something is found: names, and the number of the house."""
    street = text.split(",", maxsplit=1)[0]
    tries = [(text, ""), (street, ""), parted(street), parted(text)]
    told: dict[tuple[str, ...], str] = {}
    for each, house in tries:
        spelled = spellings(each)
        # The short form of "rua" alone is one letter, with which every other name begins.
        told.setdefault(
            spelled[:1] + tuple(form for form in spelled[1:] if len(form) >= INSIDE_LETTERS),
            house,
        )
    return [(spelled, house) for spelled, house in told.items() if spelled]


def _ranks(index: _Index, wanted: Sequence[str]) -> Ints:
    return np.array([_rank(each, wanted) for each in index.spelled], dtype=np.int64)


def _rank(names: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how well a name fits, the smaller the better."""
    best = NOT
    for name in names:
        joined = name.replace(" ", "")
        for each in wanted:
            best = min(best, _fit(name, joined, each, each.replace(" ", "")))
    return best


def _fit(name: str, joined: str, wanted: str, together: str) -> int:
    if together in joined:
        if joined == together:
            return EXACT
        if joined.startswith(together):
            return BEGINS
        if f" {wanted}" in name:
            return WORD_BEGINS
        return INSIDE if len(together) >= INSIDE_LETTERS else NOT
    if " " in wanted:
        spaced = f" {name}"
        if all(f" {word}" in spaced for word in wanted.split()):
            return ALL_WORDS
    return NOT


def _alike(index: _Index, wanted: Sequence[str]) -> Ints:
    """Return a rank for each name: 0 for those most alike."""
    ranks = np.full(len(index.spelled), NOT, dtype=np.int64)
    plain = wanted[0].replace(" ", "")
    if len(plain) <= INSIDE_LETTERS:
        return ranks
    told = SequenceMatcher(b=plain, autojunk=False)
    best = ALIKE
    for number, names in enumerate(index.spelled):
        for name in names:
            joined = name.replace(" ", "")
            if abs(len(joined) - len(plain)) > LENGTHS_APART:
                continue
            told.set_seq1(joined)
            if told.real_quick_ratio() < ALIKE or told.quick_ratio() < ALIKE:
                continue
            ratio = told.ratio()
            if ratio >= ALIKE:
                ranks[number] = EXACT if ratio >= best else BEGINS
                best = max(best, ratio)
    return ranks


def _found(
    network: TerrainMap,
    index: _Index,
    ranks: Ints,
    around: tuple[float, float],
    most: int,
    house: str,
    quarter: str,
) -> tuple[tuple[Street, ...], int]:
    """Return the streets of names with a rank, the best first, and how many are left out."""
    arrays = network.arrays
    origin = (around[1] * SCALE, around[0] * SCALE)
    fit = np.flatnonzero(ranks < NOT)
    rank_of = np.full(len(index.length_m), NOT, dtype=np.int64)
    rank_of[index.numbers[fit]] = ranks[fit]
    edges = np.flatnonzero(rank_of[arrays.edge_name] < NOT)
    away = np.full(len(index.length_m), np.inf)
    ends = to_plane(arrays.nodes[arrays.edge_u[edges]], origin)
    np.minimum.at(away, arrays.edge_name[edges], np.hypot(ends[:, 0], ends[:, 1]))
    numbers = index.numbers[fit]
    order = np.lexsort((away[numbers], ranks[fit]))
    chosen = numbers[order[:most]]
    edges = edges[np.isin(arrays.edge_name[edges], chosen)]
    told: list[tuple[int, Street]] = []
    for number in chosen.tolist():
        own = edges[arrays.edge_name[edges] == number]
        rank = int(rank_of[number])
        told += [(rank, each) for each in _streets(network, index, number, own, origin, house)]
    told.sort(
        key=lambda each: (
            each[0],
            not each[1].house,
            not is_called(each[1].quarter, quarter),
            each[1].away_m,
        )
    )
    left_out = max(0, len(told) - most) + len(fit) - len(chosen)
    return tuple(street for _, street in told[:most]), left_out


def _streets(
    network: TerrainMap,
    index: _Index,
    number: int,
    edges: Ints,
    origin: tuple[float, float],
    house: str,
) -> Iterable[Street]:
    """Yield the streets of one name: pieces that lie near each other are one."""
    arrays = network.arrays
    nodes, at = np.unique(
        np.concatenate([arrays.edge_u[edges], arrays.edge_v[edges]]), return_inverse=True
    )
    u, v = at[: len(edges)], at[len(edges) :]
    plane = to_plane(arrays.nodes[nodes], origin)
    near = cKDTree(plane).query_pairs(APART_M, output_type="ndarray")
    pairs = np.concatenate([np.column_stack([u, v]), near])
    joined = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(nodes),) * 2)
    count, part = connected_components(joined, directed=False)
    doors = houses(network, number, house) if house else arrays.nodes[:0]
    doors_plane = to_plane(doors, origin)
    for each in range(count):
        inside = part == each
        own = plane[inside]
        middle = int(np.argmin(np.hypot(*(own - np.median(own, axis=0)).T)))
        point = arrays.nodes[nodes[inside][middle]]
        door = _at_the_street(own, doors_plane)
        if door is not None:
            point = doors[door]
        yield Street(
            network.name(number),
            float(point[1]) / SCALE,
            float(point[0]) / SCALE,
            float(arrays.edge_length[edges][part[u] == each].sum()),
            _meets(network, index, number, nodes[inside]),
            quarter_by(network, (int(point[0]), int(point[1]))),
            float(np.hypot(*own[middle])),
            side_of(*own[middle].tolist()),
            house if door is not None else "",
        )


def _at_the_street(nodes: Floats, doors: Floats) -> int | None:
    """Return the house that is nearest to the nodes of a street; None where none is near."""
    if not len(doors):
        return None
    away, _ = cKDTree(nodes).query(doors)
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= APART_M else None


def _meets(network: TerrainMap, index: _Index, number: int, nodes: Indices) -> tuple[str, ...]:
    """Return the longest other streets at some nodes, the longest first."""
    names = network.arrays.edge_name
    others = {int(names[edge]) for node in nodes.tolist() for _, edge in network.arcs_from(node)}
    longest = sorted(others - {0, number}, key=lambda other: (-index.length_m[other], other))
    return tuple(network.name(other) for other in longest[:NEIGHBOURS])
