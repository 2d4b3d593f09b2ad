"""Constructions of news: whom a province counts, who was chosen from whom, what titles bring."""

import pytest
from reading import facts, stated

PAPER = "衢州日报"


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("此次大国工匠人才全国共有200人入选，浙江省7人，我市2人。", ["全国", "浙江省", "衢州市"]),
        ("省总工会举行授称大会，我省100名优秀职工被授予“浙江工匠”称号。", ["浙江省"]),
        ("我市组队参赛。该省技工院校共招收学生14715人。", ["浙江省"]),
        ("全省共有获奖选手7名。其中一等奖3名。", ["浙江省", "浙江省"]),
        ("来自29个省（自治区、直辖市）的415名选手参加决赛。", ["全国"]),
        ("第47届世界技能大赛闭幕，中国共派出68名选手参加比赛。", ["全国"]),
    ],
)
def test_who_counts_them(text: str, areas: list[str]) -> None:
    assert [one.area_name for one in stated(text, issuer=PAPER)] == areas


def test_a_headline_of_a_ministry_s_page_names_the_city_that_it_tells_of() -> None:
    text = "会议部署技能人才倍增计划。\n确保2025年全市技能人才总量达到90万人。"
    title = "河南开封：推进人才倍增计划"
    assert [one.area_name for one in stated(text, title, issuer="人力资源和社会保障部")] == ["开封市"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "扩大新型学徒制培训规模，健全职工培训制度，全年完成培训12万人次。",
            [("12万人次", "training_participants", 120000)],
        ),
        (
            "全市培训5万人次，其中学徒制培训100人次。",
            [("5万人次", "training_participants", 50000), ("100人次", "apprentices", 100)],
        ),
        (
            "培养技能人才841人，其中高技能人才746人，技师及以上高层次人才23人。",
            [
                ("841人", "skilled_workers_added", 841),
                ("746人", "highly_skilled_added", 746),
                ("23人", "highly_skilled_added", 23),
            ],
        ),
        (
            "培育各级技能人才115万人，其中高级技能人才近31万人。",
            [("115万人", "skilled_workers_added", 1150000), ("近31万人", "highly_skilled_added", 310000)],
        ),
        ("2人荣获世界技能大赛金牌。", [("2人", "competition_awards", 2)]),
        ("近120名青年技术精英参加本次决赛。", [("近120名", "competition_participants", 120)]),
        ("30位工匠从300名能工巧匠中脱颖而出。", [("30位", "artisan_titles", 30)]),
        ("举办高级研修项目8期。", [("8期", "training_sessions", 8)]),
        (
            "累计培训务工人员1187人，农村劳动力409人，300多人已成功创业。",
            [("1187人", "training_participants", 1187), ("409人", "training_participants", 409)],
        ),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert facts(text) == expected


def test_a_year_that_is_multiplied_opens_no_time() -> None:
    text = "女性工匠是2019年的4倍。有26人被评为市级工匠。"
    assert [one.year for one in stated(text)] == [2023]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("目前，我市有4名人才获“浙江工匠”称号。全国技术能手6人。", ["stock", "stock"]),
        ("目前，已培育大国工匠2人，浙江工匠年度人物6人，首席技师10人。", ["cumulative"] * 3),
        ("全省共有30人入选浙江工匠，我市7人。", ["period", "period"]),
    ],
)
def test_the_holders_of_titles_in_a_list(text: str, bases: list[str]) -> None:
    assert [one.basis for one in stated(text)] == bases


TITLE_RULE = "“浙江工匠”是我省技能人才的最高奖，自今年起，每两年评选一次，获奖人员将获得50万元奖金。"


@pytest.mark.parametrize(
    ("text", "area", "status"),
    [
        (TITLE_RULE, "浙江省", "standard"),
        ("省人社厅启动“浙江工匠”评选活动，计划每两年开展一次，每届评选10名。", "浙江省", "standard"),
        ("李某被评为“浙江工匠”，并获得浙江省一次性奖励50万元。", "浙江省", "actual"),
    ],
)
def test_what_a_province_s_title_brings_is_the_province_s(text: str, area: str, status: str) -> None:
    assert [(one.area_name, one.status) for one in stated(text, issuer=PAPER)] == [(area, status)]


