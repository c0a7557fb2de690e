"""Reads the question file and checks that it hangs together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from backstride.screening.question import (
    UNSURE,
    Catalogue,
    Choice,
    Combination,
    FollowUp,
    Option,
    Question,
    Wording,
)
from backstride.screening.tier import Tier

Table = Mapping[str, Any]

_WORDING = frozenset({"action", "lead", "when", "until_then"})


def read_catalogue(text: str, *, name: str = "questions.toml") -> Catalogue:
    """Turn the text of a question file into a catalogue.

    Parameters
    ----------
    text : str
        TOML, laid out as ``questions.toml`` beside this module.
    name : str
        What to call the file in an error.

    Raises
    ------
    ValueError
        If the file is not TOML, lacks something, names something unknown or names the
        same thing twice. The message says where and what.
    """
    try:
        data = tomllib.loads(text)
        version, source = data["version"], data["source"]
        adaptations = data["adaptations"]
        known = frozenset(adaptations)
        questions = tuple(_question(each, source, known) for each in data["question"])
        tiers = {Tier(key): _wording(value) for key, value in data["tiers"].items()}
        started, unsure = (_instead(data["tiers"], when) for when in ("started", "unsure"))
    except KeyError as error:
        raise ValueError(f"{name}: the entry {error} is missing; add it") from error
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: {error}") from error
    _each_once((question.id for question in questions), f"{name}: question id")
    if lacking := [tier.value for tier in Tier if not tiers.get(tier, Wording()).action]:
        raise ValueError(f"{name}: there are no words for tier {', '.join(lacking)}; add them")
    return Catalogue(version, questions, tiers, started, unsure, adaptations)


def _instead(tiers: Table, when: str) -> dict[Tier, Wording]:
    """The words of the tiers that have others for that case."""
    return {Tier(key): _wording(value[when]) for key, value in tiers.items() if when in value}


def _question(table: Table, source: str, adaptations: frozenset[str]) -> Question:
    question_id = table["id"]
    try:
        follow_up = table.get("follow_up")
        return Question(
            id=question_id,
            text=table["text"],
            help=table["help"],
            why=table["why"],
            told_us=table["told_us"],
            say=table.get("say", ""),
            tier=Tier(table["tier"]),
            source=table.get("source", source),
            follow_up=None if follow_up is None else _follow_up(follow_up, adaptations),
            adaptations=_adaptations(table, adaptations),
            walking_allowed=table.get("walking_allowed", False),
            crisis=table.get("crisis", False),
            wording=_wording(table),
        )
    except KeyError as error:
        raise ValueError(f"{question_id}: the entry {error} is missing; add it") from error
    except ValueError as error:
        raise ValueError(f"{question_id}: {error}") from error


def _follow_up(table: Table, adaptations: frozenset[str]) -> FollowUp:
    options = tuple(_option(each, adaptations) for each in table["option"])
    ids = frozenset(option.id for option in options)
    _each_once((option.id for option in options), f"{table['id']}: option id")
    if UNSURE not in ids:
        raise ValueError(f"{table['id']} needs an option {UNSURE!r}")
    combinations = tuple(_combination(each, ids) for each in table.get("combination", ()))
    return FollowUp(
        id=table["id"],
        text=table["text"],
        help=table["help"],
        choice=Choice(table["choice"]),
        options=options,
        combinations=combinations,
    )


def _option(table: Table, adaptations: frozenset[str]) -> Option:
    return Option(
        id=table["id"],
        label=table["label"],
        tier=Tier(table["tier"]) if "tier" in table else None,
        told_us=table.get("told_us", ""),
        say=table.get("say", ""),
        adaptations=_adaptations(table, adaptations),
        age_from_years=table.get("age_from_years"),
        age_below_years=table.get("age_below_years"),
        relief=table.get("relief", False),
        definite=table.get("definite", False),
        not_for_product=table.get("not_for_product", False),
        wording=_wording(table),
    )


def _combination(table: Table, options: frozenset[str]) -> Combination:
    parts = {key: frozenset(table.get(key, ())) for key in ("all_of", "any_of", "unless")}
    if unknown := frozenset().union(*parts.values()) - options:
        raise ValueError(f"a combination names unknown options: {', '.join(sorted(unknown))}")
    return Combination(tier=Tier(table["tier"]), **parts)


def _adaptations(table: Table, known: frozenset[str]) -> frozenset[str]:
    named = frozenset(table.get("adaptations", ()))
    if unknown := named - known:
        raise ValueError(f"no words for the adaptations {', '.join(sorted(unknown))}")
    return named


def _wording(table: Table) -> Wording:
    return Wording(**{key: value for key, value in table.items() if key in _WORDING})


def _each_once(ids: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValueError(f"{what} {each!r} is used twice; choose another")
        seen.add(each)


CATALOGUE = read_catalogue(
    files("backstride.screening").joinpath("questions.toml").read_text(encoding="utf-8")
)
"""The question file of this package."""

QUESTIONS: tuple[Question, ...] = CATALOGUE.questions
"""The safety questions in the order in which they are asked."""

QUESTIONS_VERSION: str = CATALOGUE.version
"""Version of the question file, to be kept with the answers."""

ADAPTATIONS: Mapping[str, str] = CATALOGUE.adaptations
"""Adaptation ids and what they ask of the person."""

_BY_ID = {each.id: each for each in QUESTIONS}


def question(question_id: str) -> Question:
    """Return the safety question of that id.

    Raises
    ------
    ValueError
        If there is none.
    """
    try:
        return _BY_ID[question_id]
    except KeyError:
        raise ValueError(
            f"{question_id!r} is not a safety question; the ids run from "
            f"{QUESTIONS[0].id} to {QUESTIONS[-1].id}"
        ) from None
