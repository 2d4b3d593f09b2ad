"""What was known on a past day can be asked for on the page of every area, counties included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from planted_build import QUZHOU, make_build

from dashboard.site import make_site

pytestmark = pytest.mark.slow


def test_an_area_s_page_holds_what_was_known_before_hidden_until_its_day_is_asked_for(tmp_path: Path) -> None:
    file, manifest, raw = make_build(tmp_path)
    folder = make_site(file, manifest, raw, tmp_path / "dashboard").folder
    page = (folder / f"en/area/{QUZHOU}.html").read_text(encoding="utf-8")
    counties = page[page.index('id="table-counties"') :].partition("</table>")[0]
    rows = re.findall(r'<tr class="v" data-from="([\d-]+)"(?: data-until="([\d-]+)" (hidden))?>', counties)
    assert rows == [("2023-03-01", "2023-07-14", "hidden"), ("2023-07-14", "", "")]
    cities = page[page.index('id="table-facts"') :].partition("</table>")[0]
    assert 'data-from="2023-03-01" data-until="2023-07-14" hidden' in cities
    assert '<option value="2023-03-01">' in page
    facts = re.findall(r'id="f-(\w+)"', page)
    assert len(facts) == len(set(facts))
