"""``backstride map``, ``loop`` and ``ground``: even ways, and the ground of a walk."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.source import json_option
from backstride.recordings import Recording, read_each_apart
from backstride.terrain import (
    DEFAULT_SPEED_MPS,
    Ground,
    Loop,
    Offer,
    Span,
    TerrainError,
    TerrainMap,
    TrackGround,
    Wishes,
    build_map,
    gpx_of,
    ground_words,
    load_map,
    name_of,
    names_of,
    plan_loops,
    track_ground,
    words_for,
)

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
PARTS = 1000
"""Steps of the progress bar."""


class LatLon(click.ParamType[tuple[float, float]]):
    """A point as latitude and longitude in degrees, with a comma between."""

    name = "LAT,LON"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Read it."""
        if isinstance(value, tuple):
            return value
        try:
            latitude, longitude = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value} is no point. Write it like 52.5807,13.3102.", param, ctx)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.fail(f"{value} is nowhere on earth. Latitude comes first.", param, ctx)
        return latitude, longitude


class Finite(click.FloatRange):
    """A number in a range, and no "nan", which lies in every range."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read it."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is no number.", param, ctx)
        return number


@click.group("map")
def map_() -> None:
    """Maps of areas to walk in."""


@map_.command("build")
@click.argument("extract", type=FILE, metavar="AREA.osm.pbf")
@click.option("--elevation", type=FOLDER, help="A folder of .hgt, .hgt.zip or GeoTIFF heights.")
@click.option("--out", type=FOLDER, help="Where the map goes; beside the extract if left out.")
@json_option
def build(extract: Path, elevation: Path | None, out: Path | None, for_program: bool) -> None:
    """Build the map of an area from an OpenStreetMap extract.

    The map is a folder. An older map of the same name is replaced when the new one is whole.
    """
    folder = out or extract.with_name(
        extract.name.removesuffix(".pbf").removesuffix(".osm") + "-map"
    )
    try:
        with _progress() as tell:
            about = build_map(extract, folder, elevation=elevation, progress=tell)
    except TerrainError as error:
        raise DataProblem(str(error)) from error
    if for_program:
        paper.as_json({"folder": str(folder), **about})
        return
    paper.say(f"{about['walkable_km']:.0f} km of ways to walk on are in {folder}.")
    if about["elevation"]:
        paper.say(f"Heights are known for {about['heights_known'] * 100:.0f} % of them.")
    elif elevation is not None:
        paper.say(
            f"None of the heights in {elevation} lie on this map. Slopes are known only where they "
            "are tagged."
        )
    else:
        paper.say("Without heights (--elevation), slopes are known only where they are tagged.")
    _credit(about["source"], about["date"], about["credits"])


@click.command("loop")
@click.option("--map", "folder", type=FOLDER, required=True, help="A map from `map build`.")
@click.option("--from", "start", type=LatLon(), required=True, help="Where the walk begins.")
@click.option("--minutes", type=Finite(1, 240), required=True, help="Of the walk.")
@click.option("--alternatives", type=click.IntRange(1, 10), default=3, show_default=True)
@click.option(
    "--speed",
    type=Finite(0.2, 3.0),
    default=DEFAULT_SPEED_MPS,
    show_default=True,
    help="Metres per second.",
)
@click.option(
    "--stage",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="1 even ground, 2 gentle hills, 3 hikes.",
)
@click.option("--no-steps", is_flag=True, help="No steps at all.")
@click.option("--dark", is_flag=True, help="After dark.")
@click.option("--wet", is_flag=True, help="On wet ground.")
@click.option("--benches", is_flag=True, help="Ways with benches first.")
@click.option("--gpx", type=FILE, help="Write the best loop to this file.")
@json_option
def loop(
    folder: Path,
    start: tuple[float, float],
    minutes: float,
    alternatives: int,
    speed: float,
    stage: int,
    no_steps: bool,
    dark: bool,
    wet: bool,
    benches: bool,
    gpx: Path | None,
    for_program: bool,
) -> None:
    """Loops from a point, as long as a walk takes, the evenest first."""
    wishes = Wishes(stage=stage, no_steps=no_steps, dark=dark, wet=wet, benches=benches)
    try:
        network = load_map(folder, checked=True)
        offer = plan_loops(
            network, *start, minutes, speed_mps=speed, wishes=wishes, count=alternatives
        )
    except TerrainError as error:
        raise DataProblem(str(error)) from error
    if gpx is not None:
        try:
            gpx.write_text(gpx_of(offer.loops[0], offer.credit), encoding="utf-8")
        except OSError as error:
            raise DataProblem(f"{gpx} cannot be written: {error.strerror}.") from error
    if for_program:
        paper.as_json(_offer_document(offer))
        return
    if offer.place.away_m > 20:
        paper.say(f"The nearest way is {offer.place.away_m:.0f} m from that point.")
    for each, name in zip(offer.loops, names_of(offer.loops, network), strict=True):
        paper.say(f"{each.letter}  {name}")
        paper.listed(words_for(each), indent=3)
        paper.say()
    if gpx is not None:
        paper.say(f"{offer.loops[0].letter} is in {gpx}.")
    paper.say(offer.credit)


@click.command("ground")
@click.argument("track", type=FILE, metavar="TRACK.gpx")
@click.option("--map", "folder", type=FOLDER, required=True, help="A map from `map build`.")
@click.option("--dark", is_flag=True, help="It was dark.")
@click.option("--wet", is_flag=True, help="The ground was wet.")
@json_option
def ground(track: Path, folder: Path, dark: bool, wet: bool, for_program: bool) -> None:
    """What a recorded walk went over: a GPX, TCX or FIT file, or a zip archive of them.

    The file is read in a process of its own, with bounds on time and memory. A walk that cannot be
    read, or that lies off the map, is told, and the others of an archive are told all the same;
    the exit code is 1 then.
    """
    try:
        network = load_map(folder, checked=True)
    except TerrainError as error:
        raise DataProblem(str(error)) from error
    told: list[dict[str, Any]] = []
    wishes = Wishes(dark=dark, wet=wet)
    for each in _grounds(track, network, wishes):
        told.append(each)
        if for_program:
            continue
        if "refused" in each:
            paper.say(f"{each['name']}: {each['refused']}", err=True)
            continue
        if each["name"] != track.name:
            paper.say(each["name"])
        paper.listed(ground_words(each["found"]))
        paper.say()
    found = [each for each in told if "found" in each]
    refused = [each for each in told if "refused" in each]
    if for_program:
        tracks = [{"name": each["name"], **_track_document(each["found"])} for each in found]
        paper.as_json({"tracks": tracks, "refused": refused})
    elif found:
        paper.say(network.about.credit)
    if refused:
        sys.exit(DataProblem.exit_code)


def _grounds(track: Path, network: TerrainMap, wishes: Wishes) -> Iterator[dict[str, Any]]:
    """Yield the ground of each walk in a file, or in words why there is none."""
    for result in read_each_apart(track):
        for refusal in result.refusals:
            yield {"name": result.name, "refused": refusal.words}
        for recording in result.recordings:
            yield {"name": result.name, **_ground_of(recording, network, wishes)}


def _ground_of(recording: Recording, network: TerrainMap, wishes: Wishes) -> dict[str, Any]:
    try:
        found = track_ground(network, recording.lat_deg, recording.lon_deg, wishes=wishes)
    except TerrainError as error:
        return {"refused": str(error)}
    return {"found": found}


def _track_document(found: TrackGround) -> dict[str, Any]:
    spans = ("evenness", "uneven_share", "uneven_by_ways", "steps", "slope95")
    return {
        "track_m": round(found.track_m, 1),
        "on_map_share": round(found.on_map_share, 3),
        "away_m": round(found.away_m, 1),
        "ranges": {name: _span_document(getattr(found, name)) for name in spans},
        "ground": _ground_document(found.ground),
        "points": found.points(),
        "credit": found.credit,
    }


def _span_document(span: Span | None) -> dict[str, float] | None:
    if span is None:
        return None
    return {name: round(getattr(span, name), 3) for name in ("low", "best", "high")}


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """Show a bar on the standard error; gives what is told the share that is done."""
    bar = click.progressbar(length=PARTS, label="Building", file=sys.stderr)

    def tell(share: float) -> None:
        bar.update(max(0, int(share * PARTS) - bar.pos))

    with bar:
        yield tell


def _offer_document(offer: Offer) -> dict[str, Any]:
    return {
        "from": {"latitude": offer.place.latitude, "longitude": offer.place.longitude},
        "asked_m": round(offer.asked_m, 1),
        "loops": [_loop_document(each) for each in offer.loops],
        "credit": offer.credit,
    }


def _loop_document(loop: Loop) -> dict[str, Any]:
    return {
        "letter": loop.letter,
        "name": name_of(loop),
        "shape": loop.shape.value,
        "length_m": round(loop.length_m, 1),
        "minutes": round(loop.minutes, 1),
        "cost": round(loop.cost, 3),
        "repeated_m": round(loop.repeated_m, 1),
        "corridor_m": round(loop.corridor_m, 1),
        "stem_m": round(loop.stem_m, 1),
        "rounds": loop.rounds,
        "without_bench_m": round(loop.without_bench_m, 1),
        "farthest_home_m": round(loop.farthest_home_m, 1),
        "farthest_m": round(loop.farthest_m, 1),
        "ground": _ground_document(loop.ground),
        "amenities": [
            {
                "kind": each.kind,
                "name": each.name,
                "at_m": round(each.at_m, 1),
                "latitude": each.latitude,
                "longitude": each.longitude,
            }
            for each in loop.amenities
        ],
        "words": list(words_for(loop)),
        "points": loop.points(),
    }


def _ground_document(ground: Ground) -> dict[str, Any]:
    rounded = {
        name: None if value is None else round(value, 3)
        for name in (
            "evenness",
            "evenness_low",
            "evenness_high",
            "worst_tenth",
            "uneven_m",
            "known_share",
            "slope95",
            "slope_known_share",
            "climb_m",
            "descent_m",
            "steps",
            "steps_m",
            "traffic",
            "beside_traffic_m",
            "crossings",
            "kerbs",
            "lit_share",
            "light_known_share",
        )
        for value in [getattr(ground, name)]
    }
    surfaces = {name or "unknown": round(length, 1) for name, length in ground.surface_m.items()}
    return {**rounded, "surface_m": surfaces}


def _credit(source: str, date: str, credits: list[str]) -> None:
    dated = f" of {date}" if date else ""
    paper.say(f"From {source}{dated}. {'. '.join(credits)}.")
