"""Draw the icons of the installed app from the site's mark.

    python -m tools.icons

Writes into ``src/backstride/site/static/backstride/icons``; needs the Chromium of the browser
tests. Run it again when the mark has changed.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright
from tools.chromium import find

ROOT = Path(__file__).resolve().parent.parent
MARK = ROOT / "src/backstride/site/static/backstride/mark.svg"
ICONS = ROOT / "src/backstride/site/static/backstride/icons"
MOSS = "#23482f"
SAFE = 0.8
"""Part of a maskable icon that no mask cuts off (W3C Web App Manifest: a circle of 40 %)."""

SIZES = (("icon-180.png", 180, False), ("icon-192.png", 192, False), ("icon-512.png", 512, False))


def main() -> None:
    """Draw each size, and the one that systems cut into their own shape."""
    ICONS.mkdir(exist_ok=True)
    mark = MARK.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, size, masked in (*SIZES, ("icon-mask.png", 512, True)):
            page = browser.new_page(viewport={"width": size, "height": size})
            inner = round(size * SAFE) if masked else size
            page.set_content(
                f"<style>body{{margin:0;display:grid;place-items:center;height:{size}px;"
                f"background:{MOSS if masked else 'transparent'}}}"
                f"svg{{width:{inner}px;height:{inner}px}}</style>{mark}"
            )
            page.screenshot(path=ICONS / name, omit_background=not masked)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
