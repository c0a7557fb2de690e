"""Which questions are due: each on its own schedule, never in the way of the walks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backstride.diary import Diary
from backstride.outcomes.instrument import Instrument
from backstride.outcomes.scores import scores


def due(instrument: Instrument, last: date | None, on: date) -> bool:
    """Return whether the instrument should be asked on a day."""
    return last is None or (on - last).days >= instrument.every_days


def due_instruments(
    diary: Diary, instruments: Sequence[Instrument], on: date, *, started: date | None
) -> tuple[Instrument, ...]:
    """Return the instruments that are due on a day, the longest waiting first.

    Parameters
    ----------
    diary : Diary
    instruments : sequence of Instrument
    on : date
    started : date or None
        First day of the programme. Before it nothing is due.

    Notes
    -----
    A total that is typed in is asked for again only once somebody has entered one: most people
    have no paper form. The schedule is that of evidence section 6.
    """
    if started is None or on < started:
        return ()
    waiting = []
    for place, instrument in enumerate(instruments):
        told = scores(diary, instrument, until=on)
        if told:
            since = told[-1].day + timedelta(days=instrument.every_days)
        elif instrument.how == "typed":
            continue
        else:
            since = started + timedelta(days=instrument.first_after_days)
        if since <= on:
            waiting.append((since, place, instrument))
    return tuple(instrument for _, _, instrument in sorted(waiting, key=lambda each: each[:2]))


def answered_on(diary: Diary, instruments: Sequence[Instrument], day: date) -> bool:
    """Return whether any of the instruments was answered on that day: enough for the day."""
    return any(
        told and told[-1].day == day
        for told in (scores(diary, instrument, until=day) for instrument in instruments)
    )
