"""``backstride simulate``: virtual walkers under a way of dosing, and what became of them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.source import json_option

if TYPE_CHECKING:
    from backstride.simulation import SimulationResult, Summary


class _Name(click.ParamType[str]):
    """A name from a list that is loaded only when it is needed."""

    name = "name"

    def __init__(self, of: str) -> None:
        self._of = of

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or say which there are."""
        from backstride import simulation

        known: tuple[str, ...] = tuple(getattr(simulation, self._of))
        if value not in known:
            self.fail(f"{value!r} is not one of {', '.join(known)}.", param, ctx)
        return value


@click.command("simulate")
@click.option("--walkers", type=click.IntRange(1), default=1000, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 520), default=13, show_default=True)
@click.option(
    "--controller",
    type=_Name("CONTROLLERS"),
    default="ours",
    show_default=True,
    help="Who doses. An unknown name lists them all.",
)
@click.option(
    "--case",
    type=_Name("CASES"),
    default="mix",
    show_default=True,
    help="Who walks. An unknown name lists them all.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed gives the same walkers to every controller.",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A Parquet file for the result: a row per walker and week.",
)
@json_option
def simulate(
    walkers: int,
    weeks: int,
    controller: str,
    case: str,
    seed: int,
    workers: int,
    out: Path | None,
    for_program: bool,
) -> None:
    """Virtual walkers under one way of dosing. They are not evidence about people."""
    from backstride.simulation import run, summary

    _ready(out)
    with click.progressbar(length=walkers, label=f"{controller}, {case}", file=sys.stderr) as bar:
        result = run(walkers, weeks, controller, case, seed, workers, progress=bar.update)
    if out is not None:
        _keep(result, out)
    found = summary(result)
    if for_program:
        paper.as_json({"seed": seed, "population": result.population, **asdict(found)})
    else:
        _tell(found, seed)
        if out is not None:
            paper.say()
            paper.say(f"The weeks of every walker are in {out}.")


def _ready(out: Path | None) -> None:
    """Say before the long work that its result could not be kept."""
    if out is not None and not out.absolute().parent.is_dir():
        raise DataProblem(f"There is no folder {out.parent}. Make it first, or name another file.")


def _keep(result: SimulationResult, out: Path) -> None:
    from pyarrow import parquet

    named = {
        "controller": result.controller,
        "case": result.case,
        "seed": str(result.seed),
        "population": result.population,
        "walkers": str(result.n_walkers),
        "weeks": str(result.weeks),
    }
    try:
        parquet.write_table(result.weeks_table.replace_schema_metadata(named), out)
    except OSError as error:
        raise DataProblem(f"{out} cannot be written: {error}. Name another file.") from error


def _tell(found: Summary, seed: int) -> None:
    paper.say(
        f"{found.n_walkers} virtual walkers ({found.case}), {found.weeks} weeks, "
        f"dosed by {found.controller}, seed {seed}."
    )
    paper.say()
    lines: list[tuple[str, str]] = [
        (f"minutes in week {week}", f"{minutes:.0f} (median of those still there)")
        for week, minutes in found.minutes.items()
    ]
    lines += [
        ("spike walks", f"{100 * found.spike_share:.1f} %"),
        ("of these by load", f"{100 * found.spike_by_load_share:.1f} %"),
        ("flares in 90 days", f"{found.flares_per_90:.2f}"),
        ("against never walking", f"{found.extra_flares_per_90:+.2f}"),
        ("bad days in 90 days", f"{found.bad_days_per_90:.1f}"),
        ("stopped", f"{100 * found.dropout:.0f} %"),
        ("half walk 30 minutes by", _week(found.weeks_to_30)),
        ("easings in 13 weeks", _causes(found.easings, 1, "")),
        ("weeks that did not rise", _causes(found.holds, 100, " %")),
    ]
    if found.halts_obeyed is not None:
        lines.append(("halts obeyed", f"{100 * found.halts_obeyed:.0f} %"))
    broken = sum(found.breaches.values())
    lines.append(("promises not kept", str(broken)))
    for name, value in lines:
        paper.say(f"{name:<24} {value}", indent=2)


def _week(week: float | None) -> str:
    return "not within the run" if week is None else f"week {week:.0f}"


def _causes(shares: dict[str, float], scale: float, unit: str) -> str:
    return ", ".join(
        f"{scale * share:.{0 if unit else 1}f}{unit} {name}" for name, share in shares.items()
    )
