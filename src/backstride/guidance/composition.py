"""A prescribed walk becomes its timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backstride.diary import Carrying, Ground
from backstride.guidance.cool_down import cool_down, stretch_cues
from backstride.guidance.cues import fixed_cues, floating_cues
from backstride.guidance.heat import Heat
from backstride.guidance.item import Place
from backstride.guidance.needs import WalkerNeeds
from backstride.guidance.source import SOURCES
from backstride.guidance.timeline import Cue, Phase, Timeline
from backstride.guidance.walk_phase import walk_phase
from backstride.guidance.warm_up import warm_up
from backstride.prescription import Session


def timeline(
    session: Session,
    *,
    person: WalkerNeeds,
    seed_day: date,
    heat: Heat | None = None,
    place: Place = Place.OUTSIDE,
    carrying: Carrying = "nothing",
    ground: Ground | None = None,
) -> Timeline:
    """Lay a prescribed walk out in time, to the second.

    Parameters
    ----------
    session : Session
        One walk. In the heat, the session of :func:`heat_advice`; this function changes
        no minutes.
    person : WalkerNeeds
        Whose needs decide which exercises appear, and how.
    seed_day : date
        The local day. The choice of exercises and words goes on by one each day; the same
        day gives the same timeline.
    heat : Heat, optional
        How warm it feels; unknown counts as cool.
    place : Place
        Where warm-up and cool-down happen; outside everything is done on the feet.
    carrying : str
        ``nothing``, ``both_shoulders`` or ``one_side``.
    ground : str, optional
        The ground of the walk, as in the diary.

    Returns
    -------
    Timeline

    Raises
    ------
    ValueError
        If the walk has no minutes, or it is too hot for any.
    """
    if session.minutes < 1:
        raise ValueError(f"a walk of {session.minutes} minutes has no timeline; offer rest instead")
    if heat is Heat.VERY_HOT:
        raise ValueError("it is too hot for a walk; show the words of heat_advice instead")
    before = warm_up(session, person, place, seed_day)
    walk = walk_phase(session, person, start_s=before.end_s)
    after = cool_down(session, person, place, seed_day, start_s=walk.end_s)
    phases = (before, walk, after)
    fixed = fixed_cues(phases, session) + stretch_cues(after)
    cues = fixed + floating_cues(
        walk,
        fixed,
        session,
        person,
        day=seed_day,
        heat=heat,
        carrying=carrying,
        ground=ground,
    )
    return Timeline(
        day=seed_day,
        kind=session.kind,
        minutes=session.minutes,
        total_s=after.end_s,
        phases=phases,
        cues=tuple(sorted(cues, key=lambda each: each.at_s)),
        sources={each: SOURCES[each] for each in sorted(_ids(phases, cues))},
    )


def _ids(phases: Iterable[Phase], cues: Iterable[Cue]) -> set[str]:
    found = {each for cue in cues for each in cue.because}
    for phase in phases:
        found |= {*phase.because, *(each for part in phase.parts for each in part.because)}
    return found
