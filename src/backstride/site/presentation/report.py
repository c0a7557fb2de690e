"""The plain report: the diary's own numbers, without a judgement."""

from __future__ import annotations

from backstride.diary import Diary
from backstride.prescription import Plan
from backstride.site.design import minutes, plain_number
from backstride.site.presentation.progress import WalkRow, bad_days_of, counts_of
from backstride.site.presentation.questions import answers_of
from backstride.site.presentation.sentences import RESPONSE_WORDS


def facts_of(
    diary: Diary, plan: Plan, rows: tuple[WalkRow, ...], everyday: tuple[WalkRow, ...] = ()
) -> list[dict[str, str]]:
    """Return the facts of the report, each with its name; everyday walks are counted apart."""
    answered = [row for row in rows if row.before is not None]
    said = answers_of(diary).answers
    flagged = sum(answer != "no" for answer in said.values())
    responses = ", ".join(
        f"{RESPONSE_WORDS[slug].lower()} {count}" for slug, count in counts_of(rows)
    )
    facts = [
        ("Walks", str(len(rows))),
        ("Minutes walked", plain_number(sum(row.minutes for row in rows))),
        *([("Walks in the day, apart", str(len(everyday)))] if everyday else []),
        ("Responses", responses),
        ("Pain before walks", _range([row.before for row in answered])),
        ("Bad days reported", str(bad_days_of(diary))),
        (
            "Plan now",
            f"{minutes(plan.dose.value)}, {plain_number(plan.week.walks.value)} walks a week",
        ),
        (
            "Safety questions",
            f"{len(said)} answered, {flagged} with yes or not sure" if said else "Not answered",
        ),
    ]
    return [{"term": term, "value": value} for term, value in facts]


def _range(answers: list[int | None]) -> str:
    given = [each for each in answers if each is not None]
    if not given:
        return "Not known yet"
    latest = given[0]
    return f"from {min(given)} to {max(given)} out of 10, last {latest}"
