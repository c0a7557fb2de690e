"""The week as a strip of seven days."""

from __future__ import annotations

from datetime import date

from backstride.prescription import DayState, Plan, PlannedDay
from backstride.site.design import weekday


def strip(plan: Plan) -> list[dict[str, object]]:
    """Return the seven days for the week strip."""
    return [_day(planned, plan.on) for planned in plan.week.days]


def _day(planned: PlannedDay, today: date) -> dict[str, object]:
    name = weekday(planned.day)
    is_today = planned.day == today
    state, word = _shown(planned, is_today)
    return {
        "letter": name[0],
        "name": name,
        "state": state,
        "is_today": is_today,
        "word": word,
    }


def _shown(planned: PlannedDay, is_today: bool) -> tuple[str, str]:
    if planned.done_min > 0:
        return ("today-done", "done") if is_today else ("done", "done")
    if is_today:
        return "today", "today"
    if planned.state is DayState.PLANNED:
        return "planned", "planned"
    return "rest", ""
