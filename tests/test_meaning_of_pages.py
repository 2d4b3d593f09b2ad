"""Constructions of pages and plans: what is counted, whether it is planned, flow or level, and when."""

from datetime import date

import pytest
from reading import facts, stated


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("已认定市级技能大师工作室26个。", "stock"),
        ("我市先后认定高技能人才培训基地7家。", "stock"),
        ("近年来，全市认定市级技能大师工作室26个。", "stock"),
        ("今年，全市已认定市级技能大师工作室6个。", "period"),
        ("2022年，全市认定市级技能大师工作室6个。", "period"),
        ("近日，总工会公布名单，共认定技能大师工作室6个。", "period"),
        ("焊接工作室等9家工作室，被市总工会命名为职工创新工作室。", "period"),
        ("累计命名省级技能大师工作室95家，市级技能大师工作室60家。", "stock"),
        ("市里公布了培训基地名单。其中，省级高技能人才培训基地4家。", "period"),
        ("近三年，全市共培训农民工5万人次。", "cumulative"),
        ("三年来，我市选手在技能竞赛中获金牌12枚。", "cumulative"),
        ("2020—2022年，全市共培训农民工5万人次。", "period"),
        ("截至2022年底，全市累计开展职业技能培训13万人次。", "cumulative"),
        ("截至6月底，全市累计开展职业技能培训3万人次。", "period"),
        ("截至2022年底，今年累计开展职业技能培训3万人次。", "period"),
        ("2019年以来，我市大力开展培训。共培训劳动者5万人次。", "cumulative"),
        ("全市持有职业技能等级证书人员达12万人。", "stock"),
        ("目前全村有电工证书的40人。", "stock"),
        ("今年全市取得职业技能等级证书1.2万人。", "period"),
        ("到2025年，全市首席技师达到300名。", "stock"),
        ("到2025年，全市评选首席技师300名。", "period"),
        ("学院为社会输送技能人才3万名。", "cumulative"),
        ("学院每年为社会输送技能人才3000名。", "period"),
        ("本次大赛涌现出技术能手12名。", "period"),
        ("企业涌现出全国技术能手5名。", "cumulative"),
        ("目前，全市共有享受国务院特殊津贴3人。", "stock"),
        ("截至目前，全市共有92人荣获首席技师称号。", "stock"),
    ],
)
def test_the_basis_of_the_last_figure(text: str, basis: str) -> None:
    assert stated(text)[-1].basis == basis


def test_the_platforms_of_a_plan_for_years_are_to_stand_at_its_end() -> None:
    text = "培育技能人才自主评价示范企业30户，新建高技能人才培训基地8个。"
    found = stated(text, title="技能人才发展“十四五”规划")
    assert [(one.basis, one.year) for one in found] == [("stock", 2025), ("period", 2025)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("会议确定，培训农民工3000人次。", "target"),
        ("《行动方案》提出，三年培训2万人次。", "target"),
        ("从今年开始，连续3年，每年开展职业技能培训1万人次以上。", "target"),
        ("按照计划，全市开展职业技能培训1.2万人次。", "target"),
        ("2023年，全市技工院校招生6000人以上。", "target"),
        ("2023年，全市技工院校已招生6000人以上。", "actual"),
        ("2022年，全市技工院校招生6000人以上。", "actual"),
    ],
)
def test_intentions_are_targets(text: str, status: str) -> None:
    assert [one.status for one in stated(text)] == [status]


def test_a_headline_on_what_is_done_is_no_plan() -> None:
    title = "我市提前完成“技能信安”三年行动目标任务"
    assert stated("全市技能人才总量达9.1万人。", title=title)[0].status == "actual"


