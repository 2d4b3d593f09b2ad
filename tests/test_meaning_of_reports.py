"""Constructions of work reports and news: levels that rose, people of a list, tasks beside what was done."""

from datetime import date

import pytest
from reading import facts, read, stated

TOTAL, ADDED = "highly_skilled_total", "highly_skilled_added"


@pytest.mark.parametrize(
    "text",
    [
        "高技能人才从2015年的4.5万人增加到7.2万人。",
        "高技能人才由2015年的4.5万人跃升至目前的7.2万人。",
        "高技能人才总量从2015年的4.5万人攀升至如今的7.2万人。",
    ],
)
def test_a_level_that_rose_is_two_levels_each_of_its_year(text: str) -> None:
    found = [(one.indicator, one.value, one.year, one.basis) for one in stated(text)]
    assert found == [(TOTAL, 45000, 2015, "stock"), (TOTAL, 72000, 2023, "stock")]


def test_a_level_that_rose_from_an_unknown_time_is_the_new_one_only() -> None:
    assert facts("高技能人才由4.5万人增加到7.2万人。") == [("7.2万人", TOTAL, 72000)]


def test_the_time_of_the_next_figure_is_not_whose_it_is() -> None:
    text = "市级技能大师工作室由2020年的36家增加到目前的58家。"
    assert [(one.indicator, one.value, one.year) for one in stated(text)] == [
        ("master_studios", 36, 2020),
        ("master_studios", 58, 2023),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("技师、高级技师总量已突破1.2万人。", [("突破1.2万人", TOTAL, 12000)]),
        ("全市技能人才中，高级工以上占比28.7%。", [("28.7%", "highly_skilled_share", 28.7)]),
        ("今年培训技师和高级技师400名。", [("400名", "training_participants", 400)]),
        (
            "引进博士62名、硕士850名。",
            [("62名", "talent_recruited", 62), ("850名", "talent_recruited", 850)],
        ),
        (
            "评选出10位“大国工匠年度人物”和40位“大国工匠年度人物”提名人选。",
            [("10位", "artisan_titles", 10)],
        ),
        ("全省创新工作室共取得专利1043项。", []),
        (
            "向320家企业拨付培训补贴650万元。",
            [("320家", "subsidy_recipients", 320), ("650万元", "subsidy_paid", 6500000)],
        ),
        ("与320家企业合作开展培训。", []),
        ("2022年技工院校招生4100人、毕业3600人。", [("4100人", "students_enrolled", 4100)]),
        ("今年培训进城务工人员1.2万人。", [("1.2万人", "training_participants", 12000)]),
        ("比赛中，共有646名能工巧匠同场炫技。", [("646名", "competition_participants", 646)]),
        ("技能大赛闭幕，选手、裁判员以及有关媒体记者共800余人参加。", []),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert facts(text) == expected


def test_the_people_of_a_list_are_not_those_of_the_next_number() -> None:
    """What follows the comma is the next number's own predicate; who found work is no figure of skills."""
    text = "举办培训班126期，培训6358人，其中贫困劳动力1854人，取得证书5921人，就业4987人。"
    assert [(one.indicator, one.subject, one.value) for one in stated(text)] == [
        ("training_sessions", None, 126),
        ("training_participants", None, 6358),
        ("training_participants", "贫困劳动力", 1854),
        ("certificates_awarded", None, 5921),
    ]


def test_what_people_won_behind_a_comma_is_still_theirs() -> None:
    assert facts("大赛中我市12名选手脱颖而出，获得3个一等奖。")[-1] == ("3个", "competition_awards", 3)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("今年培训2.1万人，超过年初2万人的目标。", ["actual", "target"]),
        ("2022年，省里下达我市职业技能培训任务5.6万人次，实际完成7.9万人次。", ["target", "actual"]),
        ("杭州市下达我市2022年组织农村劳动力技能培训任务5000人。", ["target"]),
        ("每年培训不少于5万人次，新培养高技能人才8000人以上。", ["target", "target"]),
        ("全年培训5万人次，新培养高技能人才8000人以上。", ["actual", "actual"]),
        ("争取上级资金300万元用于技能培训。", ["actual"]),
        ("争取衢州市级资金120万元用于技能培训。", ["actual"]),
        ("争取培养市级技能大师10名。", ["target"]),
    ],
)
def test_aims_and_tasks_are_told_from_what_was_done(text: str, statuses: list[str]) -> None:
    assert [one.status for one in stated(text, published=date(2022, 12, 31))] == statuses


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("近年来，我市重视技能培训。到今年2月，全市培训农民工9000多人。", "cumulative"),
        ("近年来，我市重视技能培训。今年以来，截至8月底，培训农民工9000多人。", "period"),
        ("我市重视技能培训。到今年2月，全市培训农民工9000多人。", "period"),
        ("第二届首席技师名单已正式确定，6人被评为首席技师。", "period"),
    ],
)
def test_what_runs_on_and_what_is_of_one_time(text: str, basis: str) -> None:
    assert [one.basis for one in stated(text)] == [basis]


