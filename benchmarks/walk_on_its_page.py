"""How long it takes from the upload of a two-hour walk until its page is there.

Run with ``python -m benchmarks.walk_on_its_page`` from the root of the repository.

A real server in a process of its own, with a diary of two years in its database. A FIT file of two
hours (a point a second with place, height, heart rate and steps; each round another one) is sent as
a browser sends it. The time runs from the first byte that is sent until the page of the walk has
arrived whole.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie

from tests.diary.factories import events, week
from tests.recordings import fit_writer
from tools.pictures import running

BAR_S = 2.0
SECONDS = 7200
WEEKS = 104
AT_ONCE = 900
BOUNDARY = "----a-file-follows"
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WALK = re.compile(r'href="(/walks/[0-9a-f-]{36}/)"')


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="walk_on_its_page")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args(arguments).rounds
    with running("demo") as site:
        browser = Browser(site.base)
        browser.ask(site.link.removeprefix(site.base))
        before = lengthen(browser)
        taken = [uploaded(browser, number) for number in range(rounds)]
    middle, worst = statistics.median(taken), max(taken)
    size = len(file_of(0)) / 1000
    print(f"{SECONDS // 60} minutes, {size:.0f} kB, {before} events before it, {rounds} rounds")
    print(f"median {middle:.2f} s, worst {worst:.2f} s; bar {BAR_S:.0f} s")
    return 0 if worst <= BAR_S else 1


class Browser:
    """As much of a browser as this needs: one connection, cookies, and following where it leads."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies: dict[str, str] = {}

    def ask(
        self, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> str:
        """Return the page that an address, or a form sent to it, leads to."""
        line = HTTPConnection(self.base.removeprefix("http://"))
        told = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(
            "GET" if body is None else "POST",
            path,
            body,
            {"Cookie": told, "Referer": self.base, **(headers or {})},
        )
        answer = line.getresponse()
        content = answer.read().decode()
        for baked in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(baked).items():
                self.cookies[name] = morsel.value
        line.close()
        if answer.status in (301, 302, 303):
            return self.ask(answer.headers["Location"].removeprefix(self.base))
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]}")
        return content


def lengthen(browser: Browser) -> int:
    """Add two years of walks to the diary that the site shows; return how many events."""
    first = date(2024, 1, 1)
    weeks = (
        week(first + timedelta(weeks=number), mon=20, wed=20, fri=20, pain=3)
        for number in range(WEEKS)
    )
    told = [event.model_dump(mode="json", exclude_none=True) for event in events(*weeks)]
    headers = {
        "Content-Type": "application/json",
        "X-CSRFToken": token_of(browser.ask("/walked/files/")),
    }
    for place in range(0, len(told), AT_ONCE):
        body = json.dumps(told[place : place + AT_ONCE]).encode()
        answers = json.loads(browser.ask("/api/events", body, headers))
        if {each["outcome"] for each in answers} != {"stored"}:
            raise RuntimeError("the diary did not take its two years")
    return len(told)


def token_of(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("the page has no form")
    return found[1]


def file_of(number: int) -> bytes:
    """A walk of two hours, each number another day."""
    start = datetime(2026, 1, 5, 10, tzinfo=UTC) + timedelta(days=number)
    seconds = int((start - FIT_EPOCH).total_seconds())
    return fit_writer.walk(SECONDS, start=seconds, strides=52 + number).bytes()


def uploaded(browser: Browser, number: int) -> float:
    """Return the seconds from the upload of a walk until its page is here."""
    token, data = token_of(browser.ask("/walked/files/")), file_of(number)
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f"{token}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="recordings"; filename="walk-{number}.fit"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    form = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    began = time.perf_counter()
    answer = browser.ask("/walked/files/", body, form)
    while "Reading your files" in answer:
        answer = browser.ask("/walked/files/read/")
    read_s = time.perf_counter() - began
    link = WALK.search(answer)
    if link is None:
        raise RuntimeError("the walk did not come in")
    shown = browser.ask(link[1])
    took_s = time.perf_counter() - began
    if "120 minutes" not in shown:
        raise RuntimeError("another walk is shown")
    print(f"round {number + 1}: result after {read_s:.2f} s, page after {took_s:.2f} s")
    return took_s


if __name__ == "__main__":
    sys.exit(main())