def test_a_column_headed_by_a_plan_holds_targets() -> None:
    table = "项目|计划数|完成数\n就业技能培训（人次）|1000|1234\n新增高技能人才（人）|800|920\n"
    assert [(int(one.value), one.status) for one in stated(table)] == [
        (1000, "target"),
        (1234, "actual"),
        (800, "target"),
        (920, "actual"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2025年，1.5万人（含新增高技能人才3000人）取得相应证书。",
            [("certificates_awarded", 15000), ("highly_skilled_added", 3000)],
        ),
        (
            "技能大赛有91名选手获得36个项目的金、银、铜牌，210名选手获得优胜奖。",
            [("competition_awards", 91), ("competition_awards", 210)],
        ),
        ("技能大赛上，6名选手获得技能之星。", [("competition_awards", 6)]),
        ("技能大赛上，另有14个代表队获得“特别贡献奖”。", [("competition_awards", 14)]),
        ("来自各地的180名选手、64名裁判员参加技能大赛。", [("competition_participants", 180)]),
        ("评选出10名“信安名匠”和15名“职业能手”。", [("artisan_titles", n) for n in (10, 15)]),
        ("信安市350万产业工人队伍中技能人才就有120多万。", [("skilled_workers_total", 1200000)]),
        ("全市产业工人超过56万人。", []),
        ("全市有民办职业技能培训机构29家。", []),
        ("评选家政服务企业、产业园等载体24个，技能信安建设提速。", []),
        ("取得技师、高级技师职业资格人数4600人。", [("certificates_awarded", 4600)]),
        ("全年完成技能人才评价1.9万人次。", []),
        ("群众中有挖掘机驾驶证的180多人。", [("certificates_awarded", 180)]),
        ("截至去年底，高技能人才（取证）总量达51万人。", [("highly_skilled_total", 510000)]),
        ("市财政将给予工作室建设项目一次性经费补助5万元。", [("subsidy_standard", 50000)]),
        ("本市还会再补助5万元。", [("subsidy_standard", 50000)]),
        ("全年共发放培训补助5万元。", [("subsidy_paid", 50000)]),
        ("补贴培训资金30余万元。", [("subsidy_paid", 300000)]),
        ("此次培训吸引来自周边6个村的80余名妇女参加。", [("training_participants", 80)]),
        ("为86名残疾人、120名退役军人开展技能培训。", [("training_participants", n) for n in (86, 120)]),
        ("命名省级劳模工作室66家，发布劳模工作室优秀创新成果42项。", [("master_studios", 66)]),
        (
            "对劲松创新工作室等12个职工（劳模、工匠）创新工作室、联合等3个技能大师工作室予以通报。",
            [("master_studios", 12), ("master_studios", 3)],
        ),
        (
            "2022年，全市共有技能人才8.6万人；2023年上半年新增4200人。",
            [("skilled_workers_total", 86000), ("skilled_workers_added", 4200)],
        ),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.indicator, int(one.value)) for one in stated(text)] == expected


def test_a_headline_says_which_talent_the_total_counts() -> None:
    text = "人才总量达15.6万人，比重增大"
    assert facts(text, title="技能人才支撑转型升级") == [("15.6万人", "skilled_workers_total", 156000)]
    assert facts(text, title="人才工作综述") == []


def test_a_time_alone_in_the_bracket_behind_a_figure_is_its_own() -> None:
    found = stated("培训各类人员1万余人次（2022年），发放补贴800万元（2021年），评选工匠20名。")
    assert [one.year for one in found] == [2022, 2021, 2023]


def test_the_whole_year_told_in_january_is_the_year_before() -> None:
    text = "全年开展职业技能培训7400人。"
    assert stated(text, published=date(2023, 1, 15))[0].year == 2022
    assert stated(text, published=date(2023, 6, 15))[0].year == 2023
    assert stated("全年计划" + text[2:], published=date(2023, 1, 15))[0].year == 2023


def test_years_ahead_begin_with_a_year_that_has_just_begun() -> None:
    text = "未来十年，我市计划培育首席技师500名。"
    assert stated(text, published=date(2023, 1, 15))[0].year == 2032
    assert stated(text, published=date(2023, 7, 15))[0].year == 2033