def test_when_a_meeting_began_says_nothing_of_this_one() -> None:
    text = "全国高技能人才表彰大会始于1995年。此次表彰了30名中华技能大奖获得者。"
    assert [(one.basis, one.area_name) for one in stated(text, issuer=PAPER)] == [("period", "全国")]


def test_a_yearly_volume_behind_a_plan_is_planned() -> None:
    text = "今后5年，培养者的技能水平在现有基础上提升。年培养高技能人才4000人。"
    assert [one.status for one in stated(text)] == ["target"]
    assert [one.status for one in stated("技工院校办学多年。年培养高技能人才4000人。")] == ["actual"]


def test_studios_to_be_chosen_are_a_flow() -> None:
    (found,) = stated("今年我市将评审确定10个技能大师工作室。")
    assert (found.status, found.basis) == ("target", "period")


def test_a_part_of_those_trained_is_no_total() -> None:
    text = "今年开展职业技能培训4万人次，其中高技能人才7000人次。"
    assert [one.indicator for one in stated(text)] == ["training_participants"] * 2


def test_a_list_of_a_hundred_is_a_name() -> None:
    assert facts("“浙江工匠”百人名单中，有6名校友上榜。") == [("6名", "artisan_titles", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先后培养高级技工、技师、高级技师等技能型人才3000多人。", "highly_skilled_added"),
        ("在首席技师评选中新增10名获奖者。", "artisan_titles"),
        ("首席技师评选揭晓，全市获此殊荣的技能人才总数达到161人。", "artisan_titles"),
        ("从失业保险基金结余中拿出2亿元用于职业技能培训。", "funding_allocated"),
    ],
)
def test_who_or_what_is_meant(text: str, expected: str) -> None:
    assert [one.indicator for one in stated(text)] == [expected]


def test_who_gained_a_professional_title_is_no_skilled_worker() -> None:
    assert facts("已有200名技能人才获得中高级职称。") == []


def test_studios_and_chief_technicians_in_one_list() -> None:
    found = stated("资助了30个技能大师工作室和99个首席技师。")
    assert [(one.indicator, one.unit) for one in found] == [
        ("master_studios", "count"),
        ("artisan_titles", "person"),
    ]


def test_the_noun_of_levels_that_stand_alone() -> None:
    text = "目前，共命名89家创新工作室，其中2家全国级示范性创新工作室、18家省级示范、2家市级示范。"
    assert [(one.indicator, one.value) for one in stated(text)] == [
        ("master_studios", 89),
        ("master_studios", 2),
        ("master_studios", 18),
        ("master_studios", 2),
    ]


def test_a_list_of_one_line_each() -> None:
    text = "市总工会决定\n命名23家示范性劳模工作室\n66家劳模工作室\n发布42项工作室优秀创新成果"
    assert [(one.value, one.basis) for one in stated(text)] == [(23, "period"), (66, "period")]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("从1995年设立该奖项以来，全市共有25人获中华技能大奖。", "cumulative"),
        ("全市累计获此殊荣的首席技师总数达到161人。", "cumulative"),
        ("全市首席技师总数达到161人。", "stock"),
    ],
)
def test_holders_since_a_year_are_counted_up(text: str, basis: str) -> None:
    assert [one.basis for one in stated(text)] == [basis]


def test_a_grant_that_goes_with_a_decision_is_handed_out() -> None:
    text = "市总工会确定“陈某工作室”等20个创新工作室为重点支持的工作室，分别给予7万元资金支持。"
    assert [(one.indicator, one.status) for one in stated(text)] == [
        ("master_studios", "actual"),
        ("subsidy_standard", "actual"),
    ]