def test_the_year_before_a_quoted_name_is_the_names() -> None:
    (found,) = stated("专家评委会最终评选出10位2022年“大国工匠年度人物”。")
    assert found.year == 2022


def test_a_sentence_of_divisions_gives_the_figure_before_by_division() -> None:
    text = "全市新增技能人才1.1万人，完成省定目标的122%。柯城区完成3200人，衢江区2100人。"
    found = [(one.indicator, one.value, one.area_name) for one in stated(text)]
    assert found[2:] == [
        ("skilled_workers_added", 3200, "柯城区"),
        ("skilled_workers_added", 2100, "衢江区"),
    ]


def test_a_paper_of_no_known_place_tells_of_the_city_that_its_text_calls_ours() -> None:
    text = (
        "笔者从省总工会获悉，我市漳州第一技工学校11名职工荣获“福建省金牌工人”称号。去年全市12万名职工参赛。"
    )
    read_text = read(text, title="我市11名职工荣获“福建省金牌工人”称号", issuer="闽南日报")
    assert {one.area_name for one in read_text.observations} == {"漳州市"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2022年省级下达我市培训任务5.6万人次。", None),
        ("六个县（市、区）合计培训6.6万人次。", None),
    ],
)
def test_what_narrows_a_figure_is_free_of_who_and_when(text: str, subject: str | None) -> None:
    assert [one.subject for one in stated(text)] == [subject]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "国家级、省级、市级高技能人才培训基地1家、6家、15家。",
            ["国家级高技能人才培训基地", "省级高技能人才培训基地", "市级高技能人才培训基地"],
        ),
        ("举办省级、市级竞赛3场、12场。", ["省级", "市级"]),
        ("技工院校6所（其中技师学院2所），在校生1.68万人。", ["技工院校", "技师学院", "技工院校在校生"]),
        (
            "培训4.3万人次（其中线上培训1.2万人次），完成全年任务5万人次。",
            [None, "线上培训", None],
        ),
    ],
)
def test_each_figure_has_the_level_and_the_kind_that_are_its_own(
    text: str, expected: list[str | None]
) -> None:
    assert [one.subject for one in stated(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对新建的国家级培训基地补助500万元。", [("500万元", "subsidy_standard", 5000000)]),
        ("通过评审，31人取得高级技师资格。", [("31人", "certificates_awarded", 31)]),
        ("通过评审，31人取得副高级职称。", []),
    ],
)
def test_what_a_large_grant_and_a_qualification_are(
    text: str, expected: list[tuple[str, str, float]]
) -> None:
    assert facts(text) == expected


def test_a_year_named_behind_recent_years_is_a_period_of_its_own() -> None:
    found = stated("近三年来培训企业新型学徒5600人，2022年新增1800人。")
    assert [(one.basis, one.year) for one in found] == [("cumulative", 2023), ("period", 2022)]


def test_the_year_that_a_report_to_the_assembly_begins_with_is_planned() -> None:
    text = "2021年，完成技能培训1.6万人次。2022年，完成技能培训1.8万人次。"
    where = {"issuer": "龙游县人民政府", "published": date(2022, 2, 10)}
    found = stated(text, title="龙游县政府工作报告", **where)
    assert [(one.status, one.year) for one in found] == [("actual", 2021), ("target", 2022)]
    found = stated(text, title="龙游县举办技能培训", **where)
    assert [one.status for one in found] == ["actual", "actual"]


