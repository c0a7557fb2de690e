"""Walks, people and circumstances to draw from."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from backstride.guidance import Heat, Need, Place, Timeline, WalkerNeeds, timeline
from backstride.prescription import Kind, Rung, Session

RUNGS = (
    Rung(4, 30, 30),
    Rung(6, 30, 30),
    Rung(8, 30, 30),
    Rung(10, 30, 30),
    Rung(3, 60, 60),
    Rung(3, 180, 180),
)
BRISK = Rung(3, 120, 120)

people = st.builds(
    WalkerNeeds,
    age_years=st.none() | st.integers(18, 95),
    weight_kg=st.none() | st.floats(40, 160),
    usual_cadence_spm=st.none() | st.floats(60, 130),
    needs=st.frozensets(st.sampled_from(list(Need))),
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    minutes = draw(st.integers(1, 120))
    kind = draw(st.sampled_from(list(Kind)))
    if kind is Kind.BRISK:
        return Session(minutes, kind, BRISK)
    if kind is Kind.INTERVALS:
        return Session(minutes, kind, draw(st.sampled_from(RUNGS)))
    return Session(minutes, kind)


circumstances = st.fixed_dictionaries(
    {
        "heat": st.sampled_from([None, Heat.COOL, Heat.WARM, Heat.HOT]),
        "place": st.sampled_from(list(Place)),
        "carrying": st.sampled_from(["nothing", "both_shoulders", "one_side"]),
        "ground": st.sampled_from([None, "paved_even", "gravel", "indoors"]),
    }
)

ONE_DAY = date(2026, 5, 14)


def laid_out(session: Session, *needs: Need, day: date = ONE_DAY, **known: Any) -> Timeline:
    """Lay a walk out for a person of 50 with these needs."""
    age_years = known.pop("age_years", 50)
    usual = known.pop("usual_cadence_spm", None)
    person = WalkerNeeds(age_years=age_years, usual_cadence_spm=usual, needs=frozenset(needs))
    return timeline(session, person=person, seed_day=day, **known)
