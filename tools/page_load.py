"""Open a page as a phone on a slow line does, and look at what Lighthouse looks at.

The figures that performance is scored by are facts that Lighthouse publishes (version 10 and
later, mobile): the line and the processor of a middling phone, for each metric the value that
scores 90 and the one that scores 50 on a log-normal curve, and its weight.

Two things differ. Time is measured once, on a page that is really held back by the browser, and
not simulated afterwards. Instead of the speed index there is its upper bound, the moment after
which nothing on the first screen changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Page

ROUND_TRIP_MS = 150.0
DOWN_KBPS, UP_KBPS = 1638.4, 750.0
SLOWER_CPU = 4.0
"""Lighthouse's phone: "slow 4G", a quarter of a desktop's speed."""

PER_REQUEST = 3.75
OF_THE_LINE = 0.9
"""Lighthouse's own factors for a browser that holds back whole requests, not packets."""

QUIET_MS = 2500
"""A page that has loaded is watched for so long for what comes late."""

BLOCKED = "Service Worker registration blocked by Playwright"
"""What the browser driver writes where no service worker is wanted."""

ADVICE = {"PerformanceIssue"}
"""Issues that are advice: that a cookie is read from the document, not from the newer store."""

SETTLED = """async (quiet) => {
  await document.fonts.ready;
  await new Promise((done) => setTimeout(done, quiet));
  return globalThis.loaded;
}"""

OBSERVE = """(() => {
  const loaded = { fcp: 0, lcp: 0, cls: 0, tasks: [], changes: [], load: 0 };
  globalThis.loaded = loaded;
  const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see))
    .observe({ type, buffered: true });
  watch("paint", (each) => {
    if (each.name === "first-contentful-paint") loaded.fcp = each.startTime;
  });
  watch("largest-contentful-paint", (each) => {
    loaded.lcp = each.startTime;
    loaded.changes.push(each.startTime);
  });
  // The largest sum of shifts that follow each other within a second, five seconds at most.
  let [begin, last, sum] = [-Infinity, -Infinity, 0];
  watch("layout-shift", (each) => {
    loaded.changes.push(each.startTime);
    if (each.hadRecentInput) return;
    const apart = each.startTime - last > 1000 || each.startTime - begin > 5000;
    if (apart) [begin, sum] = [each.startTime, 0];
    last = each.startTime;
    sum += each.value;
    loaded.cls = Math.max(loaded.cls, sum);
  });
  watch("longtask", (each) => loaded.tasks.push([each.startTime, each.duration]));
  addEventListener("load", () => (loaded.load = performance.now()));
  document.fonts.ready.then(() => loaded.changes.push(performance.now()));
})();"""

PRACTICES = """() => {
  const found = [];
  if (document.compatMode !== "CSS1Compat") found.push("doctype");
  if (document.characterSet !== "UTF-8") found.push("charset");
  const viewport = document.querySelector("meta[name=viewport]")?.content ?? "";
  if (!viewport.includes("width=device-width")) found.push("viewport");
  for (const image of document.images) {
    const box = image.getBoundingClientRect();
    if (!box.width || !image.naturalWidth) continue;
    const [shown, own] = [box.width / box.height, image.naturalWidth / image.naturalHeight];
    if (Math.abs(shown / own - 1) > 0.05) found.push(`aspect ratio of ${image.src}`);
    if (image.naturalWidth < box.width * 0.75) found.push(`too small: ${image.src}`);
  }
  for (const script of document.scripts) {
    if (script.src && new URL(script.src).origin !== location.origin) found.push(script.src);
  }
  return found;
}"""


@dataclass(frozen=True)
class Curve:
    """What a metric is scored by: the value that gives 0.9, the one that gives 0.5, its weight."""

    good: float
    middling: float
    weight: float

    def score(self, value: float) -> float:
        """Return 0 to 1."""
        if value <= 0:
            return 1.0
        spread = (math.log(self.middling) - math.log(self.good)) / NormalDist().inv_cdf(0.9)
        return 1.0 - NormalDist(math.log(self.middling), spread).cdf(math.log(value))


