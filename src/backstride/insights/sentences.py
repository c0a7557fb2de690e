"""Every sentence that is said about a person's own walks.

Nothing else in the project words a finding: pages and the command line take their sentences
from here, and ``docs/clinicians/patterns.md`` lists them.
"""

from __future__ import annotations

from backstride.insights.effect import DIRECTION_EACH, LIKELY_DAYS, PLOT_PAIRS, WORTH, Effect, Word
from backstride.insights.missing import Gaps
from backstride.insights.questions import Question
from backstride.insights.trend import FEWEST_ANSWERS, FEWEST_DAYS, Change, Trend

WORDS = {
    Word.UNKNOWN: "Not known yet",
    Word.CANNOT_TELL: "Cannot tell yet",
    Word.CLOSE: "Too close to call",
    Word.LIKELY: "Likely",
    Word.STRONG: "Strong sign",
}
BLOCKS = {Word.UNKNOWN: 0, Word.CANNOT_TELL: 1, Word.CLOSE: 1, Word.LIKELY: 2, Word.STRONG: 3}
"""Filled blocks beside the word, of three."""

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

PATTERNS_NOT_PROOF = "These are patterns, not proof. Something else may lie behind them."
COMMON_CAUSE = (
    "A common cause that is not in the diary, such as poor sleep, can look like a pattern. "
    "Only an experiment tells the two apart."
)
HOW_TO_READ = (
    "The pale bar holds the difference 9 times in 10, the dark bar half of the time; the diamond "
    "is the best guess. Left is worse, right is better."
)
CHANCE_OF = f"Chance of more than {WORTH} points"
HELD_BACK = "The walks of your experiment are not counted here before it has ended."
NOT_KNOWN = "not known yet"
"""Stands in a table where a number will be."""

PATTERNS_HEADING = "What your walks suggest"
PATTERNS_INTRODUCTION = (
    "From {walks} of your own with a next morning. We compare how your back was the morning after."
)
PATTERNS_BEFORE = (
    "After each walk we ask how your back is the next morning. With some of these answers we can "
    "compare your walks."
)
QUALITY_OF_LIFE = "Quality of life is not measured here."
MORE_PAIN = (
    "Pain rises for many reasons, and your plan goes by your answers. If it stays like this, a "
    "doctor or physiotherapist can help."
)
MISSING_BAD = (
    "After bad days your next morning is missing more often than after others ({bad} of {bads} "
    "against {other} of {others}). What is told here may look better than it was."
)


def number(value: float) -> str:
    """Return a number of points with one decimal, without a zero behind the point."""
    rounded = round(abs(value), 1)
    return f"{rounded:.0f}" if rounded == int(rounded) else f"{rounded:.1f}"


def points(value: float) -> str:
    """Return "0.6 points", "1 point"."""
    told = number(value)
    return f"{told} point" if told == "1" else f"{told} points"


