"""The text of a document is shown whole, with each mark in its place, and is never markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from extraction.marked_text import INVISIBLE, Mark, inert, marked


def test_marks_of_direction_and_controls_become_visible_and_keep_their_place() -> None:
    assert inert("a\u202eb\x00c\u2066d") == "a▯b▯c▯d"
    assert inert("一行\n另一行") == "一行\n另一行"
    assert marked("a\u202eb", []) == '<p>a<span class="control" title="U+202E">▯</span>b</p>\n'


def test_each_mark_is_one_element_with_its_anchor() -> None:
    html = marked("共7.9万人次。", [Mark(1, 6, "a", {"class": "actual"}, href="#r-a", card="<i>card</i>")])
    assert html == (
        '<p>共<mark class="actual" id="o-a"><a href="#r-a">7.9万人</a><i>card</i></mark>次。</p>\n'
    )


def test_values_of_attributes_are_escaped() -> None:
    html = marked("第34次", [Mark(1, 3, attributes={"title": '"><script>'}, href='"><b>')])
    assert html == (
        '<p>第<mark title="&quot;&gt;&lt;script&gt;"><a href="&quot;&gt;&lt;b&gt;">34</a></mark>次</p>\n'
    )


def test_marks_that_coincide_nest_or_overlap_all_have_one_anchor() -> None:
    html = marked(
        "0123456789", [Mark(start, end, n) for n, start, end in [("a", 1, 5), ("b", 1, 5), ("c", 3, 8)]]
    )
    assert [html.count(f'id="o-{name}"') for name in "abc"] == [1, 1, 1]
    assert 'data-o="c"' in html
    assert _text(html) == "0123456789"


def test_a_mark_over_the_end_of_a_line_goes_on_in_the_next() -> None:
    html = marked("共7.9\r\n\r\n万人次", [Mark(1, 10, "a", href="#r-a")])
    assert html == (
        '<p>共<mark id="o-a"><a href="#r-a">7.9</a></mark></p>\n'
        '<p><mark data-o="a"><a href="#r-a">万人</a></mark>次</p>\n'
    )


@given(
    text=st.text(alphabet="0<&\"'>\n\r\u202e \u3000万次", min_size=1, max_size=40),
    ends=st.lists(st.tuples(st.integers(0, 39), st.integers(1, 10)), max_size=6),
)
def test_marking_keeps_every_character_and_lets_none_be_markup(
    text: str, ends: list[tuple[int, int]]
) -> None:
    marks = [
        Mark(start, min(start + length, len(text)), f"x{place}")
        for place, (start, length) in enumerate(ends)
        if start < len(text)
    ]
    html = marked(text, marks)
    lines = [line for line in re.split(r"[\r\n]", text) if line.strip()]
    assert _text(html) == inert("".join(lines))
    assert not INVISIBLE.search(html)
    for mark in marks:
        is_shown = any(line.strip() and _overlaps(line, at, mark) for line, at in _lines(text))
        assert html.count(f'id="o-{mark.observation_id}"') == int(is_shown)


def _lines(text: str) -> list[tuple[str, int]]:
    return [(found[0], found.start()) for found in re.finditer(r"[^\r\n]+", text)]


def _overlaps(line: str, at: int, mark: Mark) -> bool:
    return mark.start < at + len(line) and mark.end > at


def test_a_long_line_of_many_marks_is_read_once() -> None:
    """What each piece costs does not grow with the line: counted, not timed."""
    looked_at = 0

    class Counted(str):
        def __getitem__(self, key: object) -> str:  # type: ignore[override]
            nonlocal looked_at
            looked_at += 1
            return str(super().__getitem__(key))  # type: ignore[index]

    marked(Counted("1万" * 5000), [Mark(2 * place, 2 * place + 1, str(place)) for place in range(5000)])
    assert looked_at <= 10_001


def _text(html: str) -> str:
    pieces: list[str] = []
    parser = HTMLParser()
    parser.handle_data = pieces.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(pieces).replace("\n", "")
