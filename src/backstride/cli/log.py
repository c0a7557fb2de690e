"""``backstride log``: write something into the diary."""

from __future__ import annotations

import click

from backstride.cli import log_experiment, log_person, log_walk


@click.group("log")
def log() -> None:
    """Write a walk, a pain answer, a bad day or anything else into the diary.

    Nothing is overwritten: each command adds an entry and prints its id. To take one back,
    use `backstride log undo`.
    """


for command in (
    log_walk.walk,
    log_walk.pain,
    log_walk.morning,
    log_walk.flare,
    log_walk.symptom,
    log_walk.baseline,
    log_walk.away,
    log_walk.undo,
    log_person.check_in,
    log_person.profile,
    log_person.days,
    log_person.goal,
    log_person.if_then,
    log_person.cleared,
    log_person.limit,
    log_person.questionnaire,
    log_experiment.experiment,
    log_experiment.experiment_stop,
):
    log.add_command(command)
