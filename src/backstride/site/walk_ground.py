"""The ground of recorded walks: worked out once, kept beside the recording, read by the rest.

The person's own answer goes before it. Nothing of it is written into the diary: another map
may say more, or another way to work it out, and then it is worked out again. What was known
stays until there is something in its place.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import get_args
from uuid import UUID, uuid5

import numpy as np
from django.conf import settings

from backstride.diary import Correction, Diary
from backstride.diary import Ground as GroundAnswer
from backstride.recordings import Floats
from backstride.site import maps, originals
from backstride.site.models import StoredRecording, Walker
from backstride.terrain import (
    COBBLED,
    GROUND_METHOD,
    LOOSE,
    PAVED,
    Ground,
    Span,
    TerrainMap,
    TrackError,
    TrackGround,
    share,
    track_ground,
)

log = logging.getLogger(__name__)

ENDING = ".ground.json"

ENOUGH_ON_MAP, ENOUGH_KNOWN = 0.7, 0.6
"""Shares of a walk that must be on the map, and of its ground that must be described, before
it gets a name (judgement)."""

MOSTLY = 0.8
"""Share of the known ground from which a walk was paved (judgement)."""

HALF = 0.5
EVEN_BELOW = 0.1
"""Share of uneven ground below which a paved walk was even (judgement)."""

UNKNOWN_WORDS = "We could not work out the ground of this walk."

WORDS: Mapping[str, str] = {
    "paved_even": "paved and even",
    "paved_uneven": "paved, partly uneven",
    "gravel": "gravel",
    "grass_or_path": "grass or path",
    "mixed": "mixed ground",
}


@dataclass(frozen=True, slots=True)
class WalkGround:
    """What a recorded walk went over, as far as a map tells.

    Attributes
    ----------
    maps : str
        The maps that were asked; with others it is worked out again.
    kind : str or None
        In the words of the diary; None where too little is known, or the map does not reach.
    reason : str
        Why no map tells of it; empty where one does.
    on_map_share, known_share : float
        Shares of the walk on ways of the map, and of those with described ground.
    evenness, uneven_share, steps, slope95 : tuple of float, or None
        Low, best and high; None where nothing is known.
    climb_m : float or None
    source, dated, credit : str
        The map, its day, and whom to thank.
    method : int
        How it was worked out (`GROUND_METHOD`); 0 where that was not noted yet.
    """

    maps: str
    kind: GroundAnswer | None = None
    reason: str = ""
    on_map_share: float = 0.0
    known_share: float = 0.0
    evenness: tuple[float, float, float] | None = None
    uneven_share: tuple[float, float, float] | None = None
    steps: tuple[float, float, float] | None = None
    slope95: tuple[float, float, float] | None = None
    climb_m: float | None = None
    source: str = ""
    dated: str = ""
    credit: str = ""
    method: int = 0

    @property
    def words(self) -> str:
        """Return it in a few words, with what is unknown; empty where no map tells."""
        if self.reason:
            return ""
        told = WORDS.get(self.kind or "", "ground hardly described")
        unknown = 1 - self.on_map_share * self.known_share
        return told if unknown < 0.05 else f"{told}, unknown for {share(unknown)}"


def ground_answer(ground: Ground) -> GroundAnswer | None:
    """Return what a person would answer about such ground; None where too little is known.

    Parameters
    ----------
    ground : Ground
        Of a loop, or of a recorded way.
    """
    if ground.known_share < ENOUGH_KNOWN:
        return None
    known = sum(length for name, length in ground.surface_m.items() if name)
    if not known:
        return None
    hard = PAVED | COBBLED
    paved = sum(length for name, length in ground.surface_m.items() if name in hard) / known
    loose = sum(length for name, length in ground.surface_m.items() if name in LOOSE) / known
    if paved >= MOSTLY:
        even = ground.uneven_m < EVEN_BELOW * ground.length_m
        return "paved_even" if even else "paved_uneven"
    if loose >= HALF:
        return "gravel"
    if 1 - paved - loose >= HALF:
        return "grass_or_path"
    return "mixed"


def matched_way(
    latitude: Floats, longitude: Floats
) -> tuple[tuple[TerrainMap, TrackGround] | None, str]:
    """Return the map that holds most of a track, and its ground there; else why there is none."""
    reason = "There is no map yet. Add one on Routes, then the ground of this walk is told."
    best: tuple[TerrainMap, TrackGround] | None = None
    for network in maps.known():
        try:
            found = track_ground(network, latitude, longitude)
        except TrackError as error:
            reason = str(error)
            continue
        if best is None or found.on_map_share > best[1].on_map_share:
            best = (network, found)
    return best, reason


def known_grounds(walker: Walker) -> dict[UUID, WalkGround]:
    """Return the ground of each recorded walk, as far as it is worked out.

    The rest is worked out beside the pages, and is there the next time.
    """
    found: dict[UUID, WalkGround] = {}
    missing: list[str] = []
    now = maps.fingerprint()
    rows = StoredRecording.objects.filter(walker=walker, walk_id__isnull=False)
    for walk_id, columns in rows.values_list("walk_id", "columns"):
        kept = _kept(columns)
        if now and (kept is None or (kept.maps, kept.method) != (now, GROUND_METHOD)):
            missing.append(columns)
        if kept is not None and walk_id is not None and (walk_id not in found or kept.kind):
            found[walk_id] = kept
    if missing:
        _worker.add(missing)
    return found


def with_ground(diary: Diary, walker: Walker, now: datetime) -> Diary:
    """Return the diary as it is read for patterns: walks without an answer have their ground.

    Parameters
    ----------
    diary : Diary
    walker : Walker
    now : datetime
        The present moment; nothing in the diary is later.
    """
    silent = [walk for walk in diary.walks() if walk.ground is None]
    if not silent:
        return diary
    grounds = known_grounds(walker)
    told = [
        Correction(
            id=uuid5(walk.id, "ground"),
            at=now,
            zone=walk.zone,
            corrects=walk.id,
            replacement=walk.model_copy(update={"ground": grounds[walk.id].kind}),
        )
        for walk in silent
        if walk.id in grounds and grounds[walk.id].kind
    ]
    return diary.extend(told) if told else diary


def work_out(columns: str) -> WalkGround:
    """Work out the ground of a recording, and keep it beside its columns."""
    now = maps.fingerprint()
    recording = originals.columns_at(columns)
    if not np.isfinite(recording.lat_deg).any():
        found = WalkGround(now, reason="This walk was recorded without its way.")
    else:
        matched, reason = matched_way(recording.lat_deg, recording.lon_deg)
        found = WalkGround(now, reason=reason) if matched is None else _of(now, *matched)
    return _keep(columns, found)


def wait(seconds: float) -> None:
    """Wait until what was asked for is worked out."""
    if _worker.thread is not None:
        _worker.thread.join(seconds)


def _of(now: str, network: TerrainMap, found: TrackGround) -> WalkGround:
    ground = found.ground
    enough = found.on_map_share >= ENOUGH_ON_MAP
    return WalkGround(
        now,
        kind=ground_answer(ground) if enough else None,
        on_map_share=found.on_map_share,
        known_share=ground.known_share,
        evenness=_span(found.evenness),
        uneven_share=_span(found.uneven_share),
        steps=_span(found.steps),
        slope95=None if found.slope95 is None else _span(found.slope95),
        climb_m=ground.climb_m,
        source=network.about.source,
        dated=network.about.date,
        credit=found.credit,
    )


def _span(span: Span) -> tuple[float, float, float]:
    return span.low, span.best, span.high


def _path(columns: str) -> Path:
    place: Path = settings.HOME.recordings / columns
    return place.with_name(place.name + ENDING)


def _keep(columns: str, found: WalkGround) -> WalkGround:
    """Keep what was found, or, where that is nothing, what an earlier map told; return it."""
    before = _kept(columns)
    if found.reason and before is not None and not before.reason:
        found = replace(before, maps=found.maps)
    found = replace(found, method=GROUND_METHOD)
    path = _path(columns)
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(json.dumps(asdict(found)), encoding="utf-8")
    draft.replace(path)
    return found


def _kept(columns: str) -> WalkGround | None:
    try:
        noted = json.loads(_path(columns).read_text(encoding="utf-8"))
        for name in ("evenness", "uneven_share", "steps", "slope95"):
            noted[name] = tuple(noted[name]) if noted[name] else None
        kept = WalkGround(**noted)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return kept if kept.kind is None or kept.kind in get_args(GroundAnswer) else None


class _Worker:
    """The thread of this process that works grounds out, while there are any to do."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.todo: list[str] = []
        self.thread: threading.Thread | None = None

    def add(self, columns: Iterable[str]) -> None:
        with self.guard:
            self.todo += [each for each in columns if each not in self.todo]
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, name="walk-ground", daemon=True)
                self.thread.start()

    def _work(self) -> None:
        while True:
            with self.guard:
                if not self.todo:
                    self.thread = None
                    return
                columns = self.todo.pop(0)
            _work_out_alone(columns)


def _work_out_alone(columns: str) -> None:
    """Work out the ground of a recording; whatever is wrong with it, the next one has its turn."""
    now = maps.fingerprint()
    try:
        work_out(columns)
    except Exception:
        place: Path = settings.HOME.recordings / columns
        if not place.exists():
            return  # the recording was deleted meanwhile
        log.exception("the ground of a walk could not be worked out")
        # With these maps it is not tried again.
        with suppress(OSError):
            _keep(columns, WalkGround(now, reason=UNKNOWN_WORDS))


_worker = _Worker()
