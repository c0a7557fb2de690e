"""The movements and stretches, and what each becomes for one person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from backstride.guidance.needs import Need, WalkerNeeds

SETTLE_S = 4
"""Seconds to get into a stretch or to change sides (judgement)."""

OLDER_HOLD_S = 30
"""Hold from 65 on (ACSM/Garber 2011: 30-60 s)."""

SHORT_HOLD_S = 20
LONG_HOLD_S = 25
"""Holds below 65, after a short and after a longer walk (evidence section 7: 20-30 s)."""


class Place(StrEnum):
    """Where warm-up and cool-down happen."""

    OUTSIDE = "outside"
    HOME = "home"


class ItemKind(StrEnum):
    """What is done in an item."""

    SLOW_WALK = "slow_walk"
    DYNAMIC = "dynamic"
    HOLD = "hold"
    MOVE = "move"
    BREATH = "breath"


When = Need | Place
"""What a form or a note is for: a need, or a place."""


class Form(BaseModel):
    """An instruction that replaces the plain one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: tuple[When, ...] = Field(min_length=1)
    instruction: str


class Note(BaseModel):
    """A sentence that is added to the instruction."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: tuple[When, ...] = Field(min_length=1)
    text: str


class Item(BaseModel):
    """One movement or stretch, as written in ``items.toml``.

    Parameters
    ----------
    id : str
        ``w1`` to ``w10`` before, ``c1`` to ``c12`` after the walk; the numbers are those
        of evidence section 7.
    phase, kind, name : str
    say : str
        Short enough to be spoken when it begins.
    instruction, easier, skip : str
        How, the easier form, and when to leave it out.
    skip_if : tuple of Need
        Needs with which it never appears.
    seconds : int or None
        Length of an item that is neither a walk nor held.
    sides, rounds : int
        How many sides, and how many times each is held.
    hold_s : int or None
        Length of one hold below 65 where the item has its own.
    place : str
        What it needs: only room to stand, a seat, or a floor to lie on.
    targets : tuple of str
    form, note : tuple
        Changes for needs and places.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[wc]\d{1,2}$")
    phase: Literal["warm_up", "cool_down"]
    kind: ItemKind
    name: str
    say: str = Field(max_length=70)
    instruction: str
    easier: str
    skip: str
    skip_if: tuple[Need, ...] = ()
    seconds: int | None = Field(default=None, ge=10, le=120)
    sides: Literal[1, 2] = 1
    rounds: int = Field(default=1, ge=1, le=4)
    hold_s: int | None = Field(default=None, ge=20, le=30)
    place: Literal["standing", "seat", "floor"]
    targets: tuple[str, ...] = Field(min_length=1)
    form: tuple[Form, ...] = ()
    note: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _has_a_length(self) -> Item:
        timed = self.kind in (ItemKind.DYNAMIC, ItemKind.MOVE, ItemKind.BREATH)
        if timed != (self.seconds is not None):
            raise ValueError(f"{self.id}: give seconds for a timed item, and only there")
        return self

    @property
    def number(self) -> int:
        """Its place in the order of its phase."""
        return int(self.id[1:])


@dataclass(frozen=True, slots=True)
class Fitted:
    """An item as one person does it.

    Parameters
    ----------
    item : Item
    instruction : str
        In the form that suits the person and the place, notes included.
    left_out : bool
        Whether the person's needs or the place rule it out.
    """

    item: Item
    instruction: str
    left_out: bool

    def hold_s(self, person: WalkerNeeds, *, long: bool) -> int:
        """Seconds of one hold; ``long`` says that there is time for the longer one."""
        if person.older:
            return OLDER_HOLD_S
        return self.item.hold_s or (LONG_HOLD_S if long else SHORT_HOLD_S)

    def duration_s(self, person: WalkerNeeds, *, long: bool) -> int:
        """Seconds the whole item takes, changes of side included; 0 for a slow walk."""
        if self.item.kind is ItemKind.HOLD:
            holds = self.item.sides * self.item.rounds
            return holds * (self.hold_s(person, long=long) + SETTLE_S)
        return self.item.seconds or 0


def fit(item: Item, person: WalkerNeeds, place: Place) -> Fitted:
    """Return the item as that person does it in that place."""
    circumstances: frozenset[When] = person.needs | {place}
    instruction = next(
        (each.instruction for each in item.form if circumstances & set(each.when)),
        item.instruction,
    )
    notes = [each.text for each in item.note if circumstances & set(each.when)]
    on_the_floor = item.place == "floor" and place is Place.OUTSIDE
    return Fitted(
        item=item,
        instruction=" ".join([instruction, *notes]),
        left_out=on_the_floor or bool(person.needs & set(item.skip_if)),
    )


_FILE = tomllib.loads(
    files("backstride.guidance").joinpath("items.toml").read_text(encoding="utf-8")
)

ITEMS: tuple[Item, ...] = TypeAdapter(tuple[Item, ...]).validate_python(_FILE["item"])
"""Every movement and stretch, warm-up first."""

EXERCISE_RULES: tuple[str, ...] = tuple(_FILE["rules"])
"""What holds for all of them, as sentences (evidence section 7)."""


def item(item_id: str) -> Item:
    """Return the item of that id.

    Raises
    ------
    ValueError
        If there is none.
    """
    for each in ITEMS:
        if each.id == item_id:
            return each
    raise ValueError(f"{item_id!r} is not an exercise; the ids run from w1 to w10, c1 to c12")


def stretches(
    person: WalkerNeeds | None = None, *, place: Place = Place.HOME
) -> tuple[Fitted, ...]:
    """Return every movement and stretch for a page of them.

    Parameters
    ----------
    person : WalkerNeeds, optional
        Whose needs to respect; those ruled out are marked ``left_out``. Without a person
        nothing is left out.
    place : Place
        At home the floor is available.
    """
    whose = person if person is not None else WalkerNeeds()
    return tuple(fit(each, whose, place) for each in ITEMS)
