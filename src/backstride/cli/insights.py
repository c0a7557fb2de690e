"""``backstride insights``: what a diary supports, and how sure that is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backstride.cli import paper
from backstride.cli.source import FileSource, SiteSource, Source, json_option, on_option, today_of

if TYPE_CHECKING:
    from backstride.insights import Followed, Insights


@click.command("insights")
@click.argument(
    "diary_file",
    required=False,
    metavar="[DIARY.jsonl]",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@on_option
@json_option
def insights(diary_file: Path | None, on: date | None, for_program: bool) -> None:
    """What goes with a better back, and how sure that is.

    Works on the site's diary, or on a file of JSON Lines. Lines of a file that cannot be read
    are told and left out.
    """
    from backstride.insights import insights as work_out

    source: Source = SiteSource() if diary_file is None else FileSource(diary_file, advises=False)
    diary = source.diary()
    if isinstance(source, SiteSource):
        from backstride.site.walk_ground import with_ground

        diary = with_ground(diary, source.walker, source.now())
    found = work_out(diary, on=on or today_of(source))
    if for_program:
        paper.as_json(document(found))
    else:
        _tell(found)


def document(found: Insights) -> dict[str, Any]:
    """Return all of it for a program: points, chances (0 to 1) and the sentences."""
    return {
        "on": found.on.isoformat(),
        "walks_with_next_morning": found.walks,
        "headline": found.headline,
        "text": found.text,
        "change": None if found.trend.change is None else asdict(found.trend.change),
        "trend": [{**asdict(point), "day": point.day.isoformat()} for point in found.trend.points],
        "weeks": [
            {
                **asdict(week),
                "start": week.start.isoformat(),
                "planned_days": [day.isoformat() for day in week.planned_days],
                "enough": week.enough,
            }
            for week in found.weeks
        ],
        "patterns": [
            {
                "question": pattern.question.key,
                **asdict(pattern.effect),
                "finding": pattern.finding,
                "details": list(pattern.details),
            }
            for pattern in found.patterns
        ],
        "experiments": [_experiment(followed) for followed in found.experiments],
        "missing": {**asdict(found.gaps), "risk": found.gaps.risk},
        "notes": list(found.notes),
    }


def _experiment(followed: Followed) -> dict[str, Any]:
    """Return an experiment; its answer only when it has ended."""
    from backstride.insights import experiment_sentences as sentences

    answer: dict[str, Any] | None = None
    if followed.ended:
        result = followed.result
        answer = {
            **asdict(result),
            "shows": result.shows,
            "model": asdict(followed.effect),
        }
    return {
        "id": str(followed.start.id),
        "question": followed.question.key,
        "seed": followed.start.seed,
        "pairs": followed.start.pairs,
        "starts": followed.first_day.isoformat(),
        "stage": followed.stage.value,
        "walks": [
            {"day": each.walk.day.isoformat(), "drawn": each.drawn, "done": each.done}
            for each in followed.walks
        ],
        "beside": followed.beside,
        "next": followed.next_arm,
        "answer": answer,
        "told": list(sentences.told(followed)),
    }


def _tell(found: Insights) -> None:
    from backstride.insights import experiment_sentences as sentences

    paper.say(found.headline)
    paper.say(found.text)
    if found.weeks:
        paper.say()
        paper.say("Minutes each week")
        for week in found.weeks[-8:]:
            planned = ""
            if week.planned_low_min is not None and week.planned_high_min is not None:
                planned = f", planned {week.planned_low_min:.0f} to {week.planned_high_min:.0f}"
            walks = f"{week.walks} {'walk' if week.walks == 1 else 'walks'}"
            so_far = " so far" if week.running else ""
            paper.say(
                f"Week {week.number}: {week.minutes:.0f} min{so_far}{planned}; {walks}", indent=2
            )
    for pattern in found.patterns:
        paper.say()
        paper.say(f"{pattern.question.title} ({pattern.word.lower()})")
        paper.say(pattern.finding, indent=2)
        for line in pattern.details:
            paper.say(line, indent=2)
    for followed in found.experiments:
        paper.say()
        paper.say(f"Experiment: {followed.question.title}")
        for line in sentences.told(followed):
            paper.say(line, indent=2)
    paper.say()
    for note in found.notes:
        paper.say(note)