def counted(count: int, noun: str) -> str:
    """Return "1 walk", "6 walks"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def patterns_introduction(walks: int) -> str:
    """Return what the patterns stand on, or will."""
    if not walks:
        return PATTERNS_BEFORE
    return PATTERNS_INTRODUCTION.format(walks=counted(walks, "walk"))


def finding(question: Question, effect: Effect) -> str:
    """Return the statement about a question: what went together, or that it is not known."""
    match effect.word:
        case Word.UNKNOWN:
            if _one_sided(effect):
                return "Not known yet. All your walks so far were of one kind."
            verb = "is" if effect.more_walks == 1 else "are"
            more = counted(effect.more_walks, "more walk")
            return f"Not known yet. About {more} {verb} needed."
        case Word.CANNOT_TELL:
            return "No clear difference so far."
        case Word.CLOSE:
            return "Too close to call: if there is a difference, it is most likely a small one."
    assert effect.best is not None
    direction = "better" if effect.better else "worse"
    return (
        f"In your diary {question.with_it} went together with mornings about "
        f"{points(effect.best)} {direction} than after {question.without}."
    )


def stressed(effect: Effect) -> str:
    """Return the words of a finding that are set in bold; they occur in it as they stand."""
    match effect.word:
        case Word.UNKNOWN:
            return "Not known yet."
        case Word.CANNOT_TELL:
            return "No clear difference"
        case Word.CLOSE:
            return "Too close to call"
    assert effect.best is not None
    return f"{points(effect.best)} {'better' if effect.better else 'worse'}"


def _one_sided(effect: Effect) -> bool:
    """Return whether more walks of the same kind would tell nothing."""
    total = effect.count_with + effect.count_without
    return total >= PLOT_PAIRS and not (effect.count_with and effect.count_without)


def chance(effect: Effect) -> str:
    """Return the stated chance of a difference worth telling; empty where none is claimed."""
    if effect.chance is None or effect.word not in (Word.LIKELY, Word.STRONG):
        return ""
    told = share(effect.chance)
    return (
        "Strictly taken, as if every second question had no difference behind it, the chance of "
        f"one above {WORTH} points is {told if told.startswith('more') else f'about {told}'}."
    )


def chances(effect: Effect) -> str:
    """Return the stated chances of both directions for a table."""
    if effect.chance_better is None or effect.chance_worse is None:
        return NOT_KNOWN
    return f"{share(effect.chance_better)} better, {share(effect.chance_worse)} worse"


def span(effect: Effect) -> str:
    """Return the 90 % range in words; empty where none is drawn."""
    if effect.low_90 is None or effect.high_90 is None:
        return ""
    return f"Could be anything from {side(effect.low_90)} to {side(effect.high_90)}."


def side(value: float) -> str:
    """Return "0.4 better", "0.4 worse" or "no difference"."""
    told = number(value)
    if told == "0":
        return "no difference"
    return f"{told} {'better' if value < 0 else 'worse'}"


def counts(question: Question, effect: Effect) -> str:
    """Return how many walks are on both sides; empty where there is none."""
    if not effect.count_with and not effect.count_without:
        return ""
    return (
        f"From {_kind(effect.count_with, question.with_it)} and "
        f"{_kind(effect.count_without, question.without)}, each with a next morning."
    )


def _kind(count: int, plural: str) -> str:
    """Return "1 brisk walk", "4 brisk walks", "no brisk walks"."""
    kind = plural.replace("walks", "walk", 1) if count == 1 else plural
    return f"{count or 'no'} {kind}"


def needed(effect: Effect) -> str:
    """Return what would help to tell; empty where nothing more is needed."""
    if effect.word is Word.CANNOT_TELL and effect.more_walks:
        more = counted(effect.more_walks, "more walk")
        return f"A difference of 1 point would probably show after about {more}."
    if effect.word is Word.UNKNOWN and min(effect.count_with, effect.count_without) < (
        DIRECTION_EACH
    ):
        return f"At least {DIRECTION_EACH} of each kind are needed."
    return ""


def missing_bad_days(gaps: Gaps) -> str:
    """Return what the gaps of a diary mean for all that is told; empty where nothing."""
    if not gaps.risk:
        return ""
    return MISSING_BAD.format(
        bad=gaps.bad_without, bads=gaps.bad_days, other=gaps.other_without, others=gaps.other_days
    )


def ago(days: int) -> str:
    """Return "six weeks ago", in words up to twelve."""
    weeks = max(round(days / 7), 1)
    told = NUMBER_WORDS[weeks - 1] if weeks <= len(NUMBER_WORDS) else str(weeks)
    return f"{told} {'week' if weeks == 1 else 'weeks'} ago"


def headline(trend: Trend) -> str:
    """Return the heading of the course of pain."""
    change = trend.change
    if trend.quiet:
        return "How your back is now: not known."
    if change is None:
        return "How your back does over time: not known yet."
    since = ago(trend.days)
    if change.chance_less >= 0.95:
        return f"Less pain than {since}, most likely."
    if change.chance_less >= 0.80:
        return f"Perhaps a little less pain than {since}."
    if change.chance_more >= 0.95:
        return f"More pain than {since}, most likely."
    if change.chance_more >= 0.80:
        return f"Perhaps a little more pain than {since}."
    return f"No clear change against {since}."


def headline_text(trend: Trend) -> str:
    """Return the sentences below the heading: levels, range, and what they mean."""
    change = trend.change
    if trend.quiet:
        return (
            f"Your last answer is from about {ago(trend.quiet_days)}. With a few new ones we can "
            "say how your back does."
        )
    if change is None:
        if trend.answers < FEWEST_ANSWERS:
            lacking = FEWEST_ANSWERS - trend.answers
            return f"About {counted(lacking, 'more day')} with an answer are needed for a trend."
        lacking = max(FEWEST_DAYS - trend.days - trend.quiet_days, 1)
        return f"A change can be told in about {counted(lacking, 'day')}."
    parts = [
        f"Pain was about {number(change.start)} out of 10 at the start and is about "
        f"{number(change.now)} now.",
        f"The true change is most likely somewhere between {less(change.low)} and "
        f"{less(change.high)}.",
    ]
    if change.passing >= 0.5:
        parts.append(
            "The very first days were worse than that. Such days usually pass by themselves, so "
            "they are not counted."
        )
    parts.append(matters(change))
    if change.chance_more >= 0.80:
        parts.append(MORE_PAIN)
    return " ".join(part for part in parts if part)


def less(value: float) -> str:
    """Return "0.6 points less", "0.3 points more" or "no change"."""
    if number(value) == "0":
        return "no change"
    return f"{points(value)} {'less' if value < 0 else 'more'}"


def matters(change: Change) -> str:
    """Return whether the change is one that matters; empty where pain is not clearly less."""
    if change.chance_less < 0.80:
        return ""
    if change.chance_matters >= 0.80:
        return "That is most likely a change that matters: 2 points, or 30 %."
    if change.chance_matters >= 0.50:
        return "That is perhaps a change that matters: 2 points, or 30 %."
    if change.chance_matters >= 0.20:
        return "It is perhaps less than what counts as a change that matters: 2 points, or 30 %."
    return "It is most likely less than what counts as a change that matters: 2 points, or 30 %."


def percent(share: float) -> str:
    """Return a share as a percentage, without a space."""
    return "less than 1%" if share < 0.01 else f"{100 * share:.0f}%"


def share(chance: float) -> str:
    """Return a chance as a percentage; none is ever certain."""
    return "more than 99%" if chance > 0.99 else percent(chance)


def likely_later() -> str:
    """Return why nothing is called likely in the first weeks."""
    return f"Nothing is called likely before {LIKELY_DAYS // 7} weeks of walks."