def test_what_goes_with_a_yearly_volume_of_a_plan_runs_to_its_end_too() -> None:
    text = "到2025年全面建成。\n年培训2万人次以上，1.7万人取得证书。"
    found = stated(text, title="高质量推进技能建设工作方案")
    assert [(one.status, one.year) for one in found] == [("target", 2025), ("target", 2025)]


def test_this_year_of_a_governments_report_is_the_year_of_its_reading() -> None:
    text = "2022年，培训1万人次。过去一年，新建实训基地3个。\n今年，我们将新增高技能人才2000人。"
    found = stated(text, title="2023年政府工作报告", published=date(2023, 2, 10))
    assert [(one.status, one.year) for one in found] == [
        ("actual", 2022),
        ("actual", 2022),
        ("target", 2023),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成培训4.2万人次，其中白酒产业1.1万人次、茶产业3000人次。", [42000, 11000, 3000]),
        ("“信安工匠”已达5批150人。", [150]),
        ("全市选树“信安工匠”五批，共计150名。", [150]),
        ("培训人次：4.8万", [48000]),
        ("培训人数：4.8万", [48000]),
    ],
)
def test_parts_batches_and_labels_keep_the_figure(text: str, expected: list[int]) -> None:
    assert [int(one.value) for one in stated(text)] == expected


@pytest.mark.parametrize(
    ("text", "indicator", "basis"),
    [
        ("培训白酒工匠2600人次。", "training_participants", "period"),
        ("今年新增机构6家，可开展认定的职业（工种）118个。", "evaluated_occupations", "stock"),
        ("信安技能领军人才60人。", "artisan_titles", "period"),
        ("今年，省厅共评出50家技能大师工作室。", "master_studios", "period"),
        ("每年安排500万元用于技能竞赛。", "funding_allocated", "period"),
    ],
)
def test_the_indicator_and_basis_of_the_last_figure(text: str, indicator: str, basis: str) -> None:
    last = stated(text)[-1]
    assert (last.indicator, last.basis) == (indicator, basis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "向126名技师发放一次性奖励378万元，人均3万元。",
            [("subsidy_recipients", 126), ("subsidy_paid", 3780000), ("subsidy_standard", 30000)],
        ),
        (
            "全年兑现高技能人才引进奖励86人、430万元。",
            [("subsidy_recipients", 86), ("subsidy_paid", 4300000)],
        ),
        (
            "补贴标准由初级工1000元、中级工1500元提高到1200元、1800元。",
            [("subsidy_standard", 1200), ("subsidy_standard", 1800)],
        ),
        ("企业获得学徒制补贴，金额达980万元。", [("subsidy_paid", 9800000)]),
    ],
)
def test_money_and_who_got_it(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.indicator, int(one.value)) for one in stated(text)] == expected


def test_holders_reached_are_a_level_and_those_of_a_year_a_flow() -> None:
    assert stated("市级首席技师达45名。")[0].basis == "stock"
    assert stated("2022年我市共有21人获得“信安工匠”称号。")[0].basis == "period"
    assert stated("2022年底我市共有“信安工匠”21人。")[0].basis == "stock"


def test_the_plan_may_stand_in_a_bracket_before_its_share() -> None:
    text = "培训1.2万人次，完成省厅下达年度任务（18000人次）的68.5%，发放补贴1250万元。"
    assert [(one.indicator, one.status) for one in stated(text)] == [
        ("training_participants", "actual"),
        ("training_participants", "target"),
        ("plan_completion_rate", "actual"),
        ("subsidy_paid", "actual"),
    ]


def test_one_word_on_apprentices_makes_no_apprentices_of_others() -> None:
    text = "农民工培训3100人次，新型学徒制培训280人。"
    assert [one.indicator for one in stated(text)] == ["training_participants", "apprentices"]


def test_a_sum_of_grants_is_no_grant() -> None:
    text = "新增技能大师工作室8个，每个资助5万元，共40万元。"
    assert [one.indicator for one in stated(text)][1] == "subsidy_standard"
    assert "40万元" not in [one.quote for one in stated(text) if one.indicator == "subsidy_standard"]


