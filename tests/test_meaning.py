"""Every rule of the extraction contract for hard cases, on sentences of our own."""

from datetime import date

import pytest
from reading import facts, read, stated

LETTER = "衢州市人力资源和社会保障局关于市政协提案的答复"


# Rule 1: a list shares what stands once.


def test_a_noun_after_a_list_is_counted_by_each_member() -> None:
    found = stated("全市建有2个国家级、7个省级、41个市级技能大师工作室。")
    assert [(one.indicator, int(one.value)) for one in found] == [("master_studios", n) for n in (2, 7, 41)]
    assert [one.subject for one in found] == ["国家级", "省级", "市级"]


def test_a_noun_before_a_list_is_counted_by_each_member() -> None:
    assert facts("目前，全市技能大师工作室达到36个，其中国家级1个、省级9个。") == [
        ("36个", "master_studios", 36),
        ("1个", "master_studios", 1),
        ("9个", "master_studios", 9),
    ]


def test_amounts_given_respectively_are_standards_in_order() -> None:
    found = stated("对新获评的省级、市级技能大师工作室，分别给予8万元、3万元建设经费。")
    assert [(one.indicator, int(one.value), one.status) for one in found] == [
        ("subsidy_standard", 80000, "standard"),
        ("subsidy_standard", 30000, "standard"),
    ]


def test_the_highest_that_stands_once_holds_for_each() -> None:
    found = stated("对培养学徒的企业，按每人每年最高6000元、4000元的标准给予补贴。")
    assert [one.qualifier for one in found] == ["at_most", "at_most"]


def test_a_shared_verb_goes_on_over_the_comma() -> None:
    assert facts("年内将举办家政培训班30期，培训1200人次以上。") == [
        ("30期", "training_sessions", 30),
        ("1200人次以上", "training_participants", 1200),
    ]


def test_glued_medals_are_prizes() -> None:
    found = facts("我市选手在全省技能大赛中斩获3金2银5铜。")
    assert found == [
        ("3金", "competition_awards", 3),
        ("2银", "competition_awards", 2),
        ("5铜", "competition_awards", 5),
    ]


# Rule 2: the same figure twice is two observations.


def test_a_figure_said_twice_is_observed_twice() -> None:
    found = stated("今年已开展职业技能培训2.6万人次。截至目前开展职业技能培训2.6万人次，进展良好。")
    assert [int(one.value) for one in found] == [26000, 26000]
    assert len({one.span_start for one in found}) == 2


# Rules 3 and 4: time.


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("今年以来，全市开展职业技能培训8600人次。", 2023),
        ("去年，全市开展职业技能培训8600人次。", 2022),
        ("2021年，全市开展职业技能培训8600人次。", 2021),
        ("到2025年，力争技能人才总量达到42万人。", 2025),
    ],
)
def test_the_year_follows_from_the_wording_and_the_date(text: str, year: int) -> None:
    assert [one.year for one in stated(text)] == [year]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("今年以来，全市累计开展职业技能培训1.2万人次。", "period"),
        ("2019—2021年，全市共开展职业技能培训5万人次。", "period"),
        ("2019年以来，全市累计开展职业技能培训5万人次。", "cumulative"),
        ("截至目前，全市累计开展职业技能培训5万人次。", "cumulative"),
        ("目前，全市共有技工院校6所。", "stock"),
        ("今年新认定市级技能大师工作室6家。", "period"),
        ("近日，市总工会命名首批“信安工匠”30名。", "period"),
        ("去年底，全市技能人才总量28万人。", "stock"),
        ("全市技工院校在校生1.3万人。", "stock"),
        ("今年全市技工院校招生4200人。", "period"),
    ],
)
def test_the_basis_tells_flows_from_levels(text: str, basis: str) -> None:
    assert [one.basis for one in stated(text)] == [basis]


# Rule 5: area.


def test_a_named_district_takes_the_figure_and_the_rest_stays_the_issuers() -> None:
    found = stated("今年全市培训劳动者9000人次，其中柯城区2600人次、江山市1900人次。")
    assert [one.area_name for one in found] == ["衢州市", "柯城区", "江山市"]
    assert {one.indicator for one in found} == {"training_participants"}


