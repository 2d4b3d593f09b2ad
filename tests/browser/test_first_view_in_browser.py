"""The first view of every kind of page is light, and is there soon after a blank page of the same server."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from browser.first_view import BLANK, CHROMIUM, first_view, write_blank
from planted_build import make_build

from dashboard.serve import make_server
from dashboard.site import make_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `apt-get install chromium` brings one"),
]

MOST_BYTES = 1_000_000
MOST_MS = 2_000
KINDS = {
    "index.html": "main h1",
    "indicators.html": "main h1",
    "cities.html": "main h1",
    "compare.html": "#table-compare tbody tr",
    "reconciliation.html": "#table-comparisons tbody tr",
    "documents.html": "#table-documents tbody tr",
    "data.html": "main table",
    "indicator/training_participants.html": "#table-cities tbody tr",
    "area/330800.html": "#table-facts tbody tr",
    "document/clean.html": ".received mark",
}


def test_the_first_view_of_every_kind_of_page_is_light_and_soon_there(tmp_path: Path, chromium: Any) -> None:
    file, manifest, raw = make_build(tmp_path)
    site = make_site(file, manifest, raw, tmp_path / "dashboard").folder
    write_blank(site)
    server = make_server(site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        blank = first_view(chromium, f"{address}/{BLANK}", "h1")
        views = {path: first_view(chromium, f"{address}/zh/{path}", shows) for path, shows in KINDS.items()}
    finally:
        server.shutdown()
        server.server_close()
    assert blank.files == 1 and blank.bytes < 1000
    assert {path: view for path, view in views.items() if view.bytes >= MOST_BYTES} == {}
    assert {path: view for path, view in views.items() if view.drawn_ms - blank.drawn_ms >= MOST_MS} == {}
    assert all(view.files > 3 and view.bytes > 20_000 for view in views.values())
