"""A pain answer or a new symptom around a walk: how it is judged, and what follows."""

from __future__ import annotations

from uuid import UUID

from backstride.diary import Moment, NewSymptom, Pain, Walk
from backstride.prescription import safety
from backstride.prescription.course import EVERYDAY, LEG, Course, Ease, Waiting, WalkRecord, latest
from backstride.prescription.ease import with_ease, without_spent
from backstride.prescription.gate import gate
from backstride.prescription.lowering import cut_dose, undo_growth
from backstride.prescription.morning import take_morning
from backstride.prescription.passing import measure_on
from backstride.prescription.plan import Response
from backstride.prescription.protocol import Protocol
from backstride.prescription.response import Answers, classify
from backstride.prescription.schedule import DAYS
from backstride.screening import Trigger

LEG_SYMPTOMS = frozenset({"leg_pain", "leg_numbness", "leg_weakness", "saddle_numbness"})
"""New symptoms that make a walk a spike (evidence section 4, test 1)."""

WAITING_DAYS = 3
"""How long a pain answer waits for its walk (judgement): a phone may be offline a while."""

_SEVERITY = {
    Response.SETTLED: 0,
    Response.SORENESS: 1,
    Response.AMBER: 2,
    Response.SPIKE: 3,
}


def take_pain(course: Course, pain: Pain, day: int, protocol: Protocol) -> None:
    """An answer before, during or after a walk, or of a morning."""
    if pain.moment is Moment.MORNING:
        take_morning(course, day, pain.nrs, protocol)
        return
    walk_id = pain.walk_id
    assert walk_id is not None
    place = place_of(course, walk_id)
    known = _everyday_of(course, walk_id) if place is None else course.walks[place]
    if known is None:
        wait(course, walk_id, day, pain.moment, pain.nrs)
        if pain.moment is Moment.BEFORE:
            _ask_before(course, pain.nrs, day, protocol)
        return
    _, before, worst, after, symptom = _with_answer(
        (day, *_answers_of(known)), pain.moment, pain.nrs
    )
    answers = Answers(before, worst, after, symptom)
    if place is None:
        _judge_everyday(course, known, answers, protocol)
    else:
        judge(course, place, answers, protocol)


def _ask_before(course: Course, nrs: int, day: int, protocol: Protocol) -> None:
    """Make the safety questions due where pain before a walk is much stronger than usual.

    Before the first walk too; but who has answered them that day has just told us all of it.
    """
    if course.started is None and course.repeats_since >= day:
        return
    if gate(nrs, measure_on(course, day, protocol), protocol).questions:
        safety.trigger(course, Trigger.GATE)


def _answers_of(walk: WalkRecord) -> Answers:
    return Answers(walk.before, walk.worst, walk.after, walk.symptom)


def _with_answer(kept: Waiting, moment: Moment | None, nrs: int | None) -> Waiting:
    """Put one more answer to the others; ``moment`` None stands for a leg symptom."""
    day, before, worst, after, symptom = kept
    if moment is Moment.BEFORE:
        return day, nrs, worst, after, symptom
    if moment is Moment.DURING and nrs is not None:
        # The worst on the way is the highest of what was said on the way.
        return day, before, nrs if worst is None else max(worst, nrs), after, symptom
    if moment is Moment.AFTER:
        return day, before, worst, nrs, symptom
    return day, before, worst, after, True


def take_symptom(course: Course, event: NewSymptom, day: int, protocol: Protocol) -> None:
    """Something new was noticed: questions become due; a leg symptom makes its walk a spike."""
    if course.started is not None and course.week is not None:
        course.week = course.week._replace(symptom=True)
    safety.new_symptom(course, event.symptom, day)
    if event.symptom not in LEG_SYMPTOMS:
        return
    place = None
    if event.walk_id is not None:
        place = place_of(course, event.walk_id)
        everyday = None if place is not None else _everyday_of(course, event.walk_id)
        if everyday is not None:
            answers = _answers_of(everyday)._replace(symptom=True)
            _judge_everyday(course, everyday, answers, protocol)
            return
        if place is None:
            wait(course, event.walk_id, day, None, None)
            return
    elif course.walks and course.walks[-1].day == day and not course.walks[-1].apart:
        place = len(course.walks) - 1
    if place is None:
        _take_leg(course, event.id, day, protocol)
        return
    walk = course.walks[place]
    if place and course.walks[place - 1].apart == LEG and course.walks[place - 1].day == walk.day:
        # Told before the walk and with it: one thing, not two close together.
        course.walks = (*course.walks[: place - 1], *course.walks[place:])
        place -= 1
    judge(course, place, _answers_of(walk)._replace(symptom=True), protocol)


def _take_leg(course: Course, event_id: UUID, day: int, protocol: Protocol) -> None:
    """Something new in a leg between walks: the way back of a spike begins at once.

    Evidence section 4 names it among the spikes. Told again before the next walk it begins
    anew, and does not count as a second spike.
    """
    last = course.walks[-1] if course.walks else None
    if last is not None and last.apart == LEG and last.number == course.count:
        course.walks = course.walks[:-1]
    measure = measure_on(course, day, protocol)
    record = WalkRecord(event_id, day, course.count, 0.0, False, 1.0, "easy", *measure, apart=LEG)
    _judge_apart(course, record, Answers(None, None, None, symptom=True), protocol)
    if course.started is None:
        _ease_after(course, record, Response.SPIKE, protocol)