def test_households_of_the_poor_do_not_count_households() -> None:
    text = "完成劳务培训8600人，其中精准扶贫户3200人。"
    assert [one.indicator for one in stated(text)] == ["training_participants"] * 2


def test_the_task_that_was_set_is_no_deed() -> None:
    found = stated("培训8.9万人次，超额完成省上下达的7万人次的目标任务。")
    assert [(int(one.value), one.status) for one in found] == [(89000, "actual"), (70000, "target")]
    found = stated("甲乙两校培训任务分别为800人、650人。")
    assert [one.status for one in found] == ["target", "target"]


def test_how_many_of_each_ten_thousand_and_colleges_inside_a_school_are_other() -> None:
    assert facts("每万劳动者中高技能人才数达1186人。") == []
    assert facts("技师学院与企业共建产业学院5个。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("技能大赛吸引全市126家单位的862名选手报名参加。", [("competition_participants", 862)]),
        ("技能大赛每个项目设一等奖1名、二等奖2名。", [("competition_awards", n) for n in (1, 2)]),
        ("培训农民工3560人、高校毕业生260人。", [("training_participants", n) for n in (3560, 260)]),
        ("培训农民工3560人、转移就业260人。", [("training_participants", 3560)]),
    ],
)
def test_contests_and_lists_of_the_trained(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.indicator, int(one.value)) for one in stated(text)] == expected


def test_titles_won_at_a_contest_are_no_level() -> None:
    text = "大赛共有14个代表队参赛，36人获得“市技术能手”称号。"
    assert stated(text)[-1].basis == "period"


def test_parts_of_the_trained_and_promotions_are_read() -> None:
    assert facts("开展农村劳动力培训6800人次，其中脱贫人口2300人次。") == [
        ("6800人次", "training_participants", 6800),
        ("2300人次", "training_participants", 2300),
    ]
    text = "举办技能竞赛56场，230名职工晋升技师、高级技师。"
    assert [one.indicator for one in stated(text)] == ["competitions_held", "certificates_awarded"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "去年培训农民工3.2万，取证2.8万。",
            [("training_participants", 32000), ("certificates_awarded", 28000)],
        ),
        (
            "完成职业技能培训11.4万，其中企业职工8.6万。",
            [("training_participants", n) for n in (114000, 86000)],
        ),
        ("就业技能培训3年以上。", []),
    ],
)
def test_people_whose_unit_is_left_out(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.indicator, int(one.value)) for one in stated(text)] == expected


ACTION = "省厅印发《技能照亮前程行动实施方案》，决定自2025年至2027年底，开展技能照亮前程行动。"


