"""Whose files are read next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import uuid4

from backstride.site.turns import LEAST, MOST, Turns, at_once

PATIENCE_S = 20

ONE, OTHER, THIRD = uuid4(), uuid4(), uuid4()


def reading(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_another_persons_file_does_not_wait_for_a_long_one() -> None:
    turns = Turns(2)
    with turns.of(ONE):

        def other() -> None:
            with turns.of(OTHER):
                pass

        thread = reading(other)
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_a_walker_has_one_turn_at_a_time_and_others_come_between_their_files() -> None:
    turns = Turns(1)
    order: list[str] = []
    waiters = []
    with turns.of(ONE):
        for name, walker in (("one again", ONE), ("other", OTHER), ("one at last", ONE)):

            def work(name: str = name, walker: object = walker) -> None:
                with turns.of(walker):  # type: ignore[arg-type]  # an id, bound early
                    order.append(name)

            before = turns.waiting
            waiters.append(reading(work))
            while turns.waiting == before:
                pass
        assert order == []
    for each in waiters:
        each.join(PATIENCE_S)
    assert order == ["one again", "other", "one at last"]


def test_a_turn_ends_with_its_block_however_that_ends() -> None:
    turns = Turns(1)
    try:
        with turns.of(ONE):
            raise RuntimeError("a slip")
    except RuntimeError:
        pass
    with turns.of(ONE):
        pass
    assert turns.waiting == 0


def test_a_machine_reads_as_many_at_once_as_it_has_cores_within_bounds() -> None:
    assert LEAST <= at_once() <= MOST
