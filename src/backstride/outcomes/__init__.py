"""Outcomes: questionnaires as data, one engine that scores them, and when they are asked.

An instrument is a TOML file (``docs/clinicians/outcomes.md`` describes it). Its answers are
``questionnaire`` events of the diary; scores are worked out, never stored.
"""

from backstride.outcomes import sentences
from backstride.outcomes.instrument import Instrument, InstrumentError, Item
from backstride.outcomes.instrument_file import read_instrument, shipped_instruments, with_added
from backstride.outcomes.schedule import answered_on, due, due_instruments
from backstride.outcomes.scores import Scored, chosen_words, comparable, scores

__all__ = [
    "Instrument",
    "InstrumentError",
    "Item",
    "Scored",
    "answered_on",
    "chosen_words",
    "comparable",
    "due",
    "due_instruments",
    "read_instrument",
    "scores",
    "sentences",
    "shipped_instruments",
    "with_added",
]
