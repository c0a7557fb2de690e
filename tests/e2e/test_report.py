"""The report in a browser: chosen with a tap, printed on one side."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from playwright.sync_api import expect

from backstride.screening import ALL_IDS
from tests.diary import factories
from tests.e2e.visit import DESKTOP, Visit

FIRST = date(2026, 2, 16)
ANSWERS: dict[str, Literal["no", "yes", "unsure"]] = {
    **dict.fromkeys(ALL_IDS, "no"),
    **dict.fromkeys(("q15", "q19"), "yes"),
}


def test_the_report_changes_with_a_tap_and_prints_on_one_side(visit: Visit) -> None:
    weeks = [FIRST + timedelta(weeks=number) for number in range(12)]
    bad = [week + timedelta(days=4) for week in weeks[-6:]]
    visit.tell(
        factories.newcomer(FIRST, weekdays=("tue", "thu", "sat"), needs=(), region="DE"),
        [factories.week(week, tue=15, thu=15, pain=4, ground="gravel") for week in weeks],
        [
            factories.walk(day, 15, before=4, worst=7, after=7, at="18:00", note="Stiff. " * 20)
            for day in bad
        ],
        factories.questionnaire("2026-02-17", "rmdq_24", 14),
        factories.questionnaire("2026-05-04", "rmdq_24", 6),
        factories.symptom("2026-04-30", "leg_pain"),
        factories.limit("2026-05-01", max_minutes=12, by="Dr May", until=date(2026, 7, 1)),
        factories.screened("2026-05-11", ANSWERS, at="07:00"),
    )
    page = visit.page
    page.set_viewport_size(DESKTOP)
    visit.open("/report/")
    title = page.locator(".a4__title")
    expect(title).to_have_text("Walking report, weeks 8 to 13")
    page.get_by_role("radio", name="12").check()
    expect(title).to_have_text("Walking report, weeks 2 to 13")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1

    page.get_by_role("checkbox", name="My notes on walks").check()
    expect(page.locator("#a4-own")).to_be_visible()
    page.wait_for_url("**weeks=12&notes=on**")
    expect(page.get_by_role("button", name="Print or save")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print or save")).to_be_hidden()
