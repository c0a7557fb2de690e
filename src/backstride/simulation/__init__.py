"""Simulation: virtual walkers, and how a controller behaves over thousands of them.

A virtual walker reads the plan and writes diary events; the plan is made by the very
functions that make everybody's. The walker's parameters are data (``population.toml``),
each with a mark that says whether it is reported or our judgement. No result of it is
evidence about people: it shows how a rule behaves, and what it would take to break it.
"""

from backstride.simulation.controllers import CONTROLLERS
from backstride.simulation.demo import demo_diary
from backstride.simulation.ladders import LADDERS, Ladder
from backstride.simulation.offer import Controller, Offer, Programme
from backstride.simulation.ours import Ours
from backstride.simulation.parameters import (
    Constants,
    Population,
    Provenance,
    Spread,
    default_population,
    read_population,
)
from backstride.simulation.run import FIRST_DAY, SimulationResult, run
from backstride.simulation.safety import Breach, History, check_day
from backstride.simulation.summary import Summary, summary
from backstride.simulation.traits import CASES, Case, Traits

__all__ = [
    "CASES",
    "CONTROLLERS",
    "FIRST_DAY",
    "LADDERS",
    "Breach",
    "Case",
    "Constants",
    "Controller",
    "History",
    "Ladder",
    "Offer",
    "Ours",
    "Population",
    "Programme",
    "Provenance",
    "SimulationResult",
    "Spread",
    "Summary",
    "Traits",
    "check_day",
    "default_population",
    "demo_diary",
    "read_population",
    "run",
    "summary",
]
