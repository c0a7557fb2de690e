"""How often a walk stood still, as its page tells it."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Pause
from backstride.site.presentation.done import pause_words
from backstride.walks import summarise
from tests.walks.made import made


@pytest.mark.parametrize(
    ("lengths_s", "words"),
    [
        ((), "None of half a minute or more"),
        ((12.0, 29.0), "None of half a minute or more"),
        ((12.0, 60.0), "One, 1 minute in all"),
        ((30.0, 90.0), "Two, 2 minutes in all"),
    ],
)
def test_pauses_of_half_a_minute_or_more_are_told(lengths_s: tuple[float, ...], words: str) -> None:
    time_s = np.arange(1200)
    pauses = tuple(Pause(300.0 * k, 300.0 * k + length) for k, length in enumerate(lengths_s, 1))
    summary = summarise(made(time_s, distance_m=1.2 * time_s, pauses=pauses))
    assert summary.pauses == pauses
    assert pause_words(summary) == words
