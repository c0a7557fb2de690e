"""Runs many virtual walkers and gathers a row per walker and week."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from backstride.diary import AnyEvent
from backstride.prescription import Protocol, default_protocol
from backstride.simulation.controllers import controller_of
from backstride.simulation.draws import draw_days, streams
from backstride.simulation.life import Life, Setting, live_through
from backstride.simulation.offer import Controller
from backstride.simulation.parameters import Population, default_population
from backstride.simulation.tally import WeekRow, as_table
from backstride.simulation.traits import CASES, Case, draw_traits
from backstride.simulation.voice import Pen

FIRST_DAY = date(2024, 1, 1)
"""A Monday, so that programme weeks are calendar weeks."""

_CHUNK = 50
"""Walkers per piece of work: large enough to hide its cost, small enough to share out."""


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """What a run gave.

    Parameters
    ----------
    weeks_table : pyarrow.Table
        A row per walker and week the walker was there; columns as in ``WeekRow``.
    n_walkers, weeks, seed : int
    controller, case, population : str
        Names, and the version of the population.
    """

    weeks_table: pa.Table
    n_walkers: int
    weeks: int
    seed: int
    controller: str
    case: str
    population: str


def run(
    n_walkers: int,
    weeks: int,
    controller: str | Controller,
    case: str | Case = "mix",
    seed: int = 1,
    workers: int = 1,
    *,
    population: Population | None = None,
    progress: Callable[[int], None] | None = None,
) -> SimulationResult:
    """Run virtual walkers under one controller.

    Parameters
    ----------
    n_walkers, weeks : int
    controller : str or Controller
        A name from ``CONTROLLERS``, or a controller of one's own.
    case : str or Case
        A name from ``CASES``, or a case of one's own.
    seed : int
        The same seed gives the same walkers and the same days to every controller and case,
        whatever the number of workers; a longer run begins like a shorter one.
    workers : int
        Processes; 1 runs in this one.
    population : Population or None
        None takes the shipped one.
    progress : callable or None
        Called with the number of walkers done since the last call.

    Raises
    ------
    ValueError
        If the controller or the case is unknown, or a number is not positive.
    """
    if n_walkers < 1 or weeks < 1 or workers < 1:
        raise ValueError("walkers, weeks and workers must each be at least 1")
    if isinstance(case, str):
        if case not in CASES:
            raise ValueError(f"{case!r} is no case; choose one of {', '.join(CASES)}")
        case = CASES[case]
    doses = controller_of(controller)
    people = population or default_population()
    job = _Job(weeks, doses, case, seed, people)
    pieces = [range(first, min(first + _CHUNK, n_walkers)) for first in range(0, n_walkers, _CHUNK)]
    tables: list[pa.Table] = []
    for piece, table in zip(pieces, _work(job, pieces, workers), strict=True):
        tables.append(table)
        if progress is not None:
            progress(len(piece))
    return SimulationResult(
        weeks_table=pa.concat_tables(tables),
        n_walkers=n_walkers,
        weeks=weeks,
        seed=seed,
        controller=doses.name,
        case=case.name,
        population=people.version,
    )


@dataclass(frozen=True, slots=True)
class _Job:
    weeks: int
    controller: Controller
    case: Case
    seed: int
    population: Population

    def __call__(self, walkers: range) -> pa.Table:
        with _uncollected():
            return as_table(self._rows(walkers))

    def _rows(self, walkers: range) -> list[WeekRow]:
        rows: list[WeekRow] = []
        for index in walkers:
            rows.extend(
                live_walker(
                    index,
                    weeks=self.weeks,
                    controller=self.controller,
                    case=self.case,
                    seed=self.seed,
                    population=self.population,
                )
            )
        return rows


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the cycle collector off for a while.

    A life makes no cycles, and looking for them in an ever longer diary would make each day
    dearer than the last.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _work(job: _Job, pieces: list[range], workers: int) -> Iterator[pa.Table]:
    if workers == 1:
        yield from map(job, pieces)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from pool.map(job, pieces)


def live_walker(
    index: int,
    *,
    weeks: int,
    controller: Controller,
    case: Case,
    seed: int,
    population: Population,
    start: date = FIRST_DAY,
    zone: str = "UTC",
    protocol: Protocol | None = None,
    listen: Callable[[AnyEvent], None] | None = None,
) -> list[WeekRow]:
    """Live through one walker's weeks.

    The parameters are those of :func:`run`; ``listen`` hears every event as it is written.
    """
    drawn = streams(seed, index)
    traits = draw_traits(drawn.person, population, case)
    first_latent = float(drawn.person.standard_normal())
    first_id = int(drawn.person.integers(1 << 62)) << 64
    draws = draw_days(drawn, 7 * weeks)
    setting = Setting(start, weeks, zone, population.constants, protocol or default_protocol())
    life = Life(
        index,
        traits,
        controller.begin(),
        setting,
        first_latent,
        Pen(zone, first_id),
        listen,
    )
    return live_through(life, setting, draws)
