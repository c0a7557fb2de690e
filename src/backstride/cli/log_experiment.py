"""``backstride log experiment``: start an experiment, and stop it."""

from __future__ import annotations

import secrets
from datetime import datetime

import click

from backstride.cli.entry import Entry, entry
from backstride.cli.exits import DataProblem
from backstride.diary import LARGEST_SEED, ExperimentStart, ExperimentStop

DRAWN = ("ground", "pace", "time_of_day", "shoes", "intervals", "hills")
"""The questions that can be drawn. Named here, so that other commands need not load them."""

MOST_PAIRS = 100


@click.command("experiment")
@click.argument("key", metavar="QUESTION", type=click.Choice(DRAWN))
@click.option("--pairs", type=click.IntRange(1, MOST_PAIRS), default=20, show_default=True)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    help="Draw this order again; a new one if left out.",
)
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="First day; now if left out.")
@entry
def experiment(
    book: Entry, key: str, pairs: int, seed: int | None, starts: datetime | None
) -> None:
    """Start an experiment: two kinds of walk, in an order that a coin decides."""
    from backstride.insights import (
        can_be_offered,
        draw,
        most_used,
        question,
        running,
        walks_per_week,
    )
    from backstride.insights import experiment_sentences as sentences

    diary = book.source.diary()
    known = running(diary, on=book.day)
    if known is not None:
        raise DataProblem(
            f"An experiment is running: {known.question.title}. "
            "`backstride log experiment-stop` ends it."
        )
    if not can_be_offered(diary, key, on=book.day):
        raise DataProblem(
            "Both kinds have to be open to you first: two pairs of shoes in use, or a kind of "
            "walk that your plan asks for and that you walked in the last four weeks."
        )
    event = book.make(
        ExperimentStart,
        question=key,
        pairs=pairs,
        seed=secrets.randbelow(LARGEST_SEED + 1) if seed is None else seed,
        starts=None if starts is None else starts.date(),
        shoes_id=most_used(diary.walks()) if key == "shoes" else None,
    )
    pace = walks_per_week(diary, key, on=book.day)
    drawn = draw(key, pairs=pairs, walks_per_week=pace, seed=event.seed)
    book.keep([event], f"{sentences.how(question(key))} {sentences.offer(drawn)}")


@click.command("experiment-stop")
@entry
def experiment_stop(book: Entry) -> None:
    """End the experiment that runs; what was walked until then is told."""
    from backstride.insights import experiment_sentences as sentences
    from backstride.insights import running

    known = running(book.source.diary(), on=book.day)
    if known is None:
        raise DataProblem(sentences.NEXT_TIME)
    event = book.make(ExperimentStop, experiment_id=known.start.id)
    book.keep([event], "Stopped. `backstride insights` tells what was walked until then.")
