"""Reports: what a person's diary says to the clinician who looks after them.

``clinician_report(diary, plan, protocol, on=day)`` gathers; ``wording`` says it in a few lines
each. Nothing is judged that the programme has not judged, and nothing is added.
"""

from backstride.reports import wording
from backstride.reports.clinician import (
    PERIODS,
    STRONG_PAIN,
    Answered,
    ClinicianReport,
    ReportedWalk,
    clinician_report,
)
from backstride.reports.responses import responses_of
from backstride.reports.wording import Entry

__all__ = [
    "PERIODS",
    "STRONG_PAIN",
    "Answered",
    "ClinicianReport",
    "Entry",
    "ReportedWalk",
    "clinician_report",
    "responses_of",
    "wording",
]