# Rule 6: the counted noun decides.


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("今年有1300人取得高级工以上职业技能等级证书。", "certificates_awarded"),
        ("今年新增高技能人才1300人。", "highly_skilled_added"),
        ("今年培养高技能人才1300人。", "highly_skilled_added"),
        ("今年引进高技能人才130人。", "talent_recruited"),
        ("今年技工院校招生1300人。", "students_enrolled"),
        ("全市高技能人才总量9.6万人。", "highly_skilled_total"),
        ("今年新增技能人才1.3万人。", "skilled_workers_added"),
        ("今年举办市级技能竞赛26场。", "competitions_held"),
        ("今年技能竞赛参赛职工1300人。", "competition_participants"),
        ("今年新招学徒420人，推行企业新型学徒制。", "apprentices"),
    ],
)
def test_the_counted_noun_decides_the_indicator(text: str, indicator: str) -> None:
    assert [one.indicator for one in stated(text)] == [indicator]


def test_a_part_of_the_new_is_new_and_a_part_of_the_total_is_total() -> None:
    assert [one.indicator for one in stated("今年新增技能人才2万人，其中高技能人才6000人。")] == [
        "skilled_workers_added",
        "highly_skilled_added",
    ]
    assert [one.indicator for one in stated("全市技能人才总量20万人，其中高技能人才6万人，占比30%。")] == [
        "skilled_workers_total",
        "highly_skilled_total",
        "highly_skilled_share",
    ]


# Rule 7: comparisons.


@pytest.mark.parametrize(
    "text",
    [
        "技能人才比上年增长1.4万人。",
        "职业技能培训人次同比增长12%。",
        "高技能人才占比较上年提高3个百分点。",
        "今年技能人才净增8700人。",
        "技工院校招生和在校生比上年分别增加2400人和4500人。",
        "培训补贴由去年的每人300元，增加到今年的新标准。",
    ],
)
def test_a_difference_is_no_level(text: str) -> None:
    assert stated(text) == []


def test_the_new_value_of_a_standard_is_the_only_one() -> None:
    found = stated("将培训补贴标准由每人600元提高到每人1000元。")
    assert [int(one.value) for one in found] == [1000]
    reasons = [number.reason for number in read("将培训补贴标准由每人600元提高到每人1000元。").numbers]
    assert "comparison" in reasons


# Rule 8: money.


@pytest.mark.parametrize(
    ("text", "indicator", "status"),
    [
        ("今年发放职业培训补贴860万元。", "subsidy_paid", "actual"),
        ("对取得证书的学员，每人给予1500元补贴。", "subsidy_standard", "standard"),
        ("对引进的博士，一次性给予20万元购房补贴。", "subsidy_standard", "standard"),
        ("今年市财政安排技能人才专项资金500万元。", "funding_allocated", "actual"),
    ],
)
def test_money_is_paid_promised_or_set_aside(text: str, indicator: str, status: str) -> None:
    assert [(one.indicator, one.status) for one in stated(text)] == [(indicator, status)]


@pytest.mark.parametrize(
    "text",
    [
        "今年发放创业担保贷款2.3亿元。",
        "今年减免社会保险费1.1亿元。",
        "企业研发投入3200万元，新增产值2亿元。",
        "公共实训中心项目总投资1.6亿元。",
    ],
)
def test_loans_insurance_and_investment_are_other(text: str) -> None:
    found = read(text)
    assert {one.indicator for one in found.observations} <= {"other"}


# Rule 9: plans, quotas, contests.


def test_a_yearly_volume_of_a_plan_is_a_target() -> None:
    (one,) = stated("下一步，每年开展职业技能培训2万人次。")
    assert (one.indicator, one.status) == ("training_participants", "target")


def test_a_yearly_selection_is_a_standard_of_the_documents_year() -> None:
    (one,) = stated("“信安工匠”每两年评选20名。")
    assert (one.indicator, one.status, one.basis, one.year) == (
        "artisan_titles",
        "standard",
        "standing",
        2023,
    )


def test_a_round_number_in_a_target_counts_and_in_a_name_does_not() -> None:
    assert stated("深入实施“千名高技能人才培育计划”，加强统筹。") == []


def test_the_plan_that_a_share_measures_is_a_target() -> None:
    found = stated("今年以来开展职业技能培训3.3万人次，完成全年目标任务3万人次的110%。")
    assert [(one.indicator, one.status) for one in found] == [
        ("training_participants", "actual"),
        ("training_participants", "target"),
        ("plan_completion_rate", "actual"),
    ]


def test_events_inside_a_contest_and_shortlists_are_other() -> None:
    assert stated("本次大赛共设22个赛项。") == []


# Rule 10 and 11: make-up, ratios, names.


