"""``backstride screen``: the safety questions, one at a time."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from backstride.cli import paper
from backstride.cli.exits import NO_WALK, DataProblem
from backstride.cli.source import Source, json_option, today_of, with_diary
from backstride.cli.today import tell_assessment
from backstride.diary import Screening, problems_of
from backstride.screening import (
    QUESTIONS,
    QUESTIONS_VERSION,
    Assessment,
    Choice,
    FollowUp,
    Question,
    Walking,
    assess,
)
from backstride.site.presentation import questions

ANSWERS = {"y": "yes", "n": "no", "u": "unsure", "yes": "yes", "no": "no", "unsure": "unsure"}


@click.command("screen")
@click.option("--all", "everything", is_flag=True, help="Ask all, also those not due.")
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help='Take them from a JSON file: {"answers": {"q01": "no", ...}, "details": {...}}.',
)
@json_option
@with_diary
def screen(source: Source, everything: bool, answers_file: Path | None, for_program: bool) -> None:
    """The safety questions, and what the answers ask for.

    Asks what is due; before the start that is everything. Ends with exit code 3 where the
    answers leave no walk open.
    """
    today = today_of(source)
    given: dict[str, Any] | None
    if answers_file is not None:
        given = _from_file(answers_file)
    else:
        due = source.plan(today).questions_due
        asked = [each for each in QUESTIONS if everything or each.id in due]
        if not asked and not for_program:
            paper.say("No safety question is due. To answer all of them: backstride screen --all")
        given = _ask_all(asked, questions.age_on(source.diary(), today)) if asked else None
    if given is not None:
        source.append([_event(source, given)])
    diary = source.diary()
    assessment = questions.assessment_of(diary, source.plan(today))
    if for_program:
        paper.as_json(_document(assessment))
    else:
        _tell(assessment, diary.profile.region)
    if assessment.walking is Walking.NONE:
        sys.exit(NO_WALK)


def _event(source: Source, given: dict[str, Any]) -> Screening:
    now = source.now()
    try:
        return Screening.model_validate(
            {"at": now, "zone": source.zone(), "recorded_at": now, "source": "cli", **given}
        )
    except ValidationError as error:
        raise DataProblem("\n".join(str(each) for each in problems_of(error))) from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise DataProblem(f"{path} is not JSON: {error}.") from error
    if not isinstance(given, dict) or not isinstance(given.get("answers"), dict):
        raise DataProblem(
            f'{path}: write {{"answers": {{"q01": "no", ...}}}}, with yes, no or unsure for each.'
        )
    details = given.get("details", {})
    if not isinstance(details, dict) or not all(isinstance(d, list) for d in details.values()):
        raise DataProblem(f'{path}: write "details" as {{"q05": ["..."], ...}}, a list for each.')
    unknown = set(given) - {"answers", "details"}
    if unknown:
        raise DataProblem(f"{path}: {', '.join(sorted(unknown))} means nothing here; take it out.")
    try:
        assess(given["answers"], details)
    except (ValueError, TypeError) as error:
        raise DataProblem(f"{path}: {error}.") from error
    return given


def _ask_all(asked: list[Question], age_years: int | None) -> dict[str, Any]:
    answers: dict[str, str] = {}
    details: dict[str, tuple[str, ...]] = {}
    for number, each in enumerate(asked, 1):
        paper.say(err=True)
        paper.say(f"{number} of {len(asked)}. {each.text}", err=True)
        paper.say(each.help, indent=2, err=True)
        answers[each.id] = _answer()
        follow_up = each.follow_up
        if answers[each.id] == "no" or follow_up is None:
            continue
        if age_years is None or not follow_up.decided_by_age:
            details[each.id] = _options(follow_up)
    return {"answers": answers, "details": details}


def _answer() -> str:
    while True:
        typed = click.prompt("  yes, no or unsure", err=True).strip().lower()
        if typed in ANSWERS:
            return ANSWERS[typed]
        click.echo("  Type y, n or u.", err=True)


def _options(follow_up: FollowUp) -> tuple[str, ...]:
    paper.say(follow_up.text, indent=2, err=True)
    for number, option in enumerate(follow_up.options, 1):
        paper.say(option.label, indent=4, mark=f"{number} ", err=True)
    many = follow_up.choice is Choice.ANY
    prompt = "  The numbers that fit, with spaces" if many else "  The number that fits"
    while True:
        typed = click.prompt(prompt, err=True).split()
        if all(each.isdecimal() and 0 < int(each) <= len(follow_up.options) for each in typed) and (
            len(typed) == 1 or (many and typed)
        ):
            return tuple(follow_up.options[int(each) - 1].id for each in typed)
        click.echo(f"  Numbers from 1 to {len(follow_up.options)}.", err=True)


def _tell(assessment: Assessment, country: str | None) -> None:
    if not assessment.findings and assessment.complete and not assessment.not_for_product:
        paper.say("Nothing here speaks against walking.")
        return
    tell_assessment(assessment, country)
    if assessment.missing:
        paper.say()
        paper.say(f"Not answered yet: {', '.join(assessment.missing)}.")


def _document(assessment: Assessment) -> dict[str, Any]:
    return {
        "questions_version": QUESTIONS_VERSION,
        "tier": None if assessment.tier is None else assessment.tier.value,
        "walking": assessment.walking.value,
        "complete": assessment.complete,
        "missing": list(assessment.missing),
        "what_to_say": assessment.what_to_say,
        "not_for_product": assessment.not_for_product,
        "crisis": assessment.crisis,
        "adaptations": sorted(assessment.adaptations),
        "findings": [
            {
                "question": each.question_id,
                "answer": each.answer.value,
                "tier": each.tier.value,
                "told_us": each.told_us,
                "action": each.action,
                "when": each.when,
                "until_then": each.until_then,
                "walking": each.walking.value,
                "source": each.source,
            }
            for each in assessment.findings
        ],
    }
