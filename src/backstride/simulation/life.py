"""One virtual walker under one controller, day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backstride.diary import AnyEvent, Availability, Moment, Profile
from backstride.prescription import Action, Kind, Protocol, Response, Session
from backstride.simulation.body import Body, Felt
from backstride.simulation.causes import Causes
from backstride.simulation.draws import Draws
from backstride.simulation.mind import Mind
from backstride.simulation.offer import Offer, Programme
from backstride.simulation.parameters import Constants
from backstride.simulation.safety import History, check_day
from backstride.simulation.tally import WeekRow
from backstride.simulation.traits import RED_FLAG_DAYS, Traits
from backstride.simulation.voice import RED_FLAGS, Pen, Symptom, gap, heard

WAKING = 7 * 60 + 30
"""Minute of the day of the morning's answers."""

WALKING, WALKING_WINDOW = 17 * 60, 45
"""Earliest minute of the day at which a walk begins, and the minutes it may be later."""

_SYMPTOMS: tuple[Symptom, ...] = tuple(RED_FLAGS)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all walkers of a run share.

    Parameters
    ----------
    start : date
        First day.
    weeks : int
    zone : str
    constants : Constants
    protocol : Protocol
        Its response rule counts spikes, whoever doses.
    """

    start: date
    weeks: int
    zone: str
    constants: Constants
    protocol: Protocol


def mets_of(session: Session, constants: Constants) -> float:
    """Return the mean METs of a walk of that kind and those brisk parts."""
    if session.kind is Kind.HILLS:
        return constants.hills_mets
    rung = session.rung
    if rung is None:
        return constants.easy_mets
    brisk_min = min(float(session.minutes), rung.repeats * rung.brisk_s / 60)
    return constants.easy_mets + (constants.brisk_mets - constants.easy_mets) * (
        brisk_min / session.minutes
    )


class Life:
    """A walker, a programme and the safety checks, moved through the days together.

    Notes
    -----
    A day: wake, answer for the morning, report a bad day, answer safety questions, read the
    offer, be checked, perhaps take the walk (answer before it, read the offer again, walk,
    answer after it), sleep. Answers of one walk come or are missing together; worst and
    after are answered at one moment and share their noise.
    """

    def __init__(
        self,
        index: int,
        traits: Traits,
        programme: Programme,
        setting: Setting,
        first_latent: float,
        pen: Pen,
        listen: Callable[[AnyEvent], None] | None = None,
    ) -> None:
        self._index = index
        self._traits = traits
        self._programme = programme
        self._setting = setting
        self._body = Body(traits, setting.constants, first_latent)
        self._mind = Mind(traits.readiness, setting.constants)
        self._pen = pen
        self._listen = listen
        self._history = History(setting.protocol)
        self._symptom = _SYMPTOMS[(traits.red_flag_on or 0) % len(_SYMPTOMS)]
        self._causes = Causes()
        self._was_eased = False
        self._last_full = 0.0
        self._last_plan = 0.0
        self.row = WeekRow(index, 0, traits.group)

    # ------------------------------------------------------------------ the days
    def begin(self, on: date) -> None:
        """Introduce the walker to the programme."""
        traits = self._traits
        self._pen.turn_to(on)
        self._tell(
            Profile.model_validate(
                {
                    **self._pen.stamp(WAKING - 30),
                    "zone": self._setting.zone,
                    "birth_year": on.year - 50,
                    "height_cm": 170,
                    "weight_kg": 75,
                    "track": traits.case.track,
                    "usual_pain": heard(traits.usual_pain, 0.0, traits.case.understates),
                    "baseline": "measure" if traits.measures_start else "skip",
                }
            )
        )
        self._tell(
            Availability.model_validate(
                {
                    **self._pen.stamp(WAKING - 29),
                    "zone": self._setting.zone,
                    "days": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                    "time": "17:00",
                }
            )
        )

    def turn_week(self, week: int) -> WeekRow:
        """Begin week ``week`` (from 1) and return the row of the one that ended."""
        ended = self.row
        ended.capacity_min = self._body.capacity_min
        ended.habit = self._mind.habit
        self.row = WeekRow(self._index, week, self._traits.group)
        return ended

    def live(self, day: int, on: date, draws: Draws) -> bool:
        """Live one day; False if the walker stops for good on its morning."""
        if self._mind.stops(day, draws.stops):
            self.row.present = False
            return False
        self._pen.turn_to(on)
        self._body.wake(day, draws.latent, draws.flare, draws.flare_size, draws.sleep, draws.stress)
        self._count_body()
        span = self._traits.case.away
        away = span is not None and span[0] <= day <= span[1]
        if not away:
            self._morning(day, draws)
        offer = self._programme.offer(on)
        if not away:
            offer = self._safety(day, offer)
        self._checked(day, on, offer)
        if not away and offer.action in (Action.WALK, Action.BASELINE):
            self._decide(day, on, offer, draws)
        self._history.close_day(on, offer)
        self._body.rest_tonight()
        return True

    def _tell(self, event: AnyEvent) -> None:
        self._programme.tell(event)
        self._history.note(event)
        if self._listen is not None:
            self._listen(event)

    def _count_body(self) -> None:
        row, body = self.row, self._body
        row.days += 1
        row.flares += body.flare_began
        row.flares_by_walk += body.flare_by_walk
        row.flares_never += body.never_flare_began
        row.bad_days += body.bad_day

    # ------------------------------------------------------------------ the morning
    def _missing(self) -> float:
        share = self._traits.missing
        if not self._body.bad_day:
            return share
        return gap(share, self._setting.constants.missing_odds_bad_day)

    def _morning(self, day: int, draws: Draws) -> None:
        body, c = self._body, self._setting.constants
        understates = self._traits.case.understates
        missing = self._missing()
        if draws.skips_morning >= missing:
            noise = c.answer_noise * draws.say_morning
            nrs = heard(body.morning_pain, noise, understates)
            self._tell(self._pen.morning(WAKING, nrs))
            self._causes.note_morning(day, body, noise, understates)
        if draws.skips_bad_day >= missing and body.flare - understates >= c.bad_day:
            self._tell(self._pen.bad_day(WAKING + 5))
            self._causes.note_flare(day, body)
        elif body.flare_by_walk:
            self._causes.note_flare(day, body)

    # ------------------------------------------------------------------ safety questions
    def _safety(self, day: int, offer: Offer) -> Offer:
        on = self._pen.day
        flag_day = self._traits.red_flag_on
        question = RED_FLAGS[self._symptom]
        yes: str | None = None
        if flag_day is not None and flag_day <= day <= flag_day + RED_FLAG_DAYS:
            since = day - flag_day
            if since == 0:
                self._tell(self._pen.symptom(WAKING + 10, self._symptom))
                offer = self._programme.offer(on)
                for breach in check_day(on, offer, self._history):
                    self.row.count(breach)
                asked = tuple({**dict.fromkeys(offer.questions_due), question: None})
                self._tell(self._pen.answers(WAKING + 15, asked, question))
                offer = self._programme.offer(on)
            elif since == RED_FLAG_DAYS:
                self._tell(self._pen.answers(WAKING + 15, (question,), None))
                self._tell(self._pen.all_clear(WAKING + 20, question))
                offer = self._programme.offer(on)
            if since < RED_FLAG_DAYS:
                yes = question
                self.row.halt_days_wanted += 1
        if offer.questions_due:
            asked = offer.questions_due
            self._tell(self._pen.answers(WAKING + 25, asked, yes if yes in asked else None))
            offer = self._programme.offer(on)
        if yes is not None:
            self.row.halt_days_obeyed += offer.halted and offer.session is None
        return offer

    def _checked(self, day: int, on: date, offer: Offer) -> None:
        row = self.row
        row.halted_days += offer.halted
        for breach in check_day(on, offer, self._history):
            row.count(breach)
        if day % 7 == 0:
            self._open_row(day, offer)
        if on.weekday() == 0:
            self._history.begin_week()
        lowered = 0 < offer.full_min < self._last_full
        if (offer.eased and not self._was_eased) or lowered:
            row.count_easing(self._causes.of_easing(day))
        if offer.session is not None:
            self._was_eased = offer.eased
        if offer.full_min > 0:
            self._last_full = offer.full_min

    def _open_row(self, day: int, offer: Offer) -> None:
        row = self.row
        row.planned_min = planned = offer.week_min
        row.full_min = offer.full_min
        row.rule = offer.rule
        if day and (offer.held if offer.rule else planned <= self._last_plan):
            row.held = self._causes.of_hold(day)
        self._last_plan = planned

    # ------------------------------------------------------------------ the walk
    def _decide(self, day: int, on: date, offer: Offer, draws: Draws) -> None:
        body, mind = self._body, self._mind
        above = body.pain - body.mean_pain
        chance = mind.chance(above, body.bad_day, draws.weather, draws.prompt)
        takes = draws.takes < chance
        mind.learn(takes)
        if not takes:
            return
        if offer.action is Action.BASELINE:
            self._baseline(day, offer)
            return
        minute = WALKING + int(WALKING_WINDOW * draws.weather)
        walk_id = self._pen.next_id()
        answers = draws.skips_walk >= self._missing()
        if answers:
            said = heard(
                body.pain,
                self._setting.constants.answer_noise * draws.say_before,
                self._traits.case.understates,
            )
            self._tell(self._pen.asked(minute - 5, Moment.BEFORE, said, walk_id))
            offer = self._programme.offer(on)
            if offer.questions_due:
                self._tell(self._pen.answers(minute - 4, offer.questions_due, None))
                offer = self._programme.offer(on)
        if offer.short is not None and (
            draws.takes >= mind.chance(above, True, draws.weather, draws.prompt)
        ):
            return  # A short walk or rest is asked, as good a choice each: a bad day's readiness.
        session = offer.short or offer.session
        if session is not None:
            self._walk(day, minute, session, offer.protocol, walk_id, draws, answers)

    def _baseline(self, day: int, offer: Offer) -> None:
        c = self._setting.constants
        load = c.free_load if offer.to_tolerance else c.comfortable_load
        minutes = max(1.0, round(load * self._body.capacity_min))
        self._body.walk(day, minutes, c.easy_mets)
        self._tell(self._pen.baseline(WALKING, minutes))
        self.row.walked_min += minutes
        self.row.walks += 1

    def _walk(
        self,
        day: int,
        minute: int,
        session: Session,
        protocol: str,
        walk_id: UUID,
        draws: Draws,
        answers: bool,
    ) -> None:
        c = self._setting.constants
        minutes = session.minutes * self._traits.case.walks_share
        felt = self._body.walk(day, minutes, mets_of(session, c))
        row = self.row
        row.walks += 1
        row.walked_min += minutes
        row.longest_min = max(row.longest_min, minutes)
        self._count_response(day, felt, draws)
        self._tell(self._pen.walk(minute, walk_id, minutes, session, protocol))
        if answers:
            noise = c.answer_noise * draws.say_after
            less = self._traits.case.understates
            end = minute + minutes
            worst, after = heard(felt.worst, noise, less), heard(felt.after, noise, less)
            self._tell(self._pen.asked(end + 1, Moment.DURING, worst, walk_id))
            self._tell(self._pen.asked(end + 2, Moment.AFTER, after, walk_id))

    def _count_response(self, day: int, felt: Felt, draws: Draws) -> None:
        noise = self._setting.constants.answer_noise
        response, by_load = self._causes.note_walk(
            day, felt, noise * draws.say_before, noise * draws.say_after, self._setting.protocol
        )
        row = self.row
        if response is Response.SPIKE:
            row.spikes += 1
            row.spikes_by_load += by_load
        elif response is Response.AMBER:
            row.ambers += 1


def live_through(life: Life, setting: Setting, days: list[Draws]) -> list[WeekRow]:
    """Live every day of the run, or until the walker stops; return a row per week.

    Weeks after the walker stopped have no row.
    """
    rows: list[WeekRow] = []
    life.begin(setting.start)
    for day, draws in enumerate(days):
        if day % 7 == 0:
            ended = life.turn_week(day // 7 + 1)
            if ended.week:
                rows.append(ended)
        if not life.live(day, setting.start + timedelta(days=day), draws):
            break
    rows.append(life.turn_week(0))
    return rows
