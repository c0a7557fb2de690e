"""What the latest walks teach about the minutes that a back takes."""

from __future__ import annotations

import itertools
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.prescription import Kind, shipped_protocol
from backstride.prescription.course import WalkRecord
from backstride.prescription.tolerance import ONSETS_MIN, Tolerance, tolerance_of

PROTOCOL = shipped_protocol("personal-steps")
assert PROTOCOL.personal is not None
RULES = PROTOCOL.personal


def walked(
    minutes: float, rise: int | None, before: int = 4, kind: str = "easy", mornings: int = 0
) -> WalkRecord:
    worst = None if rise is None else min(10, before + rise)
    return WalkRecord(
        UUID(int=1), 1, 1, minutes, True, 1.0, kind, 4.0, 2, before, worst, worst, rise=rise,
        mornings_counted=mornings,
    )  # fmt: skip


def learned(*walks: WalkRecord) -> Tolerance:
    return tolerance_of(walks, RULES)


def test_without_any_answer_the_prior_stands() -> None:
    known = learned(walked(20, None))
    assert known.walks == 0
    assert known.onset_min == pytest.approx(RULES.prior_onset_min, rel=0.1)
    assert sum(known.weights) == pytest.approx(1)


def test_walks_that_raise_pain_lower_the_onset_and_calm_ones_raise_it() -> None:
    prior = learned()
    assert learned(*[walked(12, 2)] * 6).onset_min < prior.onset_min / 2
    assert learned(*[walked(30, 0)] * 6).onset_min > prior.onset_min


def test_one_odd_day_moves_it_less_than_a_run_of_walks() -> None:
    calm = [walked(20, 0)] * 8
    odd = learned(*calm, walked(20, 4)).onset_min
    assert learned(*[walked(20, 4)] * 4).onset_min < odd <= learned(*calm).onset_min
    assert odd > 20


def test_faster_and_hilly_minutes_count_for_more() -> None:
    known = learned(*[walked(20, 1)] * 4)
    easy, brisk, hills = (known.chance(20, kind) for kind in (Kind.EASY, Kind.BRISK, Kind.HILLS))
    assert easy < brisk < hills


def test_worse_mornings_after_count() -> None:
    assert (
        learned(*[walked(15, 1, mornings=1)] * 4).onset_min
        < learned(*[walked(15, 1)] * 4).onset_min
    )


def test_a_rise_from_the_end_of_the_scale_may_have_been_more() -> None:
    assert (
        learned(*[walked(15, 1, before=0)] * 4).onset_min
        < learned(*[walked(15, 1, before=3)] * 4).onset_min
    )


walks = st.builds(
    walked,
    minutes=st.integers(5, 45).map(float),
    rise=st.one_of(st.none(), st.integers(-3, 6)),
    before=st.integers(0, 6),
    kind=st.sampled_from(["easy", "brisk", "intervals", "hills"]),
    mornings=st.integers(0, 2),
)


@given(st.lists(walks, min_size=1, max_size=12), st.data())
def test_a_worse_answer_never_lets_a_longer_walk_through(
    taken: list[WalkRecord], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(taken) - 1))
    old = taken[place]
    if old.rise is None or old.before is None or old.worst is None or old.worst > 9:
        return
    worst = data.draw(st.integers(old.worst + 1, 10))
    worse = old._replace(worst=worst, rise=worst - old.before)
    better, after = learned(*taken), learned(*taken[:place], worse, *taken[place + 1 :])
    for minutes in range(5, 40, 3):
        assert after.chance(minutes) >= better.chance(minutes) - 1e-9
    morning = old._replace(mornings_counted=old.mornings_counted + 1)
    after = learned(*taken[:place], morning, *taken[place + 1 :])
    assert after.chance(20) >= better.chance(20) - 1e-9


@given(st.lists(walks, max_size=12), st.sampled_from(list(Kind)))
def test_the_chance_grows_with_the_minutes(taken: list[WalkRecord], kind: Kind) -> None:
    known = learned(*taken)
    chances = [known.chance(minutes, kind) for minutes in range(5, 60)]
    assert all(later >= sooner - 1e-12 for sooner, later in itertools.pairwise(chances))
    assert all(0 <= chance <= 1 for chance in chances)
    assert ONSETS_MIN[0] <= known.onset_min <= ONSETS_MIN[-1]
