"""Steps sized by the person's own back, inside the rails of the protocol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import WEEKDAYS
from backstride.prescription import ProtocolError, default_protocol, read_protocol, shipped_protocol
from backstride.prescription.course import Dose, Limits, WeekTally
from backstride.prescription.personal import grow_to_tolerance
from backstride.prescription.progression import Grown, week_cap
from backstride.prescription.tolerance import Tolerance, tolerance_of
from tests.diary.factories import goal, newcomer
from tests.prescription.test_tolerance import walked
from tests.prescription.walkers import CALM, FIRST_DAY, play

PROTOCOL = shipped_protocol("personal-steps")
assert PROTOCOL.personal is not None
RULES = PROTOCOL.personal
EVERY_DAY = newcomer(FIRST_DAY, weekdays=WEEKDAYS)
FREE = Limits(None, 7, None, None, False, False)

ROBUST = tolerance_of([walked(30, 0)] * 12, RULES)
TENDER = tolerance_of([walked(10, 2)] * 12, RULES)


def grown(
    dose: Dose,
    tolerance: Tolerance = ROBUST,
    *,
    done: float | None = None,
    limits: Limits = FREE,
    half: bool = False,
) -> Grown:
    total = dose.total(7)
    done = total if done is None else done
    week = WeekTally(0, total, dose.days, dose)._replace(done_min=done, walks=dose.days)
    return grow_to_tolerance(
        dose,
        tolerance,
        week,
        past_weeks=(done,),
        limits=limits,
        half=half,
        interval_ready=False,
        protocol=PROTOCOL,
    )


def test_a_robust_back_takes_all_that_the_cap_leaves() -> None:
    assert grown(Dose(10, 3)).dose.minutes == 13
    assert grown(Dose(25, 4)).dose.minutes == 30
    more = grown(Dose(19, 3)).dose
    assert (more.minutes, more.days) == (20, 4)
    assert more.total(7) <= week_cap((57,), 4, PROTOCOL)


def test_a_tender_back_walks_a_little_more_on_more_days() -> None:
    more = grown(Dose(10, 3), TENDER)
    assert more.dose == Dose(8, 4)
    assert "shorter walks of 8 minutes" in PROTOCOL.say(more.reasons[0])


def test_a_tender_back_keeps_its_dose_where_the_week_was_not_walked_whole() -> None:
    more = grown(Dose(10, 3), TENDER, done=24)
    assert more.dose == Dose(10, 3)
    assert PROTOCOL.say(more.reasons[0]).endswith("each walk stays at 10 minutes.")


def test_it_explains_itself_in_one_sentence() -> None:
    said = PROTOCOL.say(grown(Dose(10, 3)).reasons[0])
    assert said.startswith("Our first guess and your last 12 answered walks say")
    assert said.endswith("each walk goes from 10 to 13 minutes.")
    assert said.count(".") == 1


def test_half_steps_and_the_clinician_hold_it_back() -> None:
    assert grown(Dose(25, 4), half=True).dose.minutes == 27
    assert grown(Dose(25, 4), limits=FREE._replace(minutes=26)).dose.minutes == 26
    assert grown(Dose(25, 3), limits=FREE._replace(walks=3)).dose.days == 3


@given(
    minutes=st.integers(5, 30),
    days=st.integers(3, 5),
    added=st.one_of(st.none(), st.integers(5, 29)),
    share=st.floats(0.7, 1.1),
    rises=st.lists(st.tuples(st.integers(5, 40), st.integers(-1, 5)), max_size=12),
)
def test_no_step_passes_a_cap(
    minutes: int, days: int, added: int | None, share: float, rises: list[tuple[int, int]]
) -> None:
    if days == 3 or (added is not None and added >= minutes):
        added = None
    dose = Dose(minutes, days, added)
    known = tolerance_of([walked(float(each), rise) for each, rise in rises], RULES)
    done = share * dose.total(7)
    new = grown(dose, known, done=done).dose
    assert new.minutes <= minutes + PROTOCOL.cap.walk_rise_min
    assert new.minutes <= 30
    assert new.days <= 5
    assert new.total(7) <= max(dose.total(7), week_cap((done,), new.days, PROTOCOL))
    if new.minutes > minutes:
        assert known.takes(new.minutes)


def test_whoever_walks_calmly_gets_on_faster_than_by_the_rules_alone() -> None:
    script = [CALM] * 7 * 12
    own, rules = play(script, protocol=PROTOCOL), play(script)
    assert own.days[-1].plan.week.planned_min.value > rules.days[-1].plan.week.planned_min.value


def test_it_changes_nothing_but_the_steps() -> None:
    default = default_protocol()
    for section in ("start", "cap", "good_week", "ease", "flare", "lapse", "response", "gate"):
        assert getattr(PROTOCOL, section) == getattr(default, section)
    assert set(PROTOCOL.rules) == set(default.rules)


def test_it_is_the_persons_own_choice() -> None:
    script = [CALM] * 7 * 10
    chosen = play(script, (*EVERY_DAY, goal(FIRST_DAY, personal_steps=True)))
    rules, own = play(script, EVERY_DAY), play(script, EVERY_DAY, PROTOCOL)
    sizes = [[lived.plan.dose.value for lived in life.days] for life in (chosen, rules, own)]
    assert sizes[0] == sizes[2] != sizes[1]
    assert not any(lived.plan.dose.reasons[0].rule.startswith("personal.") for lived in rules.days)


def test_a_protocol_extends_a_shipped_one_or_is_refused() -> None:
    with pytest.raises(ProtocolError, match="'nothing' is not one of gradual-walking"):
        read_protocol('extends = "nothing"\nname = "mine"')
    with pytest.raises(ProtocolError, match="'nothing' is not one of"):
        shipped_protocol("nothing")
    own = read_protocol('extends = "gradual-walking"\nname = "mine"\n[step]\nleast_min = 2')
    assert (own.name, own.step.least_min, own.step.share) == ("mine", 2, 0.15)
