"""An instrument: its items, how they are scored, and what change of its score matters."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from backstride.diary import Diary, Questionnaire

How = Literal["mean", "sum", "single", "typed"]
Better = Literal["higher", "lower"]

_KEYS = frozenset(
    {"id", "version", "name", "language", "rights", "source", "when", "score", "item"}
)
_SCORE_KEYS = frozenset({"how", "low", "high", "better", "change", "change_source", "fewest"})
_ITEM_KEYS = frozenset({"id", "text", "low", "high", "words"})


class InstrumentError(ValueError):
    """An instrument file, or an answer, cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an instrument.

    Parameters
    ----------
    id : str
    text : str
    low, high : int
        Smallest and largest answer.
    words : tuple of str
        A word for every answer from `low` to `high`; empty for a plain scale.
    """

    id: str
    text: str
    low: int
    high: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire, as its file describes it.

    Parameters
    ----------
    id, name, language, rights, source : str
    version : int
    recall_days : int
        Days the questions look back on; 0 for now.
    every_days : int
        Days from one time to the next.
    items : tuple of Item
        Empty where only a total is typed in.
    how : {"mean", "sum", "single", "typed"}
        How answers become a score.
    low, high : float
        Range of the score.
    better : {"higher", "lower"}
        Which end is good.
    change : float or None
        Smallest change of the score that matters.
    change_source : str
        Where that figure is from.
    fewest : int
        Answers below which there is no score.
    """

    id: str
    version: int
    name: str
    language: str
    rights: str
    source: str
    recall_days: int
    every_days: int
    items: tuple[Item, ...]
    how: How
    low: float
    high: float
    better: Better
    change: float | None
    change_source: str
    fewest: int

    def score(self, answers: Mapping[str, float]) -> float:
        """Return the score of a set of answers.

        Raises
        ------
        InstrumentError
            If an answer belongs to no item, is out of range, or too few were given.
        """
        if self.how == "typed":
            raise InstrumentError(f"{self.id}: only its total can be entered, not its items")
        known = {item.id: item for item in self.items}
        for key, value in answers.items():
            item = known.get(key)
            if item is None:
                raise InstrumentError(
                    f"{self.id}: there is no item {key}; it has {', '.join(known)}"
                )
            if not item.low <= value <= item.high or value != int(value):
                raise InstrumentError(
                    f"{self.id}: {key} takes whole numbers from {item.low} to {item.high}, "
                    f"not {value:g}"
                )
        if len(answers) < self.fewest:
            raise InstrumentError(
                f"{self.id}: {self.fewest} answers are needed for a score, {len(answers)} are given"
            )
        total = sum(answers.values())
        return total / len(answers) if self.how in ("mean", "single") else total

    def check_total(self, total: float) -> float:
        """Return a typed total, or say why it cannot be one.

        Raises
        ------
        InstrumentError
            If it lies outside the range of the score.
        """
        if not self.low <= total <= self.high:
            raise InstrumentError(
                f"{self.id}: the total lies between {self.low:g} and {self.high:g}, not {total:g}"
            )
        return total

    def improved(self, first: float, now: float) -> bool | None:
        """Return whether a score got better by a change that matters; None where none is known."""
        if self.change is None:
            return None
        gain = now - first if self.better == "higher" else first - now
        return gain >= self.change


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one day."""

    day: date
    value: float


def read_instrument(text: str, *, name: str = "instrument") -> Instrument:
    """Turn the text of an instrument file into an instrument.

    Parameters
    ----------
    text : str
        TOML; the format is described in ``docs/clinicians/outcomes.md``.
    name : str
        What to call the file in an error.

    Raises
    ------
    InstrumentError
        If something is lacking, unknown or does not fit. The message says what.
    """
    try:
        data = tomllib.loads(text)
        _only(data, _KEYS, name)
        score, when = data["score"], data["when"]
        _only(score, _SCORE_KEYS, f"{name}: score")
        items = tuple(_item(each, name) for each in data.get("item", []))
        made = Instrument(
            str(data["id"]),
            int(data["version"]),
            str(data["name"]),
            str(data["language"]),
            str(data["rights"]),
            str(data["source"]),
            int(when["recall_days"]),
            int(when["every_days"]),
            items,
            cast(How, score["how"]),
            float(score["low"]),
            float(score["high"]),
            cast(Better, score["better"]),
            float(score["change"]) if "change" in score else None,
            str(score.get("change_source", "")),
            int(score.get("fewest", len(items))),
        )
    except KeyError as error:
        raise InstrumentError(f"{name}: the entry {error} is missing; add it") from error
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise InstrumentError(f"{name}: {error}") from error
    _check(made, name)
    return made


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return the instruments that come with the project, all in its own words."""
    folder = files("backstride.outcomes") / "instruments"
    found = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(
        read_instrument((folder / each).read_text(encoding="utf-8"), name=each) for each in found
    )


