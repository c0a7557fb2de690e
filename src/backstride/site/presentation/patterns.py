"""The patterns of a diary, as they are shown; their sentences come from ``insights``."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.insights import Pattern, sentences
from backstride.site.design import range_plot


@dataclass(frozen=True, slots=True)
class ShownPattern:
    """One question with its drawing, its words and its row of the table.

    The finding is `lead`, `stressed` and `rest` in a row; the middle one is set in bold.
    """

    key: str
    title: str
    lead: str
    stressed: str
    rest: str
    word: str
    blocks: tuple[bool, ...]
    details: tuple[str, ...]
    drawing: str
    best: str
    low: str
    high: str
    chances: str
    count_with: int
    count_without: int


def shown(pattern: Pattern) -> ShownPattern:
    """Return a pattern ready for the page."""
    effect = pattern.effect
    told = effect.best is not None
    numbers = (effect.best, effect.low_90, effect.high_90, effect.low_50, effect.high_50)
    drawing = range_plot(
        *(numbers if told else (None,) * 5),
        key=f"range-{pattern.question.key}",
        title=f"{pattern.question.title}: {pattern.word.lower()}",
        description=" ".join((pattern.finding, *pattern.details)),
    )
    best, low, high = (
        sentences.side(value) if told and value is not None else sentences.NOT_KNOWN
        for value in (effect.best, effect.high_90, effect.low_90)
    )
    lead, stressed, rest = pattern.finding.partition(sentences.stressed(effect))
    return ShownPattern(
        pattern.question.key,
        pattern.question.title,
        lead,
        stressed,
        rest,
        pattern.word,
        tuple(number < pattern.blocks for number in range(3)),
        pattern.details,
        drawing,
        best,
        low,
        high,
        sentences.chances(effect),
        effect.count_with,
        effect.count_without,
    )