def test_our_country_s_team_at_a_contest() -> None:
    text = "去年10月，我国代表团第4次参加世界技能大赛，斩获15枚金牌。"
    assert [one.area_name for one in stated(text, issuer=PAPER)] == ["全国"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "技能大赛开赛，累计报名参加预决赛技工达2000多人。",
            [("2000多人", "competition_participants", 2000)],
        ),
        (
            "1117名选手将在本次大赛角逐“技术能手”，其中学生组507名，职工组610名。",
            [
                ("1117名", "competition_participants", 1117),
                ("507名", "competition_participants", 507),
                ("610名", "competition_participants", 610),
            ],
        ),
        (
            "给予个人500万元生活补贴，给予用人单位500万元人才项目专项扶持。",
            [("500万元", "subsidy_standard", 5000000), ("500万元", "subsidy_standard", 5000000)],
        ),
    ],
)
def test_who_enters_a_contest_and_what_one_is_granted(
    text: str, expected: list[tuple[str, str, float]]
) -> None:
    assert facts(text) == expected


def test_a_meeting_s_honours_are_of_the_city_that_held_it() -> None:
    text = "1月28日，衢州市召开表彰大会。会上，206名高技能人才被命名为首届“衢州工匠”。"
    assert [one.area_name for one in stated(text, issuer="浙江日报")] == ["衢州市"]


def test_all_there_are_behind_what_was_added() -> None:
    text = "培育数字技能人才5万人，全市数字技能人才达到66万人。"
    assert [one.indicator for one in stated(text)] == ["skilled_workers_added", "skilled_workers_total"]


def test_a_share_of_professional_titles_is_none_of_skilled_workers() -> None:
    assert facts("全市专技人才218万人，高、中级职称占比达50%；高技能人才占比增至31.4%。") == [
        ("31.4%", "highly_skilled_share", 31.4)
    ]


def test_what_is_counted_up_to_a_year_s_end_is_so_to_the_end_of_the_sentence() -> None:
    text = "截至2020年底，已累计培训350万人次，106万人取得技能证书。"
    assert [one.basis for one in stated(text)] == ["cumulative", "cumulative"]


def test_these_people_are_those_named_before() -> None:
    text = "62名选手被授予“技术能手”称号，其中11名来自厦门。这11名选手在竞赛中取得优异成绩。"
    assert [one.indicator for one in stated(text)] == ["artisan_titles"] * 3


