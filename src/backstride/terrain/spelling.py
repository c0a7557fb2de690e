"""How a name of a street is compared: the ways to write it are brought to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SINGLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a plain one and a mark."""

DOUBLE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How these are written where a keyboard lacks them."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "st": ("street", "str", "strasse", "straat", "saint", "sankt", "sint", "santa", "sta"),
    "av": ("avenue", "ave", "avenida", "avda", "avinguda"),
    "bd": ("boulevard", "blvd", "boul", "bulevard"),
    "rd": ("road",),
    "ln": ("lane",),
    "dr": ("drive", "doktor", "doctor", "doutor"),
    "sq": ("square",),
    "pl": ("platz", "place", "plaza", "plac", "placa", "praca", "piazza"),
    "al": ("allee", "alley", "alameda", "aleja"),
    "r": ("rua", "rue"),
    "c": ("calle", "carrer"),
    "ul": ("ulica", "ulice", "улица", "ул", "вулиця", "вул"),
    "пр": ("проспект", "просп"),
    "пл": ("площадь", "площа"),
    "οδ": ("οδοσ",),
    "λ": ("λεωφοροσ", "λεωφ"),
}
"""Kinds of streets and titles with their short forms, as spelled after folding (own knowledge)."""

SHORT: Mapping[str, str] = {long: short for short, all_ in KINDS.items() for long in all_}
ENDINGS: tuple[tuple[str, str], ...] = (
    ("strasse", "st"),
    ("straat", "st"),
    ("str", "st"),
    ("platz", "pl"),
)
"""Kinds that are written in one word with what goes before: Hauptstraße."""

WORD = re.compile(r"[^\W_]+")
NUMBER_BEHIND = re.compile(r"[\s,]+\d+\s?[a-z]?(?:\s?[-/]\s?\d+\s?[a-z]?)?\s*$", re.IGNORECASE)
NUMBER_BEFORE = re.compile(r"^\s*\d+\s?[a-z]?[\s,]+", re.IGNORECASE)


def folded(text: str) -> str:
    """Return a text without case, accents and the marks between words."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in parted if not unicodedata.combining(each))
    return " ".join(WORD.findall(plain.casefold().translate(SINGLE)))


def spellings(name: str) -> tuple[str, ...]:
    """Return the ways a name is compared, words with one space between.

    As it is written; with its umlauts as two letters; and both with the kind of the street
    in short. Two names are alike where any of theirs are. Without a letter or a digit there
    are none.
    """
    composed = unicodedata.normalize("NFC", name).casefold()
    plain = dict.fromkeys((folded(name), folded(composed.translate(DOUBLE))))
    shorter = [" ".join(map(_shortened, each.split())) for each in plain]
    return tuple(each for each in dict.fromkeys((*plain, *shorter)) if each)


def parted(text: str) -> tuple[str, str]:
    """Return an address without the number of the house, in front or behind, and that number."""
    found = NUMBER_BEHIND.search(text) or NUMBER_BEFORE.search(text)
    if found is None:
        return text, ""
    return text[: found.start()] + text[found.end() :], found[0].strip(" ,\t")


def _shortened(word: str) -> str:
    if word in SHORT:
        return SHORT[word]
    for ending, short in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + short
    return word
