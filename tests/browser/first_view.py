"""What a page's first view weighs and takes, measured in the page by the browser itself.

Used by a test on the planted build and by the benchmark of the dashboard at size.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
)

BLANK = "blank.html"
LOADS = 5

SETTLED = """
(selector) => new Promise((resolve, reject) => {
  const started = performance.now();
  const look = () => {
    if (document.querySelector(selector)) {
      // The second frame comes once the first one, which holds what was looked for, has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else if (performance.now() - started > 20000) {
      reject(new Error(`nothing matches ${selector}`));
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})
"""

ENTRIES = """
() => {
  const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    paint: paint ? paint.startTime : 0,
    bytes: loaded.reduce((sum, entry) => sum + entry.decodedBodySize, 0),
    files: loaded.length,
  };
}
"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """A page opened with nothing in the cache, its window not scrolled: medians of several loads.

    `paint_ms` is the first contentful paint, `drawn_ms` when what the page is for had been drawn, both from
    the start of the navigation; `bytes` is the size, uncompressed, of all `files` that were loaded.
    """

    paint_ms: float
    drawn_ms: float
    bytes: int
    files: int


def launch(playwright: Any) -> Any:
    """A browser that is on its own."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=list(QUIET), chromium_sandbox=False, timeout=60_000
    )


def write_blank(site: Path) -> None:
    """Put the page to compare with beside the others."""
    (site / BLANK).write_text(
        "<!doctype html><html lang=en><title>blank</title><link rel=icon href=data:,><body><h1>blank</h1>\n"
    )


def first_view(browser: Any, url: str, shows: str) -> FirstView:
    """Measure the page at `url`, which is there when something matches the selector `shows`."""
    found = []
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(url, wait_until="commit")
        drawn = page.evaluate(SETTLED, shows)
        page.wait_for_load_state("networkidle")
        found.append((drawn, page.evaluate(ENTRIES)))
        context.close()
    return FirstView(
        paint_ms=median(entries["paint"] for _, entries in found),
        drawn_ms=median(drawn for drawn, _ in found),
        bytes=max(entries["bytes"] for _, entries in found),
        files=max(entries["files"] for _, entries in found),
    )