CURVES = {
    "fcp_ms": Curve(1800, 3000, 0.10),
    "speed_index_ms": Curve(3387, 5800, 0.10),
    "lcp_ms": Curve(2500, 4000, 0.25),
    "tbt_ms": Curve(200, 600, 0.30),
    "cls": Curve(0.1, 0.25, 0.25),
}


@dataclass
class Load:
    """What a first load took.

    ``received`` are the bytes of each address as they came over the line, heads included.
    """

    fcp_ms: float = 0.0
    speed_index_ms: float = 0.0
    lcp_ms: float = 0.0
    tbt_ms: float = 0.0
    cls: float = 0.0
    received: dict[str, int] = field(default_factory=dict)
    amiss: list[str] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """Return what came over the line in all."""
        return sum(self.received.values())

    @property
    def score(self) -> int:
        """Return the performance, 0 to 100."""
        parts = (curve.weight * curve.score(getattr(self, name)) for name, curve in CURVES.items())
        return round(100 * sum(parts))


@contextmanager
def as_a_slow_phone(session: CDPSession) -> Iterator[None]:
    """Hold back line and processor until the block ends."""
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS * PER_REQUEST,
            "downloadThroughput": DOWN_KBPS * OF_THE_LINE * 1024 / 8,
            "uploadThroughput": UP_KBPS * OF_THE_LINE * 1024 / 8,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    try:
        yield
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def first_load(context: BrowserContext, url: str, *, slow: bool = True) -> Load:
    """Open an address in a new page of a browser that has nothing of it yet.

    Parameters
    ----------
    context : BrowserContext
        Signed in, without a service worker.
    url : str
        The address.
    slow : bool
        Whether line and processor are held back.
    """
    page = context.new_page()
    session = context.new_cdp_session(page)
    load = Load()
    _listen(page, session, load)
    session.send("Network.clearBrowserCache")
    page.add_init_script(OBSERVE)
    if slow:
        with as_a_slow_phone(session):
            _open(page, url, load)
    else:
        _open(page, url, load)
    load.amiss += page.evaluate(PRACTICES)
    page.close()
    return load


def _open(page: Page, url: str, load: Load) -> None:
    answer = page.goto(url, wait_until="load")
    assert answer is not None
    if "content-security-policy" not in answer.headers:
        load.amiss.append("no Content-Security-Policy")
    page.wait_for_load_state("networkidle")
    seen: dict[str, Any] = page.evaluate(SETTLED, QUIET_MS)
    load.fcp_ms, load.lcp_ms, load.cls = seen["fcp"], seen["lcp"], seen["cls"]
    load.speed_index_ms = max([load.fcp_ms, *seen["changes"]])
    load.tbt_ms = sum(max(0.0, took - 50) for start, took in seen["tasks"] if start >= seen["fcp"])


def _listen(page: Page, session: CDPSession, load: Load) -> None:
    addresses: dict[str, str] = {}
    home: list[str] = []

    def asked(told: dict[str, Any]) -> None:
        address = told["request"]["url"]
        addresses[told["requestId"]] = address
        parts = urlsplit(address)
        if parts.scheme in ("data", "blob"):
            return
        if not home:
            home.append(parts.netloc)
        if parts.netloc != home[0]:
            load.amiss.append(f"asks elsewhere: {address}")
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            load.amiss.append(f"not encrypted: {address}")

    def came(told: dict[str, Any]) -> None:
        address = addresses[told["requestId"]]
        load.received[address] = load.received.get(address, 0) + int(told["encodedDataLength"])

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(BLOCKED):
            load.amiss.append(f"console: {message.text}")

    def noted(told: dict[str, Any]) -> None:
        issue = told["issue"]
        if issue["code"] not in ADVICE:
            load.amiss.append(f"issue: {issue['code']} {issue['details']}")

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    session.on("Audits.issueAdded", noted)
    page.on("console", said)
    page.on("pageerror", lambda error: load.amiss.append(f"error: {error}"))
    session.send("Network.enable")
    session.send("Audits.enable")