def take_everyday(course: Course, walk: Walk, day: int, protocol: Protocol) -> None:
    """A walk outside the programme: kept a few days, in case it raised pain.

    Its minutes count nowhere. Pain that rose with it is a walk's all the same (evidence
    section 3: only pain that rose with a walk lowers the dose).
    """
    if course.started is None:
        return
    measure = measure_on(course, day, protocol)
    record = WalkRecord(
        walk.id, day, course.count, walk.minutes, False, 1.0, walk.kind, *measure, apart=EVERYDAY
    )
    oldest = day - WAITING_DAYS
    course.everyday = (*(each for each in course.everyday if each.day >= oldest), record)
    told = course.waiting.get(walk.id)
    if told is not None:
        course.waiting = {key: kept for key, kept in course.waiting.items() if key != walk.id}
        _judge_everyday(course, record, Answers(*told[1:]), protocol)


def _everyday_of(course: Course, walk_id: UUID) -> WalkRecord | None:
    for walk in course.everyday:
        if walk.walk_id == walk_id:
            return walk
    return None


def _judge_everyday(course: Course, walk: WalkRecord, answers: Answers, protocol: Protocol) -> None:
    """Take it among the walks once it raised pain clearly; until then keep its answers."""
    found = classify(answers, protocol.response, usual=walk.usual)
    others = tuple(each for each in course.everyday if each.walk_id != walk.walk_id)
    if found is not None and found.response in (Response.AMBER, Response.SPIKE):
        course.everyday = others
        _judge_apart(course, walk, answers, protocol)
        return
    kept = walk._replace(
        before=answers.before, worst=answers.worst, after=answers.after, symptom=answers.symptom
    )
    course.everyday = (*others, kept)


def _judge_apart(course: Course, record: WalkRecord, answers: Answers, protocol: Protocol) -> None:
    """Put what is apart in its place among the walks, and judge it like one."""
    place = len(course.walks)
    while place and course.walks[place - 1].day > record.day:
        place -= 1
    before = len(course.walks) + 1
    course.walks = latest((*course.walks[:place], record, *course.walks[place:]))
    judge(course, place - (before - len(course.walks)), answers, protocol)


def judge(course: Course, place: int, answers: Answers, protocol: Protocol) -> None:
    """Classify a walk anew and let what follows from it happen, once."""
    old = course.walks[place]
    found = classify(answers, protocol.response, usual=old.usual)
    response, promoted = (None, False) if found is None else (found.response, False)
    if response is Response.AMBER and _near(
        course, place, protocol.ease.repeat_amber_walks, (Response.AMBER, Response.SPIKE)
    ):
        response, promoted = Response.SPIKE, True
    if old.response is not None and (
        response is None or _SEVERITY[response] < _SEVERITY[old.response]
    ):
        # Once a walk has been answered for, a further answer never makes light of it.
        response, promoted = old.response, old.promoted
    walk = old._replace(
        before=answers.before,
        worst=answers.worst,
        after=answers.after,
        symptom=answers.symptom,
        response=response,
        promoted=promoted,
        rise=old.rise if found is None else found.rise,
    )
    course.walks = (*course.walks[:place], walk, *course.walks[place + 1 :])
    week = course.week
    if response is None or week is None:
        return
    this_week = walk.day >= week.start
    if old.response is None and this_week and not old.apart:
        course.week = week = week._replace(answered=week.answered + 1)
    if response is old.response:
        return
    if response in (Response.SPIKE, Response.AMBER):
        if this_week:
            course.week = week._replace(amber=True)
        elif walk.day >= week.start - DAYS:
            undo_growth(course)
        _ease_after(course, walk, response, protocol)
    if response is Response.SPIKE:
        safety.trigger(course, Trigger.SPIKE)
        if _near(course, place, protocol.ease.second_spike_walks, (Response.SPIKE,)):
            cut_dose(course, protocol.ease.second_spike_cut, "dose.cut_spike", protocol)


def _near(course: Course, place: int, within: int, responses: tuple[Response, ...]) -> bool:
    """Whether one of the answered walks just before is of those responses.

    "Within N walks" means among any N consecutive answered walks, this one included.
    """
    left = within - 1
    for earlier in range(place - 1, -1, -1):
        response = course.walks[earlier].response
        if response is None:
            continue
        if response in responses:
            return True
        left -= 1
        if left == 0:
            return False
    return False


def _ease_after(course: Course, walk: WalkRecord, response: Response, protocol: Protocol) -> None:
    """Begin the way back; its walks are easy ones (after an amber walk too: judgement)."""
    spike = response is Response.SPIKE
    rule = "ease.spike" if spike else "ease.amber"
    if walk.apart == LEG:
        rule = "ease.leg"
    shares = protocol.ease.spike if spike else protocol.ease.amber
    ease = Ease(rule, walk.walk_id, walk.number, shares, True, walk.day)
    course.eases = without_spent(with_ease(course.eases, ease), course.count)


def place_of(course: Course, walk_id: UUID) -> int | None:
    """Place of a walk among those kept; None where it is not among them."""
    number = walk_id.int
    for place in range(len(course.walks) - 1, -1, -1):
        # Whole numbers compare several times faster than the ids themselves.
        if course.walks[place].walk_id.int == number:
            return place
    return None


def wait(course: Course, walk_id: UUID, day: int, moment: Moment | None, nrs: int | None) -> None:
    """Keep an answer until its walk is there; ``moment`` None stands for a leg symptom."""
    oldest = day - WAITING_DAYS
    waiting = {key: kept for key, kept in course.waiting.items() if kept[0] >= oldest}
    known = waiting.get(walk_id, (day, None, None, None, False))
    if moment is Moment.BEFORE:
        waiting.pop(walk_id, None)  # what was told last stands last
    waiting[walk_id] = _with_answer(known, moment, nrs)
    course.waiting = waiting