@pytest.mark.parametrize(
    "text",
    [
        "高技能人才平均年龄42岁，45岁以上的占37%。",
        "师生比不低于1:18。",
        "培训期限不超过7天，工作满3年以上。",
        "实训中心建筑面积4.2万平方米。",
        "聚焦“3+3+N”产业，推进“1+X”证书试点。",
        "市政府第34次常务会议审议通过，衢人社函〔2023〕91号。",
    ],
)
def test_make_up_ratios_durations_and_names_are_no_observations(text: str) -> None:
    assert stated(text) == []


def test_a_share_of_jobs_plan_is_not_a_share_of_training() -> None:
    assert stated("城镇新增就业3.1万人，完成全年任务的72%。") == []


# Rule 12: damage changes nothing.


def test_damage_changes_nothing_about_what_is_read() -> None:
    clean = stated("今年發放職業培訓補貼860萬元，惠及參保職工1300名。")
    damaged = stated("今年發(fā)放職(zhí)業培訓補貼(tiē)860萬(wàn)元，，惠及參保職工1300名。")
    assert [(one.indicator, one.value) for one in damaged] == [(one.indicator, one.value) for one in clean]
    assert [one.indicator for one in clean] == ["subsidy_paid", "subsidy_recipients"]


# Rule 13: quotes.


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("今年发放培训补贴近900万元。", "近900万元"),
        ("对优秀选手最高给予2万元奖励。", "最高给予2万元"),
        ("计划培训4500人次以上。", "4500人次以上"),
        ("给予用人企业3000元/人的培训补贴。", "3000元"),
    ],
)
def test_a_quote_takes_in_qualifier_and_unit(text: str, quote: str) -> None:
    assert [one.quote for one in stated(text)] == [quote]


# Who received, who took part.


def test_a_bare_figure_goes_with_the_one_before_it() -> None:
    assert facts("去年农民工补助发放320人、64万元。") == [
        ("320人", "subsidy_recipients", 320),
        ("64万元", "subsidy_paid", 640000),
    ]


def test_what_follows_the_people_says_what_they_did() -> None:
    assert facts("全市有1.5万人享受人才津贴7200万元。") == [
        ("1.5万人", "subsidy_recipients", 15000),
        ("7200万元", "subsidy_paid", 72000000),
    ]
    assert facts("经选拔，12名选手获得一等奖。") == [("12名", "competition_awards", 12)]
    assert facts("12名选手取得优异成绩，被授予“市技术能手”称号。") == [("12名", "artisan_titles", 12)]


def test_a_heading_says_what_its_bare_figures_count() -> None:
    found = stated("五、评价补贴。初级140元、中级170元、高级210元。", title="关于调整补贴标准的通知")
    assert [(one.indicator, int(one.value), one.status) for one in found] == [
        ("subsidy_standard", n, "standard") for n in (140, 170, 210)
    ]


def test_a_noun_that_no_wording_knows_keeps_its_figure_out() -> None:
    assert facts("今年开展职业技能培训900人次，开通32条热线。") == [("900人次", "training_participants", 900)]


def test_a_frequency_is_no_count() -> None:
    assert stated("全市每两年举办一届职业技能竞赛。") == []
    assert stated("确保每户家庭至少培训1人。") == []


def test_a_section_on_plans_makes_targets() -> None:
    found = stated(
        "一、工作开展情况\n培训农民工800人次。\n二、下一步工作打算\n培训农民工900人次。", title=LETTER
    )
    assert [(int(one.value), one.status) for one in found] == [(800, "actual"), (900, "target")]


def test_a_report_on_last_year_files_its_figures_under_that_year() -> None:
    found = stated(
        "全年开展职业技能培训5000人次。", title="衢州市人社局2022年工作总结", published=date(2023, 1, 12)
    )
    assert [one.year for one in found] == [2022]


