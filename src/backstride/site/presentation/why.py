"""Why today's number is what it is: what was told, the rule, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backstride.prescription import Plan, Protocol, Reason
from backstride.site.design import day_month
from backstride.site.presentation import sentences
from backstride.site.presentation.response import shown_after, slug_of
from backstride.site.presentation.sentences import say

RECORDS = 3
"""Walks shown as what was told: as many as a good week looks back on."""


@dataclass(frozen=True, slots=True)
class Record:
    """One walk as it was told."""

    when: str
    before: int
    after: int
    response: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule at work: what it says here, how sure it is, and where it comes from."""

    words: str
    sure: str
    source: str


def records_of(plan: Plan) -> tuple[Record, ...]:
    """Return the latest answered walks, oldest first."""
    found = []
    for walk in plan.walks:
        after, slug = shown_after(walk), slug_of(walk)
        if walk.before is not None and after is not None and slug is not None:
            found.append(Record(day_month(walk.day), walk.before, after, slug))
    return tuple(found[-RECORDS:])


def rules_of(plan: Plan, protocol: Protocol) -> tuple[Ruled, ...]:
    """Return every rule behind today, the one that decided first; each once."""
    reasons = dict.fromkeys((*plan.today.minutes.reasons, *plan.today.reasons))
    return tuple(ruled(reason, protocol) for reason in reasons)


def sources_of(rules: Iterable[Ruled]) -> list[str]:
    """Return where the rules come from, each source once and none that another one begins with."""
    told = dict.fromkeys(rule.source.replace("'", "’") for rule in rules)
    return [
        each for each in told if not any(other != each and other.startswith(each) for other in told)
    ]


def ruled(reason: Reason, protocol: Protocol) -> Ruled:
    """Return a reason in words, with its grade and its source."""
    rule = protocol.rule(reason.rule)
    return Ruled(say(protocol, reason), sentences.GRADES[rule.grade], rule.source)
