"""Lines, headings, sentences and what stands around a figure."""

from extraction.clauses import lay_out, settings
from extraction.figures import scan
from extraction.stages import Figure


def around(text: str) -> list[tuple[str, str, str]]:
    """(words before, figure, words after) for each figure of a text."""
    figures = [item for item in scan(text) if isinstance(item, Figure)]
    return [
        (
            text[one.before_start : one.figure.start],
            text[one.figure.start : one.figure.end],
            text[one.figure.end : one.after_end],
        )
        for one in settings(lay_out(text), figures)
    ]


def test_words_before_reach_to_the_figure_before_and_words_after_to_the_mark() -> None:
    assert around("举办培训班30期，培训学员900人参加考核。") == [
        ("举办培训班", "30期", ""),
        ("，培训学员", "900人", "参加考核"),
    ]


def test_a_list_mark_parts_figures_and_joins_words() -> None:
    first, second = around("建成5个省级、36个市级工作室")
    assert first == ("建成", "5个", "省级")
    assert second == ("省级、", "36个", "市级工作室")
    assert around("共有599名农民参加电焊、家政的培训")[0][2] == "农民参加电焊、家政的培训"


def test_a_cell_that_holds_a_figure_alone_takes_the_label_above() -> None:
    (one,) = around("补贴性职业技能培训\n4125人次")
    assert one == ("补贴性职业技能培训\n", "4125人次", "")


def test_headings_are_stacked_by_their_marks() -> None:
    text = "一、工作情况\n(一)培训。\n培训500人。\n二、打算\n培训600人。"
    layout = lay_out(text)
    titles = [
        [text[heading.start : heading.end] for heading in headings] for headings in layout.headings_of_line
    ]
    assert titles == [["工作情况"], ["工作情况", "培训"], ["工作情况", "培训"], ["打算"], ["打算"]]


def test_a_text_without_marks_gives_each_figure_a_bounded_sentence() -> None:
    text = "培训500人" * 3000
    figures = [item for item in scan(text) if isinstance(item, Figure)]
    widths = [one.sentence_end - one.sentence_start for one in settings(lay_out(text), figures)]
    assert len(widths) == 3000
    assert max(widths) < 1000