# Constructions that real pages use.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新建高技能人才培训基地1个、技能大师工作室2个，累计分别达到4个、9个。",
            [("training_bases", 1), ("master_studios", 2), ("training_bases", 4), ("master_studios", 9)],
        ),
        ("确定某某技师学院等5所院校为高技能人才培训基地。", [("training_bases", 5)]),
        ("完成创业能力培训270人（培训后实现自主创业155人）。", [("training_participants", 270)]),
        ("新增高技能人才（取证）8200人。", [("highly_skilled_added", 8200)]),
        (
            "全市技能人才总量45万人，其中高技能人才有13万。",
            [("skilled_workers_total", 450000), ("highly_skilled_total", 130000)],
        ),
        ("32家企业的180名选手参加技能竞赛。", [("competition_participants", 180)]),
        ("该中心年培训能力达2万人。", []),
        ("该校在校生容量可达1.2万人。", []),
        ("本次大赛各项目前三名选手将获奖牌。", []),
        ("技工院校毕业生8100人，就业率97%。", []),
        ("为1300名农民工发放培训补贴65万元。", [("subsidy_recipients", 1300), ("subsidy_paid", 650000)]),
        ("企业每培养1名技师补助3000元。", [("subsidy_standard", 3000)]),
        ("向18所技工院校下达培训任务9000人。", [("training_participants", 9000)]),
        ("对勉励对象中的乡村工匠50人进行培训。", [("training_participants", 50)]),
        ("通过竞赛产生了9个首席技师。", [("artisan_titles", 9)]),
        ("代表队以2金3银4铜的成绩获技能大赛团体第一。", [("competition_awards", n) for n in (2, 3, 4)]),
        ("技能大赛有8支代表队、70名选手参加决赛。", [("competition_participants", 70)]),
        ("全市各区的64名选手参加了技工总决赛。", [("competition_participants", 64)]),
        ("某某中职学校的36名学生参加技能大赛。", [("competition_participants", 36)]),
        (
            "取得职业资格证书2.6万人，其中高技能人才8000人。",
            [("certificates_awarded", n) for n in (26000, 8000)],
        ),
        ("取得证书2.6万人（含高技能人才8000人）。", [("certificates_awarded", n) for n in (26000, 8000)]),
        (
            "全年取得职业资格证书2.4万（含农民工1.1万人）人次。",
            [("certificates_awarded", n) for n in (24000, 11000)],
        ),
        ("获得职业技能等级证书的6000农民工已返岗。", [("certificates_awarded", 6000)]),
        ("持有职业资格证书的人员总数为5.2万。", [("certificates_awarded", 52000)]),
        ("今年技能大赛参赛人数320人。", [("competition_participants", 320)]),
        ("职业技能鉴定总人数为4200人。", []),
        ("高技能人才入选人大代表和政协委员60人。", []),
        (
            "培训新型职业农民410人，占任务数100%。",
            [("training_participants", 410), ("plan_completion_rate", 100)],
        ),
        (
            "全市中等职业学校由2015年的31所整合为2020年的24所。",
            [("vocational_institutions", n) for n in (31, 24)],
        ),
        ("某校的汽车零部件专业入选高技能人才培训基地项目。", []),
        ("引进1名高层次人才，给予6万元奖励。", [("subsidy_standard", 60000)]),
        ("9家技能大师工作室代表在会上发言。", []),
        ("技能竞赛的竞赛职业工种达18个。", []),
        ("为210人次家庭困难学生发放助学金。", [("subsidy_recipients", 210)]),
        ("发放职业介绍、社会保险等各项补贴1.2亿元。", [("subsidy_paid", 120000000)]),
        (
            "全市技能人才和高技能人才总量分别达到45.6万、13.2万。",
            [("skilled_workers_total", 456000), ("highly_skilled_total", 132000)],
        ),
        (
            "培训班和培训人数分别为20期、1800人次。",
            [("training_sessions", 20), ("training_participants", 1800)],
        ),
        (
            "今年新增高技能人才1.2万人，总量达15万人。",
            [("highly_skilled_added", 12000), ("highly_skilled_total", 150000)],
        ),
        (
            "名单含高技能人才培训基地和技能大师工作室，我市新增2家高技能人才培训基地和3家技能大师工作室。",
            [("training_bases", 2), ("master_studios", 3)],
        ),
        ("我校在技能大赛中取得1金2银6优胜。", [("competition_awards", n) for n in (1, 2, 6)]),
        ("技能大赛上斩获3金1铜（列全省第五）。", [("competition_awards", n) for n in (3, 1)]),
        ("市级首席技师工作室12个，师徒工作间30个。", [("master_studios", n) for n in (12, 30)]),
        ("以培养技师为目标的在校生达6200名。", [("students_enrolled", 6200)]),
        ("培训各类技能人才3.1万人次。", [("training_participants", 31000)]),
        ("享受国务院特殊津贴的高技能人才24人。", [("artisan_titles", 24)]),
        ("完成省下达任务指标的113%。", [("plan_completion_rate", 113)]),
        ("“绿色证书”培训5200人。", [("training_participants", 5200)]),
        ("选手在36个参赛代表团中名列前茅，获技能竞赛金牌2枚。", [("competition_awards", 2)]),
        ("技能大赛设4个赛区。", []),
        ("全市技能人才总量超过目标任务2万人。", []),
        ("该项目连续三届入选世界技能大赛集训基地。", []),
        ("他从一名普通学徒成长为技能大师。", []),
        ("技师班学生占招生计划的62%。", []),
        ("市级技能大师工作室新增数量占全省新增数量的20%。", []),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.indicator, int(one.value)) for one in stated(text)] == expected


