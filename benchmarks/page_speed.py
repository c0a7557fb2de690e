"""How quickly Today and a walk come up on a phone with a slow line, and what is amiss.

    python -m benchmarks.page_speed             five loads of each, and their medians
    python -m benchmarks.page_speed --loads 1   a quick look

The ten weeks of `backstride demo`, a browser that has nothing of the site yet, line and
processor held back as by Lighthouse for a phone (see tools/page_load.py).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from tools.bootstrap import ROOT
from tools.chromium import advice, find
from tools.page_load import CURVES, Load, first_load
from tools.pictures import DAY, LEG, PAIN_NOW, SIZES, WALKER, ZONE, Camera, running

AXE = "async () => (await axe.run()).violations.map((each) => each.id)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="page_speed")
    parser.add_argument("--loads", type=int, default=5)
    loads = parser.parse_args(arguments).loads
    chromium = find()
    if not chromium:
        print(advice(), file=sys.stderr)
        return 1
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if node:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pages = measured(browser, loads)
        browser.close()
    print("| | score | bytes | FCP | all painted | LCP | TBT | CLS | amiss |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, each in pages.items():
        times = [f"{getattr(each, metric):.0f} ms" for metric in list(CURVES)[:4]]
        row = [name, f"{each.score}", f"{each.bytes / 1000:.0f} kB", *times, f"{each.cls:.3f}"]
        print(f"| {' | '.join(row)} | {', '.join(each.amiss) or 'nothing'} |")
    return 0 if all(each.score >= 95 and not each.amiss for each in pages.values()) else 1


def measured(browser: Browser, loads: int) -> dict[str, Load]:
    """Return the middle one of several loads, metric by metric, of each page."""
    axe = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found: dict[str, Load] = {}
    with running("demo", "--seed", WALKER) as site:
        context = browser.new_context(
            viewport=SIZES["phone"],
            is_mobile=True,
            has_touch=True,
            device_scale_factor=2.625,
            locale="en-GB",
            timezone_id=ZONE,
            service_workers="block",
        )
        page = context.new_page()
        page.goto(site.link)
        site.stand_at(DAY, "09:00")
        hands = Camera(site, page, page, ROOT)
        hands.open("/walk/before/")
        hands.choose(PAIN_NOW, "3 of 10")
        hands.choose(LEG, "No")
        hands.press("Begin the warm-up")
        page.wait_for_url("**/walk/*-*/")
        walk = page.url
        page.goto("about:blank")
        for name, url in (("Today", f"{site.base}/"), ("a walk", walk)):
            taken = [first_load(context, url) for _ in range(loads)]
            each = taken[-1]
            for metric in CURVES:
                setattr(each, metric, median(getattr(one, metric) for one in taken))
            each.amiss = sorted({said for one in taken for said in one.amiss})
            page.goto(url)
            page.evaluate(axe)
            each.amiss += [f"axe: {rule}" for rule in page.evaluate(AXE)]
            page.goto("about:blank")
            found[name] = each
        context.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
