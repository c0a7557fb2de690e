"""The scores of an instrument in a diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.diary import CheckIn, Diary, Questionnaire
from backstride.outcomes.instrument import Instrument, InstrumentError


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one day.

    Parameters
    ----------
    day : date
    value : float
    words : tuple of str
        What the person chose to be asked about; empty for most instruments.
    of_one : bool
        Whether the score is the answer to one item alone.
    """

    day: date
    value: float
    words: tuple[str, ...] = ()
    of_one: bool = False


def scores(diary: Diary, instrument: Instrument, until: date | None = None) -> tuple[Scored, ...]:
    """Return the scores of an instrument in a diary, the latest of each day, oldest first.

    Entries that the instrument cannot score are left out. A check-in of the week counts for
    the instrument of the same name.
    """
    found: dict[date, Scored] = {}
    if instrument.how == "single" and instrument.id in CheckIn.model_fields:
        for told in diary.of(CheckIn, until=until):
            value = getattr(told, instrument.id)
            if isinstance(value, int):
                found[told.day] = Scored(told.day, float(value))
    for event in diary.of(Questionnaire, until=until):
        if event.instrument != instrument.id:
            continue
        try:
            value = _value(event, instrument)
        except InstrumentError:
            continue
        if value is not None:
            one = len(_answers(event, instrument)) == 1
            found[event.day] = Scored(event.day, value, _words(event, instrument), one)
    return tuple(found[day] for day in sorted(found))


def comparable(found: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """Return the latest scores that are about the same things: a new choice begins anew."""
    kept = len(found)
    while kept and found[kept - 1].words == found[-1].words:
        kept -= 1
    return found[kept:]


def chosen_words(diary: Diary, instrument: Instrument) -> dict[str, str]:
    """Return what the person chose last, by item; empty where nothing was chosen yet."""
    for event in reversed(diary.of(Questionnaire)):
        if event.instrument == instrument.id:
            words = {
                item.id: told
                for item in instrument.chosen
                if isinstance(told := event.answers.get(item.words_key), str)
            }
            if words:
                return words
    return {}


def _value(event: Questionnaire, instrument: Instrument) -> float | None:
    """Return the score of an entry; None where it only says what was chosen."""
    answers = _answers(event, instrument)
    if answers and instrument.how != "typed":
        numbers = {key: told for key, told in answers.items() if isinstance(told, float)}
        if len(numbers) != len(answers):
            raise InstrumentError(f"{instrument.id}: an answer is no number")
        return instrument.score(numbers)
    if event.total is not None:
        return instrument.check_total(event.total)
    if event.answers and not answers:
        return None
    raise InstrumentError(f"{instrument.id}: no total is given")


def _answers(event: Questionnaire, instrument: Instrument) -> dict[str, float | str]:
    """Return what was answered, without the words that the person chose."""
    own = {item.words_key for item in instrument.chosen}
    return {key: told for key, told in event.answers.items() if key not in own}


def _words(event: Questionnaire, instrument: Instrument) -> tuple[str, ...]:
    told = (event.answers.get(item.words_key) for item in instrument.chosen)
    return tuple(words for words in told if isinstance(words, str))
