"""A real browser on the site of the planted build; where no Chromium is installed these tests say so and are
skipped.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from planted_build import make_build

from dashboard.serve import make_server
from dashboard.site import make_site

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a browser and a site."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium here: `apt-get install chromium` brings one")
                )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the planted build's site."""
    home = tmp_path_factory.mktemp("planted")
    file, manifest, raw = make_build(home)
    return make_site(file, manifest, raw, home / "dashboard").folder


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The address at which the site is served on this machine."""
    server = make_server(folder, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), chromium_sandbox=False, timeout=60_000
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A page of its own for each test, which must end without console errors or a request to another host."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    strangers: list[str] = []
    opened.on(
        "console",
        lambda message: errors.append(message.text) if message.type in ("error", "warning") else None,
    )
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "request",
        lambda request: strangers.append(request.url) if not _is_own(request.url, address) else None,
    )
    yield opened
    context.close()
    assert errors == []
    assert strangers == []


def _is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "file://", "blob:", "data:"))