def test_people_counted_with_a_measure_for_things_are_persons() -> None:
    (one,) = stated("通过竞赛产生了9个首席技师。")
    assert one.unit == "person"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("今年评选“信安工匠”10名，累计达260名。", "cumulative"),
        ("截至目前，全市共命名技能大师工作室60家。", "stock"),
        ("近日，市人社局公布名单，共有8家技能大师工作室入选。", "period"),
        ("“十三五”期间，累计开展职业技能培训31万人次。", "period"),
        ("已培训农村劳动力1.2万人，完成目标任务。", "period"),
        ("该基地年培养高技能人才300人。", "period"),
        ("目前，有省首席技师12人。", "stock"),
        ("目前已有省里授牌成立的技能大师工作室1个，市级工匠工作室3个。", "stock"),
        ("全省共计入选5家技能大师工作室。", "period"),
        ("市政府批准新组建的4所技师学院已招生。", "period"),
        ("技校年招生人数由0.6万人增至1.4万人。", "period"),
        ("目前，全市已累计新增技能人才8000人，新增高技能人才2600人。", "cumulative"),
        ("2019年来，对技能人才开展政府补贴性培训超3万人次。", "cumulative"),
        ("先后荣获省级技能竞赛奖项120余人次。", "cumulative"),
        ("累计培训3万人次，目前全市拥有首席技师52名。", "stock"),
    ],
)
def test_the_basis_of_the_last_figure(text: str, basis: str) -> None:
    assert stated(text)[-1].basis == basis


def test_figures_that_are_measured_against_their_plans_together_are_of_the_period() -> None:
    text = "目前，全市已累计开展职业培训1.4万人次，新增技能人才5200人，分别完成年度目标的62%、71%。"
    assert [one.basis for one in stated(text)] == ["period"] * 4


def test_aims_that_open_a_list_are_targets() -> None:
    found = stated("主要目标是：\n技能人才总量达到50万人，高技能人才总量达到16万人。")
    assert [one.status for one in found] == ["target", "target"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("示范基地开展高级工培训，每年不少于800人次。", "target"),
        ("经选拔，有16名技术能手将参加全国技能大赛。", "target"),
        ("“信安工匠”每两年选拔一次，每人重奖30万元。", "standard"),
        ("我市48所技工院校将与乡村结对。", "actual"),
        ("我市将有2所技工院校建成。", "target"),
        ("决定给予每个技能大师工作室10万元资助。", "actual"),
        ("给予每个技能大师工作室10万元资助（具体名单见附件）。", "actual"),
        ("奖励技师张某等第14届技术能手获奖者每人6万元。", "actual"),
        ("给予每个技能大师工作室10万元资助。", "standard"),
        ("具体补助标准为：对国家级培训基地补助300万元。", "standard"),
    ],
)
def test_promises_and_rules_are_no_facts(text: str, status: str) -> None:
    assert [one.status for one in stated(text)] == [status]


def test_a_report_on_a_plan_is_no_plan() -> None:
    text = "全年完成职业技能培训7400人。"
    assert stated(text, title="某市国民经济和社会发展计划执行情况报告")[0].status == "actual"
    assert stated(text, title="某市国民经济和社会发展计划")[0].status == "target"


def test_cells_are_read_by_their_headers() -> None:
    table = "地区|补贴性培训（人次）|新增高技能人才（人）\n柯城区|5200|1300\n江山市|3100|860\n"
    found = stated(table, title="2023年培训任务分解表")
    assert [(one.indicator, int(one.value), one.unit, one.area_name, one.status) for one in found] == [
        ("training_participants", 5200, "person_time", "柯城区", "target"),
        ("highly_skilled_added", 1300, "person", "柯城区", "target"),
        ("training_participants", 3100, "person_time", "江山市", "target"),
        ("highly_skilled_added", 860, "person", "江山市", "target"),
    ]


def test_the_title_says_whose_training_it_is() -> None:
    (one,) = stated("今年仍需完成1.5万人培训目标任务。", title="关于推进企业新型学徒制的通知")
    assert (one.indicator, one.status) == ("apprentices", "target")