@pytest.mark.parametrize(
    ("text", "status", "year"),
    [
        (ACTION + "行动期间，全省开展补贴性培训100万人次。", "target", 2027),
        (ACTION + "全省开展补贴性培训，3年培训100万人次。", "target", 2027),
        (ACTION + "\n每年培养养老、托育、家政、照护等康养领域技能人才2万人次以上。", "target", 2027),
        (ACTION + "\n去年，全省培训劳动者3万人次。", "actual", 2024),
        (
            "2025—2027年，我省每年重点支持建设5个国家级高技能人才培训基地。",
            "target",
            2027,
        ),
        ("每年评选首席技师10名。", "standard", 2025),
    ],
)
def test_what_a_text_says_of_an_action_that_still_runs(text: str, status: str, year: int) -> None:
    found = stated(text, published=date(2025, 9, 1))
    assert [(one.status, one.year) for one in found] == [(status, year)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "国务院印发《职业技能提升行动方案（2019—2021年）》。三年来，累计培训8300万人次。",
            [(2021, "period")],
        ),
        ("实施职业技能提升行动方案（2019—2021年）。3年时间，培训职工3700万人。", [(2021, "period")]),
        ("2019—2021年，三年共支出职业培训补贴5.86亿元。", [(2021, "period")]),
        ("三年来，累计开展补贴性职业技能培训406万人次。", [(2022, "cumulative")]),
        ("全省农技大赛6年间共选拔68名“浙江省技术能手”。", [(2022, "cumulative")]),
    ],
)
def test_so_many_years_are_those_of_the_action_or_the_span_before(
    text: str, years: list[tuple[int, str]]
) -> None:
    found = stated(text, published=date(2022, 5, 12))
    assert [(one.year, one.basis) for one in found] == years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训高级工以上急需紧缺技能人才3000人次。", [("3000人次", "training_participants")]),
        ("新增领军人才300人，培育高技能人才。", [("300人", "artisan_titles")]),
        ("高技能领军人才总量达到260人。", [("260人", "artisan_titles")]),
        ("高技能人才资源2863万人。", [("2863万人", "highly_skilled_total")]),
        ("产生了金银铜牌62块。", [("62块", "competition_awards")]),
        ("每年省级竞赛项目超过100个。", [("超过100个", "competitions_held")]),
        ("取得特种作业操作证640人。", [("640人", "certificates_awarded")]),
        (
            "累计培训农民工300人，高校毕业生20人，退伍军人31人。",
            [(quote, "training_participants") for quote in ("300人", "20人", "31人")],
        ),
        ("企业新型学徒制企业共92家，计划任务共计1.3万人。", [("1.3万人", "apprentices")]),
        ("以来，累计训练893万人次。", [("893万人次", "training_participants")]),
        ("选派97位技能精英，参加本届大赛的角逐。", [("97位", "competition_participants")]),
        ("挂牌成立市级工匠学院14家。", [("14家", "training_bases")]),
        ("培训农村实用人才14.2万人次。", [("14.2万人次", "training_participants")]),
        ("大赛落幕，3420名技能英才展开巅峰对决。", [("3420名", "competition_participants")]),
        ("我国技术工人总数超过2亿，占比上升。", [("超过2亿", "skilled_workers_total")]),
    ],
)
def test_words_of_news_pages(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.quote, one.indicator) for one in stated(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "推荐符合五个条件的单位，包括近三年每年全日制教育在校生不少于8000人或开展职业技能培训不少于1万人次。",
        "2022年技能人才缺口达3000万人，其中高技能人才缺口约1000万人。",
        "一场“国字号”技能大赛背后，是技能人才的风采。",
        "三门技师学院获评省级高技能人才公共实训基地。",
        "先进技术类赛项占比超过50%，高技能人才大有可为。",
    ],
)
def test_what_only_looks_like_a_figure_of_the_catalogue(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("“十四五”以来，共培训920万人次。在第47届世界技能大赛中，我市选手共获得36枚金牌。", "period"),
        ("第44届世界技能大赛已经落幕，我市选手获得了15枚金牌。", "period"),
        ("自第42届世界技能大赛以来，我市选手累计获得15枚金牌。", "cumulative"),
        ("我市已参加七届世界技能大赛，累计获得93枚金牌。", "cumulative"),
    ],
)
def test_what_was_won_at_one_contest_is_a_flow(text: str, basis: str) -> None:
    assert stated(text)[-1].basis == basis


def test_competitors_are_counted_whatever_their_field() -> None:
    assert facts("来自40余家企业的242名专业技术高手报名参赛。") == [
        ("242名", "competition_participants", 242)
    ]


def test_a_headline_that_tells_of_a_task_done_is_no_plan() -> None:
    text = "技能人才总量达84万余人！三年行动目标任务提前完成"
    assert [one.status for one in stated(text, title=text)] == ["actual"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("2018年，我市有职业院校17所，年招生9280人，在校生26800人。", ["stock", "period", "stock"]),
        ("根据最新公布的督导报告，2014年我市高等职业院校13所。", ["stock"]),
        ("市里公布了培训基地名单，高技能人才培训基地4家。", ["period"]),
    ],
)
def test_schools_and_their_students(text: str, bases: list[str]) -> None:
    assert [one.basis for one in stated(text)] == bases


