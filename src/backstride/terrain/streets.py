"""Looking for a street by its name, among the names that the walking network has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from weakref import WeakKeyDictionary

import numpy as np

from .arrays import SCALE, Floats, Ints, to_plane
from .network import TerrainMap
from .pieces import Street, streets_called
from .quarters import is_called
from .spelling import folded, parted, spellings

INSIDE_LETTERS = 3
"""With fewer letters a name must begin, or have a word that begins, with them (judgement)."""

ALIKE = 0.8
"""How alike two spellings are at least, of 1, where nothing was found as it was written
(judgement; a name of ten letters with two of them wrong)."""

LENGTHS_APART = 2

EXACT, BEGINS, WORD_BEGINS, INSIDE, ALL_WORDS = range(5)
NOT = ALL_WORDS + 1


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
        told += [
            (rank, each)
            for each in streets_called(network, index.length_m, number, own, origin, house)
        ]
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
