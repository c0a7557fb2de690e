"""One row of the result: what happened to one walker in one week."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pyarrow as pa

from backstride.simulation.safety import Breach


@dataclass(slots=True)
class WeekRow:
    """Sums over one programme week of one walker.

    Parameters
    ----------
    walker, week : int
        Index of the walker; week from 1.
    group : str
    present : bool
        Whether the walker was still there at the week's end.
    planned_min : float
        Minutes the plan held for the week, as it stood on the week's first day.
    walked_min, walks : float, int
    longest_min : float
        Longest walk of the week.
    full_min : float
        Full length of one walk on the week's first day.
    spikes, ambers : int
        Walks that the response rule calls so, from honest answers to every question
        (nothing missing, nothing left out by a stoic person).
    spikes_by_load : int
        Spikes that would have been less without the load's own rise.
    eased_by_walk, eased_by_nature, eased_other : int
        Ways back and cuts that began in the week: after trouble that walking caused in
        truth, after trouble that it did not cause, and for other reasons (a lapse, say).
    held : str
        Why the plan for this week did not ask for more than the one before: ``walk``,
        ``nature``, ``other``; empty where it did, and in the first week.
    rule : str
        Id of the rule behind the full length on the week's first day.
    flares, flares_by_walk : int
        Flares begun; those that would not have begun without a walk's aftermath.
    flares_never : int
        Flares of the same person who never walks.
    bad_days : int
    days : int
        Days the walker was there.
    halted_days, halt_days_wanted, halt_days_obeyed : int
        Days without any walk allowed; days on which a safety answer asked for that; and
        how many of those the plan did.
    cap_walk, cap_week, kind_after_spike, halt_ignored, rise_against_hold : int
        Safety checks that did not hold, by kind.
    capacity_min : float
        True capacity at the end of the week.
    habit : float
    """

    walker: int
    week: int
    group: str
    present: bool = True
    planned_min: float = 0.0
    walked_min: float = 0.0
    walks: int = 0
    longest_min: float = 0.0
    full_min: float = 0.0
    spikes: int = 0
    ambers: int = 0
    spikes_by_load: int = 0
    eased_by_walk: int = 0
    eased_by_nature: int = 0
    eased_other: int = 0
    held: str = ""
    rule: str = ""
    flares: int = 0
    flares_by_walk: int = 0
    flares_never: int = 0
    bad_days: int = 0
    days: int = 0
    halted_days: int = 0
    halt_days_wanted: int = 0
    halt_days_obeyed: int = 0
    cap_walk: int = 0
    cap_week: int = 0
    kind_after_spike: int = 0
    halt_ignored: int = 0
    rise_against_hold: int = 0
    capacity_min: float = 0.0
    habit: float = 0.0

    def count_easing(self, cause: str) -> None:
        """Add one easing by its cause: walk, nature or other."""
        self.eased_by_walk += cause == "walk"
        self.eased_by_nature += cause == "nature"
        self.eased_other += cause == "other"

    def count(self, breach: Breach) -> None:
        """Add one safety check that did not hold."""
        setattr(self, breach.value, getattr(self, breach.value) + 1)


_ARROW = {"int": pa.int32(), "float": pa.float64(), "str": pa.string(), "bool": pa.bool_()}

SCHEMA = pa.schema([(field.name, _ARROW[str(field.type)]) for field in fields(WeekRow)])
"""Columns of the result and their types, in order."""


def as_table(rows: list[WeekRow]) -> pa.Table:
    """Put rows into a table."""
    columns = {name: [getattr(row, name) for row in rows] for name in SCHEMA.names}
    return pa.table(columns, schema=SCHEMA)