def test_praise_for_training_skilled_workers_counts_none() -> None:
    assert stated("通报表扬了64家国家技能人才培育突出贡献单位和78名国家技能人才培育突出贡献个人。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "市总工会为5家劳模创新工作室授牌。这5家工作室分别是甲、乙。",
            [("actual", "period"), ("actual", "period")],
        ),
        ("市总工会对12个职工创新工作室予以通报。", [("actual", "period")]),
        ("“十四五” 以来，在校生规模不断扩大。全市技工院校在校生4.2万人。", [("actual", "stock")]),
        ("第一届全国技能大赛落幕。大赛共291名选手获得金牌，累计共有1350人获奖。", [("actual", "period")] * 2),
        ("我市已参加5届技能大赛，累计获得36枚金牌。", [("actual", "cumulative")]),
    ],
)
def test_what_was_just_told_of_and_what_has_gone_on(text: str, expected: list[tuple[str, str]]) -> None:
    title = "技工教育“十五五”发展规划" if "十四五" in text else ""
    assert [(one.status, one.basis) for one in stated(text, title=title)] == expected


def test_a_list_counts_what_its_title_names() -> None:
    text = (
        "某市职工创新英才工作室名单\n(8个)\n马陆镇（2个）\n邵冰创新工作室\n郑兴华创新工作室\n外冈镇（1个）\n"
    )
    assert facts(text) == [(f"{count}个", "master_studios", count) for count in (8, 2, 1)]
    assert {one.basis for one in stated(text)} == {"period"}


@pytest.mark.parametrize(
    "text",
    [
        "决定命名甲、乙等领衔的8个团队为职工科技创新英才工作室。",
        "认定甲公司等8个单位为市级技能大师工作室。",
    ],
)
def test_what_they_are_named_counts_and_not_what_they_were(text: str) -> None:
    assert facts(text) == [("8个", "master_studios", 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("46家单位为全国技能大赛省级集训基地，承担106个赛项的训练。", [("46家", "training_bases")]),
        ("大赛最终角逐出24位“技能状元”。", [("24位", "artisan_titles")]),
        ("技能大赛由40名选手组成代表队，参加19个赛项的角逐。", [("40名", "competition_participants")]),
        ("14名指导老师获评“优秀教练”，选手获“技术能手”称号。", []),
        ("这次的100名“浙江工匠”中，男性89人，女性11人。", [("100名", "artisan_titles")]),
    ],
)
def test_who_competes_who_trains_them_and_where(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.quote, one.indicator) for one in stated(text)] == expected


def test_the_one_who_won_through_among_all_is_new() -> None:
    text = "全市共有3万名职工报名参赛，最终角逐出24位“技能状元”。"
    assert stated(text)[-1].basis == "period"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013年以来，我市举办了3届全国职工职业技能大赛。", [("3届", "competitions_held")]),
        ("截至目前，平台职工学习培训人次累计达到1.86亿。", [("1.86亿", "training_participants")]),
        (
            "探索创建跨行业的创新工作室联盟，命名297家全国示范性劳模和工匠人才创新工作室。",
            [("297家", "master_studios")],
        ),
        ("1673名参赛选手实现职业等级晋升。", [("1673名", "certificates_awarded")]),
        ("工会投入资金9.38亿元建设户外劳动者服务站点。", []),
        ("20个产业工人创新项目获国家科学技术进步奖。", []),
    ],
)
def test_what_unions_report(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.quote, one.indicator) for one in stated(text)] == expected


def test_the_year_that_an_honour_bears_goes_before_one_told_earlier() -> None:
    text = "今年，针对领衔团队进行命名工作。经审议，决定命名8个团队为2021年度职工创新工作室。"
    assert [one.year for one in stated(text)] == [2021]


def test_named_over_years_stands_today() -> None:
    assert stated("五年来，总工会命名297家劳模创新工作室。")[0].basis == "stock"


def test_coaches_are_not_those_who_won_the_title() -> None:
    assert facts("13人获“湖北省技术能手”称号，14名指导老师获评“优秀教练”。") == [
        ("13人", "artisan_titles", 13)
    ]
