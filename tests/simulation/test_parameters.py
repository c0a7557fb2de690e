"""The population: every number carries its mark, and spreads are what they say."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from statistics import fmean, median, stdev

import numpy as np
import pytest

from backstride.simulation import CASES, Constants, Spread, default_population, read_population
from backstride.simulation.traits import draw_traits


def shipped() -> str:
    return files("backstride.simulation").joinpath("population.toml").read_text("utf-8")


def test_every_parameter_says_where_it_comes_from() -> None:
    population = default_population()
    named = {each.name for each in population.provenance}
    assert named >= {field.name for field in fields(Constants)}
    assert named >= set(population.traits)
    assert named >= {group.name for group in population.groups}
    assert all(len(each.why) > 10 for each in population.provenance)


def test_a_parameter_without_its_mark_is_refused_by_name() -> None:
    text = shipped().replace('value = 3.3\nmark = "judgement"', "value = 3.3")
    assert text != shipped()
    with pytest.raises(ValueError, match="easy_mets"):
        read_population(text)


def test_an_unknown_constant_is_refused_by_name() -> None:
    text = shipped() + '\n[constant.luck]\nvalue = 1\nmark = "judgement"\nwhy = "none"\n'
    with pytest.raises(ValueError, match="luck"):
        read_population(text)


def test_groups_that_do_not_add_up_are_refused() -> None:
    text = shipped().replace("share = 0.45", "share = 0.40")
    with pytest.raises(ValueError, match="add up to 1"):
        read_population(text)


def test_a_lognormal_spread_has_its_median_in_the_middle() -> None:
    spread = Spread("lognormal", 20.0, 0.4)
    assert spread.at(0.5) == pytest.approx(20.0)
    assert spread.at(0.8413) == pytest.approx(20.0 * np.exp(0.4), rel=1e-3)


def test_a_truncated_normal_spread_keeps_its_limits_and_its_middle() -> None:
    spread = Spread("normal", 4.0, 1.5, low=1.0, high=7.5)
    values = [spread.at(share) for share in np.linspace(0, 1, 2001)]
    assert min(values) >= 1.0
    assert max(values) <= 7.5
    assert 3.9 < fmean(values) < 4.3
    assert values == sorted(values)


def test_the_mix_has_its_three_groups_in_their_shares() -> None:
    population = default_population()
    rng = np.random.default_rng(3)
    drawn = [draw_traits(rng, population, CASES["mix"]) for _ in range(4000)]
    shares = {
        group.name: fmean(traits.group == group.name for traits in drawn)
        for group in population.groups
    }
    assert shares == pytest.approx(
        {"intermittent": 0.30, "fluctuating": 0.45, "persistent": 0.25}, abs=0.03
    )
    usual = {
        name: [traits.usual_pain for traits in drawn if traits.group == name] for name in shares
    }
    assert 1.0 <= min(usual["intermittent"]) <= max(usual["intermittent"]) <= 2.0
    assert 5.0 <= min(usual["persistent"]) <= max(usual["persistent"]) <= 7.0
    assert median(traits.capacity_min for traits in drawn) == pytest.approx(20, rel=0.05)
    assert stdev(traits.readiness for traits in drawn) == pytest.approx(0.8, rel=0.1)


@pytest.mark.parametrize("case", [name for name in CASES if name not in ("mix", "plain")])
def test_a_case_changes_what_it_names_and_nothing_else(case: str) -> None:
    population = default_population()
    changed = set(CASES[case].traits)
    if not CASES[case].mixed:
        changed |= {"usual_pain", "day_spread"}
    for walker in range(5):
        mix = draw_traits(np.random.default_rng(walker), population, CASES["mix"])
        other = draw_traits(np.random.default_rng(walker), population, CASES[case])
        for trait in population.traits:
            if trait in CASES[case].traits and CASES[case].traits[trait].kind == "fixed":
                assert getattr(other, trait) == CASES[case].traits[trait].a
            elif trait not in changed:
                assert getattr(other, trait) == getattr(mix, trait)
