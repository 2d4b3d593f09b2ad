"""A figure belongs to its issuer's division unless the words around it name another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.gazetteer import Gazetteer, default_gazetteer
from extraction.places import AreaInForce, AreaScopes

CITY = "泸州市人力资源和社会保障局"
PAPER = "泸州日报"


def area(text: str, words: str, issuer: str = CITY, title: str = "") -> AreaInForce:
    start = text.index(words)
    return AreaScopes(text, issuer, title).at(start, start + len(words))


def names(text: str, words: str, issuer: str = CITY) -> list[str]:
    return [area(text, word, issuer).name for word in words]


@pytest.mark.parametrize(
    ("issuer", "title", "text", "code", "name"),
    [
        (CITY, "", "", "510500", "泸州市"),
        ("四川省人力资源和社会保障厅", "", "", "510000", "四川省"),
        ("玉溪市人力资源和社会保障局 玉溪市财政局", "", "", "530400", "玉溪市"),
        ("苍溪县人民政府办公室", "", "", "510824", "苍溪县"),
        ("敦化市人力资源和社会保障局", "", "", "222403", "敦化市"),
        ("泸州市江阳区人力资源和社会保障局", "", "", "510502", "江阳区"),
        ("南京市鼓楼区总工会", "", "", "320106", "鼓楼区"),
        ("凉山州人力资源和社会保障局", "", "", "513400", "凉山彝族自治州"),
        ("重庆市人力资源和社会保障局", "", "", "500000", "重庆市"),
        ("市人社局", "恩施市2023年工作总结", "", "422801", "恩施市"),
        ("", "", "培训3万人。\n敦煌市人力资源和社会保障局\n2023年1月1日", "620982", "敦煌市"),
        ("人力资源社会保障部", "", "", "000000", "全国"),
        ("某某网安徽频道", "产业工人新观察", "培训忙。", "340000", "安徽省"),
        ("中国江苏网", "", "", "320000", "江苏省"),
        ("某某财经", "产业工人新观察", "重庆计划培育工匠，重庆现有产业工人多。", "500000", "重庆市"),
        ("某某财经", "产业工人新观察", "今年广东办赛，泸州夺冠。泸州培训，泸州评选。", "510500", "泸州市"),
        ("某某财经", "产业工人新观察", "全国有技工院校多所，全国在校生众，广东居首。", "000000", "全国"),
        ("某某财经", "产业工人新观察", "在广东、浙江、四川、湖南，各有所长。", "000000", "全国"),
    ],
)
def test_finds_whose_a_document_is(issuer: str, title: str, text: str, code: str, name: str) -> None:
    found = default_gazetteer().issuer_area(issuer, title, text)
    assert (found.code, found.name) == (code, name)


def test_nothing_said_is_the_issuers() -> None:
    assert area("培训甲人次。", "甲") == AreaInForce("510500", "泸州市", None, "issuer")


def test_members_of_a_list_keep_their_own_division() -> None:
    text = "全市培训3万人次，其中江阳区1.2万人次、纳溪区9千人次；发放补贴5百元。"
    assert [area(text, word).name for word in ("3万", "1.2万", "9千", "5百")] == [
        "泸州市",
        "江阳区",
        "纳溪区",
        "泸州市",
    ]


def test_a_place_right_before_its_number_has_no_other() -> None:
    text = "其中江阳区8名、市级机关5名，龙马潭区技师甲名、技工乙名。"
    assert [area(text, word).name for word in ("8名", "5名", "甲", "乙")] == [
        "江阳区",
        "泸州市",
        "龙马潭区",
        "龙马潭区",
    ]


def test_the_subject_of_a_sentence_holds_to_its_end() -> None:
    text = "培训有力。合江县已有基地甲个，又新增乙个。技工院校丙所。"
    assert names(text, "甲乙丙") == ["合江县", "合江县", "泸州市"]


def test_the_subject_of_a_paragraph_holds_to_its_end() -> None:
    text = "合江县已有基地甲个。技工院校乙所。\n技能人才丙人。"
    assert names(text, "甲乙丙") == ["合江县", "合江县", "泸州市"]


def test_the_issuer_takes_over_again() -> None:
    assert names("纳溪区培训甲人，全市培训乙人。", "甲乙") == ["纳溪区", "泸州市"]


def test_several_divisions_before_one_figure_are_none_of_them() -> None:
    found = area("江阳、纳溪两区合计7100余人。", "7100")
    assert (found.name, found.subject_part) == ("泸州市", "江阳、纳溪两区")


def test_divisions_and_figures_pair_in_order() -> None:
    text = "古蔺县和叙永县分别培训3百人、2百人。"
    assert [area(text, word).name for word in ("3百", "2百")] == ["古蔺县", "叙永县"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("市本级发放补贴甲元", "市本级"),
        ("其中经开区甲人次", "经开区"),
        ("兆雅镇建成工作站甲个", "兆雅镇"),
        ("白节镇、护国镇各建成甲个", "白节镇、护国镇"),
    ],
)
def test_places_without_a_code_go_to_the_subject(text: str, part: str) -> None:
    found = area(text, "甲")
    assert (found.name, found.subject_part) == ("泸州市", part)


@pytest.mark.parametrize(
    "text",
    [
        "城镇新增就业甲人",
        "乡镇服务站甲个",
        "特色小镇甲个",
        "江阳区级工作室甲个",
        "四川省技术能手甲名",
        "全国技术能手甲名",
        "四川工匠甲名",
    ],
)
def test_labels_and_honours_are_no_places(text: str) -> None:
    assert area(text, "甲") == AreaInForce("510500", "泸州市", None, "issuer")


def test_wider_divisions_hold_as_subjects_only() -> None:
    text = "全省技能人才甲人，全市乙人。在全省技能大赛中，我市获得丙枚。全国高技能人才丁人。"
    assert names(text, "甲乙丙丁") == ["四川省", "泸州市", "泸州市", "全国"]


def test_the_province_that_pays_carries_its_figure_but_its_tasks_are_the_citys() -> None:
    text = "省财政给予每个工作室甲元。省里下达我市乙人，完成省下达任务的丙。"
    assert names(text, "甲乙丙") == ["四川省", "泸州市", "泸州市"]


def test_levels_that_pay_are_told_apart_with_half_width_commas_too() -> None:
    text = "按照省上每人每天甲元、市上每人每天乙元补贴,培训班丙期,其中:三河镇丁期,县城戊期。"
    assert names(text, "甲乙丙丁戊", "镇原县人社局") == ["甘肃省", "庆阳市", "镇原县", "镇原县", "镇原县"]
    assert area(text, "丁", "镇原县人社局").subject_part == "三河镇"
    assert area(text, "戊", "镇原县人社局").subject_part is None


def test_a_county_speaks_for_itself_and_names_the_city_above_it() -> None:
    text = "全县培训甲人。县财政安排乙元，广元市配套丙元，市财政补助丁元。全市共培训戊人。"
    assert names(text, "甲乙丙丁戊", "苍溪县人民政府办公室") == [
        "苍溪县",
        "苍溪县",
        "广元市",
        "广元市",
        "广元市",
    ]


def test_the_region_is_meant_by_quanqu_in_a_citys_letter() -> None:
    assert names("全区技能人才甲人，我市乙人。", "甲乙", "钦州市人力资源和社会保障局") == [
        "广西壮族自治区",
        "钦州市",
    ]


def test_that_county_is_the_one_named_before() -> None:
    assert names("合江县高度重视，该县培训甲人，全县建成乙个。", "甲乙") == ["合江县", "合江县"]


def test_a_provinces_document_is_about_the_cities_it_names() -> None:
    text = "全省培训甲人次，其中成都市乙人次、凉山州丙人次。"
    assert names(text, "甲乙丙", "四川省人力资源和社会保障厅")[:1] == ["四川省"]
    text = "全省培训9万人次，其中成都市1万人次、凉山州2万人次。"
    found = [area(text, word, "四川省人力资源和社会保障厅").name for word in ("9万", "1万", "2万")]
    assert found == ["四川省", "成都市", "凉山彝族自治州"]


def test_lines_and_headings_open_a_division() -> None:
    text = "江阳区：培训甲人次，发放乙元。\n（一）合江县\n培训丙人次，新增丁人。\n二、下步打算\n培训戊人。"
    assert names(text, "甲乙丙丁戊") == ["江阳区", "江阳区", "合江县", "合江县", "泸州市"]


def test_rows_and_columns_of_a_table_open_a_division() -> None:
    rows = "地区|人次|人\n江阳区|101|21\n市本级|302|42\n合计|603|93\n"
    assert [area(rows, word).name for word in ("101", "21", "302", "603")] == [
        "江阳区",
        "江阳区",
        "泸州市",
        "泸州市",
    ]
    assert area(rows, "42").subject_part == "市本级"
    columns = "指标|江阳区|纳溪区\n培训人次|101|202\n"
    assert [area(columns, word).name for word in ("101", "202")] == ["江阳区", "纳溪区"]


def test_a_letter_to_a_district_speaks_of_its_core_area_as_the_district() -> None:
    text = "纳溪区政协：\n现答复如下：\n核心区招引院校甲所，输出乙人次。\n全市共有丙所。"
    assert names(text, "甲乙丙") == ["纳溪区", "纳溪区", "泸州市"]


@pytest.mark.parametrize(
    ("issuer", "title", "text", "name"),
    [
        ("天山网", "新疆前三季度培训40万人", "天山网讯 培训甲人。", "新疆维吾尔自治区"),
        ("龙江重工集团", "龙江重工在黑龙江省大赛中获奖", "获奖牌甲枚。", "黑龙江省"),
        ("余姚日报", "技能人才甲人", "我市技能人才甲人。", "余姚市"),
        ("江阳区人社局", "技能培训甲人", "培训甲人。", "江阳区"),
        ("新华社", "送技能上门 让青海牧民走上新路", "培训甲人。", "青海省"),
        ("瞭望周刊", "走进泸州的车间", "培训甲人。", "泸州市"),
    ],
)
def test_a_countys_short_name_alone_yields_to_the_title(
    issuer: str, title: str, text: str, name: str
) -> None:
    assert area(text, "甲", issuer, title).name == name


@pytest.mark.parametrize(
    ("issuer", "title", "text", "name"),
    [
        ("四川日报", "合江县培训忙", "全县培训甲人。", "合江县"),
        ("四川工人日报", "四川泸州市首届职工技能赛开赛", "设奖项甲个。", "泸州市"),
        ("泸州日报", "合江：培训进乡村", "合江县人社局开办夜校，共有甲人参加。", "合江县"),
        ("泸州日报", "合江产业忙", "共有甲人参加。", "泸州市"),
        ("泸州日报", "四川命名50名工匠", "经评审，共有甲人上榜。", "四川省"),
        ("泸州日报", "四川省人社厅新认定一批基地", "认定基地甲家。", "四川省"),
        ("泸州日报", "四川工匠走进校园", "培训甲人。", "泸州市"),
        ("泸州日报", "2018年“四川工匠”名单出炉", "名单出炉，共甲名。", "四川省"),
        ("成都日报", "重庆市新增40个工作室", "新增工作室甲个。", "重庆市"),
        ("成都市人力资源和社会保障局", "重庆市来访", "培训甲人。", "成都市"),
        ("四川省人力资源和社会保障厅", "泸州市、宜宾市培训忙", "培训甲人。", "四川省"),
        (CITY, "关于合江县提案的答复", "培训甲人。", "泸州市"),
        ("泸州日报", "合江：匠心聚人才", "合江创新。合江培训忙，合江企业多，合江培训甲人。", "合江县"),
        ("泸州日报", "合江：匠心聚人才", "江边培训甲人。", "泸州市"),
    ],
)
def test_a_headline_may_tell_of_another_division(issuer: str, title: str, text: str, name: str) -> None:
    assert area(text, "甲", issuer, title).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泸州市举行评审会。全市培训甲人，新增乙人。", "泸州市"),
        ("泸州市举行评审会，宜宾市观摩。全市培训甲人，新增乙人。", "四川省"),
        ("泸州市举行评审会。全省培训甲人，全市有丙人，新增乙人。", "四川省"),
        ("泸州市举行评审会。培训甲人，新增乙人。", "四川省"),
    ],
)
def test_a_provinces_paper_may_tell_of_one_city(text: str, name: str) -> None:
    assert area("培训忙。\n" + text + "\n共有丁人。", "丁", "四川日报").name == name


def test_the_city_stays_itself_below_a_headline_on_its_province() -> None:
    text = "泸州日报讯，共有甲人上榜。其中，我市有乙人，泸州有丙人。\n在县（市、区）推荐后，命名丁人。"
    found = [area(text, word, PAPER, "四川命名50名工匠").name for word in "甲乙丙丁"]
    assert found == ["四川省", "泸州市", "泸州市", "四川省"]


def test_what_an_authority_above_does_is_its_divisions() -> None:
    text = "省人社厅命名技师甲名，并对每个工作室给予乙元，我市有丙名入选。培训丁人。"
    assert names(text, "甲乙丙丁", PAPER) == ["四川省", "四川省", "泸州市", "泸州市"]
    text = "近日，人社部在官网公布名单，共表彰选手甲名，其中泸州获表彰乙名。"
    assert names(text, "甲乙", PAPER) == ["全国", "泸州市"]


def test_what_an_authority_did_for_the_city_or_before_is_the_citys() -> None:
    text = "省总工会授予我市职工甲人奖章。省人社厅命名的工作室乙个。省财政厅下达资金丙元。"
    assert names(text, "甲乙丙", PAPER) == ["泸州市"] * 3
    text = "省人社厅公布名单，李某等丁名技师入选。"
    assert names(text, "丁", PAPER) == ["泸州市"]
    assert names("广东省人社厅命名技师甲名。", "甲", PAPER) == ["泸州市"]


def test_what_the_plan_of_an_authority_says_is_its_divisions() -> None:
    text = "人社部、教育部联合印发技能培训规划，明确五年目标：培训甲人次；新增基地乙个。\n我市培训丙人。"
    assert names(text, "甲乙丙", PAPER) == ["全国", "全国", "泸州市"]
    text = "省政府出台培训行动方案，提出每年培训甲人，我市每年培训乙人。"
    assert names(text, "甲乙") == ["四川省", "泸州市"]


def test_a_title_that_the_province_gives_every_year_is_its_rule() -> None:
    text = "“四川省首席技师”每两年评选一次，每次甲名左右。期内每人享受津贴乙元。我市现有丙名。"
    assert names(text, "甲乙丙", PAPER) == ["四川省", "四川省", "泸州市"]


def test_a_provinces_literary_name_is_its_own() -> None:
    text = "齐鲁首席技师每两年选拔一次，每次甲名。"
    assert names(text, "甲", "济南日报") == ["山东省"]
    assert area("齐鲁工匠甲名。", "甲", "济南日报").name == "济南市"
    assert area("培训甲人。", "甲", "齐鲁晚报").name == "山东省"


def test_money_of_the_province_may_be_named_behind_the_figure() -> None:
    text = (
        "入选者每月享受500元省政府津贴，另可享受省政府津贴甲元，工作室获得省总工会提供的乙元。市里奖励丙元。"
    )
    assert names(text, "甲乙丙", PAPER) == ["四川省", "四川省", "泸州市"]
    assert area(text, "500元", PAPER).name == "四川省"


def test_the_issuers_own_name_takes_a_sentence_back_from_its_province() -> None:
    text = "全省共入选甲家，泸州申报的乙家全部入选。"
    assert names(text, "甲乙", PAPER) == ["四川省", "泸州市"]
    assert names("江阳区建成甲个，与泸州职院共建乙个。", "甲乙", PAPER) == ["江阳区", "江阳区"]


def test_where_people_come_from_may_stand_behind_their_number() -> None:
    text = "四川省命名80名工匠，其中5名来自泸州，3名来自纳溪区，2名来自我市企业。"
    found = [area(text, word, PAPER).name for word in ("80名", "5名", "3名", "2名")]
    assert found == ["四川省", "泸州市", "纳溪区", "泸州市"]


def test_the_provinces_short_name_may_be_a_subject() -> None:
    assert names("四川新增技师5甲名。四川工匠乙名。", "甲乙", PAPER) == ["四川省", "泸州市"]
    assert names("省内现有技能人才甲人，泸州有乙人。", "甲乙", PAPER) == ["四川省", "泸州市"]


def test_the_countrys_team_is_the_countrys() -> None:
    assert names("在世界大赛上，中国代表团获金牌甲枚。我市选手获乙枚。", "甲乙") == ["全国", "泸州市"]


def test_a_provinces_delegation_is_the_provinces() -> None:
    text = "泸州选手备战。四川代表团共派出选手136人。泸州代表队共派出选手24人。"
    assert [area(text, word).name for word in ("136", "24")] == ["四川省", "泸州市"]


def test_a_bracket_may_tell_of_the_whole_province() -> None:
    assert names("泸州代表队获奖牌甲枚（全省仅乙枚）以及多个优秀组织奖。", "甲乙") == ["泸州市", "四川省"]


def test_people_who_come_from_all_parts_of_a_division_are_its_own() -> None:
    text = "来自全省21个市州的甲名选手参赛，我市派出乙名。大赛汇聚全国35个代表团、360名选手。来自全国的丙名。"
    assert names(text, "甲乙丙") == ["四川省", "泸州市", "泸州市"]
    assert area(text, "360名").name == "全国"


def test_a_member_of_a_list_of_places_reaches_no_further() -> None:
    text = "打造陶艺之乡、合江县荔枝管护等5个品牌，并培训甲人。"
    assert names(text, "甲") == ["泸州市"]
    assert names("完成鉴定、全国统考7百人的任务，新增技师甲人。", "甲") == ["泸州市"]


def test_divisions_elsewhere_with_a_number_of_their_own() -> None:
    text = "金牌数列浙江省（40金）、上海市（38金）之后，我市为20金。"
    found = [area(text, word).name for word in ("40金", "38金", "20金")]
    assert found == ["浙江省", "上海市", "泸州市"]


def test_the_countrys_treasury_pays_for_the_country() -> None:
    text = "中央财政给予每个基地甲元，市财政安排乙元。"
    assert names(text, "甲乙") == ["全国", "泸州市"]


def test_seeds_with_a_dangling_alias_are_refused(tmp_path: Path) -> None:
    header = "area_code,area_name,level,parent_code,city_code,province_code\n"
    (tmp_path / "areas.csv").write_text(header + "510000,四川省,province,,,510000\n", encoding="utf-8")
    (tmp_path / "area_aliases.csv").write_text(
        "alias,area_code,kind\n泸州,510500,short_name\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"area_aliases\.csv: 泸州 points to 510500"):
        Gazetteer.from_seeds(tmp_path)


def test_seeds_without_a_column_are_refused(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("area_code,area_name\n510000,四川省\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"areas\.csv: no column city_code, level"):
        Gazetteer.from_seeds(tmp_path)


PLACE_LIKE = st.text(
    alphabet="泸州市江阳纳溪区合县四川省全国我本级该各分别、和，。：\n（一）|0123456789人镇街道开发"
    "高新财政给予",
    max_size=60,
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), PLACE_LIKE))
def test_any_text_has_a_known_division_everywhere(text: str) -> None:
    scopes = AreaScopes(text, CITY)
    for position in range(len(text)):
        found = scopes.at(position, position + 1)
        assert scopes.gazetteer.areas[found.code].name == found.name
        assert found.subject_part is None or found.subject_part in text


def test_the_award_that_only_the_country_gives_is_the_countrys() -> None:
    text = "高技能人才表彰大会在北京举行。会议表彰了甲名中华技能大奖获得者。我市获评乙名。"
    assert names(text, "甲乙", PAPER) == ["全国", "泸州市"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第二届全国技能大赛闭幕式在天津市体育馆举行，选手甲名。", "全国"),
        ("本报北京6月22日电（记者某某）技能人才表彰大会在北京举行，甲名。", "全国"),
        ("据悉，2014年我国高职院校甲所。黑龙江省的毕业生就业率最高。", "全国"),
        ("近年来，山东济南阳光大姐培训甲人。", "济南市"),
    ],
)
def test_where_a_meeting_was_held_is_not_whose_figures_they_are(text: str, name: str) -> None:
    assert area(text, "甲", "工人日报").name == name


def test_a_papers_headline_may_open_with_the_place_after_a_space() -> None:
    text = "该县培训甲人；发放补贴乙元。纳溪区的培训班。"
    assert area(text, "甲", PAPER, "增强就业能力 纳溪区培训忙").name == "纳溪区"
    assert area("全国202家机构为第二批基地。", "202家", PAPER).name == "全国"


def test_what_a_national_contest_awards_in_all_is_the_countrys() -> None:
    text = (
        "第一届全国技能大赛昨日在广州落下帷幕。据悉，大赛共甲名选手获奖，乙名选手获得优胜奖。我市收获丙金。"
    )
    assert names(text, "甲乙丙", PAPER) == ["全国", "全国", "泸州市"]
    assert names("全市技能大赛闭幕。据悉，大赛共甲名选手获奖。", "甲", PAPER) == ["泸州市"]
