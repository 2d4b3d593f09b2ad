"""The page of one document shows it as received, safely, and says of every number what became of it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from reading import read

from extraction.catalogue import GROUPS
from extraction.page import explain, render

TEXT = "今年培训900人次，新增就业2.1万人，第34次会议。<script>alert('x')</script>&\u202e倒序\u2066 \x07"
TITLE = "<b>标题</b>\u202e"


class Page(HTMLParser):
    """Tags with attributes, and the text of the document without the cards."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.depth_of_card = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self.depth_of_card or dict(attrs).get("class") == "card":
            self.depth_of_card += tag not in ("br", "meta")

    def handle_endtag(self, tag: str) -> None:
        if self.depth_of_card:
            self.depth_of_card -= 1

    def handle_data(self, data: str) -> None:
        if not self.depth_of_card:
            self.text += data


def test_nothing_of_the_document_becomes_markup() -> None:
    page = render(read(TEXT, title=TITLE))
    tags = [tag for tag, _ in Page(page).tags]
    assert "script" not in tags
    assert "b" not in [tag for tag, attributes in Page(page).tags if tag == "b" and "title" in attributes]
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;" in page
    assert "&lt;b&gt;标题&lt;/b&gt;" in page


def test_characters_that_turn_or_hide_text_are_shown_by_name() -> None:
    page = render(read(TEXT, title=TITLE))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page)
    for name in ("U+202E", "U+2066", "U+0007"):
        assert name in page


def test_several_figures_in_the_same_words_each_have_an_anchor_and_share_a_card() -> None:
    extraction = read("全市培训900人次。")
    first = extraction.observations[0]
    second = replace(first, ordinal=1)
    page = Page(render(replace(extraction, observations=(first, second))))
    marks = [attributes for tag, attributes in page.tags if tag == "mark"]
    assert {mark.get("id") for mark in marks} == {f"o-{first.observation_id}", f"o-{second.observation_id}"}
    assert [mark.get("tabindex") for mark in marks].count("0") == 1
    assert sum(attributes.get("class") == "card" for _, attributes in page.tags) == 1


def test_the_document_stands_there_as_received() -> None:
    text = "今年培訓(xùn)900人次，，其中柯城區(qū)300人次；第34次會議。"
    assert text in Page(render(read(text))).text


def test_figures_are_grouped_anchored_and_reachable_by_keyboard() -> None:
    extraction = read(TEXT)
    figures = [a for tag, a in Page(render(extraction)).tags if (a.get("class") or "").startswith("figure ")]
    assert [a["class"] for a in figures] == ["figure training", "figure other"]
    assert [a["id"] for a in figures] == [f"o-{one.observation_id}" for one in extraction.observations]
    ids = {a.get("id") for _, a in Page(render(extraction)).tags}
    for attributes in figures:
        assert attributes["tabindex"] == "0"
        assert attributes["aria-describedby"] in ids


def test_numbers_set_aside_say_why_in_both_languages() -> None:
    titles = [
        a["title"] for _, a in Page(render(read(TEXT))).tags if a.get("class") == "aside" and "title" in a
    ]
    assert "序数 ordinal" in titles


def test_the_page_is_whole_in_itself() -> None:
    page = render(read(TEXT))
    assert not re.search(r"https?://|@import|url\(|<link|<img|<script", page)
    assert page.startswith("<!doctype html>")
    assert "prefers-color-scheme:dark" in page


def test_contact_data_is_masked_unless_asked_for() -> None:
    extraction = read("今年培训900人次。（联系人：甲乙丙，13800000000）")
    assert "13800000000" not in render(extraction)
    assert "13800000000" in render(extraction, hide_contacts=False)


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    parts = (int(full[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_on_every_ground_in_both_schemes() -> None:
    """WCAG AA asks for a contrast of 4.5 to 1."""
    style = render(read(TEXT)).partition("<style>")[2].partition("</style>")[0]
    schemes = [
        dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root\{(.*?)\}", style, re.S)
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        pairs = [("fg", ground) for ground in ("bg", "card", "other", *GROUPS)] + [
            ("soft", "bg"),
            ("soft", "card"),
        ]
        for ink, ground in pairs:
            light, dark = sorted((_luminance(scheme[ink]), _luminance(scheme[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_explanation_names_every_number_with_field_and_reason() -> None:
    extraction = read(TEXT)
    text = explain(extraction)
    assert "900人次  training_participants 900 person_time actual/period 2023 衢州市" in text
    assert "status:" in text
    assert "set aside: ordinal" in text
    assert text.count("set aside:") == sum(n.disposition == "set_aside" for n in extraction.numbers)
