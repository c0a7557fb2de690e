"""An instrument: its items, how they are scored, and what change of its score matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["mean", "sum", "single", "typed"]
Better = Literal["higher", "lower"]

CHOSEN_WORDS = "_words"
"""An item that the person chooses is stored with its words under its id and this ending."""

LEAST_SHARE = 0.10
"""A change in per cent of the start counts only beyond this share of the range: one point of
ten is noise (Ostelo 2008, Spine 33:90)."""


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
    low_words, high_words : str
        What the ends of a plain scale mean.
    chosen : bool
        Whether the person says what it is about; the text then asks how that goes.
    """

    id: str
    text: str
    low: int
    high: int
    words: tuple[str, ...] = ()
    low_words: str = ""
    high_words: str = ""
    chosen: bool = False

    @property
    def words_key(self) -> str:
        """Return the key under which the person's own words are stored."""
        return f"{self.id}{CHOSEN_WORDS}"


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
    change_share : float or None
        The same as a share of the first score; whichever is reached first counts.
    success : float or None
        Score from which one answer by itself counts as success.
    first_after_days : int
        Days of the programme before it is asked for the first time.
    change_one : float or None
        Smallest change that matters where the score is the answer to one item alone.
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
    change_share: float | None = None
    success: float | None = None
    first_after_days: int = 0
    change_one: float | None = None

    @property
    def chosen(self) -> tuple[Item, ...]:
        """Return the items whose words the person chooses."""
        return tuple(item for item in self.items if item.chosen)

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

    def gained(self, first: float, now: float) -> float:
        """Return by how much a score got better; below zero is worse."""
        return now - first if self.better == "higher" else first - now

    def worth(self, first: float, *, of_one: bool = False) -> float | None:
        """Return the smallest change from a first score that matters; None where none is known.

        Parameters
        ----------
        first : float
        of_one : bool
            Whether the score is the answer to one item alone: a mean of several is steadier.
        """
        if self.change is None:
            return None
        if of_one and self.change_one is not None:
            return self.change_one
        if self.change_share is None:
            return self.change
        # A little above the floor: a gain of exactly one point in ten does not count.
        floor = LEAST_SHARE * (self.high - self.low) * 1.01
        return min(self.change, max(self.change_share * abs(first), floor))

    def improved(self, first: float, now: float, *, of_one: bool = False) -> bool | None:
        """Return whether a score got better by a change that matters; None where none is known."""
        worth = self.worth(first, of_one=of_one)
        return None if worth is None else self.gained(first, now) >= worth - 1e-9
