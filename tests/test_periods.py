"""Time expressions come to dates, and each position is in the period that a reader carries to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.periods import PeriodInForce, Timeline, document_date, find_signing_date
from extraction.time_expressions import find_time_expressions

JULY = date(2023, 7, 14)


def at(
    text: str, words: str, *, on: date = JULY, title: str = "", is_target: bool | None = None
) -> PeriodInForce:
    return Timeline(text, on, title).at(text.index(words), is_target)


def year(text: str, words: str, *, on: date = JULY, title: str = "", is_target: bool | None = None) -> int:
    return at(text, words, on=on, title=title, is_target=is_target).year


@pytest.mark.parametrize(
    ("wording", "start", "end", "kind"),
    [
        ("2022年，", "2022-01-01", "2022-12-31", "closed"),
        ("2022年度，", "2022-01-01", "2022-12-31", "closed"),
        ("2019—2021年，", "2019-01-01", "2021-12-31", "closed"),
        ("2017年至2020年，", "2017-01-01", "2020-12-31", "closed"),
        ("2022年1-11月，", "2022-01-01", "2022-11-30", "closed"),
        ("2020年7月至2021年6月，", "2020-07-01", "2021-06-30", "closed"),
        ("今年，", "2023-01-01", "2023-12-31", "closed"),
        ("去年，", "2022-01-01", "2022-12-31", "closed"),
        ("去年11月，", "2022-11-01", "2022-11-30", "closed"),
        ("今年以来，", "2023-01-01", "2023-07-14", "closed"),
        ("今年上半年，", "2023-01-01", "2023-06-30", "closed"),
        ("今年前四个月，", "2023-01-01", "2023-04-30", "closed"),
        ("今年截至6月底，", "2023-01-01", "2023-06-30", "as_of"),
        ("截至6月底，", "2023-01-01", "2023-06-30", "as_of"),
        ("1至5月，", "2023-01-01", "2023-05-31", "closed"),
        ("一季度，", "2023-01-01", "2023-03-31", "closed"),
        ("前三季度，", "2023-01-01", "2023-09-30", "closed"),
        ("5月10日，", "2023-05-10", "2023-05-10", "closed"),
        ("截至2022年底，", "2022-01-01", "2022-12-31", "as_of"),
        ("去年底，", "2022-01-01", "2022-12-31", "as_of"),
        ("目前，", "2023-01-01", "2023-07-14", "as_of"),
        ("截至目前，", "2023-01-01", "2023-07-14", "as_of"),
        ("“十二五”时期，", "2011-01-01", "2015-12-31", "closed"),
        ("“十四五”以来，", "2021-01-01", "2023-07-14", "open_start"),
        ("6月底，", "2023-01-01", "2023-06-30", "as_of"),
        ("年末，", "2023-01-01", "2023-12-31", "until"),
        ("2019年以来，", "2019-01-01", "2023-07-14", "open_start"),
        ("自2016年起，", "2016-01-01", "2023-07-14", "open_start"),
        ("大赛创办于2015年，", "2015-01-01", "2023-07-14", "open_start"),
        ("自制度实施以来，", None, "2023-07-14", "open_start"),
        ("近年来，", None, "2023-07-14", "open_start"),
        ("近三年，", "2021-01-01", "2023-07-14", "closed"),
        ("两年累计", "2022-01-01", "2023-07-14", "open_start"),
        ("到2025年，", "2025-01-01", "2025-12-31", "until"),
        ("到2025年底，", "2025-01-01", "2025-12-31", "until"),
        ("“十四五”末，", "2025-01-01", "2025-12-31", "until"),
        ("年底前，", "2023-01-01", "2023-12-31", "until"),
        ("“十四五”前两年，", "2021-01-01", "2022-12-31", "closed"),
        ("2022年5月至今，", "2022-05-01", "2023-07-14", "open_start"),
        ("2022年度起，", "2022-01-01", "2023-07-14", "open_start"),
        ("未来三年，", "2023-07-14", "2026-12-31", "closed"),
        ("明年，", "2024-01-01", "2024-12-31", "closed"),
    ],
)
def test_expressions_come_to_dates(wording: str, start: str | None, end: str, kind: str) -> None:
    period = at(f"{wording}培训#人。", "#")
    assert (period.start and period.start.isoformat(), period.end.isoformat(), period.kind) == (
        start,
        end,
        kind,
    )
    assert not period.is_inherited


def test_nothing_stated_is_the_year_of_the_document() -> None:
    period = at("全市培训#人。", "#")
    assert (period.year, period.kind, period.scope) == (2023, "none", "document")


@pytest.mark.parametrize("wording", ["较2021年增加", "比上年增加", "《2021年工作要点》规定"])
def test_what_is_only_compared_with_or_a_title_puts_nothing_in_a_period(wording: str) -> None:
    assert at(f"培训3人，{wording}#人。", "#").kind == "none"


def test_the_latest_time_of_a_sentence_holds() -> None:
    text = "2021年底，已有甲个，2022年又新增乙个，当年丙个。"
    assert [year(text, word) for word in ("甲", "乙", "丙")] == [2021, 2022, 2022]


def test_a_time_is_carried_to_later_sentences_of_the_paragraph_only() -> None:
    text = "2022年，培训甲人。发放乙元。\n培训丙人。"
    assert [year(text, word) for word in ("甲", "乙", "丙")] == [2022, 2022, 2023]
    assert at(text, "乙").scope == "paragraph"


def test_headings_hold_until_the_next_of_their_rank() -> None:
    text = "一、2021年工作\n（一）培训。甲人。\n（二）竞赛。乙场。\n二、体会\n丙人。"
    assert [year(text, word) for word in ("甲", "乙", "丙")] == [2021, 2021, 2023]
    assert at(text, "甲").scope == "section"


def test_an_opening_that_announces_a_list_holds_for_the_list() -> None:
    text = "2022年，我市取得新成效。主要情况如下：\n1.培训。甲人次。\n2.竞赛。乙场。\n"
    assert [year(text, word) for word in ("甲", "乙")] == [2022, 2022]


def test_the_time_of_a_target_does_not_leak_into_what_happened() -> None:
    text = "到2025年，培训甲人。培养乙人。已建丙家。"
    assert year(text, "甲", is_target=True) == 2025
    assert year(text, "乙", is_target=True) == 2025
    assert year(text, "丙", is_target=False) == 2023


def test_a_past_time_does_not_leak_into_a_target() -> None:
    assert year("2021年，培训甲人。计划培训乙人。", "乙", is_target=True) == 2023


def test_a_report_is_about_the_year_of_its_title() -> None:
    text = "一、工作情况\n全年甲元。截至12月底，乙人。目前丙家。今年丁场。\n二、下一步打算\n培训戊人次。"
    text += "今年己场。"
    title, january = "某局2022年工作总结", date(2023, 1, 10)
    assert [year(text, word, on=january, title=title) for word in "甲乙丙丁戊己"] == [2022] * 4 + [2023] * 2


def test_a_list_belongs_to_the_year_it_is_named_for() -> None:
    title, on = "关于公布2023年度“泸州工匠”名单的通知", date(2024, 4, 28)
    assert year("决定命名甲名同志。", "甲", on=on, title=title) == 2023
    assert year("决定命名甲名同志为2023年度“泸州工匠”。", "甲", on=on) == 2023
    assert year("决定命名甲名，2023年度经费另行安排。", "甲", on=on) == 2024


def test_the_past_year_of_a_work_report_is_that_of_its_section() -> None:
    text = "一、2023年工作回顾\n过去一年，甲人。一年来，丙人。\n二、2024年重点工作\n今年，将培训乙人。"
    title, on = "2024年政府工作报告", date(2024, 1, 8)
    assert [year(text, word, on=on, title=title) for word in "甲丙乙"] == [2023, 2023, 2024]


def test_the_plan_of_a_half_years_report_is_for_the_same_year() -> None:
    text = "一、上半年工作\n甲人。\n二、下步打算\n乙人。\n三、下半年工作计划\n丙人。"
    title = "某局2023年上半年工作总结"
    assert [year(text, word, title=title, is_target=word != "甲") for word in "甲乙丙"] == [2023, 2023, 2023]
    assert at(text, "丙", title=title, is_target=True).end == date(2023, 12, 31)


def test_a_plan_ends_with_the_span_of_its_title() -> None:
    title, on = "某市“十四五”人力资源事业发展规划", date(2021, 11, 30)
    assert year("培训甲人。", "甲", on=on, title=title, is_target=True) == 2025
    assert year("培训甲人。", "甲", on=on, title=title, is_target=False) == 2021


def test_a_bare_month_belongs_to_the_year_in_force_and_is_not_ahead() -> None:
    assert year("2021年，甲人；6月，乙场。", "乙") == 2021
    assert year("12月，举办甲场。", "甲") == 2022
    assert year("12月将举办甲场。", "甲") == 2023


def test_years_of_a_list_go_to_the_figures_in_order() -> None:
    text = "2020年、2021年和2022年分别培训甲人、乙人和丙人。"
    assert [year(text, word) for word in ("甲", "乙", "丙")] == [2020, 2021, 2022]


def test_listed_years_go_to_each_list_of_figures() -> None:
    text = "2020年、2021年分别培训甲人、乙人，支出补贴丙元、丁元，合格率达戊。"
    assert [year(text, word) for word in "甲乙丙丁戊"] == [2020, 2021, 2020, 2021, 2021]


def test_a_span_of_years_goes_to_as_many_figures() -> None:
    text = "2020-2022年，分别吸引甲人、乙人、丙人参赛。"
    assert [year(text, word) for word in "甲乙丙"] == [2020, 2021, 2022]
    text = "2020-2022年，对初级、中级、高级分别给予甲元、乙元、丙元。"
    assert [year(text, word) for word in "甲乙丙"] == [2022, 2022, 2022]


def test_a_change_goes_on_from_the_year_it_began_with() -> None:
    text = "一、2020年情况\n技工院校从2015年的甲所扩充至乙所，在校生丙人。"
    assert [year(text, word) for word in "甲乙丙"] == [2015, 2020, 2020]


def test_a_running_total_of_a_target_lies_ahead() -> None:
    title, on = "某市“十四五”人力资源事业发展规划", date(2021, 11, 30)
    assert year("五年累计培训甲人次。", "甲", on=on, title=title, is_target=True) == 2025
    assert year("五年累计培训甲人次。", "甲", on=on, title=title, is_target=False) == 2021


def test_a_level_is_not_in_the_past_year_of_an_earlier_sentence() -> None:
    text = "2021年，培训甲人。累计选拔乙名。截至2022年底，技能人才丙人。高技能人才丁人。"
    timeline = Timeline(text, JULY)
    assert timeline.at(text.index("乙")).year == 2021
    assert timeline.at(text.index("乙"), is_level=True).year == 2023
    assert timeline.at(text.index("丁"), is_level=True).year == 2022


def test_a_level_is_in_the_year_just_past_with_which_the_sentence_before_opened() -> None:
    opened, mentioned = "2022年，培训甲人。高技能人才丁人。", "培训方面，2022年共甲人。高技能人才丁人。"
    assert Timeline(opened, JULY).at(opened.index("丁"), is_level=True).year == 2022
    assert Timeline(mentioned, JULY).at(mentioned.index("丁"), is_level=True).year == 2023


def test_recurring_stands_inside_the_period_around_it() -> None:
    period = at("到2025年，每年培训#人。", "#")
    assert (period.kind, period.wording, period.year) == ("recurring", "每年", 2025)


def test_a_cell_is_in_the_year_of_its_column() -> None:
    text = "指标|2021年|2022年\n培训人数|15|16\n新增人数|37|38\n"
    assert [year(text, word) for word in ("15", "16", "37", "38")] == [2021, 2022, 2021, 2022]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文\n某市人力资源和社会保障局\n2023年7月14日\n（联系人：某）", date(2023, 7, 14)),
        ("正文\n某厅 2022年9月30日\n附件", date(2022, 9, 30)),
        ("正文\n二〇二三年七月五日", date(2023, 7, 5)),
        ("标题\n发布日期：2023-08-10\n正文", None),
        ("正文\n2024年7月14日", None),
        ("正文\n2023年2月30日", None),
    ],
)
def test_finds_the_signing_date(text: str, expected: date | None) -> None:
    assert find_signing_date(text, date(2023, 8, 10)) == expected


def test_the_document_date_is_the_signing_date_before_the_publishing_date() -> None:
    text = "正文\n某局\n2023年7月14日"
    published = date(2023, 8, 10)
    assert document_date(text, None, published) == JULY
    assert document_date(text, date(2023, 7, 1), published) == date(2023, 7, 1)
    assert document_date("正文", None, published) == published
    assert document_date("正文", None, None) is None


TIME_LIKE = st.text(
    alphabet="0123456789年月日底末初上下半季度今去明本前近三五十以来起至到截自每、，。：\n一（）-—“”《》|较",
    max_size=60,
)


def test_a_year_that_only_tells_which_people_are_meant_dates_nothing() -> None:
    text = "近日，授予甲名在2022年技能竞赛中获优胜的选手称号，其中乙名为青年。2022年竞赛中获奖丙名。"
    assert [year(text, word, is_target=False) for word in "甲乙丙"] == [2023, 2023, 2022]


def test_a_year_that_lost_its_generic_before_a_month() -> None:
    found = at("截至202211月底，全省累计培训甲人。", "甲")
    assert (found.end, found.kind) == (date(2022, 11, 30), "as_of")


def test_since_a_year_without_yi() -> None:
    found = at("2019年来 我省培训甲人次", "甲")
    assert (found.start, found.kind) == (date(2019, 1, 1), "open_start")


def test_years_that_are_taken_for_a_plan_lie_ahead_and_behind_for_what_is_done() -> None:
    assert year("计划用三年时间培训甲人，其中2023年培训乙人。", "甲", is_target=True) == 2025
    assert year("用三年时间培训了甲人。", "甲", is_target=False) == 2023


def test_a_day_soon_to_come_is_ahead_where_something_will_be() -> None:
    assert year("7月20日—22日，第一届大赛将在我市举行，甲人参加。", "甲") == 2023
    assert year("11月20日，大赛在我市举行，甲人参加。", "甲") == 2022


def test_an_item_keeps_its_time_to_itself_but_shares_what_stands_before_the_first() -> None:
    text = "近年来稳步推进。一是扩大培训。2022年末总量为甲人。二是建好平台。建有工作室乙家。"
    assert [Timeline(text, JULY).at(text.index(word), False, is_level=True).year for word in "甲乙"] == [
        2022,
        2023,
    ]
    text = "2022年成效明显：一是培训甲人。二是评选乙人。"
    assert [year(text, word, is_target=False) for word in "甲乙"] == [2022, 2022]


def test_a_sentence_before_listed_items_holds_for_them() -> None:
    text = "2022年，我市扎实推进技能提升。\n一是培训甲人次。\n二是评选乙名。"
    assert [year(text, word, is_target=False) for word in "甲乙"] == [2022, 2022]


def test_figures_that_follow_the_years_one_by_one() -> None:
    text = "2020年到2022年，招生人数依次为1百人、2百人和3百人。"
    assert [year(text, word) for word in ("1百", "2百", "3百")] == [2020, 2021, 2022]


def test_a_change_since_a_year_begins_with_that_years_number() -> None:
    text = "2018年至今，在校生由甲人增至乙人。"
    assert [year(text, word, is_target=False) for word in "甲乙"] == [2018, 2023]


def test_a_list_of_the_year_gone_by_dates_what_a_text_tells_of_it() -> None:
    text = "近日，省政府公布2022年度首席技师名单。\n我市甲名技师入选，总数乙名。"
    assert year(text, "甲", is_target=False) == 2022
    assert Timeline(text, JULY).at(text.index("乙"), False, is_level=True).year == 2023
    assert year("公布2019年首席技师名单。\n甲名入选。", "甲", is_target=False) == 2023


def test_a_title_with_a_horizon_dates_aims_without_a_time() -> None:
    title = "到2025年全市技能人才将达百万"
    assert year("提出具体目标：\n总量达甲人。", "甲", title=title, is_target=True) == 2025
    assert year("已培训甲人。", "甲", title=title, is_target=False) == 2023


def test_a_plan_signed_before_its_year_means_that_year() -> None:
    title = "2024年培训工作要点"
    assert year("全年培训甲人。", "甲", on=date(2023, 12, 20), title=title, is_target=True) == 2024
    assert year("全年培训甲人。", "甲", title="2023年工作总结和2024年工作要点") == 2023


def test_news_that_opens_with_last_year_counts_from_its_own_day() -> None:
    title, on = "某市2022年完成情况", date(2023, 2, 8)
    text = "去年，我市超额完成目标。\n2022年，培训甲人。目前，有学校乙所，全年评选丙人。"
    assert [year(text, word, on=on, title=title, is_target=False) for word in "甲乙丙"] == [2022, 2023, 2022]


def test_what_has_gone_on_to_a_date_named_before_ends_with_it() -> None:
    text = "截至2022年11月底，累计培训甲人。其中，“绣娘”工程实施以来，培训乙人。"
    assert year(text, "乙", is_target=False) == 2022


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), TIME_LIKE), st.booleans() | st.none())
def test_any_text_has_a_period_everywhere(text: str, is_target: bool | None) -> None:
    timeline = Timeline(text, JULY, text[:20])
    for position in range(len(text)):
        period = timeline.at(position, is_target)
        assert period.start is None or period.start <= period.end
        assert period.kind in {"closed", "as_of", "open_start", "until", "recurring", "none"}


@settings(max_examples=200)
@given(TIME_LIKE)
def test_expressions_are_in_order_and_apart(text: str) -> None:
    end = 0
    for expression in find_time_expressions(text):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.wording
        end = expression.end


@pytest.mark.parametrize("whole", ["今年", "全年"])
def test_a_year_ends_on_the_date_that_its_sentence_opens_with(whole: str) -> None:
    text = f"截至5月底，{whole}共开展培训3000人次，完成任务的60%。"
    assert at(text, "3000", is_target=False).end == date(2023, 5, 31)
    assert at(text, "60%", is_target=False).end == date(2023, 5, 31)


def test_a_plan_for_the_year_is_not_cut_by_the_date_before_it() -> None:
    text = "截至5月底已过半，今年计划培训8000人次。"
    assert at(text, "8000", is_target=True).end == date(2023, 12, 31)
