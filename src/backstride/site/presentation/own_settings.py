"""What the settings say about themselves, in second lines."""

from __future__ import annotations

from backstride.diary import Availability, Goal, Person
from backstride.site.design import plain_number
from backstride.site.presentation.sentences import listed

SHORT_DAYS = {
    "mon": "Mon",
    "tue": "Tue",
    "wed": "Wed",
    "thu": "Thu",
    "fri": "Fri",
    "sat": "Sat",
    "sun": "Sun",
}


def days_detail(known: Availability | None) -> str:
    """Return "Tue, Thu, Sat at 09:30"."""
    if known is None:
        return "Not chosen yet"
    days = ", ".join(SHORT_DAYS[day] for day in known.days)
    return f"{days} at {known.time}" if known.time else days


def goal_detail(known: Goal | None) -> str:
    """Return what limits or slows the programme by the person's own wish."""
    if known is None:
        return "Full steps"
    said = ["Half steps" if known.half_steps else "Full steps"]
    if known.personal_steps:
        said.append("sized by your own back")
    if known.max_walks_per_week is not None:
        said.append(f"at most {known.max_walks_per_week} walks a week")
    if known.max_minutes is not None:
        said.append(f"at most {known.max_minutes} minutes")
    return ", ".join(said)


def person_detail(person: Person) -> str:
    """Return what the profile says, briefly."""
    said = []
    if person.track is not None:
        said.append("back pain now" if person.track == "current_pain" else "keeping it settled")
    if person.birth_year is not None:
        said.append(f"born in {person.birth_year}")
    return listed(said).capitalize() or "Not filled in yet"


def steps_detail(person: Person) -> str:
    """Return what brisk parts and loads are measured by, as far as it was told."""
    said = []
    if person.usual_cadence_spm is not None:
        said.append(f"{person.usual_cadence_spm:.0f} steps a minute")
    if person.weight_kg is not None:
        said.append(f"{plain_number(person.weight_kg)} kg")
    return ", ".join(said) or "Then brisk parts have a number of your own"
