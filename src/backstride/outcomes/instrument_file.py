"""The file form of an instrument: read, checked, and the ones that come with the project."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from backstride.outcomes.instrument import Better, How, Instrument, InstrumentError, Item

_KEYS = frozenset(
    {"id", "version", "name", "language", "rights", "source", "when", "score", "item"}
)
_WHEN_KEYS = frozenset({"recall_days", "every_days", "first_after_days"})
_SCORE_KEYS = frozenset(
    {"how", "low", "high", "better", "fewest", "success"}
    | {"change", "change_one", "change_share", "change_source"}
)
_ITEM_KEYS = frozenset({"id", "text", "low", "high", "words", "low_words", "high_words", "chosen"})
_ID = re.compile("[a-z][a-z0-9_]{0,39}")

MOST_DAYS = 3660
"""Ten years: no questionnaire is asked more seldom, or about a longer time. Judgement."""


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
        _only(when, _WHEN_KEYS, f"{name}: when")
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
            float(score["change_share"]) if "change_share" in score else None,
            float(score["success"]) if "success" in score else None,
            int(when.get("first_after_days", 0)),
            float(score["change_one"]) if "change_one" in score else None,
        )
    except InstrumentError:
        raise
    except KeyError as error:
        raise InstrumentError(f"{name}: the entry {error} is missing; add it") from error
    except RecursionError as error:
        raise InstrumentError(f"{name}: brackets are nested too deep") from error
    except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError, OverflowError) as error:
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


def with_added(texts: Mapping[str, str]) -> tuple[tuple[Instrument, ...], tuple[str, ...]]:
    """Return the shipped instruments and those of added files, and what is wrong with files.

    One file that cannot be used never keeps another from being used.

    Parameters
    ----------
    texts : mapping of str to str
        The text of each file by its name.
    """
    made = {each.id: each for each in shipped_instruments()}
    problems = []
    for name in sorted(texts):
        try:
            instrument = read_instrument(texts[name], name=name)
        except InstrumentError as error:
            problems.append(str(error))
            continue
        if instrument.id in made:
            problems.append(f"{name}: there is already an instrument {instrument.id}; rename it")
            continue
        made[instrument.id] = instrument
    return tuple(made.values()), tuple(problems)


def _item(data: Mapping[str, Any], name: str) -> Item:
    _only(data, _ITEM_KEYS, f"{name}: item")
    return Item(
        str(data["id"]),
        str(data["text"]),
        int(data["low"]),
        int(data["high"]),
        tuple(str(word) for word in data.get("words", ())),
        str(data.get("low_words", "")),
        str(data.get("high_words", "")),
        bool(data.get("chosen", False)),
    )


def _only(data: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(set(data) - known):
        raise InstrumentError(f"{where}: {', '.join(unknown)} is not known; leave it out")


def _check(made: Instrument, name: str) -> None:
    """Raise where the parts of an instrument do not fit one another."""
    if not _ID.fullmatch(made.id):
        raise InstrumentError(
            f"{name}: id has small letters, figures and _, and begins with a letter; not {made.id}"
        )
    if made.how not in ("mean", "sum", "single", "typed"):
        raise InstrumentError(f"{name}: score.how is mean, sum, single or typed, not {made.how}")
    if made.better not in ("higher", "lower"):
        raise InstrumentError(f"{name}: score.better is higher or lower, not {made.better}")
    if math.isinf(made.low) or math.isinf(made.high):
        raise InstrumentError(f"{name}: score.low and score.high have an end")
    if not made.low < made.high:  # written so that it refuses what is no number, too
        raise InstrumentError(f"{name}: score.low must lie below score.high")
    if (made.how == "typed") is bool(made.items):
        raise InstrumentError(f"{name}: a typed total has no items, every other score has some")
    if made.how == "single" and len(made.items) != 1:
        raise InstrumentError(f"{name}: a single score has one item, not {len(made.items)}")
    if made.items and not 1 <= made.fewest <= len(made.items):
        raise InstrumentError(f"{name}: score.fewest lies between 1 and {len(made.items)}")
    for change in (made.change, made.change_one):
        if change is not None and not 0 < change <= made.high - made.low:
            raise InstrumentError(
                f"{name}: a change that matters lies within the range of the score"
            )
    if made.change is not None and not made.change_source:
        raise InstrumentError(f"{name}: a change that matters needs score.change_source")
    keys = [item.id for item in made.items] + [item.words_key for item in made.chosen]
    if len(set(keys)) != len(keys):
        raise InstrumentError(f"{name}: an item id occurs twice")
    if made.change_share is not None and (made.change is None or not 0 < made.change_share < 1):
        raise InstrumentError(
            f"{name}: score.change_share lies between 0 and 1 and stands beside score.change"
        )
    if made.change_one is not None and (made.change is None or made.how != "mean"):
        raise InstrumentError(f"{name}: score.change_one stands beside score.change of a mean")
    if made.success is not None and not made.low <= made.success <= made.high:
        raise InstrumentError(f"{name}: score.success lies within the range of the score")
    if made.every_days < 1 or made.recall_days < 0 or made.first_after_days < 0:
        raise InstrumentError(
            f"{name}: when.every_days is at least 1, when.recall_days and when.first_after_days "
            "are at least 0"
        )
    if max(made.every_days, made.recall_days, made.first_after_days) > MOST_DAYS:
        raise InstrumentError(f"{name}: no number of days in when is above {MOST_DAYS}")
    for item in made.items:
        if not _ID.fullmatch(item.id):
            raise InstrumentError(
                f"{name}: item {item.id}: an id has small letters, figures and _, and begins with "
                "a letter"
            )
        if item.low >= item.high:
            raise InstrumentError(f"{name}: {item.id}: low must lie below high")
        if bool(item.low_words) != bool(item.high_words) or (item.words and item.low_words):
            raise InstrumentError(
                f"{name}: {item.id}: low_words and high_words name both ends of a scale that has "
                "no words of its own"
            )
        if item.words and len(item.words) != item.high - item.low + 1:
            raise InstrumentError(f"{name}: {item.id}: a word for every answer, or none")
    if made.items:
        scale = 1 if made.how in ("mean", "single") else len(made.items)
        low, high = min(i.low for i in made.items) * scale, max(i.high for i in made.items) * scale
        if (made.low, made.high) != (low, high):
            raise InstrumentError(f"{name}: the items give scores from {low} to {high}")
