"""The extractor on made letters: every figure of the catalogue found, each with everything it says."""

from __future__ import annotations

from collections import Counter

import pytest
from damage import Mirror
from made_documents.corpus import made_letters
from made_documents.letters import Letter, Statement

from extraction.reader import extract
from extraction.stages import Document, Observation

FIELDS = {
    "indicator": "indicator_code",
    "subject": "subject",
    "value": "value",
    "lower": "lower_bound",
    "upper": "upper_bound",
    "resolution": "resolution",
    "qualifier": "qualifier",
    "unit": "unit_code",
    "status": "status",
    "basis": "basis",
    "period_start": "period_start",
    "period_end": "period_end",
    "year": "year",
    "area_code": "area_code",
    "area_name": "area_name",
}


@pytest.fixture(scope="module")
def letters() -> list[Letter]:
    return list(made_letters(cities=10, years=range(2021, 2023), seed=11))


def observations(letter: Letter, text: str | None = None) -> dict[tuple[int, int], Observation]:
    """What the extractor finds of the catalogue in a letter, or in another text in its place."""
    document = Document(
        letter.document_id,
        letter.text if text is None else text,
        letter.title,
        letter.publisher,
        letter.signed_on,
        letter.signed_on,
    )
    found = extract(document).observations
    return {(o.span_start, o.span_end): o for o in found if o.indicator != "other"}


def differences(found: Observation, said: Statement) -> list[str]:
    return [
        f"{mine} is {getattr(found, mine)}, not {getattr(said, theirs)}"
        for mine, theirs in FIELDS.items()
        if getattr(found, mine) != getattr(said, theirs)
    ]


def test_every_figure_is_read_as_it_was_meant_and_no_other(letters: list[Letter]) -> None:
    wrong: list[str] = []
    count = 0
    for letter in letters:
        found = observations(letter)
        for said in letter.statements:
            count += 1
            place = (said.span_start, said.span_end)
            around = letter.text[max(0, place[0] - 30) : place[1] + 8].replace("\n", "/")
            if place not in found:
                wrong.append(f"{around}: not found")
            elif differing := differences(found.pop(place), said):
                wrong.append(f"{around}: {'; '.join(differing)}")
        wrong.extend(f"{letter.document_id}: {o.quote} is no {o.indicator}" for o in found.values())
    assert wrong == []
    assert count > 500


def test_damage_costs_next_to_nothing(letters: list[Letter]) -> None:
    """A mirror loses characters for good, so that a figure in a hundred may go; none may be made up."""
    meant, found = Counter[tuple[object, ...]](), Counter[tuple[object, ...]]()
    for seed, letter in enumerate(letters):
        spoiled = Mirror(seed, doubles_marks=seed % 2 == 0).damage(letter.text)
        assert spoiled != letter.text
        for said in letter.statements:
            meant[
                letter.document_id, said.indicator_code, said.value, said.status, said.year, said.area_code
            ] += 1
        for o in observations(letter, spoiled).values():
            found[letter.document_id, o.indicator, o.value, o.status, o.year, o.area_code] += 1
    assert (meant & found).total() >= 0.99 * meant.total()
    assert found.total() <= meant.total()