def test_prizes_named_by_their_rank_alone() -> None:
    assert facts("代表团在全国技能大赛中斩获37项优胜。") == [("37项", "competition_awards", 37)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "对49名首届“衢州技师”、35名首届“衢州学师”及5家大师工作室、4家高技能人才培养示范基地、"
            "5家公共实训基地进行了授牌。",
            [
                ("49名", "artisan_titles", 49),
                ("35名", "artisan_titles", 35),
                ("5家", "master_studios", 5),
                ("4家", "training_bases", 4),
                ("5家", "training_bases", 5),
            ],
        ),
        (
            "技能大赛共有参赛选手1972人、裁判人员804名，其中主赛场参赛选手866人、裁判人员353人。",
            [("1972人", "competition_participants", 1972), ("866人", "competition_participants", 866)],
        ),
        (
            "目前，全市已建技能大师工作室94个。根据建设目标，到2025年将达120个。",
            [("94个", "master_studios", 94), ("120个", "master_studios", 120)],
        ),
    ],
)
def test_each_number_of_a_list_has_its_own_noun(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert facts(text) == expected


def test_the_part_of_a_whole_that_is_named_after_the_city() -> None:
    text = "工匠培育对象名单公布，全国共155名技能人才入选。其中，两名“衢州工匠”成功上榜。"
    assert [one.area_name for one in stated(text)] == ["全国", "衢州市"]


def test_who_entered_one_contest_by_now_is_a_flow() -> None:
    text = "截至目前，全市第一届职业技能大赛共有参赛选手1972人。"
    assert [one.basis for one in stated(text)] == ["period"]


def test_prizes_given_to_those_just_named_are_handed_out() -> None:
    text = "陈某等10人取得第一名，被市政府授予“技能状元”称号，直接认定为“衢州工匠”，给予每人10万元现金奖励。"
    assert [one.status for one in stated(text) if one.unit == "CNY"] == ["actual"]


def test_what_recurs_is_not_of_the_year_told_of_before() -> None:
    text = "高技能人才占比已从2012年底的17.4%提升到27.5%。每年安排100名高技能人才参加“金蓝领”培训。"
    assert [one.year for one in stated(text)] == [2012, 2023, 2023]


@pytest.mark.parametrize(
    ("text", "issuer", "area"),
    [
        ("其中，郑州代表团夺得23块金牌，获奖数为各地市首位。", "河南日报", "郑州市"),
        ("来自各省（区、市）等36个代表团的4045名选手参加比赛。", PAPER, "全国"),
        ("中央财政将对评选确定的国家级技能大师工作室，给予每个一次性20万元的建设补助。", PAPER, "全国"),
        ("省人社厅将加大职业能力建设力度，全年计划新增高技能人才5万人。", PAPER, "浙江省"),
    ],
)
def test_whose_team_or_money_it_is(text: str, issuer: str, area: str) -> None:
    assert {one.area_name for one in stated(text, issuer=issuer)} == {area}


@pytest.mark.parametrize(
    "text",
    [
        "首席技师选拔时每个职业工种不超过4人。",
        "穆寨村的一名村民经过三个月的培训，走上了岗位。",
        "一位学员参加技能培训后说，学到了技术。",
        "技能大赛中，各比赛项目分别选派3名选手参加决赛。",
        "5名选手入选第47届世界技能大赛中国集训队。",
        "技能大赛中，41人成绩位居全国前十。",
        "大赛的选手中，男选手68名，女选手14名。",
    ],
)
def test_limits_ranks_and_make_up_count_nothing(text: str) -> None:
    assert facts(text) == []


def test_how_long_a_plan_ran_is_no_time_of_its_own() -> None:
    text = "“十二五”期间，技能人才队伍建设取得发展，5年来，建成高技能人才培训基地11个。"
    assert [(one.year, one.basis) for one in stated(text)] == [(2015, "period")]


def test_those_about_to_be_named_are_a_target() -> None:
    text = "大赛闭幕，10人获得一等奖，15名选手经核准将被授予“技术能手”称号。"
    assert [one.status for one in stated(text)] == ["actual", "target"]


def test_medals_counted_as_things_are_people() -> None:
    assert facts("今年表彰的100个市技术能手覆盖各行各业。") == [("100个", "artisan_titles", 100)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将实施培训行动，从今年开始，连续3年，每年补贴职业技能培训1000人次以上。", (2025, "target")),
        ("近日下发通知，明确今明两年每年培训农民工700人次以上。", (2024, "target")),
        ("今年以来，连续3年每年培训农民工700人次。", (2023, "actual")),
    ],
)
def test_a_yearly_volume_goes_on_to_the_last_year_that_is_named(text: str, expected: tuple[int, str]) -> None:
    (one,) = stated(text)
    assert (one.year, one.status) == expected


def test_a_yearbook_s_entry_tells_of_the_year_behind_its_headword() -> None:
    text = (
        "【职业教育】2022年，全市有中等职业学校28所，同比减少2所。其中普通中专16所，职业高中12所。"
        "全市中等职业学校招生2.2万人。在校生6.5万人，其中普通中专5.1万人，职业高中1.4万人。"
    )
    found = stated(text)
    assert [one.indicator for one in found] == ["vocational_institutions"] * 3 + ["students_enrolled"] * 4
    assert {one.year for one in found} == {2022}


def test_money_of_two_years_is_two_figures_and_a_rate_only_its_new_value() -> None:
    text = "中央财政职业技能培训补助资金由2021年的2.5亿元增加到2022年的4亿元。"
    assert [(one.value, one.year) for one in stated(text)] == [(250_000_000, 2021), (400_000_000, 2022)]
    assert [one.value for one in stated("培训补贴标准由2021年的每人600元提高到1000元。")] == [1000]


def test_who_profits_from_courses_takes_part_in_them() -> None:
    text = "目前，全县举办技能培训班20余场次，受益群众达9700余人。"
    assert [one.indicator for one in stated(text)] == ["training_sessions", "training_participants"]


def test_a_college_that_hires_artisans_does_not_hide_them() -> None:
    assert facts("衢州职业技术学院聘请10名“衢州工匠”为特邀讲师。") == [("10名", "artisan_titles", 10)]
