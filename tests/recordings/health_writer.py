"""Small Apple Health exports in the true layout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .xml_writer import START

WATCH = "&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, model:Watch, hardware:Watch6,2&gt;"
PHONE = "&lt;&lt;HKDevice: 0x2&gt;, name:iPhone, model:iPhone, hardware:iPhone14,5&gt;"
DOCUMENT_TYPE = """<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
"""
BROKEN_TYPE = DOCUMENT_TYPE.replace("  locale CDATA #REQUIRED\n>", "  locale CDATA #REQUIRED")


def local(second: float) -> str:
    """The time that a phone in Berlin writes, two hours before UTC there in summer."""
    return (START + timedelta(seconds=second, hours=2)).strftime("%Y-%m-%d %H:%M:%S +0200")


def record(
    kind: str, start: float, end: float, value: object, *, unit: str = "count", watch: bool = True
) -> str:
    name, device = ("Uhr", WATCH) if watch else ("Telefon", PHONE)
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{name}" sourceVersion="10.1" '
        f'device="{device}" unit="{unit}" creationDate="{local(end)}" startDate="{local(start)}" '
        f'endDate="{local(end)}" value="{value}"/>\n'
    )


def workout(start: float, end: float, *, kind: str = "Walking", inside: str = "") -> str:
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{kind}" '
        f'duration="{(end - start) / 60}" durationUnit="min" sourceName="Uhr" '
        f'creationDate="{local(end)}" startDate="{local(start)}" endDate="{local(end)}">\n'
        f"{inside} </Workout>\n"
    )


def event(kind: str, second: float) -> str:
    return f'  <WorkoutEvent type="HKWorkoutEventType{kind}" date="{local(second)}"/>\n'


def route(path: str) -> str:
    return f'  <WorkoutRoute sourceName="Uhr"><FileReference path="{path}"/></WorkoutRoute>\n'


def export(parts: Iterable[str], *, document_type: str = DOCUMENT_TYPE) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{document_type}<HealthData locale="de_DE">\n'
        f' <ExportDate value="{local(0)}"/>\n{"".join(parts)}</HealthData>\n'
    ).encode()


def walk(seconds: int = 60) -> bytes:
    """A walk with a heart rate each second."""
    rates = [record("HeartRate", s, s, 96, unit="count/min") for s in range(seconds)]
    return export([*rates, workout(0, seconds - 1)])