def test_parts_of_a_plan_whose_lines_were_run_together_are_told_apart() -> None:
    text = (
        "（一）发展基础。截至2020年底，全市建成技能大师工作室21家。"
        "（二）发展目标。每年开展补贴性培训6万人次以上。"
    )
    found = stated(text, title="衢州市“十四五”技能人才发展规划", published=date(2022, 3, 15))
    assert [(one.status, one.year) for one in found] == [("actual", 2020), ("target", 2025)]


def test_what_was_won_at_several_contests_told_by_their_numbers() -> None:
    text = "我国分别于2011年、2013年参加了41、42届世界技能大赛，累计取得5金和29个优胜奖。"
    found = stated(text, issuer="中国新闻网", published=date(2016, 8, 15))
    assert [(one.indicator, one.value, one.basis) for one in found] == [
        ("competition_awards", 5, "cumulative"),
        ("competition_awards", 29, "cumulative"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2015年8月，我国在巴西第43届世界技能大赛中，取得5金。", "全国"),
        ("今年举行的全国选拔赛上，广东共有107名选手参赛。", "广东省"),
        ("今年举行的全国选拔赛上，共有107名选手参赛。", "全国"),
    ],
)
def test_a_province_named_in_short_and_the_country_as_subject(text: str, name: str) -> None:
    assert {one.area_name for one in stated(text, issuer="中国新闻网")} == {name}


def test_what_is_said_of_something_is_no_plan_for_it() -> None:
    text = "他将备战特点概括为“全”。其中，全市报名参赛达5000余人次。"
    assert [one.status for one in stated(text)] == ["actual"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("全市有首席技师120名，其中今年新评选20名。", ["stock", "period"]),
        ("全市有首席技师120名，其中省级20名。", ["stock", "stock"]),
        ("职业学校在校生8600人，其中当年招生2900人。", ["stock", "period"]),
    ],
)
def test_a_part_is_of_its_wholes_kind_unless_it_is_new(text: str, bases: list[str]) -> None:
    assert [one.basis for one in stated(text)] == bases


def test_a_short_name_that_acts_narrows_nothing() -> None:
    (found,) = stated("近年来，江西累计培养高技能人才150余万人。", issuer="新华社")
    assert found.subject is None


def test_the_figure_of_a_headline_is_that_of_the_text() -> None:
    text = "全市技能人才总量达45.6万人\n来源：本站\n截至2022年底，全市技能人才总量达45.6万人。"
    assert [one.year for one in stated(text)] == [2022, 2022]
    text = "全市技能人才总量达45.6万人\n来源：本站\n截至2022年底，全市技能人才总量达44万人。"
    assert [one.year for one in stated(text)] == [2023, 2022], "another figure says nothing of the headline's"
    text = "2021年末技能人才总量达45.6万人\n来源：本站\n截至2022年底，全市技能人才总量达45.6万人。"
    assert [one.year for one in stated(text)] == [2021, 2022], "the headline states its own time"


def test_what_was_given_to_people_is_no_part_of_who_they_are() -> None:
    found = stated("累计为1.5万名企业职工发放技能提升补贴2400万元；1.2万名职工参加技能大赛，43名选手获奖。")
    assert [one.subject for one in found] == ["企业职工", "技能提升补贴", "职工", None]


def test_what_a_sentence_that_tells_of_a_rise_is_about() -> None:
    text = "高技能人才的增长更为迅猛，从2015年的4500万人跃升至当前的7200万人。"
    assert [(one.indicator, one.year) for one in stated(text)] == [(TOTAL, 2015), (TOTAL, 2023)]


def test_the_year_to_which_a_level_grew_is_no_deadline() -> None:
    text = "人才总量从2020年的175万人增长到2022年的220万人，高技能人才达到60万人。"
    (found,) = stated(text, "“十五五”人才发展规划背景")
    assert (found.status, found.year) == ("actual", 2022)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市总工会投入150万元奖励“衢州工匠”。", [("150万元", "subsidy_paid", 1500000)]),
        (
            "今年将培训技能人才9万人，其中高级以上技能人才6000人。",
            [("9万人", "training_participants", 90000), ("6000人", "training_participants", 6000)],
        ),
        ("高级技工以上人员占技术工人的比重达到25%。", [("25%", "highly_skilled_share", 25)]),
    ],
)
def test_parts_of_the_trained_and_shares_of_workers(
    text: str, expected: list[tuple[str, str, float]]
) -> None:
    assert facts(text) == expected