def scores(diary: Diary, instrument: Instrument, until: date | None = None) -> tuple[Scored, ...]:
    """Return the scores of an instrument in a diary, the latest of each day, oldest first.

    Entries that the instrument cannot score are left out.
    """
    found: dict[date, Scored] = {}
    for event in diary.of(Questionnaire, until=until):
        if event.instrument != instrument.id:
            continue
        try:
            value = _value(event, instrument)
        except InstrumentError:
            continue
        found[event.day] = Scored(event.day, value)
    return tuple(found[day] for day in sorted(found))


def due(instrument: Instrument, last: date | None, on: date) -> bool:
    """Return whether the instrument should be asked on a day."""
    return last is None or (on - last).days >= instrument.every_days


def _value(event: Questionnaire, instrument: Instrument) -> float:
    if event.answers and instrument.how != "typed":
        numbers = {key: each for key, each in event.answers.items() if isinstance(each, float)}
        if len(numbers) != len(event.answers):
            raise InstrumentError(f"{instrument.id}: an answer is no number")
        return instrument.score(numbers)
    if event.total is None:
        raise InstrumentError(f"{instrument.id}: no total is given")
    return instrument.check_total(event.total)


def _item(data: Mapping[str, Any], name: str) -> Item:
    _only(data, _ITEM_KEYS, f"{name}: item")
    return Item(
        str(data["id"]),
        str(data["text"]),
        int(data["low"]),
        int(data["high"]),
        tuple(str(word) for word in data.get("words", ())),
    )


def _only(data: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(set(data) - known):
        raise InstrumentError(f"{where}: {', '.join(unknown)} is not known; leave it out")


def _check(made: Instrument, name: str) -> None:
    """Raise where the parts of an instrument do not fit one another."""
    if made.how not in ("mean", "sum", "single", "typed"):
        raise InstrumentError(f"{name}: score.how is mean, sum, single or typed, not {made.how}")
    if made.better not in ("higher", "lower"):
        raise InstrumentError(f"{name}: score.better is higher or lower, not {made.better}")
    if made.low >= made.high:
        raise InstrumentError(f"{name}: score.low must lie below score.high")
    if (made.how == "typed") is bool(made.items):
        raise InstrumentError(f"{name}: a typed total has no items, every other score has some")
    if made.how == "single" and len(made.items) != 1:
        raise InstrumentError(f"{name}: a single score has one item, not {len(made.items)}")
    if made.items and not 1 <= made.fewest <= len(made.items):
        raise InstrumentError(f"{name}: score.fewest lies between 1 and {len(made.items)}")
    if made.change is not None and not made.change_source:
        raise InstrumentError(f"{name}: a change that matters needs score.change_source")
    if len({item.id for item in made.items}) != len(made.items):
        raise InstrumentError(f"{name}: an item id occurs twice")
    if made.every_days < 1 or made.recall_days < 0:
        raise InstrumentError(f"{name}: when.every_days is at least 1, when.recall_days at least 0")
    for item in made.items:
        if item.low >= item.high:
            raise InstrumentError(f"{name}: {item.id}: low must lie below high")
        if item.words and len(item.words) != item.high - item.low + 1:
            raise InstrumentError(f"{name}: {item.id}: a word for every answer, or none")
    if made.items:
        scale = 1 if made.how in ("mean", "single") else len(made.items)
        low, high = min(i.low for i in made.items) * scale, max(i.high for i in made.items) * scale
        if (made.low, made.high) != (low, high):
            raise InstrumentError(f"{name}: the items give scores from {low} to {high}")
