"""Outcomes: questionnaires as data, one engine that scores them.

An instrument is a TOML file. What comes with the project is in our own words; published
items are other people's and come in a file that an administrator adds, or as a typed total.
"""

from backstride.outcomes.instrument import (
    Instrument,
    InstrumentError,
    Item,
    Scored,
    due,
    read_instrument,
    scores,
    shipped_instruments,
)

__all__ = [
    "Instrument",
    "InstrumentError",
    "Item",
    "Scored",
    "due",
    "read_instrument",
    "scores",
    "shipped_instruments",
]
